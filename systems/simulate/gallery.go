package simulate

import (
	"math/bits"

	"touchline/ecs"
)

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
	return ecs.Take[frameAt](r, 1<<bits.Len(uint(min(2*fixtures, most)-1)))
}

// like returns the row of a frame that is like frame k of a match, and remembers that
// there is one at row i: i itself if there was none.
func (g gallery) like(script uint32, k int64, i int) int {
	if len(g) == 0 {
		return i
	}
	moment := int64(script)<<40 | (k + 1)
	p := &g[int(uint64(moment)*odd1>>40)&(len(g)-1)]
	if p.moment != moment {
		p.moment, p.row = moment, int32(i)
	}
	return int(p.row)
}
