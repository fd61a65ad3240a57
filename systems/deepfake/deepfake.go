// Package deepfake watches what detectors of manipulated video say of each
// stream's picture, and raises the alarm.
//
// It detects nothing itself. Three detectors, of faces, of motion and of the
// spectrum, judge a few frames a second; their verdicts are fused into a score,
// averaged over some seconds, and watched for three things: a score that is too
// high, one that rises too fast, and one that stays too high. Each is an alert
// that is raised once and cleared once.
//
// Only a verdict changes anything. If the detectors fall silent, an alert stands
// until they say that the picture is well.
package deepfake

import (
	"fmt"

	"touchline/components"
	"touchline/ecs"
)

// System fuses verdicts and raises alerts.
type System struct {
	cfg     Config
	weights weights
	plain   components.Permille // scores below it are neither high nor risen
}

// New returns a system that judges as cfg says.
func New(cfg Config) (*System, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("deepfake: %w", err)
	}
	return &System{cfg, weightsOf(&cfg), min(cfg.Clear, cfg.Rise)}, nil
}

// Name implements [ecs.System].
func (s *System) Name() string { return "deepfake" }

// Access implements [ecs.System].
func (s *System) Access() ecs.Access {
	return ecs.Access{
		Reads: []components.AnyColumn{
			components.DetectionStream, components.DetectionAt, components.DetectionVerdict,
		},
		Writes: []components.AnyColumn{
			components.StreamScores, components.StreamLatch, components.StreamAlerts,
			components.StreamRefused, components.SampleAt, components.SampleValue,
		},
		Makes: []*components.Kind{components.Alert},
	}
}

// Run implements [ecs.System].
func (s *System) Run(r *ecs.Run) {
	n := r.Len(components.Detection)
	if n == 0 {
		return
	}
	c := columnsOf.Of(r.World)
	for i := 0; i < n; {
		taken, before, found := s.watch(c, i, n)
		if i += taken; found {
			v := c.histories.viewOf(c.stream[i-1], before, &s.cfg)
			s.alarm(r, c, &v)
		}
	}
}

// columns are those that detections go through.
type columns struct {
	stream  []components.Row
	at      []components.PTS
	verdict []components.Verdict
	refused []uint32

	histories histories
	latches   latches
}

var columnsOf = ecs.NewView(func(c *columns, w *ecs.World) {
	c.stream = ecs.Whole(w, components.DetectionStream)
	c.at = ecs.Whole(w, components.DetectionAt)
	c.verdict = ecs.Whole(w, components.DetectionVerdict)
	c.refused = components.StreamRefused.Of(w)
	c.histories.of(w)
	c.latches.of(w)
})

func emit(r *ecs.Run, v *view, kind components.AlertKind, raised bool) {
	i := r.Append(components.Alert, 1)
	*components.AlertStream.At(r, i) = v.stream
	*components.AlertKindOf.At(r, i) = kind
	*components.AlertRaised.At(r, i) = raised
	*components.AlertRisk.At(r, i) = v.risk
	*components.AlertValue.At(r, i) = v.value
	*components.AlertOccurred.At(r, i) = v.at
}
