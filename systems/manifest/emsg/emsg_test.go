package emsg_test

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/Eyevinn/mp4ff/bits"
	"github.com/Eyevinn/mp4ff/mp4"

	"touchline/components"
	"touchline/systems/internal/golden"
	"touchline/systems/manifest/emsg"
)

func goal() *emsg.Box {
	return &emsg.Box{
		Scheme: emsg.ID3, Time: 1<<33 + 2_250_000, Duration: 90_000, ID: 7,
		Data: []byte("ID3\x04\x00\x00\x00\x00\x00\x0fTXXX\x00\x00\x00\x05\x00\x00\x03a\x00hi"),
	}
}

func TestAppendBox(t *testing.T) {
	golden.Check(t, "id3.emsg", emsg.AppendBox(nil, goal()))
	golden.Check(t, "empty.emsg", emsg.AppendBox(nil, &emsg.Box{}))
	golden.Check(t, "splice.emsg", emsg.AppendBox(nil, &emsg.Box{
		Scheme: "urn:scte:scte35:2013:bin", Value: "1001", Time: math.MaxInt64, Duration: emsg.Unknown, ID: math.MaxUint32, Data: []byte{0xfc, 0},
	}))
}

func random(rng *rand.Rand) *emsg.Box {
	text := func() string {
		b := make([]byte, rng.IntN(20))
		for i := range b {
			b[i] = byte(1 + rng.IntN(255))
		}
		return string(b)
	}
	b := &emsg.Box{
		Scheme: text(), Value: text(), Time: components.PTS(rng.Int64() >> rng.IntN(63)),
		Duration: rng.Uint32(), ID: rng.Uint32(),
	}
	if n := rng.IntN(300); n > 0 {
		b.Data = make([]byte, n)
		for i := range b.Data {
			b.Data[i] = byte(rng.Uint32())
		}
	}
	return b
}

// theirs is b as mp4ff has it.
func theirs(b *emsg.Box) *mp4.EmsgBox {
	return &mp4.EmsgBox{
		Version: 1, TimeScale: 90_000, PresentationTime: uint64(b.Time), EventDuration: b.Duration, ID: b.ID,
		SchemeIDURI: b.Scheme, Value: b.Value, MessageData: b.Data,
	}
}

// TestOracle compares boxes with those of mp4ff, byte for byte, lets it read them,
// and reads them back.
func TestOracle(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		b := random(rng)
		got := emsg.AppendBox([]byte("before"), b)
		var want bytes.Buffer
		want.WriteString("before")
		if err := theirs(b).Encode(&want); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want.Bytes()) {
			t.Fatalf("%+v\n     is %x\nmp4ff's %x", b, got, want.Bytes())
		}
		read, err := mp4.DecodeBoxSR(0, bits.NewFixedSliceReader(got[len("before"):]))
		if err != nil || !reflect.DeepEqual(read, mp4.Box(theirs(b))) {
			t.Fatalf("mp4ff reads %+v, error %v, from %+v", read, err, b)
		}
		back, rest, err := emsg.ParseBox(append(got[len("before"):], "after"...))
		if err != nil || string(rest) != "after" || !reflect.DeepEqual(&back, b) {
			t.Fatalf("%+v came back as %+v, then %q, error %v", b, back, rest, err)
		}
	}
}

