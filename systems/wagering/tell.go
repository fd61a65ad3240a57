package wagering

import "touchline/components"

// tell makes records, from row o on, of those of the tick's events from one on, before
// event to, that sportsbooks are told of. It returns the row after them. An event that
// its source takes back is cancelled.
//
// It reads 32 bytes of each event and 20 of its fixture, and writes 60 and 4.
func (c *columns) tell(from, to, o int, now components.PTS) int {
	fixtures, reports, news := c.in.fixture[:to], c.in.report[:to], c.in.news[:to]
	sequence := c.of.sequence
	score, latency := c.of.score[:len(sequence)], c.of.latency[:len(sequence)]
	of := c.out.fixture
	says := c.out.says[:len(of)]
	told := told
	for i := from; i < to; i++ {
		f, e := fixtures[i], &reports[i]
		if !news[i] || e.Flags&components.Synthetic != 0 || !e.Cause.Kind.In(told) && !c.also(f, &e.Cause) {
			continue
		}
		moment, heard, number := e.Occurred, e.Received, sequence[f]+1
		sequence[f], of[o] = number, f
		w := &says[o]
		o++
		w.Occurred, w.Received, w.Release = moment, heard, max(now, heard, moment+latency[f])
		w.Cause, w.Score = e.Cause, score[f]
		w.Causes, w.Revision, w.Outcome, w.Status, w.Next = 0, 0, 0, 0, false
		w.Group, w.Op, w.Team, w.Sequence = components.NoGroup, components.EventRecord, e.Team, number
		if e.Flags&components.Voided != 0 {
			w.Op = components.Cancel
		}
	}
	return o
}

// also reports whether sportsbooks are told of an event of fixture f whose kind is none
// that they are told of in every sport. A correction they are told of whatever it says:
// it may take back what they were told.
func (c *columns) also(f components.Row, cause *components.Cause) bool {
	return c.of.sport[f] == components.Cricket && cause.Kind.In(bowled) || cause.Rev > 0 && !cause.Kind.Control()
}
