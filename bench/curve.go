package bench

import "slices"

// A Curve is what a row costs at each size, on one side.
type Curve struct {
	Name    string
	Side    int  // the published design, the best of its kind, ours
	InOrder bool // called for streams in the order of their numbers, not shuffled
	Points  []Point
}

// A Point is what a stream costs in a tick, where there are so many.
type Point struct {
	Streams int
	NS      float64
}

// Curve reports whether o measures what [Report.Curves] needs: the full pipeline.
func (o *Options) Curve() bool { return wants(o.Rows, fullRow, sustainedRow, headroomRow, streamsRow) }

// Curves returns what a row costs: ours, and each reference in each order, as far as it
// was measured.
func (r *Report) Curves(row string) []Curve {
	list := []Curve{
		{Name: "published design, shuffled"}, {Name: "published design, in order", InOrder: true},
		{Name: "best of its kind, shuffled", Side: 1}, {Name: "best of its kind, in order", Side: 1, InOrder: true},
		{Name: "touchline, one batch", Side: 2}, {Name: "touchline alone, in shards", Side: 2, InOrder: true},
	}
	for i := range r.Alone {
		if s := &r.Alone[i]; s.Row == row {
			list[5].Points = append(list[5].Points, Point{s.Streams, s.Ours})
		}
	}
	for i := range r.Rows {
		m := &r.Rows[i]
		if m.Row != row || m.Mode != batch {
			continue
		}
		at := 0
		if m.Reference == byBest {
			at = 2
		}
		if m.Order == orderNames[inIndexOrder] {
			at++
		}
		list[at].Points = append(list[at].Points, Point{m.Streams, m.ReferenceNS})
		if at == 0 {
			list[4].Points = append(list[4].Points, Point{m.Streams, m.Ours})
		}
	}
	return slices.DeleteFunc(list, func(c Curve) bool { return len(c.Points) == 0 })
}
