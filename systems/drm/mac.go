package drm

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding"
	"encoding/binary"
	"hash"
)

// HMAC-SHA-256 (RFC 2104, FIPS 180-4) that goes on from states it has kept.
//
// A grant is signed over 225 bytes, but only the last 33 differ among the grants
// of a stream and tier: signing one takes two runs of the compression function
// instead of seven. The standard library's hash can be put into a state through
// its binary form: 4 bytes of name, the 8 words, the 64 bytes of the block that is
// being filled, and how many bytes have come.

// state is what SHA-256 has made of whole blocks: its 8 words, big-endian.
type state = [32]uint8

// keyed is an HMAC key, as the states after the two blocks that are made of it.
type keyed struct{ inner, outer state }

const (
	block    = 64        // bytes that SHA-256 takes at once
	mostTail = block - 9 // what leaves room for the padding
	aesBlock = 16
	formName = "sha\x03"
	stateAt  = len(formName)
	chunkAt  = stateAt + len(state{})
	lengthAt = chunkAt + block
	formSize = lengthAt + 8
)

var _ [mostTail - tailSize]struct{} // a grant's tail ends in the block in which it begins

// resumable is what crypto/sha256 documents of its hash.
type resumable interface {
	hash.Hash
	encoding.BinaryAppender
	encoding.BinaryUnmarshaler
}

// try compares an HMAC made from kept states with that of crypto/hmac: a library
// whose hash keeps another state than we think would sign grants that nobody can
// verify.
func (h *hasher) try() error {
	form, err := h.sha.AppendBinary(nil)
	if err != nil || len(form) != formSize || string(form[:stateAt]) != formName || h.sha.UnmarshalBinary(form) != nil {
		return errForm
	}
	message := make([]byte, fixedSize+tailSize)
	for i := range message {
		message[i] = uint8(i)
	}
	key := message[1:33]
	k := h.key(key)
	copy(h.fixed, message)
	middle := h.middle(&k)
	got := h.mac(&middle, block+fixedSize, message[fixedSize:], &k.outer)
	want := hmac.New(sha256.New, key)
	want.Write(message)
	if !hmac.Equal(got, want.Sum(nil)) {
		return errForm
	}
	return nil
}

// load puts the hash into the state s, after n bytes of whole blocks.
func (h *hasher) load(s *state, n int) {
	copy(h.form[stateAt:], s[:])
	binary.BigEndian.PutUint64(h.form[lengthAt:], uint64(n))
	if err := h.sha.UnmarshalBinary(h.form); err != nil {
		panic(err) // New has tried it
	}
}

// store returns the state of the hash, which has taken whole blocks.
func (h *hasher) store() (s state) {
	h.form, _ = h.sha.AppendBinary(h.form[:0]) // its error is always nil
	copy(s[:], h.form[stateAt:])
	return s
}

// mac returns the HMAC of a message: inner is the state after the key's block and
// the message's first blocks, n bytes in all, and tail is the rest of it, at
// most mostTail bytes. The result is in h's memory, until h is next used.
func (h *hasher) mac(inner *state, n int, tail []byte, outer *state) []byte {
	return h.end(outer, block, h.end(inner, n, tail))
}

// end returns the hash of n bytes of whole blocks, after which the state is s, and
// of at most mostTail bytes more. It pads the last block itself and takes the state that
// follows for the hash, which it is: to let the library do so costs it a copy of
// all that it keeps.
func (h *hasher) end(s *state, n int, rest []byte) []byte {
	used := copy(h.last, rest)
	h.last[used] = 0x80
	clear(h.last[used+1:])
	binary.BigEndian.PutUint64(h.last[block-8:], uint64(n+used)*8)
	h.load(s, n)
	h.sha.Write(h.last)
	h.form, _ = h.sha.AppendBinary(h.form[:0]) // its error is always nil
	return h.form[stateAt:chunkAt]
}

// key returns the HMAC key made of at most a block of bytes.
func (h *hasher) key(bytes []byte) (k keyed) {
	for _, half := range []struct {
		pad   uint8
		state *state
	}{{0x36, &k.inner}, {0x5c, &k.outer}} {
		padded := h.fixed[:block]
		clear(padded)
		copy(padded, bytes)
		for i := range padded {
			padded[i] ^= half.pad
		}
		h.sha.Reset()
		h.sha.Write(padded)
		*half.state = h.store()
		clear(padded)
	}
	return k
}

// middle returns the state after the signing key's block and the constant part of
// a grant, which is in h.fixed.
func (h *hasher) middle(sign *keyed) state {
	h.load(&sign.inner, block)
	h.sha.Write(h.fixed)
	return h.store()
}
