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
// It reads 27 bytes of each event and 38 of its fixture, and writes 1 and 45.
func (c *columns) play(i, n int) int {
	fixtures, reports, news := c.fixture[:n], c.report[:n], c.news[:n]
	newest := c.newest
	m := len(newest)
	now, seen, tolds := c.now[:m], c.seen[:m], c.told[:m]
	phases, holders, balls, aims := c.phase[:m], c.holder[:m], c.ball[:m], c.aim[:m]
	for ; i < n; i++ {
		f, e, more := fixtures[i], &reports[i], false
		kind, seq, before := e.Cause.Kind, e.Cause.Seq, newest[f]
		if kind.In(quiet) && e.Flags&loud == 0 && e.Cause.Rev == 0 && e.Cause.Source == components.FromMatch && seq > before {
			newest[f], news[i] = seq, true
			if gap := seq - before; gap < windowBits {
				seen[f] = seen[f]<<gap | 1
			} else {
				seen[f] = 1
			}
			now[f] |= 1 << (kind % 64)
			if kind.In(plays) && seq > c.lastPlay[f] {
				c.lastPlay[f], c.changed[f] = seq, 1
			}
		} else if more = true; e.Flags&components.Voided != 0 || !c.tells(f, kind) {
			return i
		}
		if at, told := e.Occurred, &tolds[f]; at > told.At || !older(&e.Cause, at, told) {
			says := sayings[kind%64][e.Team%4]
			phase, place := says.phase(), spotOf(&e.Place)
			if says.depends() {
				if ahead(says.holder(), e.Period, place.x()) {
					phase = says.before()
				}
				if kind == components.Score && c.value[i] >= boundary {
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
