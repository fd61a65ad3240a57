package drm

import (
	"bytes"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha256"
	"crypto/sha512"
	"errors"
	"hash"
	"math/rand/v2"
	"testing"
)

// TestMAC compares signatures made from kept states with crypto/hmac, for random
// keys and bodies of each length of the tail that a grant could have.
func TestMAC(t *testing.T) {
	rng := rand.NewChaCha8([32]byte{1})
	h, err := newHasher(sha256.New())
	if err != nil {
		t.Fatal(err)
	}
	for n := range 10_000 {
		key := make([]byte, n%(block+1))
		body := make([]byte, fixedSize+n%(mostTail+1))
		rng.Read(key)
		rng.Read(body)
		want := hmac.New(sha256.New, key)
		want.Write(body)

		k := h.key(key)
		copy(h.fixed, body)
		middle := h.middle(&k)
		rng.Read(h.form[chunkAt:lengthAt]) // whatever was there before
		got := h.mac(&middle, block+fixedSize, body[fixedSize:], &k.outer)
		if want := want.Sum(nil); !bytes.Equal(got, want) {
			t.Fatalf("key of %d bytes, body of %d:\n got %x\nwant %x", len(key), len(body), got, want)
		}
	}
}

// opaque is a hash whose state cannot be set.
type opaque struct{ hash.Hash }

// liar is SHA-256 that forgets the state it is given.
type liar struct{ resumable }

func (liar) UnmarshalBinary([]byte) error { return nil }

// TestUnknownForm checks that start-up refuses a hash that does not keep the state
// which we think it keeps.
func TestUnknownForm(t *testing.T) {
	tests := []struct {
		name string
		sha  func() hash.Hash
		want error
	}{
		{"SHA-256", sha256.New, nil},
		{"SHA-224", sha256.New224, errForm},
		{"SHA-512", sha512.New, errForm},
		{"MD5", md5.New, errForm},
		{"state not to be had", func() hash.Hash { return opaque{sha256.New()} }, errForm},
		{"state not kept", func() hash.Hash { return liar{sha256.New().(resumable)} }, errForm},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := newSecrets(Secret("0123456789abcdef"), tt.sha); !errors.Is(err, tt.want) {
				t.Errorf("error = %v, want %v", err, tt.want)
			}
		})
	}
}
