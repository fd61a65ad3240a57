// Package compare says where the decisions of two runs part. What was decided in
// both is found again where one run has rows that the other lacks, or decides a
// little later.
package compare

import (
	"iter"

	"touchline/cmd/touchline/internal/decisions"
	"touchline/components"
)

// window is how far apart in time two rows may be and still be one decision that
// was made at another moment.
const window = 10 * components.PTSPerSecond

// Count says of some decisions how they compare.
type Count struct {
	Equal  int
	Differ int            // in both, but not alike
	First  int            // in the first run only
	Second int            // in the second run only
	Fields map[string]int // how often each field differs
}

// Same reports whether there is no difference.
func (c *Count) Same() bool { return c.Differ+c.First+c.Second == 0 }

// Add adds up counts.
func (c *Count) Add(o *Count) {
	c.Equal += o.Equal
	c.Differ += o.Differ
	c.First += o.First
	c.Second += o.Second
	for name, n := range o.Fields {
		c.field(name, n)
	}
}

func (c *Count) field(name string, n int) {
	if c.Fields == nil {
		c.Fields = map[string]int{}
	}
	c.Fields[name] += n
}

// A Difference is a decision that is not the same in both runs.
type Difference struct {
	First  *decisions.Decision // nil if it is in the second run only
	Second *decisions.Decision // nil if it is in the first run only
	Fields []Field             // that differ, in the order of the first row
	at     place
}

// Row returns the row of the first run, or else that of the second.
func (d *Difference) Row() *decisions.Decision {
	if d.First != nil {
		return d.First
	}
	return d.Second
}

// place orders differences: by media time, then as the rows stand in their tick.
type place struct {
	t     components.PTS
	index int
}

func (p place) before(q place) bool { return p.t < q.t || p.t == q.t && p.index < q.index }

// Result is how two streams compare.
type Result struct {
	Kinds map[string]*Count
	Total Count
	First *Difference // the earliest, or nil if there is none
}

// Streams compares the decisions of a stream in two runs. It holds what lies
// within some seconds of each other, and no more.
func Streams(first, second iter.Seq2[*decisions.Decision, error]) (*Result, error) {
	a, stopA := ticks(first)
	defer stopA()
	b, stopB := ticks(second)
	defer stopB()
	m := newMatcher()
	for {
		if err := a.fill(); err != nil {
			return nil, err
		}
		if err := b.fill(); err != nil {
			return nil, err
		}
		if a.rows == nil && b.rows == nil {
			break
		}
		t := a.time(b)
		m.forget(t - window)
		m.tick(a.take(t), b.take(t))
	}
	m.end()
	return m.result(), nil
}
