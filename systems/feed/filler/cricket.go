package filler

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// The rhythm of cricket, where a source tells of each ball when it is over: the
// bowler runs in before it, and it is dead soon after, or when the crowd is done.
const (
	runIn    = 8 * second
	dead     = 6 * second
	cheered  = 12 * second // after a boundary
	walkOff  = 30 * second // after a wicket
	boundary = 4           // runs
)

// none is no time of a period.
const none components.PTS = -1

// crease is where the balls of cricket are bowled to.
type crease struct {
	play
	over   components.PTS // when the newest ball is dead, or none if that is told
	side   components.Team
	review bool
}

// bowl adds to a match of cricket what happens around its balls: the side in the
// field has the ball before one, and it is dead after it. The wide shot has the
// ball then, and the close ones what is between.
func bowl(m *recording.Match) int {
	given := m.Events
	c := crease{play: play{events: make([]components.Event, 0, 3*len(given))}}
	for i := range given {
		e := &given[i]
		if i == 0 || given[i-1].Period != e.Period {
			c.over, c.review, c.period = none, false, e.Period
		} else if !c.review {
			c.before(e, given[i-1].Clock)
		}
		c.events = append(c.events, *e)
		if e.Flags&components.Voided == 0 {
			c.hear(e)
		}
	}
	m.Events = c.events
	return len(m.Events) - len(given)
}

// before adds what happens between event e and the one before it, which was last.
func (c *crease) before(e *components.Event, last components.PTS) {
	begins, ball := e.Clock, e.Kind == components.Score && e.Flags&components.Voided == 0
	if ball {
		begins -= runIn
	}
	if last <= c.over && c.over < begins {
		c.tell(components.BallOut, c.side, c.over)
		last, c.over = c.over, none
	}
	if ball && begins > last {
		c.tell(components.Possession, e.Team.Opponent(), begins)
	}
}

// hear takes in an event of the match.
func (c *crease) hear(e *components.Event) {
	switch e.Kind {
	case components.Score:
		c.over, c.side = e.Clock+dead, e.Team
		if e.Value >= boundary {
			c.over = e.Clock + cheered
		}
	case components.Wicket:
		c.over, c.side = e.Clock+walkOff, e.Team
	case components.ReviewStart:
		c.review, c.over = true, none // all wait for the decision
	case components.ReviewEnd:
		c.review = false
	}
}

// tell adds an event that says how play goes, but not where.
func (c *crease) tell(kind components.EventKind, team components.Team, at components.PTS) {
	const nowhere = components.NoPlace
	c.add(components.Event{
		Clock: at, Period: c.period, Kind: kind, Team: team, Source: components.FromMatch, Flags: components.Synthetic,
		X: nowhere, Y: nowhere, EndX: nowhere, EndY: nowhere,
	})
}
