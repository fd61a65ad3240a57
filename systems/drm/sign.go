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
	sha    resumable
	inner  [formSize]byte        // binary form of the state that the tail of a grant goes on from
	tail   [block]byte           // the last block of a grant: its tail, padded
	sum    [formSize]byte        // binary form of the state after the outer hash
	inners [batch][formSize]byte // those of the states after the inner hashes of a batch
	list   [batch]signature
	n      int // how many are in the list
}

// A signature is one that is to be made.
type signature struct {
	grant uint32 // whose it is, by row
	head  uint32 // the row of the state that the grant goes on from
}

// What the two last blocks of a signature are padded with: how many bits came
// before, the block of the key among them.
const (
	innerBits = 8 * (block + bodySize)
	outerBits = 8 * (block + len(state{}))
)

// signers are the workers' own.
var signers = ecs.NewTool(func() *signer {
	s := &signer{sha: mustHasher().sha, inner: [formSize]byte(newForm(block + fixedSize))}
	s.tail[tailSize] = 0x80
	binary.BigEndian.PutUint64(s.tail[block-8:], uint64(innerBits))
	return s
})

// room is how many signatures there is room for on the list.
func (s *signer) room() int { return batch - s.n }

// add puts a signature on the list.
func (s *signer) add(grant components.Row, head int) {
	s.list[s.n] = signature{uint32(grant), uint32(head)}
	s.n++
}

// sign makes the signatures of the list, and empties it. The outer hash of each goes on
// from the state whose binary form is outer.
//
// Each reads 33 bytes of its grant and 32 of its head, and writes 32.
func (s *signer) sign(g *grantColumns, heads []state, outer *[formSize]byte) {
	list, signatures, sha := s.list[:s.n], g.signature, s.sha
	terms, results := g.terms[:len(signatures)], g.result[:len(signatures)]
	s.n = 0
	for k, one := range list {
		putTail((*[tailSize]byte)(s.tail[:]), &terms[one.grant], results[one.grant])
		*(*state)(s.inner[stateAt:]) = heads[one.head]
		if err := sha.UnmarshalBinary(s.inner[:]); err != nil {
			panic(err) // New has tried it
		}
		sha.Write(s.tail[:])
		_, _ = sha.AppendBinary(s.inners[k][:0]) // its error is always nil
	}
	for k, one := range list {
		// What the hash keeps after its state is a block of zeros. With the padding in
		// it, it is the rest of the block that the outer hash takes.
		last := (*[block]byte)(s.inners[k][stateAt:])
		last[len(state{})] = 0x80
		binary.BigEndian.PutUint64(last[block-8:], uint64(outerBits))
		if err := sha.UnmarshalBinary(outer[:]); err != nil {
			panic(err)
		}
		sha.Write(last[:])
		_, _ = sha.AppendBinary(s.sum[:0])
		signatures[one.grant] = state(s.sum[stateAt:])
	}
}
