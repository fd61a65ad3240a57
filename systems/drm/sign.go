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
	inner  []byte                // binary form of the state that the tail of a grant goes on from
	tail   [block]byte           // the last block of a grant: its tail, padded
	sum    [formSize]byte        // binary form of the state after the outer hash
	inners [batch][formSize]byte // those of the states after the inner hashes of a batch
	list   [batch]signature
	n      int // how many are in the list
}

// A signature is one that is to be made.
type signature struct {
	grant  components.Row // whose it is
	middle uint32         // the row of the state that the grant goes on from
}

// What the two last blocks of a signature are padded with: how many bits came
// before, the block of the key among them.
const (
	innerBits = 8 * (block + bodySize)
	outerBits = 8 * (block + len(state{}))
)

// signers are the workers' own.
var signers = ecs.NewTool(func() *signer {
	s := &signer{sha: mustHasher().sha, inner: newForm(block + fixedSize)}
	s.tail[tailSize] = 0x80
	binary.BigEndian.PutUint64(s.tail[block-8:], uint64(innerBits))
	return s
})

// add puts a signature on the list, and reports whether that is full.
func (s *signer) add(grant components.Row, middle uint32) (full bool) {
	s.list[s.n%batch] = signature{grant, middle}
	s.n++
	return s.n == batch
}

// sign makes the signatures of the list, and empties it. The outer hash of each goes on
// from the state whose binary form is outer.
//
// Each reads 33 bytes of its grant and 32 of its midstate, and writes 32.
func (s *signer) sign(g *grantColumns, middles []state, outer []byte) {
	n := len(g.signature)
	viewer, from, until, received, result := g.viewer[:n], g.from[:n], g.until[:n], g.received[:n], g.result[:n]
	tail := (*[tailSize]byte)(s.tail[:])
	inner, sum := (*state)(s.inner[stateAt:]), (*state)(s.sum[stateAt:])
	list := s.list[:s.n]
	s.n = 0
	for k, one := range list {
		i := one.grant
		putTail(tail, viewer[i], from[i], until[i], received[i], result[i])
		*inner = middles[one.middle]
		s.run(s.inner, s.tail[:], s.inners[k][:])
	}
	for k, one := range list {
		// What the hash keeps after its state is a block of zeros. With the padding in
		// it, it is the rest of the block that the outer hash takes.
		last := s.inners[k][stateAt : stateAt+block]
		last[len(state{})] = 0x80
		binary.BigEndian.PutUint64(last[block-8:], uint64(outerBits))
		s.run(outer, last, s.sum[:])
		g.signature[one.grant] = *sum
	}
}

// run writes the binary form of the state that follows from, after one more block,
// to the memory of to.
func (s *signer) run(from, last, to []byte) {
	if err := s.sha.UnmarshalBinary(from); err != nil {
		panic(err) // New has tried it
	}
	s.sha.Write(last)
	_, _ = s.sha.AppendBinary(to[:0]) // its error is always nil
}
