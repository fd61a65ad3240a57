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

// A signer signs the grants of a tick. All its slices are parts of scratch memory.
type signer struct {
	sha    resumable
	inner  []byte // binary form of the state that the tail of a grant goes on from
	outer  []byte // that of the state that the outer hash of every grant goes on from
	tail   []byte // the last block of a grant: its tail, padded
	sum    []byte // binary form of the state after the outer hash
	inners []byte // those of the states after the inner hashes of a batch
	list   []signature
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

// open prepares s to sign batches of at most most grants.
func (s *signer) open(r *ecs.Run, sha resumable, outer *state, most int) {
	most = min(most, batch)
	memory := ecs.Take[byte](r, block+(3+most)*formSize)
	take := func(n int) (part []byte) {
		part, memory = memory[:n:n], memory[n:]
		return part
	}
	s.sha = sha
	s.tail, s.inner, s.outer, s.sum, s.inners = take(block), take(formSize), take(formSize), take(formSize), memory
	s.list = ecs.Take[signature](r, most)[:0]

	putForm(s.inner, block+fixedSize)
	putForm(s.outer, block)
	copy(s.outer[stateAt:chunkAt], outer[:])
	s.tail[tailSize] = 0x80
	binary.BigEndian.PutUint64(s.tail[block-8:], uint64(innerBits))
}

// putForm writes the binary form of a hash that has taken n bytes of whole blocks,
// but for its state.
func putForm(form []byte, n int) {
	copy(form, formName)
	binary.BigEndian.PutUint64(form[lengthAt:], uint64(n))
}

// sign makes the signatures of the list, and empties it.
//
// Each reads 33 bytes of its grant and 32 of its midstate, and writes 32.
func (s *signer) sign(g *grantColumns, middles []state) {
	n := len(g.signature)
	viewer, from, until, received, result := g.viewer[:n], g.from[:n], g.until[:n], g.received[:n], g.result[:n]
	tail := (*[tailSize]byte)(s.tail)
	inner, sum := (*state)(s.inner[stateAt:]), (*state)(s.sum[stateAt:])
	for k, one := range s.list {
		i := one.grant
		t := Terms{Viewer: viewer[i], From: from[i], Until: until[i], Received: received[i], Result: result[i]}
		t.putTail(tail)
		*inner = middles[one.middle]
		s.run(s.inner, s.tail, s.inners[k*formSize:][:formSize])
	}
	for k, one := range s.list {
		// What the hash keeps after its state is a block of zeros. With the padding in
		// it, it is the rest of the block that the outer hash takes.
		last := s.inners[k*formSize:][stateAt : stateAt+block]
		last[len(state{})] = 0x80
		binary.BigEndian.PutUint64(last[block-8:], uint64(outerBits))
		s.run(s.outer, last, s.sum)
		g.signature[one.grant] = *sum
	}
	s.list = s.list[:0]
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
