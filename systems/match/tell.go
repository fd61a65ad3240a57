package match

import "touchline/components"

// tell takes in what the events from one on, before event to, say of the play of their
// fixtures: the phase, who has the ball, and where it is. Of all that was told the newest
// counts, by the time at which it happened, so that what comes late moves nothing.
//
// It reads 27 bytes of each event and 18 of its fixture, and writes 33.
func (c *columns) tell(from, to int) {
	m := len(c.now)
	fixtures, causes, ats, kinds := c.fixture[:to], c.cause[:to], c.occurred[:to], c.kind[:to]
	teams, periods, places := c.team[:to], c.period[:to], c.place[:to]
	tolds, holders, balls, aims := c.told[:m], c.holder[:m], c.ball[:m], c.aim[:m]
	phases, sports := c.phase[:m], c.sport[:m]
	for i := from; i < to; i++ {
		f, at, cause := fixtures[i], ats[i], &causes[i]
		told := &tolds[f]
		if at <= told.At && told.Seq != 0 && older(cause, at, told) {
			continue
		}
		kind, place := kinds[i], spotOf(&places[i])
		says := &sayings[kind%64]
		holder, phase := says.holder[teams[i]%4], says.phase[0]
		if phase != says.phase[1] && ahead(holder, periods[i], place.x()) {
			phase = says.phase[1]
		}
		if kind == components.Score && c.value[i] >= boundary {
			phase = components.Celebrate
		}
		told.At, told.Seq, told.Rev, told.Phase = at, cause.Seq, cause.Rev, phase
		if holder != components.NoTeam {
			holders[f] = holder
		}
		if place.x() != components.NoPlace && place.y() != components.NoPlace {
			place.put(&balls[f])
			place.put(&aims[f])
		}
		if was := phases[f]; was != phase && !forced[sports[f]%2][was%8] {
			phases[f], c.since[f] = phase, at
		}
	}
}

// older reports whether an event is older than what was told: of events of one
// moment the higher number is the newer, and of one event the higher revision.
func older(cause *components.Cause, at components.PTS, told *components.Told) bool {
	if at != told.At {
		return at < told.At
	}
	if cause.Seq != told.Seq {
		return cause.Seq < told.Seq
	}
	return cause.Rev < told.Rev
}
