package drm_test

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"sync"
	"testing"

	"touchline/components"
	"touchline/systems/drm"
)

var sample = drm.Terms{
	Stream: 0x0102030405060708, Viewer: 0x1112131415161718, From: 0x2122232425262728, Until: 0x3132333435363738,
	Received: 0x4142434445464748, Period: 5, Tier: components.SDTier, Result: components.Renewed,
}

func newSystem(t testing.TB) *drm.System {
	t.Helper()
	s, err := drm.New(config())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestAppendGrant checks the layout of a grant: every field but the keys, whose
// places it checks, and the signature.
func TestAppendGrant(t *testing.T) {
	s := newSystem(t)
	got := s.AppendGrant([]byte("before"), sample)
	if !bytes.HasPrefix(got, []byte("before")) {
		t.Fatalf("the buffer began with %q", got[:6])
	}
	got = got[6:]
	if len(got) != drm.GrantSize || drm.GrantSize != 257 {
		t.Fatalf("%d bytes, want %d, want 257", len(got), drm.GrantSize)
	}
	head := "544c4701" + "01" + "00" + "0240" + // TLG 1, SD, no HDCP, 576 lines
		"0102030405060708" + "00000005" + "019bfcc0" + // 27,000,000
		"00000000080befc0" // 135,000,000
	if want := head; hex.EncodeToString(got[:32]) != want {
		t.Errorf("head\n got %x\nwant %s", got[:32], want)
	}
	for tier := range 4 {
		key := got[32+40*tier:][:40]
		if absent := bytes.Equal(key, make([]byte, 40)); absent != (tier > 1) {
			t.Errorf("key of tier %d absent: %v", tier, absent)
		}
	}
	tail := "1112131415161718" + "2122232425262728" + "3132333435363738" + "4142434445464748" + "01"
	if hex.EncodeToString(got[192:225]) != tail {
		t.Errorf("tail\n got %x\nwant %s", got[192:225], tail)
	}
	const golden = "22178204e85283045ac0d0340a05e2555cc6e9f0838e1949976bc53b8c218773"
	if hex.EncodeToString(got[225:]) != golden {
		t.Errorf("signature\n got %x\nwant %s", got[225:], golden)
	}
}

// TestAppendGrantAtOnce lets edges append grants at the same time, for the race
// detector.
func TestAppendGrantAtOnce(t *testing.T) {
	s := newSystem(t)
	want := s.AppendGrant(nil, sample)
	var edges sync.WaitGroup
	for range 4 {
		edges.Go(func() {
			for range 50 {
				if got := s.AppendGrant(nil, sample); !bytes.Equal(got, want) {
					t.Errorf("grant\n got %x\nwant %x", got, want)
					return
				}
			}
		})
	}
	edges.Wait()
}

// TestNothingToAppend checks that an answer which grants nothing gives no keys away.
func TestNothingToAppend(t *testing.T) {
	s := newSystem(t)
	for result := components.Expired; result <= components.RefusedConcurrent+1; result++ {
		terms := sample
		terms.Result = result
		if got := s.AppendGrant([]byte("x"), terms); string(got) != "x" {
			t.Errorf("%v: appended %d bytes", result, len(got)-1)
		}
	}
}

// TestTickSigns compares what the tick signs with what AppendGrant makes of the
// rows, for random viewers of four streams, and opens it.
func TestTickSigns(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	h := newHouse(t, config(), 1, 64)
	r := h.shards[0]
	for n := range components.Number(4) {
		h.stream(0, 1+n*n*n<<40)
	}
	for v := range components.Number(64) {
		h.account(v, 1)
		h.viewer(0, 1+v, components.Row(rng.IntN(4)), components.Row(v))
		*components.ViewerTier.At(r, components.Row(v)) = components.Tier(rng.IntN(6)) // 4 and 5 are none
		components.ViewerRights.At(r, components.Row(v)).From = -components.PTS(rng.Int64N(1 << 40))
	}
	signed := 0
	for range 30 {
		for stream := range components.Row(4) {
			if rng.IntN(5) == 0 {
				*components.StreamKeyPeriod.At(r, stream) += uint32(rng.IntN(3))
			}
		}
		var asks []ask
		for range rng.IntN(100) {
			asks = append(asks, ask{components.Number(1 + rng.IntN(64)), components.RequestOp(rng.IntN(3))})
		}
		h.run(asks...)
		for i := range components.Row(r.Len(components.Grant)) {
			terms := drm.TermsOf(r, i)
			grant := h.system.AppendGrant(nil, terms)
			if len(grant) == 0 {
				continue
			}
			signed++
			if got := components.GrantSignature.At(r, i)[:]; !bytes.Equal(got, grant[225:]) {
				t.Fatalf("signature of %+v\n got %x\nwant %x", terms, got, grant[225:])
			}
			if back, err := h.system.Open(grant); err != nil || back != terms {
				t.Fatalf("opened: %v\n got %+v\nwant %+v", err, back, terms)
			}
		}
	}
	if signed < 500 {
		t.Errorf("%d grants signed, want at least 500", signed)
	}
}

func TestOpenErrors(t *testing.T) {
	s := newSystem(t)
	good := s.AppendGrant(nil, sample)
	tests := []struct {
		name    string
		grant   []byte
		want    error
		message string
	}{
		{"empty", nil, drm.ErrGrant, "0 bytes: must be 257: not a grant"},
		{"a byte short", good[:256], drm.ErrGrant, "256 bytes: must be 257: not a grant"},
		{"a byte more", append(good[:257:257], 0), drm.ErrGrant, "258 bytes: must be 257: not a grant"},
		{
			"other version", append([]byte("TLG\x02"), good[4:]...), drm.ErrGrant,
			`byte 0: "TLG\x02": must be "TLG\x01": not a grant`,
		},
		{
			"other viewer", append(append(bytes.Clone(good[:192]), 0, 0, 0, 0, 0, 0, 0, 7), good[200:]...), drm.ErrSignature,
			"viewer 7: signature does not match",
		},
		{
			"no such tier", append(append(bytes.Clone(good[:4]), 4), good[5:]...), drm.ErrSignature,
			"viewer 1230066625199609624: signature does not match",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := s.Open(tt.grant)
			if !errors.Is(err, tt.want) {
				t.Fatalf("error = %v, want one that is %v", err, tt.want)
			}
			if err.Error() != tt.message {
				t.Errorf("message = %q, want %q", err, tt.message)
			}
		})
	}
}

