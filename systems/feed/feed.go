// Package feed gives each tick its input rows: what happened in the matches.
//
// A fixture plays a recorded match. An event belongs to the tick in whose period
// it arrives, and arrives in its source's own order: the feed concatenates, it
// never sorts. Readers of the providers' formats are in the folders below.
package feed

import (
	"fmt"
	"math"

	"touchline/components"
	"touchline/ecs"
)

// Config is what the feed plays.
type Config struct {
	Scripts []Script // by the fixtures' script number
	PerTick int      // events of a fixture that a tick takes; more are refused and counted

	Tracks        []Track // likewise, or none at all; a match that was not tracked has no frames
	FramesPerTick int     // frames of a fixture that a tick takes
}

// A Script is a recorded match, in the order in which its events arrive. It is
// shared by all fixtures that play it.
type Script []components.Event

// Default takes eight events a tick: real matches have at most six in 50 ms.
// Tracking systems have up to 50 frames in a second.
func Default() Config { return Config{PerTick: 8, FramesPerTick: 4} }

// Validate reports what is wrong with c.
func (c Config) Validate() error {
	if c.PerTick < 1 {
		return fmt.Errorf("events per tick %d: must be at least 1", c.PerTick)
	}
	if c.FramesPerTick < 1 {
		return fmt.Errorf("frames per tick %d: must be at least 1", c.FramesPerTick)
	}
	if len(c.Tracks) != 0 && len(c.Tracks) != len(c.Scripts) {
		return fmt.Errorf("%d tracks: must be as many as the %d scripts", len(c.Tracks), len(c.Scripts))
	}
	return nil
}

// System is the feed.
type System struct {
	cfg     Config
	tracked bool // some match is
}

// New returns a feed.
func New(cfg Config) (*System, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("feed: %w", err)
	}
	s := &System{cfg: cfg}
	for i := range cfg.Tracks {
		s.tracked = s.tracked || len(cfg.Tracks[i].Frames) > 0
	}
	return s, nil
}

// Name implements [ecs.System].
func (s *System) Name() string { return "feed" }

// Access implements [ecs.System].
func (s *System) Access() ecs.Access {
	return ecs.Access{
		Reads: []components.AnyColumn{components.FixtureScript, components.FixtureStart, components.FixtureBeatEvery, components.FixtureLive},
		Writes: []components.AnyColumn{
			components.FixtureCursor, components.FixtureDue, components.FixtureRefused, components.FixtureBeatLast,
			components.FixtureOutage, components.FixtureDip, components.FixtureDrop, components.FixtureSpike,
			components.FixtureLapse, components.FixtureJump, components.FixtureDark, components.FixtureBack, components.FixtureFrame, components.FixtureSight,
			components.ShardCalm, components.ShardBeatDue,
		},
		Makes: []*components.Kind{components.EventRow, components.FrameRow, components.Tracked},
	}
}

// Never is when a fixture whose match is over has its next event.
const Never = components.PTS(math.MaxInt64)

// Run implements [ecs.System].
func (s *System) Run(r *ecs.Run) {
	c := view.Of(r.World)
	if now := r.Now.PTS; now >= c.beatDue[0] {
		c.beatDue[0] = c.beat(now)
	}
	until := r.Now.PTS + r.Now.Period // what arrives before the next tick belongs to this one
	for i := before(c.due, until); i < len(c.due); i += 1 + before(c.due[i+1:], until) {
		s.play(r, components.Row(i), until)
	}
	s.watch(r, until)
}

// play gives fixture f the events that have arrived, and refuses what is beyond
// its capacity. What arrived in ticks that were skipped is not refused: it waits.
func (s *System) play(r *ecs.Run, f components.Row, until components.PTS) {
	script := s.cfg.Scripts[*components.FixtureScript.At(r, f)]
	start := *components.FixtureStart.At(r, f)
	cursor := components.FixtureCursor.At(r, f)
	taken := 0
	for ; int(*cursor) < len(script) && script[*cursor].Received+start < until; *cursor++ {
		e := &script[*cursor]
		if taken == s.cfg.PerTick && e.Received+start < r.Now.PTS {
			break
		}
		if taken == s.cfg.PerTick {
			*components.FixtureRefused.At(r, f)++
			continue
		}
		taken++
		Append(r, f, e, start)
		if e.Kind.Control() {
			obey(r, f, e, start)
		}
	}
	*components.FixtureDue.At(r, f) = Due(script, *cursor, start)
}

// Due is when event cursor of a script that begins at start arrives.
func Due(script Script, cursor uint32, start components.PTS) components.PTS {
	if int(cursor) >= len(script) {
		return Never
	}
	return script[cursor].Received + start
}
