package formats_test

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"

	"touchline/systems/feed/recording"
)

// A mutant is a file that came to harm.
type mutant struct {
	way, name string
	data      []byte
	at        int // where the harm begins
	want      want
	warning   recording.Class // that is due, if it is read
}

// want is what may become of a mutant.
type want int

const (
	anything  want = iota // that a file may come to
	refused               // an error
	cutShort              // an error that says that the file ends too early, and where
	unsilent              // an error, or the same score, or a warning that the whole file does not have
	sameScore             // the score of the whole file
	unharmed              // the events of the whole file, and its warnings
)

// A maker makes n mutants of s, or as many as there are.
type maker struct {
	way  string
	make func(s *subject, n int, rng *rand.Rand, give func(mutant))
}

var makers = [...]maker{
	{"cut", cuts}, {"digit", digits}, {"swap", swaps}, {"whistle", whistles}, {"twice", twice}, {"lines", lineEnds},
	{"letter", letters}, {"name", people}, {"mark", marks}, {"nul", nuls}, {"tail", tails}, {"deep", deep}, {"long", long},
}

// mutants gives the mutants of s. They are the same each time.
func (s *subject) mutants(n int, give func(mutant)) {
	for _, m := range makers {
		sum := fnv.New64a()
		sum.Write([]byte(s.name + m.way))
		rng := rand.New(rand.NewPCG(sum.Sum64(), 1))
		m.make(s, n, rng, func(mu mutant) {
			mu.way = m.way
			give(mu)
		})
	}
}

// with returns the file with new in the place of what lies there.
func (s *subject) with(at part, new ...byte) []byte {
	return slices.Concat(s.data[:at.from], new, s.data[at.to:])
}

// cuts cuts the file short: anywhere, about the ends of records, and close to its
// own end.
func cuts(s *subject, n int, rng *rand.Rand, give func(mutant)) {
	end := len(bytes.TrimRight(s.data, " \t\r\n"))
	var at []int
	for i := range n {
		at = append(at, i*end/n, rng.IntN(end), end-1-i)
		if p, ok := s.record(rng); ok {
			at = append(at, p.from, p.to-1, p.to, p.to+1)
		}
	}
	for _, p := range s.like(lasts[s.format]) {
		at = append(at, p.to, p.to+1)
	}
	want := cutShort
	if s.byLine() {
		want = unsilent
	}
	for _, at := range at {
		if at >= 0 && at < end {
			give(mutant{name: fmt.Sprintf("at byte %d", at), data: s.data[:at:at], at: at, want: want})
		}
	}
}

// digits changes digits.
func digits(s *subject, n int, rng *rand.Rand, give func(mutant)) {
	for range 4 * n {
		data := bytes.Clone(s.data)
		first := len(data)
		for range 1 + rng.IntN(4) {
			at, ok := find(data, rng, func(c byte) bool { return c-'0' <= 9 })
			if !ok {
				return
			}
			data[at] = '0' + byte(rng.IntN(10))
			first = min(first, at)
		}
		give(mutant{name: fmt.Sprintf("first at byte %d", first), data: data, at: first})
	}
}

// find returns where a byte lies that is as wanted: the first from anywhere on.
func find(data []byte, rng *rand.Rand, is func(c byte) bool) (at int, ok bool) {
	if len(data) == 0 {
		return 0, false
	}
	from := rng.IntN(len(data))
	for _, p := range [...]part{{from, len(data)}, {0, from}} {
		for at := p.from; at < p.to; at++ {
			if is(data[at]) {
				return at, true
			}
		}
	}
	return 0, false
}
