package deepfake

import (
	"errors"
	"fmt"

	"touchline/components"
)

// Config says what the detectors' word is worth, and when it is alarming.
type Config struct {
	Facial    components.Permille // weight of the detector of faces
	Temporal  components.Permille // of that of motion from frame to frame
	Frequency components.Permille // of that of the spectrum

	Window components.PTS // length of the rolling average
	Warm   components.PTS // the average counts once its scores span this

	Threshold components.Permille // a score or average above it raises an alert
	Clear     components.Permille // alerts are cleared below it
	Sustain   components.PTS      // how long scores may stay above the threshold
	Settle    components.PTS      // how long they must stay below clear to end a sustained alert

	Rise   components.Permille // a score that rose by this is a spike
	Within components.PTS      // in this time
	Quiet  components.PTS      // a spike alert ends after this without another
}

// Default is three detectors at 6 Hz, the facial one trusted most.
func Default() Config {
	const second = components.PTSPerSecond
	return Config{
		Facial: 500, Temporal: 300, Frequency: 200,
		Window: 5 * second, Warm: second,
		Threshold: 700, Clear: 600, Sustain: 5 * second, Settle: second,
		Rise: 300, Within: second, Quiet: second,
	}
}

// Validate reports everything that is wrong with c.
func (c Config) Validate() error {
	var errs []error
	fault := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }

	sum := 0
	for _, w := range []struct {
		name   string
		weight components.Permille
	}{{"facial", c.Facial}, {"temporal", c.Temporal}, {"frequency", c.Frequency}} {
		if w.weight < 0 || w.weight > 1000 {
			fault("%s weight %d: must be from 0 to 1000", w.name, w.weight)
		}
		sum += int(w.weight)
	}
	if sum != 1000 {
		fault("weights %d + %d + %d: must sum to 1000", c.Facial, c.Temporal, c.Frequency)
	}
	if c.Threshold < 1 || c.Threshold > 999 {
		fault("threshold %d: must be from 1 to 999", c.Threshold)
	}
	if c.Clear < 1 || c.Clear > c.Threshold {
		fault("clear %d: must be from 1 to the threshold, %d", c.Clear, c.Threshold)
	}
	if c.Rise < 1 || c.Rise > 1000 {
		fault("rise %d: must be from 1 to 1000", c.Rise)
	}
	for _, d := range []struct {
		name string
		pts  components.PTS
	}{{"window", c.Window}, {"sustain", c.Sustain}, {"settle", c.Settle}, {"quiet", c.Quiet}} {
		if d.pts <= 0 {
			fault("%s %v: must be above 0", d.name, d.pts.Duration())
		}
	}
	for _, d := range []struct {
		name string
		pts  components.PTS
	}{{"warm", c.Warm}, {"within", c.Within}} {
		if d.pts <= 0 || d.pts > c.Window {
			fault("%s %v: must be above 0 and at most the window, %v", d.name, d.pts.Duration(), c.Window.Duration())
		}
	}
	return errors.Join(errs...)
}
