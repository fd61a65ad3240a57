package bench

import "touchline/components"

// numbersOf returns the numbers of streams in an order, as their callers have them at
// hand.
func numbersOf(o *order) []components.Number {
	list := make([]components.Number, len(o.streams))
	for j, i := range o.streams {
		list[j] = number(i)
	}
	return list
}

// rowsOf returns the rows of all streams by their numbers, as the engine's edges find
// them.
func rowsOf(streams int) map[components.Number]components.Row {
	rows := make(map[components.Number]components.Row, streams)
	for i := range streams {
		rows[number(i)] = components.Row(i)
	}
	return rows
}

// arrive takes in the input of the full pipeline as it comes from outside, five
// commands a stream, each of which finds its stream by number. The rows of the tick are
// in the order in which they come.
func (o *ours) arrive(c *calls, numbers []components.Number, rows map[components.Number]components.Row) {
	for j, n := range numbers {
		e, s, q := &c.events[j], &c.signals[j], &c.segments[j]
		o.hear(rows[n], event{e.Cause, e.Team, e.Occurred, e.Place})
		o.signal(rows[n], s.Camera, s.Levels)
		o.push(rows[n], q.Start, q.Bytes)
		o.detect(rows[n], c.verdicts[j])
		o.ask(rows[n], components.Renew, c.requests[j].Received)
	}
}
