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

// register enters the n pushed segments into their streams' windows, in the order in
// which they came, and tells of each in a row of entry. Parts of segments that are not
// finished it tells of in a row of part. It reports whether there is anything to tell.
func (s *System) register(r *ecs.Run, c *columns, n int) bool {
	whole := bytes.Count(c.pushes.part[:n], []uint8{0})
	entry, part := r.Len(components.Entry), r.Len(components.Part)
	if whole > 0 {
		r.Append(components.Entry, whole)
	}
	if whole < n {
		r.Append(components.Part, n-whole)
	}
	c = view.Of(r.World)
	w, p, e, t := &c.windows, &c.pushes, &c.entries, &c.told
	e.row, t.row = components.Row(entry), components.Row(part)
	for i := 0; i < n; {
		end := min(i+block, n)
		if streams := p.stream[i:end]; apart(streams) {
			w.reach(streams, p.part[i:end])
		}
		for i < end {
			if p.part[i] > 0 {
				i = s.part(w, p, t, i, end)
				continue
			}
			last := end
			if whole < n {
				last = p.wholes(i, end)
			}
			if k := s.advance(w, p, e, i, last); k > 0 {
				i += k
			} else {
				s.whole(w, p, e, i)
				i++
			}
		}
	}
	if int(e.row) < entry+whole { // some did not enter
		r.Truncate(components.Entry, int(e.row))
	}
	if int(t.row) < part+n-whole {
		r.Truncate(components.Part, int(t.row))
	}
	return int(e.row) > entry || int(t.row) > part
}
