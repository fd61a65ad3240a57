package simulate

import (
	"math/bits"

	"touchline/components"
	"touchline/ecs"
)

// framePeriod is that of a tracking system at 25 Hz.
const framePeriod = components.PTSPerSecond / 25

// tracking gives each fixture whose match nobody tracked the frames of this tick: the
// ball on its path, and 22 players around it. In a break there are none.
//
// A frame is a function of the seed, the match and the time since that began, so that
// fixtures which are at the same moment of a match are seen alike: what was made for
// one of them is copied for the others.
func (s *System) tracking(r *ecs.Run) {
	if len(s.cfg.Paths) == 0 {
		return
	}
	script, start := components.FixtureScript.Of(r), components.FixtureStart.Of(r)
	phase := components.FixturePhase.Of(r)
	first := ecs.Take[int64](r, len(script)) // number of each fixture's first frame of this tick
	n := 0
	for f := range script {
		if s.path(script[f]) == nil || phase[f] == components.NoPlay {
			first[f] = -1
			continue
		}
		since := r.Now.PTS - start[f] // since the match began
		first[f] = int64((since + framePeriod - 1) / framePeriod)
		for k := first[f]; components.PTS(k)*framePeriod < since+r.Now.Period; k++ {
			n++
		}
	}
	if n == 0 {
		return
	}
	var out sights
	out.of(r, r.Append(components.FrameRow, n))
	made, i := newGallery(r, len(script)), 0
	for f, k := range first {
		until := r.Now.PTS - start[f] + r.Now.Period
		for ; k >= 0 && components.PTS(k)*framePeriod < until; k++ {
			t := components.PTS(k) * framePeriod
			out.fixture[i], out.at[i] = components.Row(f), t+start[f]
			if like := made.like(script[f], k, i); like != i {
				out.copy(i, like)
			} else {
				out.make(r, i, s.path(script[f]).at(t), newWeather(r.Seed, uint64(script[f]), t))
			}
			i++
		}
	}
}

// path is that of a script, nil if somebody tracked its match.
func (s *System) path(script uint32) Path {
	if int(script) >= len(s.cfg.Paths) {
		return nil
	}
	return s.cfg.Paths[script]
}

// A gallery remembers frames that were made in this tick, one for each of its places,
// of which there are a power of two.
type gallery []frameAt

// frameAt is where a frame is.
type frameAt struct {
	moment int64 // the match and the number of the frame; 0 is empty
	row    int32
}

// newGallery returns a gallery for so many fixtures. One alone is like no other.
func newGallery(r *ecs.Run, fixtures int) gallery {
	const most = 512
	if fixtures == 1 {
		return nil
	}
	g := ecs.Take[frameAt](r, 1<<bits.Len(uint(min(2*fixtures, most)-1)))
	clear(g)
	return g
}

// like returns the row of a frame that is like frame k of a match, and remembers that
// there is one at row i: i itself if there was none.
func (g gallery) like(script uint32, k int64, i int) int {
	if len(g) == 0 {
		return i
	}
	moment := int64(script)<<40 | (k + 1)
	p := &g[int(uint64(moment)*0x9e3779b97f4a7c15>>40)&(len(g)-1)]
	if p.moment != moment {
		p.moment, p.row = moment, int32(i)
	}
	return int(p.row)
}
