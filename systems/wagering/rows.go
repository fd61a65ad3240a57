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

func eventsOf(r *ecs.Run) events {
	n := r.Len(components.EventRow) // columns cut to one length are checked once, not in each row
	return events{
		fixture:  components.EventFixture.Of(r)[:n],
		kind:     components.EventKindOf.Of(r)[:n],
		cause:    components.EventCause.Of(r)[:n],
		team:     components.EventTeam.Of(r)[:n],
		flags:    components.EventFlagsOf.Of(r)[:n],
		occurred: components.EventOccurred.Of(r)[:n],
		received: components.EventReceived.Of(r)[:n],
		news:     components.EventNews.Of(r)[:n],
	}
}

// tells reports whether sportsbooks are told of event i.
func (e *events) tells(i int) bool {
	return e.news[i] && tells(e.kind[i], e.cause[i].Rev, e.flags[i])
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

// outOf returns the rows from first.
func outOf(r *ecs.Run, first components.Row) records {
	return records{
		fixture:  components.WagerFixture.Of(r)[first:],
		op:       components.WagerOpOf.Of(r)[first:],
		group:    components.WagerGroup.Of(r)[first:],
		status:   components.WagerStatus.Of(r)[first:],
		causes:   components.WagerCauses.Of(r)[first:],
		outcome:  components.WagerOutcome.Of(r)[first:],
		sequence: components.WagerSequence.Of(r)[first:],
		revision: components.WagerRevision.Of(r)[first:],
		score:    components.WagerScore.Of(r)[first:],
		team:     components.WagerTeam.Of(r)[first:],
		cause:    components.WagerCause.Of(r)[first:],
		occurred: components.WagerOccurred.Of(r)[first:],
		received: components.WagerReceived.Of(r)[first:],
		release:  components.WagerRelease.Of(r)[first:],
		next:     components.WagerNext.Of(r)[first:],
	}
}
