package director

import (
	"errors"
	"fmt"
	"time"

	"touchline/components"
)

// Config is what the director is told. Start from [Default].
type Config struct {
	Presets []Preset       // which of them a stream has, its bus says; 1 to 16
	React   components.PTS // a cut this soon after a goal, penalty or red card goes back to it
}

// A Preset is a style of cutting.
type Preset struct {
	Name     string
	Weights  Weights
	MinShot  components.PTS            // no shot is shorter, unless its camera is lost or an operator cuts
	MaxShot  [shotSizes]components.PTS // by the size of the shot: no shot is longer while there is another
	Gain     components.Permille       // by how much a camera must be better at first; less as the shot ages
	Smooth   components.PTS            // time constant of the scores
	JumpCuts bool                      // cut between cameras of one size on one side
	Cross    bool                      // cut across the line while the ball is in play
	Moment   MomentTable
	Ball     BallTable
}

const shotSizes = components.Close + 1

// Weights say how much each level of a camera's analyser counts. Their sum is
// 1000.
type Weights struct {
	Audio, Face, Motion, Speaking components.Permille
}

// maxPresets bounds what a tick has to work out anew for each preset.
const maxPresets = 16

// Index returns the number of the preset called name.
func (c Config) Index(name string) (uint8, bool) {
	for i := range c.Presets {
		if c.Presets[i].Name == name {
			return uint8(i), true
		}
	}
	return 0, false
}

// Shortest is the shortest time of a shot of a preset; of one that there is not it is that
// of the last.
func (c Config) Shortest(preset uint8) components.PTS {
	return c.Presets[min(int(preset), len(c.Presets)-1)].MinShot
}

// Validate reports everything that is wrong with c.
func (c Config) Validate() error {
	var errs []error
	if n := len(c.Presets); n < 1 || n > maxPresets {
		errs = append(errs, fmt.Errorf("%d presets: must be from 1 to %d", n, maxPresets))
	}
	if c.React < 0 {
		errs = append(errs, fmt.Errorf("reaction time %v: must not be negative", c.React.Duration()))
	}
	for i := range c.Presets {
		p := &c.Presets[i]
		if j, _ := c.Index(p.Name); int(j) != i {
			errs = append(errs, fmt.Errorf("preset %d: name %q is that of preset %d", i, p.Name, j))
		}
		if err := p.Validate(); err != nil {
			errs = append(errs, fmt.Errorf("preset %q: %w", p.Name, err))
		}
	}
	return errors.Join(errs...)
}

// Validate reports everything that is wrong with p.
func (p *Preset) Validate() error {
	var errs []error
	wrong := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if p.Name == "" {
		wrong("no name")
	}
	w, sum := p.Weights, 0
	for _, part := range [...]components.Permille{w.Audio, w.Face, w.Motion, w.Speaking} {
		sum += int(part)
		if part < 0 {
			wrong("weight %d: must not be negative", part)
		}
	}
	if sum != 1000 {
		wrong("weights add up to %d: must be 1000", sum)
	}
	if p.MinShot <= 0 {
		wrong("min shot %v: must be above 0", p.MinShot.Duration())
	}
	for size, longest := range p.MaxShot {
		if longest <= p.MinShot || longest > maxShot {
			wrong("max shot %v of size %v: must be above the min shot %v and at most %v",
				longest.Duration(), components.ShotSize(size), p.MinShot.Duration(), maxShot.Duration())
		}
	}
	if p.Gain < 1 || p.Gain > 1000 {
		wrong("gain %d: must be from 1 to 1000", p.Gain)
	}
	if p.Smooth < 0 || p.Smooth > maxSmooth {
		wrong("smoothing %v: must be from 0s to %v", p.Smooth.Duration(), maxSmooth.Duration())
	}
	for phase := range p.Moment {
		for role, b := range p.Moment[phase] {
			if b < -1000 || b > 1000 {
				wrong("%v in %v %d: must be from -1000 to 1000", components.Role(role), components.Phase(phase), b)
			}
		}
	}
	for zone := range p.Ball {
		for role, b := range p.Ball[zone] {
			if b < -1000 || b > 1000 {
				wrong("%v with the ball in zone %d %d: must be from -1000 to 1000", components.Role(role), zone, b)
			}
		}
	}
	return errors.Join(errs...)
}

// The limits of durations. They are far beyond use, and keep the arithmetic small.
var (
	maxShot   = components.PTSOf(time.Hour)
	maxSmooth = components.PTSOf(time.Minute)
)
