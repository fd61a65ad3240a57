package match

import "touchline/components"

// quiet are the kinds of event that tell of the play and decide nothing: nearly all
// that a match has.
var quiet = telling &^ incidents &^ components.KindSet(components.Injury)

// loud are the flags with which one of them may decide something after all.
const loud = components.Voided | components.Synthetic | components.OnTarget | components.FromPenalty

// play takes in what the tick's events, from event i on, before event n, say of the play
// of their fixtures: the phase, who has the ball, and where it is. Of all that was told
// the newest counts, by the time at which it happened, so that what comes late moves
// nothing.
//
// It returns the first event that may do more than tell, or does not come in its order,
// and of which the rest is left to do, or n.
//
// It reads 27 bytes of each event and 42 of its fixture, and writes 1 and 45.
func (c *columns) play(i, n int) int {
	fixtures, reports, news := c.fixture[:n], c.report[:n], c.news[:n]
	heards := c.heard
	m := len(heards)
	now, phases, holders, balls, aims := c.now[:m], c.phase[:m], c.holder[:m], c.ball[:m], c.aim[:m]
	for ; i < n; i++ {
		f, e, more := fixtures[i], &reports[i], false
		h := &heards[f]
		says, further := sayings[e.Cause.Kind%64][e.Team%4], e.Cause.Seq-h.Newest
		if says.quiet() && e.Flags&loud == 0 && first(&e.Cause) && further-1 < windowBits-1 {
			news[i] = true
			h.Seen = h.Seen<<(further%windowBits) | 1
			h.Newest += further
			now[f] |= 1 << (e.Cause.Kind % 64)
			if says.goesOn() && e.Cause.Seq > h.Play {
				h.Play = e.Cause.Seq
				c.change(f)
			}
		} else if more = true; e.Flags&components.Voided != 0 || !c.tells(f, e.Cause.Kind) {
			return i
		}
		if at, told := e.Occurred, &h.Told; at > told.At || !older(&e.Cause, at, told) {
			phase, place := says.phase(), spotOf(&e.Place)
			if says.depends() {
				if ahead(says.holder(), e.Period, place.x()) {
					phase = says.before()
				}
				if e.Cause.Kind == components.Score && c.value[i] >= boundary {
					phase = components.Celebrate
				}
			}
			told.At, told.Seq, told.Rev, told.Phase = at, e.Cause.Seq, e.Cause.Rev, phase
			if holder := says.holder(); holder != components.NoTeam {
				holders[f] = holder
			}
			if place.x() != components.NoPlace && place.y() != components.NoPlace {
				place.put(&balls[f])
				place.put(&aims[f])
			}
			if was := phases[f]; was != phase && !forced[c.sport[f]%2][was%8] {
				phases[f], c.since[f] = phase, at
			}
		}
		if more {
			return i
		}
	}
	return n
}

// first reports whether an event comes from the match, as it was first told.
func first(c *components.Cause) bool {
	return uint16(c.Rev)|uint16(c.Source)<<8 == uint16(components.FromMatch)<<8
}

// tells reports whether an event of kind says how play goes.
func (c *columns) tells(f components.Row, kind components.EventKind) bool {
	return kind.In(telling) || kind.In(bowled) && c.sport[f] == components.Cricket
}

// older reports whether an event is older than what was told, if anything was: of events
// of one moment the higher number is the newer, and of one event the higher revision.
func older(cause *components.Cause, at components.PTS, told *components.Told) bool {
	switch {
	case told.Seq == 0:
		return false
	case at != told.At:
		return at < told.At
	case cause.Seq != told.Seq:
		return cause.Seq < told.Seq
	}
	return cause.Rev < told.Rev
}
