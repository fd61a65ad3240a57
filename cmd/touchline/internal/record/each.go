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
// are wanted, stream by stream, in order.
func (l *line) each(worlds []*ecs.World, now ecs.Now, wanted func(components.Number) bool, give func(*decision) error) error {
	for _, w := range worlds {
		if w.Len(components.Delivery) == 0 {
			continue
		}
		spans := components.StreamOutputs.Of(w)
		output, rows := components.DeliveryOutput.Of(w), components.DeliveryRow.Of(w)
		for stream, number := range components.StreamNumber.Of(w) {
			span := spans[stream]
			if span.Count == 0 || !wanted(number) {
				continue
			}
			fixture := *components.StreamFixture.At(w, components.Row(stream))
			d := decision{number: number, moment: moment{
				w: w, now: now, stream: components.Row(stream), fixture: fixture, wall: *components.FixtureWall.At(w, fixture),
			}}
			for i := span.From; i < span.From+span.Count; i++ {
				d.output, d.row, d.last = output[i], rows[i], i+1 == span.From+span.Count
				l.begin(components.Outputs[d.output], &d.moment)
				writers[d.output](l, &d.moment, d.row)
				d.text = l.close()
				if err := give(&d); err != nil {
					return err
				}
			}
		}
	}
	return nil
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
