package index

import (
	"testing"

	"touchline/components"
)

// TestCuesGo: an index does not hold more cues than two blocks beside those of the
// segments that it holds.
func TestCuesGo(t *testing.T) {
	const second = components.PTSPerSecond
	x := New(600*second, 2*second)
	for n := range components.PTS(5000) {
		x.Say(Cue{At: n * 2 * second, Length: second, Text: "x"})
		x.Enter(Segment{Number: 1 + uint64(n), At: n * 2 * second, Length: 2 * second}, 0)
	}
	if v := x.View(); uint64(v.cues.n-v.cues.from) > v.n+2*blockRows {
		t.Errorf("%d cues of %d segments", v.cues.n-v.cues.from, v.n)
	}
}
