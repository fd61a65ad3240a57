package index_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"touchline/components"
	"touchline/systems/manifest/index"
)

// TestCues: over random histories a segment has the cues that are shown in it, and
// none that it did not have when it entered, since players may have it by then.
func TestCues(t *testing.T) {
	shown := func(v *index.View, n uint64) (ids []uint64) {
		v.Cues(n, func(c *index.Cue) { ids = append(ids, c.ID) })
		return ids
	}
	for seed := range uint64(20) {
		rng := rand.New(rand.NewPCG(seed, 4))
		x := index.New(0, 2*second)
		var said []index.Cue
		when := map[uint64][]uint64{}
		for n := range components.PTS(400) {
			for range rng.IntN(3) {
				c := index.Cue{At: n*2*second + components.PTS(rng.Int64N(4*int64(second))) - 2*second, Length: components.PTS(1 + rng.Int64N(6*int64(second))), Text: "x"}
				x.Say(c)
				if c.At = max(c.At, lastAt(said)); n > 0 {
					c.At = max(c.At, n*2*second) // where what has entered ends
				}
				said = append(said, c)
			}
			x.Enter(index.Segment{Number: 5 + uint64(n), At: n * 2 * second, Length: 2 * second}, 0)
			when[5+uint64(n)] = shown(x.View(), 5+uint64(n))
		}
		v := x.View()
		for n := v.First(); n < v.End(); n++ {
			s := v.At(n)
			var want []uint64
			for i, c := range said {
				if c.At < s.Until() && c.Until() > s.At {
					want = append(want, uint64(i)+1)
				}
			}
			if got := shown(v, n); !slices.Equal(got, want) || !slices.Equal(when[n], want) {
				t.Fatalf("segment %d shows %v, and showed %v when it entered: want %v", n, got, when[n], want)
			}
		}
	}
}

// lastAt is when the last cue begins.
func lastAt(said []index.Cue) components.PTS {
	if len(said) == 0 {
		return -second << 20
	}
	return said[len(said)-1].At
}

// TestCuesAreKept: cues go with the segments that they are shown in, and no sooner.
func TestCuesAreKept(t *testing.T) {
	x := index.New(600*second, 2*second)
	for n := range components.PTS(4000) {
		x.Say(index.Cue{At: n * 2 * second, Length: second, Text: "x"})
		x.Enter(index.Segment{Number: 1 + uint64(n), At: n * 2 * second, Length: 2 * second}, 0)
	}
	v := x.View()
	if v.First() < 2000 {
		t.Fatalf("the index still holds segment %d", v.First())
	}
	for n := v.First(); n < v.End(); n++ {
		found := 0
		v.Cues(n, func(c *index.Cue) {
			if found++; c.ID != n {
				t.Errorf("segment %d shows cue %d", n, c.ID)
			}
		})
		if found != 1 {
			t.Errorf("segment %d shows %d cues, want 1", n, found)
		}
	}
	x.Say(index.Cue{At: 90_000 * second, Length: 10 * second, Text: "after a restart"})
	x.Enter(index.Segment{Number: 90_000, At: 90_000 * second, Length: 2 * second}, 0)
	found := false
	x.View().Cues(90_000, func(c *index.Cue) { found = c.ID == 4001 })
	if !found {
		t.Error("what was said is lost when numbers begin anew")
	}
}
