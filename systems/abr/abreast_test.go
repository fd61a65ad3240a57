package abr_test

import (
	"math/rand/v2"
	"testing"

	"touchline/components"
	"touchline/systems/abr"
)

// TestAbreast pushes to many streams in a tick, beside each other or apart, that are in
// step but for a few now and then, and compares all there is to see with the reference.
func TestAbreast(t *testing.T) {
	const streams = 150 // more than are taken at a time
	for n := range uint64(max(*histories/30, 1)) {
		rng := rand.New(rand.NewPCG(n, 2))
		cfg := abr.Config{
			Window:   components.PTS(1 + rng.IntN(int(20*second))),
			Segment:  components.PTS(1 + rng.IntN(int(4*second))),
			KeyEvery: components.PTS(int(second) + rng.IntN(int(20*second))),
		}
		slots := 4 + rng.IntN(12)
		r := newRun(t, streams, slots)
		s := newSystem(t, cfg)
		refs := make([]reference, streams)
		odd := 2 + rng.IntN(100) // of so many pushes one does not simply follow
		for tick := range components.Tick(3 * slots) {
			before := make([]int, streams)
			for i := range refs {
				before[i] = len(refs[i].all)
			}
			var pushes []push
			every := []int{1, 1, 1, 2, 7}[rng.IntN(5)]
			for i := rng.IntN(8); i < streams; i += every {
				p := push{stream: components.Row(i), length: cfg.Segment, bytes: 1 + rng.Uint32N(1<<20)}
				if all := refs[i].all; len(all) > 0 {
					p.start = all[len(all)-1].start + all[len(all)-1].length
				}
				switch {
				case rng.IntN(odd) == 0:
					p = randomPush(rng, refs, cfg)
				case every == 7 && rng.IntN(2) == 0: // of a segment that does not follow
					p.part = 9
					if pushes = append(pushes, p); len(refs[i].all) > 0 {
						refs[i].refused++
					}
					continue
				}
				pushes = append(pushes, p)
				refs[p.stream].push(p, cfg, slots)
			}
			against(t, r, s, tick, pushes, refs, before)
			if t.Failed() {
				t.Fatalf("history %d, tick %d, %+v", n, tick, cfg)
			}
		}
	}
}
