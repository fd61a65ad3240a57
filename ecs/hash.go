package ecs

import (
	"encoding/binary"
	"hash/fnv"
	"math/bits"

	"touchline/components"
)

// Hash returns a sum over the state of the run: over each lasting row, wherever
// it is kept, the hash of its kind, its Number, and its Hashed columns and those
// of its blocks. Texts count instead of symbols, and numbers instead of rows, so
// that neither rows, shards nor backend make a difference.
//
// It is for comparing runs, not for keeping secrets: whoever wants two states of
// one hash can make them. Values are hashed as they lie in memory, so it is the
// same on all little-endian processors, which is all that Go's first-class ports
// have. It must not be called while a tick runs.
func (s *Shards) Hash() [16]byte {
	var t total
	for _, w := range s.Worlds {
		s.add(&t, w)
	}
	if s.Common != nil {
		s.add(&t, s.Common)
	}
	var sum [16]byte
	binary.BigEndian.PutUint64(sum[:8], t.hi)
	binary.BigEndian.PutUint64(sum[8:], t.lo)
	return sum
}

// total is a sum of 128 bits.
type total struct{ hi, lo uint64 }

// add adds the rows of w.
func (s *Shards) add(t *total, w *World) {
	for i := range s.Schema.hashed {
		p := &s.Schema.hashed[i]
		if w.Copies(p.kind) {
			continue
		}
		for row, n := range w.Numbers(p.kind) {
			d := digest{p.seed, ^p.seed}
			d.word(uint64(n))
			s.digest(&d, p, w, row)
			lo, hi := d.sum()
			var carry uint64
			t.lo, carry = bits.Add64(t.lo, lo, 0)
			t.hi, _ = bits.Add64(t.hi, hi, carry)
		}
	}
}

func nameHash(name string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(name))
	return h.Sum64()
}

// digest takes in a row.
func (s *Shards) digest(d *digest, p *plan, w *World, row int) {
	for i := range p.fields {
		f := &p.fields[i]
		switch f.form {
		case verbatim:
			if f.column.Kind.Ring() != nil {
				s.gathered = w.gather(s.gathered[:0], f.column, row)
				d.bytes(s.gathered)
			} else {
				d.bytes(f.values(w, row))
			}
		case symbol:
			for _, sym := range f.words(w, row) {
				d.word(s.Symbols.hashes[sym])
			}
		case reference:
			numbers := s.holder(w, f.target).Numbers(f.target)
			for _, r := range f.words(w, row) {
				if components.Row(r) == components.NoRow {
					d.word(0)
					d.word(0)
				} else {
					d.word(1)
					d.word(uint64(numbers[r]))
				}
			}
		}
	}
}

// digest is the hash of a row while it is taken in: two lanes that see every
// word. Each step is a bijection of the lane for a given word, and of the word for
// a given lane. So two rows that differ in one word always differ in their hash,
// and two states that differ in one such row in their sum.
type digest struct{ a, b uint64 }

func (d *digest) word(w uint64) {
	d.a = bits.RotateLeft64(d.a^w, 29) * 0x9e3779b97f4a7c15
	d.b = bits.RotateLeft64(d.b+w, 41) * 0xc2b2ae3d27d4eb4f
}

// bytes takes in the values of a field: it is of fixed length, so words that are
// not full need no mark.
func (d *digest) bytes(p []byte) {
	for ; len(p) >= 8; p = p[8:] {
		d.word(binary.LittleEndian.Uint64(p))
	}
	if len(p) == 0 {
		return
	}
	var w uint64
	for i, b := range p {
		w |= uint64(b) << (8 * i)
	}
	d.word(w)
}

// sum returns both lanes, their bits spread.
func (d *digest) sum() (lo, hi uint64) { return mix(d.a), mix(d.b + golden) }
