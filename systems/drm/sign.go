package drm

import (
	"encoding/binary"

	"touchline/components"
	"touchline/ecs"
)

// batch is how many grants are signed together.
//
// A signature is two runs of SHA-256's compression function, of which the second
// needs what the first gave. In a batch all first runs come before all second ones:
// no run then waits for the one before it, and a processor is at several at once.
const batch = 32

// A signer signs grants. Like a hasher it is all on the heap.
type signer struct {
	sha  resumable
	list [batch]signature
	n    int // how many are in the list
}

// A signature is one that is to be made.
type signature struct {
	grant uint32         // whose it is, by row
	form  [formSize]byte // binary form of the state that the grant has come to
	tail  [block]byte    // its last block: its tail, padded
}

// What the two last blocks of a signature are padded with: how many bits came
// before, the block of the key among them.
const (
	innerBits = 8 * (block + bodySize)
	outerBits = 8 * (block + len(state{}))
)

// signers are the workers' own.
var signers = ecs.NewTool(func() *signer {
	s := &signer{sha: mustHasher().sha}
	for k := range s.list {
		one := &s.list[k]
		one.form = [formSize]byte(newForm(0))
		one.tail[tailSize] = 0x80
		binary.BigEndian.PutUint64(one.tail[block-8:], uint64(innerBits))
	}
	return s
})

// add says that a grant is to be signed, which goes on from one of the heads.
//
// How many bytes have come to that is not said: what counts is that they are whole
// blocks, for the padding is ours.
func (s *signer) add(grant uint32, t *components.GrantTerms, heads []state, head int) {
	one := &s.list[uint(s.n)%batch]
	one.grant = grant
	*(*state)(one.form[stateAt:]) = heads[head]
	putTail((*[tailSize]byte)(one.tail[:]), t)
	s.n++
}

// sign makes the signatures of the list, and empties it. The outer hash of each goes on
// from the state whose binary form is outer.
func (s *signer) sign(signatures []state, outer *[formSize]byte) {
	s.inner()
	list, sha := s.list[:s.n], s.sha
	s.n = 0
	for k := range list {
		// What the hash keeps after its state is a block of zeros. With the padding in
		// it, it is the rest of the block that the outer hash takes.
		one := &list[k]
		last := (*[block]byte)(one.form[stateAt:])
		last[len(state{})] = 0x80
		binary.BigEndian.PutUint64(last[block-8:], uint64(outerBits))
		if err := sha.UnmarshalBinary(outer[:]); err != nil {
			panic(err)
		}
		sha.Write(last[:])
		_, _ = sha.AppendBinary(one.form[:0])
		signatures[one.grant] = state(one.form[stateAt:])
	}
}

// inner makes the inner hashes of the list.
func (s *signer) inner() {
	list, sha := s.list[:s.n], s.sha
	for k := range list {
		one := &list[k]
		if err := sha.UnmarshalBinary(one.form[:]); err != nil {
			panic(err) // New has tried it
		}
		sha.Write(one.tail[:])
		_, _ = sha.AppendBinary(one.form[:0]) // its error is always nil
	}
}
