package match

import (
	"touchline/components"
	"touchline/ecs"
)

// fold brings fixture f up to its incidents and points.
func fold(r *ecs.Run, f components.Row) {
	sport := *components.FixtureSport.At(r, f)
	t, p := tableOf(r, f, 0), pointsOf(r, f, 0)
	t.judge()
	c := t.count()
	p.total(sport, &c.score)
	if sport == components.Cricket {
		innings(r, f, &t, &p, &c.score)
	}
	*components.FixtureScore.At(r, f) = c.score
	*components.FixtureCards.At(r, f) = c.cards
	*components.FixtureCorners.At(r, f) = c.corners
	now := t.play(sport)
	*components.FixturePeriod.At(r, f) = now.period
	*components.FixtureKicked.At(r, f) = now.kicked
	*components.FixtureStop.At(r, f) = now.stop
	*components.FixtureLastKick.At(r, f) = now.lastKick
	if now.phase == none {
		told := components.FixtureHeard.At(r, f).Told
		setPhase(r, f, told.Phase, told.At)
	} else {
		setPhase(r, f, now.phase, now.since)
	}
}

// counts are what the incidents add up to.
type counts struct {
	score   components.Tally
	cards   components.Cards
	corners components.Tally
}

// count counts the incidents that stand. A goal of the shoot-out is one of its
// kicks, and no goal.
func (t *table) count() counts {
	var c counts
	for i, kind := range t.kind {
		if t.fate[i] == components.Void {
			continue
		}
		shootout := t.period[i] == components.Shootout
		flags, team := t.flags[i], t.team[i]
		switch kind {
		case components.Goal, components.OwnGoal:
			if !shootout {
				add(team, &c.score.Home, &c.score.Away)
			}
		case components.PenaltyKick:
			if shootout && flags&components.Scored != 0 {
				add(team, &c.score.ShootHome, &c.score.ShootAway)
			}
		case components.Corner:
			add(team, &c.corners.Home, &c.corners.Away)
		case components.YellowCard:
			if flags&components.SecondCard == 0 {
				add(team, &c.cards.HomeYellow, &c.cards.AwayYellow)
			} else {
				add(team, &c.cards.HomeRed, &c.cards.AwayRed)
			}
		case components.SecondYellow, components.RedCard:
			add(team, &c.cards.HomeRed, &c.cards.AwayRed)
		}
	}
	return c
}

// add counts one for a team, up to what a count can hold.
func add[T uint8 | uint16](team components.Team, home, away *T) {
	switch {
	case team == components.Home && *home < ^T(0):
		*home++
	case team == components.Away && *away < ^T(0):
		*away++
	}
}

// course is how far the match has come.
type course struct {
	period   components.Period
	kicked   components.PTS // when the period began
	stop     components.PTS // what the clock stands at; 0 if it runs
	lastKick uint32
	phase    components.Phase // that the incidents force, or none
	since    components.PTS
}

// none is no phase: the newest event decides.
const none = components.Phases

// play follows the match through its incidents. A period begins with its start or,
// should that be missing, with its kick-off.
func (t *table) play(sport components.Sport) course {
	c := course{phase: components.NoPlay}
	for i, kind := range t.kind {
		if t.fate[i] == components.Void {
			continue
		}
		switch {
		case kind == components.PeriodStart, kind == components.KickOff && t.period[i] > c.period:
			c.period, c.kicked, c.stop = t.period[i], t.occurred[i].PTS()-t.detail[i].Clock(), 0
			c.phase = none
		case kind.In(bounds) && c.stop == 0:
			c.period = max(c.period, t.period[i])
			c.stop = max(sport.ClockAt(c.period)+t.detail[i].Clock(), 1)
			c.phase, c.since = components.NoPlay, t.occurred[i].PTS()
		case kind.In(goals) && c.stop == 0 && t.period[i] != components.Shootout && forced[sport][components.Celebrate]:
			c.phase, c.since = components.Celebrate, t.occurred[i].PTS()
		}
		if kind == components.KickOff {
			c.lastKick = t.seq[i]
			if c.phase == components.Celebrate {
				c.phase = none
			}
		}
	}
	return t.review(c)
}

// review lets a review that is open have the phase, above all but the end of play.
func (t *table) review(c course) course {
	if c.phase == components.NoPlay {
		return c
	}
	for i, kind := range t.kind {
		if kind == components.ReviewStart && t.fate[i] == components.Stands {
			c.phase, c.since = components.InReview, t.occurred[i].PTS()
		}
	}
	return c
}
