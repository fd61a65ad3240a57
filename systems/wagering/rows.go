package wagering

import (
	"touchline/components"
	"touchline/ecs"
)

// events are the events of a tick, by column.
type events struct {
	fixture  []components.Row
	kind     []components.EventKind
	cause    []components.Cause
	team     []components.Team
	flags    []components.EventFlags
	occurred []components.PTS
	received []components.PTS
	news     []bool
}

// of makes e the events of r. Like those below it fills in place: with few
// fixtures, to copy so many slices costs more than the events do.
func (e *events) of(r *ecs.Run) {
	n := r.Len(components.EventRow) // columns cut to one length are checked once, not in each row
	e.fixture = components.EventFixture.Of(r)[:n]
	e.kind = components.EventKindOf.Of(r)[:n]
	e.cause = components.EventCause.Of(r)[:n]
	e.team = components.EventTeam.Of(r)[:n]
	e.flags = components.EventFlagsOf.Of(r)[:n]
	e.occurred = components.EventOccurred.Of(r)[:n]
	e.received = components.EventReceived.Of(r)[:n]
	e.news = components.EventNews.Of(r)[:n]
}

// tells reports whether sportsbooks are told of event i, of a match of sport.
func (e *events) tells(i int, sport components.Sport) bool {
	return e.news[i] && tells(sport, e.kind[i], e.cause[i].Rev, e.flags[i])
}

// records are rows of the tick's output, by column.
type records struct {
	fixture  []components.Row
	op       []components.WagerOp
	group    []components.Group
	status   []components.Status
	causes   []components.Suspension
	outcome  []components.Outcome
	sequence []uint32
	revision []uint16
	score    []components.Tally
	team     []components.Team
	cause    []components.Cause
	occurred []components.PTS
	received []components.PTS
	release  []components.PTS
	next     []bool
}

// of makes w the rows of r from first on.
func (w *records) of(r *ecs.Run, first components.Row) {
	w.fixture = components.WagerFixture.Of(r)[first:]
	w.op = components.WagerOpOf.Of(r)[first:]
	w.group = components.WagerGroup.Of(r)[first:]
	w.status = components.WagerStatus.Of(r)[first:]
	w.causes = components.WagerCauses.Of(r)[first:]
	w.outcome = components.WagerOutcome.Of(r)[first:]
	w.sequence = components.WagerSequence.Of(r)[first:]
	w.revision = components.WagerRevision.Of(r)[first:]
	w.score = components.WagerScore.Of(r)[first:]
	w.team = components.WagerTeam.Of(r)[first:]
	w.cause = components.WagerCause.Of(r)[first:]
	w.occurred = components.WagerOccurred.Of(r)[first:]
	w.received = components.WagerReceived.Of(r)[first:]
	w.release = components.WagerRelease.Of(r)[first:]
	w.next = components.WagerNext.Of(r)[first:]
}
