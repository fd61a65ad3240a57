package drm

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"testing"

	"touchline/components"
)

var master = Secret("master secret of the tests")

func newTestSystem(t testing.TB) *System {
	t.Helper()
	cfg := Default()
	cfg.Master = master
	s, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// kdf is NIST SP 800-108 in counter mode, written down once more.
func kdf(master []byte, label string, context []byte, size int) []byte {
	m := hmac.New(sha256.New, master)
	m.Write([]byte{0, 0, 0, 1})
	m.Write([]byte(label))
	m.Write([]byte{0})
	m.Write(context)
	m.Write([]byte{0, 0, byte(8 * size >> 8), byte(8 * size)})
	return m.Sum(nil)[:size]
}

// TestKeys checks IDs and content keys against another derivation, for master
// secrets that are shorter and longer than a block of the hash.
func TestKeys(t *testing.T) {
	for _, size := range []int{16, 63, 64, 65, 200} {
		secret := bytes.Repeat([]byte{0xa7}, size)
		s, err := newSecrets(secret, sha256.New)
		if err != nil {
			t.Fatal(err)
		}
		h, _ := newHasher(sha256.New())
		for tier := range components.Tiers {
			context := binary.BigEndian.AppendUint64(nil, 0x0102030405060708)
			context = append(context, uint8(tier))
			context = binary.BigEndian.AppendUint32(context, 77)
			want := kdf(secret, "touchline key id", context, 16)
			want[6], want[8] = want[6]&0x0f|0x80, want[8]&0x3f|0x80
			id := s.keyID(h, 0x0102030405060708, tier, 77)
			if !bytes.Equal(id[:], want) {
				t.Errorf("secret of %d bytes, tier %v: key ID %x, want %x", size, tier, id, want)
			}
			var wrapped [wrappedSize]uint8
			s.wrappedKey(h, wrapped[:], &id)
			key, ok := unwrap(s.kek, wrapped[:])
			if want := kdf(secret, "touchline content", id[:], 16); !ok || !bytes.Equal(key, want) {
				t.Errorf("secret of %d bytes, tier %v: content key %x, want %x", size, tier, key, want)
			}
		}
	}
}

// TestKeyIDsStay pins a key ID: content that was packaged with it must be played
// with it.
func TestKeyIDsStay(t *testing.T) {
	s := newTestSystem(t)
	h, _ := newHasher(sha256.New())
	id := s.secrets.keyID(h, 42, components.HDTier, 7)
	if got, want := hex.EncodeToString(id[:]), "bee8b3c958698fba8fabc6340ab84806"; got != want {
		t.Errorf("key ID %s, want %s", got, want)
	}
}

// TestKeysDiffer checks that no two streams, tiers or periods share a key, and that
// each ID has the version and variant of RFC 9562.
func TestKeysDiffer(t *testing.T) {
	s := newTestSystem(t)
	h, _ := newHasher(sha256.New())
	ids, keys := map[[16]uint8]bool{}, map[[16]uint8]bool{}
	n := 0
	for stream := range components.Number(40) {
		for tier := range components.Tiers {
			for period := range uint32(40) {
				id := s.secrets.keyID(h, stream, tier, period)
				if id[6]>>4 != 8 || id[8]>>6 != 2 {
					t.Fatalf("key ID %x: version %d, variant %02b", id, id[6]>>4, id[8]>>6)
				}
				var key [16]uint8
				s.secrets.contentKey(h, key[:], &id)
				ids[id], keys[key] = true, true
				n++
			}
		}
	}
	if len(ids) != n || len(keys) != n {
		t.Errorf("%d key IDs and %d keys, want %d", len(ids), len(keys), n)
	}
}
