package record

import (
	"touchline/components"
	"touchline/ecs"
)

// decision is an output row with its line.
type decision struct {
	moment
	number components.Number // of its stream
	output uint8             // which of the outputs
	row    components.Row
	text   []byte // valid until the next
	last   bool   // of its stream in this tick
}

// each gives the decisions that the tick which has ended made for the streams that
// are wanted, stream by stream, in order. Worlds are those that are no cohorts.
func (l *line) each(worlds []*ecs.World, now ecs.Now, wanted func(components.Number) bool, give func(*decision) error) error {
	for _, w := range worlds {
		if w.Len(components.Delivery) == 0 && len(w.Followers()) == 0 {
			continue
		}
		for stream, number := range components.StreamNumber.Of(w) {
			left := l.gather(w, components.Row(stream))
			if left == 0 || !wanted(number) {
				continue
			}
			fixture := *components.StreamFixture.At(w, components.Row(stream))
			d := decision{number: number, moment: moment{
				now: now, stream: components.Row(stream), fixture: fixture, wall: *components.FixtureWall.At(w, fixture),
			}}
			for o := range components.Outputs {
				for i := range l.pieces {
					for p := &l.pieces[i]; p.begins(o); left-- {
						d.w, d.output, d.row, d.last = p.w, p.output[0], p.rows[0], left == 1
						p.output, p.rows = p.output[1:], p.rows[1:]
						l.begin(components.Outputs[o], &d.moment)
						writers[o](l, &d.moment, d.row)
						d.text = l.close()
						if err := give(&d); err != nil {
							return err
						}
					}
				}
			}
		}
	}
	return nil
}

// piece is what is left of a stream's rows of delivery in one world.
type piece struct {
	w      *ecs.World
	output []uint8
	rows   []components.Row
}

// begins reports whether the next row is of output o.
func (p *piece) begins(o int) bool { return len(p.output) > 0 && int(p.output[0]) == o }

// gather finds the rows of delivery of a stream in w, and in its cohorts, and returns
// how many there are.
func (l *line) gather(w *ecs.World, stream components.Row) (rows int) {
	l.pieces = l.pieces[:0]
	add := func(w *ecs.World) {
		if span := *components.StreamOutputs.At(w, stream); span.Count > 0 && w.Len(components.Delivery) > 0 {
			l.pieces = append(l.pieces, piece{
				w, components.DeliveryOutput.Of(w)[span.From:][:span.Count], components.DeliveryRow.Of(w)[span.From:][:span.Count],
			})
			rows += int(span.Count)
		}
	}
	add(w)
	for _, c := range w.Followers() {
		add(c)
	}
	return rows
}

// Teller gives the lines of decisions to somebody who wants them as they are made.
type Teller struct{ line line }

// Take gives the lines of the tick that has ended. They are valid until tell returns.
func (t *Teller) Take(worlds []*ecs.World, now ecs.Now, wanted func(components.Number) bool, tell func(components.Number, []byte)) {
	give := func(d *decision) error {
		tell(d.number, d.text)
		return nil
	}
	_ = t.line.each(worlds, now, wanted, give) // which fails only if give does
}
