package wagering

import "touchline/components"

// tell makes records, from row o on, of those of the tick's events from i on, before event
// n, that sportsbooks are told of, as long as there are rows for them. It returns the event
// and the row after them. An event that its source takes back is cancelled.
//
// It reads 32 bytes of each event and 20 of its fixture, and writes 60 and 4.
func (c *columns) tell(i, n int, o uint, now components.PTS) (next int, end uint) {
	fixtures, reports, news := c.in.fixture[:n], c.in.report[:n], c.in.news[:n]
	sequence := c.of.sequence
	score, latency := c.of.score[:len(sequence)], c.of.latency[:len(sequence)]
	says := c.out.says
	of := c.out.fixture[:len(says)]
	for ; i < n; i++ {
		f, e := fixtures[i], &reports[i]
		if !news[i] || e.Flags&components.Synthetic != 0 || !e.Cause.Kind.In(told) && !c.also(f, &e.Cause) {
			continue
		}
		if o >= uint(len(says)) {
			break
		}
		moment, heard, number := e.Occurred, e.Received, sequence[f]+1
		w := &says[o]
		sequence[f], of[o] = number, f
		o++
		w.Occurred, w.Received, w.Release = moment, heard, max(now, heard, moment+latency[f])
		w.Cause, w.Score = e.Cause, score[f]
		w.Causes, w.Revision, w.Outcome, w.Status, w.Next = 0, 0, 0, 0, false
		w.Group, w.Op, w.Team, w.Sequence = components.NoGroup, components.EventRecord, e.Team, number
		if e.Flags&components.Voided != 0 {
			w.Op = components.Cancel
		}
	}
	return i, o
}

// also reports whether sportsbooks are told of an event of fixture f whose kind is none
// that they are told of in every sport. A correction they are told of whatever it says:
// it may take back what they were told.
func (c *columns) also(f components.Row, cause *components.Cause) bool {
	return c.of.sport[f] == components.Cricket && cause.Kind.In(bowled) || cause.Rev > 0 && !cause.Kind.Control()
}