func TestBeforeTheProgram(t *testing.T) {
	for _, tt := range []struct{ time, want components.PTS }{{-1, 0}, {math.MinInt64, 0}, {0, 0}, {1, 1}} {
		back, _, err := emsg.ParseBox(emsg.AppendBox(nil, &emsg.Box{Time: tt.time}))
		if err != nil || back.Time != tt.want {
			t.Errorf("%d came back as %d, error %v, want %d", tt.time, back.Time, err, tt.want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	whole := emsg.AppendBox(nil, &emsg.Box{Scheme: "s", Value: "v", Data: []byte{9}})
	with := func(at int, b byte) []byte {
		p := bytes.Clone(whole)
		p[at] = b
		return p
	}
	for _, tt := range []struct {
		name    string
		data    []byte
		want    error
		message string
	}{
		{"nothing", nil, emsg.ErrShort, "emsg: byte 0: header: 0 bytes: must be at least 32: cut off"},
		{"header cut off", whole[:31], emsg.ErrShort, "emsg: byte 31: header: 31 bytes: must be at least 32: cut off"},
		{"data cut off", whole[:36], emsg.ErrShort, "emsg: byte 0: size: 37: only 36 bytes are there: cut off"},
		{"size of a header", with(3, 33), emsg.ErrShort, "emsg: byte 0: size: 33: must be at least 34: cut off"},
		{"type", with(4, 'E'), emsg.ErrNotEvent, `emsg: byte 4: type: "Emsg": must be "emsg": not an event message`},
		{"version", with(8, 0), emsg.ErrUnsupported, "emsg: byte 8: version and flags: 00000000: must be 01000000: not supported"},
		{"flags", with(11, 1), emsg.ErrUnsupported, "emsg: byte 8: version and flags: 01000001: must be 01000000: not supported"},
		{"timescale", with(15, 0x91), emsg.ErrUnsupported, "emsg: byte 12: timescale: 90001: must be 90000: not supported"},
		{"time", with(16, 0x80), emsg.ErrRange, "emsg: byte 16: presentation_time: 9223372036854775808: must be at most 9223372036854775807: out of range"},
		{"scheme without end", []byte(string(with(3, 34)[:33]) + "x"), emsg.ErrShort, "emsg: byte 32: scheme_id_uri: the zero byte that ends it is missing: cut off"},
		{"value without end", with(35, 'x'), emsg.ErrShort, "emsg: byte 34: value: the zero byte that ends it is missing: cut off"},
		{"no value", with(3, 34)[:34:34], emsg.ErrShort, "emsg: byte 34: value: the zero byte that ends it is missing: cut off"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b, rest, err := emsg.ParseBox(tt.data)
			if _, ok := errors.AsType[*emsg.SyntaxError](err); !ok || !errors.Is(err, tt.want) {
				t.Fatalf("error %v, want one that is %v", err, tt.want)
			}
			if err.Error() != tt.message {
				t.Errorf("message %s\n   want %s", err, tt.message)
			}
			if rest != nil || !reflect.DeepEqual(b, emsg.Box{}) {
				t.Errorf("returns %+v and %q beside the error", b, rest)
			}
		})
	}
}

// FuzzParseBox checks that no input breaks the parser, that what it accepts is
// written back byte for byte, and that it agrees with mp4ff about it.
func FuzzParseBox(f *testing.F) {
	f.Add(emsg.AppendBox(nil, goal()))
	f.Add(emsg.AppendBox(nil, &emsg.Box{}))
	f.Add(append(emsg.AppendBox(nil, &emsg.Box{Scheme: "a", Value: "b", Data: []byte{0}}), 1, 2))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, rest, err := emsg.ParseBox(data)
		if err != nil {
			if _, ok := errors.AsType[*emsg.SyntaxError](err); !ok {
				t.Fatalf("error %v does not say where", err)
			}
			return
		}
		box := data[:len(data)-len(rest)]
		if again := emsg.AppendBox(nil, &b); !bytes.Equal(again, box) {
			t.Errorf("read  %x\nwrote %x", box, again)
		}
		read, err := mp4.DecodeBoxSR(0, bits.NewFixedSliceReader(box))
		if err != nil || !reflect.DeepEqual(read, mp4.Box(theirs(&b))) {
			t.Errorf("mp4ff reads %+v, error %v, we %+v", read, err, b)
		}
	})
}

func TestAllocatesNothing(t *testing.T) {
	b, buf := goal(), make([]byte, 0, 256)
	if n := testing.AllocsPerRun(100, func() { emsg.AppendBox(buf, b) }); n != 0 {
		t.Errorf("a box allocates %v times, want 0", n)
	}
}

// BenchmarkAppendBox writes one message, and lets mp4ff write it too.
func BenchmarkAppendBox(b *testing.B) {
	b.Run("touchline", func(b *testing.B) {
		m, buf := goal(), []byte(nil)
		b.ReportAllocs()
		for b.Loop() {
			buf = emsg.AppendBox(buf[:0], m)
		}
		b.SetBytes(int64(len(buf)))
	})
	b.Run("mp4ff", func(b *testing.B) {
		m, buf := theirs(goal()), bytes.Buffer{}
		b.ReportAllocs()
		for b.Loop() {
			buf.Reset()
			if err := m.Encode(&buf); err != nil {
				b.Fatal(err)
			}
		}
		b.SetBytes(int64(buf.Len()))
	})
}
