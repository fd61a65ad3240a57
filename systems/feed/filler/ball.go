package filler

import "touchline/components"

// The pitch, from the center spot: 105 m by 68 m.
const (
	long    components.Centimeter = 5250
	wide    components.Centimeter = 3400
	inside  components.Centimeter = 100 // how far from the lines play stays
	keeper  components.Centimeter = 4700
	shooter components.Centimeter = 3700 // where a shot comes from if the match does not say
)

// ahead is the sign of x towards the goal that team attacks.
func ahead(team components.Team, period components.Period) components.Centimeter {
	if (team == components.Home) == (period%2 == 1) {
		return 1
	}
	return -1
}

// A motion is how far a kind of move takes the ball, and how fast.
type motion struct {
	back, forth int64 // cm, along the pitch
	side        int64 // cm, across it, to either side
	speed       int64 // cm/s
}

var (
	pass  = motion{back: 1100, forth: 1900, side: 1500, speed: 1500}
	carry = motion{back: 100, forth: 800, side: 350, speed: 500}
	throw = motion{back: 500, forth: 1000, side: 900, speed: 1200}
)

// move takes the ball on from where e begins: on the way to the aim if there is
// one soon, and at random otherwise. Random moves are drawn to the middle, the
// more the farther they are from it, or the ball would hug the lines.
func (p *play) move(e *components.Event, m motion) {
	dx := (p.rand.N(m.back+m.forth)-m.back)*int64(ahead(p.holder, p.period)) - int64(e.X)/8
	dy := p.rand.N(2*m.side) - m.side - int64(e.Y)/8
	if p.aim.near(e.Clock) && p.aim.team == p.holder {
		dx, dy = p.aim.approach(e)
	}
	e.EndX = clamp(int64(e.X)+dx, long-inside)
	e.EndY = clamp(int64(e.Y)+dy, wide-inside)
	e.Duration = uint32(200 + length(int64(e.EndX-e.X), int64(e.EndY-e.Y))*1000/m.speed)
}

func clamp(v int64, most components.Centimeter) components.Centimeter {
	return components.Centimeter(min(max(v, -int64(most)), int64(most)))
}

// length is the length of (x, y), up to 12 % too long.
func length(x, y int64) int64 {
	x, y = max(x, -x), max(y, -y)
	return max(x, y) + min(x, y)/2
}

// An aim is the attack that the match has next: play must get there.
type aim struct {
	team components.Team
	at   components.PTS
	x, y components.Centimeter
}

// runUp is how long before it the ball is brought to where an attack ends.
const runUp = 14 * second

// near reports whether it is time to attack.
func (a *aim) near(t components.PTS) bool { return a.team != components.NoTeam && a.at-t < runUp }

// reached reports whether the ball is as good as where the attack ends.
func (a *aim) reached(x, y components.Centimeter) bool {
	return length(int64(a.x-x), int64(a.y-y)) < 800
}

// approach is the share of the way to the aim for one more move. It allows three
// seconds for each: a long pass takes two, and the last must have arrived.
func (a *aim) approach(e *components.Event) (dx, dy int64) {
	moves := max(int64((a.at-e.Clock)/(3*second)), 1)
	return int64(a.x-e.X) / moves, int64(a.y-e.Y) / moves
}

// aimOf returns what events, the rest of the match, have next in their period.
func aimOf(events []components.Event) aim {
	for i := range events {
		e := &events[i]
		if e.Period != events[0].Period || e.Clock-events[0].Clock > runUp {
			break
		}
		switch e.Kind {
		case components.Shot, components.Goal, components.OwnGoal, components.PenaltyAwarded, components.Corner,
			components.Offside:
			if e.Team == components.NoTeam {
				return aim{}
			}
			a := aim{team: e.Team, at: events[0].Clock, x: shooter * ahead(e.Team, e.Period)}
			if e.X != components.NoPlace && e.Kind != components.Corner {
				a.x, a.y = e.X, e.Y
			}
			return a
		}
	}
	return aim{}
}

// see follows the ball through an event of the match.
func (p *play) see(e *components.Event) {
	p.period = e.Period
	if e.Kind.Control() || e.Flags&components.Voided != 0 {
		return
	}
	if e.EndX != components.NoPlace {
		p.x, p.y = e.EndX, e.EndY
	} else if e.X != components.NoPlace {
		p.x, p.y = e.X, e.Y
	}
	switch e.Kind {
	case components.PeriodStart, components.KickOff:
		p.x, p.y, p.holder = 0, 0, e.Team
	case components.Shot, components.Goal: // the other side's keeper begins again
		p.holder = e.Team.Opponent()
		p.x, p.y = -keeper*ahead(p.holder, p.period), 0
	case components.Foul, components.Offside, components.Pressure:
		p.holder = e.Team.Opponent()
	case components.Pass, components.Carry, components.Corner, components.FreeKick, components.ThrowIn,
		components.GoalKick, components.DropBall, components.Possession, components.Save:
		p.holder = e.Team
	}
}
