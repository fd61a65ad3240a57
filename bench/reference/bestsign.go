package reference

import (
	"crypto/sha256"
	"encoding"
	"encoding/binary"
	"hash"
)

// state256 is what SHA-256 has made of whole blocks.
type state256 = [32]uint8

// signer is an HMAC key. It goes on from states that it has kept: where the beginning
// of a message is known, the rest of it takes two runs of SHA-256's compression
// function instead of seven.
type signer struct {
	sha          resumable
	form         []byte // the binary form of the hash: name, state, block, length
	last         []byte // the last block of a message
	inner, outer state256
}

type resumable interface {
	hash.Hash
	encoding.BinaryAppender
	encoding.BinaryUnmarshaler
}

const (
	block256 = sha256.BlockSize
	state0   = 4 // where in the form the state is
	head256  = 192
)

func newSigner(key []byte) *signer {
	s := &signer{sha: sha256.New().(resumable), last: make([]byte, block256)}
	pad := func(with uint8) []byte {
		b := make([]byte, block256)
		copy(b, key)
		for i := range b {
			b[i] ^= with
		}
		return b
	}
	s.inner = s.run(pad(0x36))
	s.outer = s.run(pad(0x5c))
	return s
}

// run returns the state after whole blocks.
func (s *signer) run(blocks []byte) state256 {
	s.sha.Reset()
	s.sha.Write(blocks)
	return s.keep()
}

func (s *signer) keep() state256 {
	s.form, _ = s.sha.AppendBinary(s.form[:0]) // its error is always nil
	return state256(s.form[state0:])
}

func (s *signer) load(state *state256, bytes int) {
	copy(s.form[state0:], state[:])
	binary.BigEndian.PutUint64(s.form[len(s.form)-8:], uint64(bytes))
	_ = s.sha.UnmarshalBinary(s.form) // the form is its own
}

// after returns the state after the key and whole blocks.
func (s *signer) after(head []byte) state256 {
	s.load(&s.inner, block256)
	s.sha.Write(head)
	return s.keep()
}

// sign signs a grant whose beginning was hashed to middle.
func (s *signer) sign(g *Signed, middle *state256) {
	n := len(g.appendTo(s.last[:0]))
	s.end(middle, block256+head256, n)
	n = copy(s.last, s.form[state0:][:len(middle)])
	s.end(&s.outer, block256, n)
	copy(g.Signature[:], s.form[state0:])
}

// end hashes the last block, of which n bytes are there, from a state after so many
// bytes. The block is padded here, and the state taken for the hash, which it is: to
// let the library do so costs it a copy of all that it keeps.
func (s *signer) end(state *state256, bytes, n int) {
	s.last[n] = 0x80
	clear(s.last[n+1:])
	binary.BigEndian.PutUint64(s.last[block256-8:], uint64(bytes+n)*8)
	s.load(state, bytes)
	s.sha.Write(s.last)
	s.form, _ = s.sha.AppendBinary(s.form[:0])
}
