// Package director chooses the camera that each stream has on air.
//
// Twenty times a second it scores every camera of every stream: what the
// analyser says of its picture and sound, and what the moment of the match asks
// for. It cuts when another camera is better by enough, when a shot has lasted
// too long, when a camera is lost, and when an operator says so. The grammar of
// live pictures holds it back: no shot is too short, no cut jumps or crosses the
// line of action.
//
// A shot is as long as from the frame at which its camera was cut to
// ([components.Bus]) to the current tick. What a stream shows first is
// set when it is created, and makes no cut.
package director

import (
	"fmt"

	"touchline/components"
	"touchline/ecs"
)

// System is the director. It writes the program of each stream.
type System struct {
	react   components.PTS
	presets int
	rules   rules
}

// New returns a director.
func New(cfg Config) (*System, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("director: %w", err)
	}
	s := &System{react: cfg.React, presets: len(cfg.Presets)}
	s.rules.compile(cfg.Presets)
	return s, nil
}

// Name implements [ecs.System].
func (s *System) Name() string { return "director" }

// Access implements [ecs.System].
func (s *System) Access() ecs.Access {
	return ecs.Access{
		Reads: []components.AnyColumn{
			components.SignalStream, components.SignalCamera, components.SignalLevels,
			components.EventFixture, components.EventKindOf, components.EventReport,
			components.EventValue, components.EventNews,
			components.FixturePhase, components.FixtureAim, components.FixtureCrowd,
			components.StreamFixture, components.StreamFrames, components.StreamSafe,
			components.CameraSetup,
		},
		Writes: []components.AnyColumn{
			components.AnalyserLevels, components.CameraWorth, components.CameraScore,
			components.StreamBus, components.StreamLost, components.StreamRefused,
			components.FixtureMoment,
		},
		Last:  []components.AnyColumn{components.StreamAlerts},
		Makes: []*components.Kind{components.Cut},
	}
}

// Run implements [ecs.System].
func (s *System) Run(r *ecs.Run) {
	c := view.Of(r.World)
	orders := hear(r, c)
	late := s.score(r, c, orders != nil)
	if orders != nil {
		s.take(r, orders)
		for _, stream := range late {
			s.decide(r, stream, orders)
		}
		s.change(r, c)
	}
}