// TestEveryBitCounts changes each bit of a grant in turn.
func TestEveryBitCounts(t *testing.T) {
	s := newSystem(t)
	good := s.AppendGrant(nil, sample)
	for bit := range 8 * len(good) {
		bad := bytes.Clone(good)
		bad[bit/8] ^= 1 << (bit % 8)
		if _, err := s.Open(bad); err == nil {
			t.Fatalf("byte %d, bit %d changed: opened", bit/8, bit%8)
		}
	}
	other := config()
	other.Master = append(drm.Secret{}, other.Master...)
	other.Master[0] ^= 1
	stranger, err := drm.New(other)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := stranger.Open(good); !errors.Is(err, drm.ErrSignature) {
		t.Errorf("opened with another master secret: %v", err)
	}
}

// FuzzOpen checks that no input breaks Open, and that what it opens is what
// AppendGrant writes.
func FuzzOpen(f *testing.F) {
	s := newSystem(f)
	good := s.AppendGrant(nil, sample)
	f.Add(good)
	f.Add(good[:100])
	f.Add([]byte("TLG\x01"))
	f.Add(binary.BigEndian.AppendUint64(bytes.Clone(good[:249]), 0))
	wrongTier := bytes.Clone(good)
	wrongTier[4] = 255
	f.Add(wrongTier)
	f.Fuzz(func(t *testing.T, grant []byte) {
		terms, err := s.Open(grant)
		if err != nil {
			if !errors.Is(err, drm.ErrGrant) && !errors.Is(err, drm.ErrSignature) {
				t.Fatalf("error %v is none of ours", err)
			}
			return
		}
		if again := s.AppendGrant(nil, terms); !bytes.Equal(again, grant) {
			t.Errorf("opened\n%x\nwritten\n%x", grant, again)
		}
	})
}
