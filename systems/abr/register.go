package abr

import "touchline/ecs"

// block is how many pushes are taken at a time. Their streams' lines are asked for all
// at once, so many that memory is not waited for one by one, and so few that they are
// still near when the work comes to them.
const block = 128

// register enters the n pushed segments into their streams' windows, in the order in
// which they came, and tells of each in a row of entry. Parts of segments that are not
// finished it tells of in a row of part.
func (s *System) register(r *ecs.Run, c *columns, n int) {
	p := &c.pushes
	for i := 0; i < n; {
		end := min(i+block, n)
		if p.apart(i, end) {
			c.windows.reach(p.stream[i:end], p.piece[i:end])
		}
		for i < end {
			if p.piece[i].Part > 0 {
				i = s.part(r, c, i, end)
			} else if k := s.advance(r, c, i, end); k > 0 {
				i += k
			} else {
				s.whole(r, c, i)
				i++
			}
		}
	}
}
