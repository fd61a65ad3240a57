package filler

import (
	"touchline/components"
	"touchline/ecs"
)

// play is the ball as it wanders from one event of the match to the next.
type play struct {
	events []components.Event // of the match and added
	added  uint32
	rand   ecs.Rand
	aim    aim
	period components.Period
	holder components.Team
	x, y   components.Centimeter // where the ball is
	passed bool                  // it got there by a pass
}

// second is a second of the clock of a period.
const second = components.PTSPerSecond

// between adds play from one time to another. It leaves the ball alone for what
// remains when the next move would not be over in time.
func (p *play) between(from, to components.PTS) {
	if p.holder == components.NoTeam {
		p.holder = components.Home + components.Team(p.rand.N(2))
	}
	for t := from + p.think(); ; t += p.think() {
		e := p.next(t, to)
		end := t + components.PTS(e.Duration)*second/1000
		if end >= to {
			return
		}
		p.add(e)
		t = end
		if e.Kind == components.BallOut {
			t = p.throwIn(t)
		}
	}
}

// think is how long a player looks before the next move: with the moves
// themselves it makes some forty events a minute.
func (p *play) think() components.PTS {
	return components.PTS(60+p.rand.N(800)) * second / 1000
}

// next makes the event at t, in a stretch of play that lasts until to.
//
// The shares are those of dense recordings: of a hundred events of these kinds,
// 45 are passes, 35 carries, 13 pressure, 5 changes of possession and 1 or 2
// throw-ins.
func (p *play) next(t, to components.PTS) components.Event {
	e := components.Event{
		Clock: t, Period: p.period, Team: p.holder, Source: components.FromMatch, Flags: components.Synthetic,
		X: p.x, Y: p.y, EndX: components.NoPlace, EndY: components.NoPlace,
	}
	near := p.aim.near(t)
	roll := p.rand.N(100)
	switch {
	case near && p.holder != p.aim.team, !near && roll < p.risk():
		e.Kind, e.Team = components.Possession, p.holder.Opponent()
	case roll < 18:
		e.Kind, e.Team = components.Pressure, p.holder.Opponent()
	case roll < 24 && !near && max(p.y, -p.y) > 1500 && to-t > 25*second:
		e.Kind = components.BallOut
		e.Y = wide
		if p.y < 0 {
			e.Y = -wide
		}
	case p.passed && roll < 80 && (!near || p.aim.reached(p.x, p.y)):
		e.Kind = components.Carry
		p.move(&e, carry)
	default:
		e.Kind = components.Pass
		p.move(&e, pass)
	}
	return e
}

// risk is the percentage of moves at which the side on the ball loses it: more
// in front of the other goal, where there is no shot unless the match has one.
func (p *play) risk() int64 {
	if ahead(p.holder, p.period)*p.x > 3000 {
		return 12
	}
	return 4
}

// add puts e into the match, and the ball where e leaves it.
func (p *play) add(e components.Event) {
	e.Seq = FirstSeq + p.added
	p.added++
	p.events = append(p.events, e)
	p.x, p.y = e.X, e.Y
	if e.EndX != components.NoPlace {
		p.x, p.y = e.EndX, e.EndY
	}
	switch e.Kind {
	case components.Possession, components.ThrowIn:
		p.holder = e.Team
	case components.BallOut:
		p.holder = e.Team.Opponent()
	}
	p.passed = e.Kind == components.Pass || e.Kind == components.ThrowIn || p.passed && e.Kind == components.Pressure
}

// throwIn brings back a ball that went out at t, and returns when it is in play.
func (p *play) throwIn(t components.PTS) components.PTS {
	t += 6*second + components.PTS(p.rand.N(8000))*second/1000
	e := components.Event{
		Clock: t, Period: p.period, Team: p.holder, Source: components.FromMatch, Flags: components.Synthetic,
		Kind: components.ThrowIn, X: p.x, Y: p.y,
	}
	p.move(&e, throw)
	p.add(e)
	return t + components.PTS(e.Duration)*second/1000
}
