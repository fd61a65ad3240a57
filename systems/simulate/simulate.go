// Package simulate stands in for the sources that a recorded match does not have:
// tracking systems, camera analysers, segmenters, detectors and players. What they say is a
// function of the seed, the stream's or viewer's number and the tick; it enters
// as the input rows of the sources that it stands for. The time this takes is not
// part of the tick.
package simulate

import (
	"errors"
	"fmt"

	"touchline/components"
	"touchline/ecs"
)

// Load is how much the simulated sources say.
type Load uint8

// The loads.
const (
	// Match is what the sources of a live match say: a segment every two seconds,
	// detectors at 6 Hz, a license request of each viewer when it joins and in
	// each key period, and a beacon of each player every ten seconds.
	Match Load = iota
	// Published is one event, one segment, one score and one license request of
	// every stream in every tick.
	Published
)

// Config sets the pace of the sources.
type Config struct {
	Load     Load
	Segment  components.PTS // length of a segment
	Part     components.PTS // length of a part of it; 0 for none
	Slate    bool           // without a contribution segments show a slate; else there are none
	Score    components.PTS // between two detector scores of a stream
	Signal   components.PTS // between two rows of a stream's analyser, one camera each
	KeyEvery components.PTS // length of a key period: when players renew
	Spread   components.PTS // over which they do, but no longer than half a key period
	Requests int            // license requests that a tick takes of a stream, or of each cohort of it
	Viewers  int            // viewers of a stream, numbered one after the other
	Beacon   components.PTS // between two beacons of a player
	Beacons  int            // beacons of a stream that a tick takes
	CDNs     int            // that players get media from, each from one of them

	// Paths are the ways of the ball, by the fixtures' script number; there are no
	// frames of those that are nil, or not there.
	Paths []Path
}

// Default is the pace of a live match.
func Default() Config {
	return Config{
		Segment:  2 * components.PTSPerSecond,
		Score:    components.PTSPerSecond / 6,
		Signal:   components.PTSPerSecond / 20,
		KeyEvery: 300 * components.PTSPerSecond,
		Spread:   60 * components.PTSPerSecond,
		Requests: 16,
		Viewers:  100,
		Beacon:   10 * components.PTSPerSecond,
		Beacons:  16,
		CDNs:     1,
	}
}

// Validate reports everything that is wrong with c.
func (c Config) Validate() error {
	var errs []error
	for _, d := range []struct {
		name string
		pts  components.PTS
	}{{"segment", c.Segment}, {"score interval", c.Score}, {"signal interval", c.Signal}, {"key period", c.KeyEvery}, {"beacon interval", c.Beacon}} {
		if d.pts <= 0 {
			errs = append(errs, fmt.Errorf("%s %v: must be above 0", d.name, d.pts.Duration()))
		}
	}
	if c.Part < 0 || c.Part > c.Segment {
		errs = append(errs, fmt.Errorf("part %v: must be from 0 to a segment", c.Part.Duration()))
	}
	if c.Spread < 0 {
		errs = append(errs, fmt.Errorf("spread %v: must be at least 0", c.Spread.Duration()))
	}
	for _, n := range []struct {
		name string
		n    int
	}{{"requests per tick", c.Requests}, {"beacons per tick", c.Beacons}, {"CDNs", c.CDNs}} {
		if n.n < 1 {
			errs = append(errs, fmt.Errorf("%s %d: must be at least 1", n.name, n.n))
		}
	}
	return errors.Join(errs...)
}

// System is the simulated sources of a shard.
type System struct {
	cfg     Config
	courses []course // by the fixtures' script number
}

// New returns simulated sources.
func New(cfg Config) (*System, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("simulate: %w", err)
	}
	s := &System{cfg: cfg}
	for _, p := range cfg.Paths {
		s.courses = append(s.courses, newCourse(p))
	}
	return s, nil
}

// Name implements [ecs.System].
func (s *System) Name() string { return "simulate" }

// Access implements [ecs.System].
func (s *System) Access() ecs.Access {
	return ecs.Access{
		Reads: []components.AnyColumn{
			components.StreamNumber, components.StreamFixture, components.StreamFrames, components.CameraSetup,
			components.RenditionAverage, components.ViewerNumber, components.ViewerStream, components.FixtureNumber,
			components.FixtureScript, components.FixtureStart, components.RenditionTier, components.ViewerTier,
		},
		Writes: []components.AnyColumn{
			components.StreamDue, components.StreamRefused, components.StreamTurned,
			components.StreamCut,
			components.ViewerDue, components.ViewerWant, components.ViewerRights, components.ShardViewerDue,
			components.ViewerBeaconDue, components.ViewerPlaying, components.ShardBeaconDue,
			components.RankDue, components.RankBeaconDue, components.ShardCalm,
			components.FixtureAlike, components.ShardUniform,
		},
		Last: []components.AnyColumn{
			components.AnalyserLevels, components.FixturePhase, components.FixtureDip, components.FixtureDrop,
			components.FixtureSpike, components.FixtureLapse, components.FixtureJump, components.FixtureDark, components.FixtureBack, components.FixtureNow,
			components.ViewerLicense,
		},
		Makes: []*components.Kind{
			components.EventRow, components.FrameRow, components.Tracked, components.Signal, components.Push, components.Detection, components.Request,
			components.Beacon,
		},
	}
}

// Run implements [ecs.System].
func (s *System) Run(r *ecs.Run) {
	ordered := look(r)
	if s.cfg.Load == Published {
		s.published(r)
		return
	}
	s.tracking(r)
	s.signals(r)
	said := due(r)
	s.segments(r, said.segments)
	s.scores(r, said.scores)
	if ordered {
		s.faults(r)
	}
	s.players(r)
	s.beacons(r)
}

// The purposes of random numbers, so that no two uses draw the same.
const (
	forSignal = iota + 1
	forSegment
	forScore
	forPlayer
	forSpike
	forLapse
	forFrame
	forBeacon
	forCDN
	forIncident
	forFraming
)
