package abr

import (
	"bytes"

	"touchline/components"
	"touchline/ecs"
)

// block is how many pushes are taken at a time. Their streams' lines are asked for all
// at once, so many that memory is not waited for one by one, and so few that they are
// still near when the work comes to them.
const block = 128

// register enters the pushed segments into their streams' windows, in the order
// in which they came, and tells of each in a row of entry. Parts of segments that
// are not finished it tells of in a row of part.
func (s *System) register(r *ecs.Run) bool {
	n := r.Len(components.Push)
	whole := bytes.Count(view.Of(r.World).pushes.part[:n], []uint8{0})
	entry, part := r.Append(components.Entry, whole), r.Append(components.Part, n-whole) // those that are not needed are given back
	c := view.Of(r.World)
	w, p, e, t := &c.windows, &c.pushes, &c.entries, &c.told
	w.Run, e.row, t.row = r, entry, part
	for i := 0; i < n; {
		end := min(i+block, n)
		streams := p.stream[i:end]
		if w.begin(streams, s.target); whole > 0 && apart(streams) {
			w.reach(streams, p.part[i:end])
		}
		for i < end {
			if p.part[i] > 0 {
				i = s.part(w, p, t, i, end)
				continue
			}
			wholes := end
			if whole < n {
				wholes = p.wholes(i, end)
			}
			for i < wholes {
				k := 0
				if i+1 < wholes && p.stream[i+1] == p.stream[i]+1 {
					k = w.abreast(p, i, wholes)
				}
				if k > 1 {
					s.advance(w, p, e, i, k)
					i += k
				} else {
					s.whole(w, p, e, i)
					i++
				}
			}
		}
	}
	r.Truncate(components.Entry, int(e.row))
	r.Truncate(components.Part, int(t.row))
	return e.row > entry || t.row > part
}
