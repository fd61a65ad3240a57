// Package filler adds made-up play to a match of which only the key events are
// known.
//
// Goals, cards and substitutions come once in two minutes; between them a
// director has nothing to follow. The filler lets the ball wander there, about
// forty events a minute, as providers of dense data have. At cricket, of which every
// ball is known, it adds the run-up before each and the rest after it. What it adds
// is marked [components.Synthetic], names no player and moves nothing that counts:
// no score, no card, no restart.
package filler

import (
	"slices"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
)

// FirstSeq numbers the first event that is added. Those of the match keep their
// own numbers, which are below it: a match has some thousand events.
const FirstSeq uint32 = 1 << 24

// Kinds are the kinds of event that are added.
const Kinds = components.EventKinds64(1<<components.Pass | 1<<components.Carry | 1<<components.Pressure |
	1<<components.ThrowIn | 1<<components.BallOut | 1<<components.Possession)

// sparse is how many events a minute of play a match needs for the filler to
// leave it alone. Sources that record play have at least 13, and those that
// record what is in the newspaper less than 1.
const sparse = 5

// Sparse reports whether m has so few events that play should be added.
func Sparse(m *recording.Match) bool {
	r := m.Result()
	return components.PTS(r.Events)*60*components.PTSPerSecond < sparse*r.Played
}

// Fill adds play to m and returns how many events it added: none if m is not
// [Sparse], or if its own numbers reach [FirstSeq]. It is a function of m and
// seed alone.
//
// The events keep the order of the clock, and m must not be laid out yet.
func Fill(m *recording.Match, seed uint64) int {
	if m.Periods != nil {
		panic("filler: a match is filled after it was laid out")
	}
	given := m.Events
	if !Sparse(m) || slices.ContainsFunc(given, func(e components.Event) bool { return e.Seq >= FirstSeq }) {
		return 0
	}
	if components.SportCalled(m.Sport) == components.Cricket {
		return bowl(m)
	}
	p := play{events: make([]components.Event, 0, 2*len(given))}
	var s stops
	for i := range given {
		e := &given[i]
		p.events = append(p.events, *e)
		s.hear(e)
		p.see(e)
		if s.dead() || i+1 == len(given) || given[i+1].Period != e.Period {
			continue
		}
		p.rand = ecs.NewRand(seed, uint64(e.Seq), uint64(e.Rev), purpose)
		p.aim = aimOf(given[i+1:])
		p.between(max(e.Clock, s.until), min(given[i+1].Clock, longest))
	}
	m.Events = p.events
	return len(p.events) - len(given)
}

// longest is how far into a period play is added. No period lasts that long, and
// a broken clock must not fill the memory.
const longest = 90 * 60 * second

// purpose keeps the filler's random numbers apart from those of others.
const purpose = 0x66696c6c // "fill"
