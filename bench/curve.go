package bench

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

// Curves returns what a row costs: ours, and each reference in each order.
func (r *Report) Curves(row string) []Curve {
	list := []Curve{
		{Name: "published design, shuffled"}, {Name: "published design, in order", InOrder: true},
		{Name: "best of its kind, shuffled", Side: 1}, {Name: "best of its kind, in order", Side: 1, InOrder: true},
		{Name: "touchline, one batch", Side: 2},
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
	return list
}
