// Package outbox is the last system of a tick: it groups the output rows by
// stream, so that a sink can take a stream's decisions in one run. There is no
// order across streams.
package outbox

import (
	"touchline/components"
	"touchline/ecs"
)

// Config says whether anybody listens.
type Config struct {
	Attached bool // a sink takes the rows; without one they are only counted
}

// System is the outbox.
type System struct{ cfg Config }

// New returns an outbox.
func New(cfg Config) *System { return &System{cfg} }

// Name implements [ecs.System].
func (s *System) Name() string { return "outbox" }

// Access implements [ecs.System].
func (s *System) Access() ecs.Access {
	a := ecs.Access{
		Reads:  []components.AnyColumn{components.StreamFixture},
		Writes: []components.AnyColumn{components.StreamOutputs},
		Makes:  []*components.Kind{components.Delivery},
	}
	for _, o := range components.Outputs {
		a.Reads = append(a.Reads, o.Subject)
	}
	return a
}

// Tells reports whether the rows of an output in w are to be told of. Those that a
// cohort makes of its copy of a stream are not: the original says the same.
func Tells(w *ecs.World, o components.Output) bool { return o.Viewers || !w.Copies(o.Of) }

// Run implements [ecs.System]. It is a counting sort: count the rows of each
// stream, give each stream its run, fill the runs.
func (s *System) Run(r *ecs.Run) {
	if !s.cfg.Attached {
		return
	}
	streams, fixtures := components.StreamFixture.Of(r), r.Len(components.Fixture)
	shared := ecs.Take[uint32](r, fixtures) // rows of a fixture, which concern all its streams
	spans := components.StreamOutputs.Of(r)
	clear(spans)
	for _, o := range components.Outputs {
		if Tells(r.World, o) {
			count(o, o.Subject.Of(r), shared, spans)
		}
	}
	total := uint32(0)
	for i := range spans {
		n := spans[i].Count + shared[streams[i]]
		spans[i] = components.Span{From: total}
		total += n
	}
	r.Append(components.Delivery, int(total))
	fill(r, streams, spans)
}

func count(o components.Output, subjects []components.Row, shared []uint32, spans []components.Span) {
	for _, row := range subjects {
		if o.Of == components.Fixture {
			shared[row]++
		} else {
			spans[row].Count++
		}
	}
}

// fill puts each output row into its stream's run. A row of a fixture goes to
// each of its streams: the rows of a fixture are chained, last to first, so that
// the chain is followed in the order of emission.
func fill(r *ecs.Run, streams []components.Row, spans []components.Span) {
	output, row := components.DeliveryOutput.Of(r), components.DeliveryRow.Of(r)
	put := func(s *components.Span, o, i int) {
		output[s.From+s.Count], row[s.From+s.Count] = uint8(o), components.Row(i)
		s.Count++
	}
	for o, out := range components.Outputs {
		if !Tells(r.World, out) {
			continue
		}
		subjects := out.Subject.Of(r)
		if out.Of == components.Stream {
			for i, stream := range subjects {
				put(&spans[stream], o, i)
			}
			continue
		}
		if len(subjects) == 0 {
			continue
		}
		first, next := ecs.Take[uint32](r, r.Len(components.Fixture)), ecs.Take[uint32](r, len(subjects)+1)
		for i := len(subjects); i > 0; i-- {
			next[i], first[subjects[i-1]] = first[subjects[i-1]], uint32(i)
		}
		for stream, fixture := range streams {
			for i := first[fixture]; i > 0; i = next[i] {
				put(&spans[stream], o, int(i)-1)
			}
		}
	}
}

// Room is how many rows a delivery may have, given the room for each output and
// the most streams that a fixture has.
func Room(room func(*components.Kind) int, perFixture int) int {
	n := 0
	for _, o := range components.Outputs {
		if o.Of == components.Fixture {
			n += room(o.Kind) * perFixture
		} else {
			n += room(o.Kind)
		}
	}
	return n
}
