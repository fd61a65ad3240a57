package abr

import (
	"errors"
	"fmt"

	"touchline/components"
)

// Config says how long a live window is, and how often keys change.
type Config struct {
	Window   components.PTS // media that a window holds, if three target durations are not more
	Segment  components.PTS // length of a usual segment, from which the target duration follows
	KeyEvery components.PTS // length of a key period
}

// Default keeps half a minute of two-second segments.
func Default() Config {
	return Config{
		Window:   30 * components.PTSPerSecond,
		Segment:  2 * components.PTSPerSecond,
		KeyEvery: 300 * components.PTSPerSecond,
	}
}

// The longest that may be configured.
const (
	maxSegment = 60 * components.PTSPerSecond
	maxWindow  = 24 * 3600 * components.PTSPerSecond
)

// Validate reports everything that is wrong with c.
func (c Config) Validate() error {
	var errs []error
	if c.Window <= 0 || c.Window > maxWindow {
		errs = append(errs, fmt.Errorf("window %v: must be above 0 and at most %v", c.Window.Duration(), maxWindow.Duration()))
	}
	if c.Segment <= 0 || c.Segment > maxSegment {
		errs = append(errs, fmt.Errorf("segment %v: must be above 0 and at most %v", c.Segment.Duration(), maxSegment.Duration()))
	}
	if c.KeyEvery <= 0 {
		errs = append(errs, fmt.Errorf("key period %v: must be above 0", c.KeyEvery.Duration()))
	}
	return errors.Join(errs...)
}

// Target is the target duration in seconds: that of a usual segment, rounded up.
// A segment of whole frames is up to half a frame longer or shorter than it was
// meant to be; rounding up leaves room for that.
func (c Config) Target() uint16 {
	return uint16((c.Segment + components.PTSPerSecond - 1) / components.PTSPerSecond)
}

// KeyPeriod is the number of the key period in which a segment begins. Periods
// are counted from PTS 0, so the answer needs no memory: an encryptor elsewhere
// comes to the same one. Media before PTS 0 is in period 0.
func KeyPeriod(start, every components.PTS) uint32 {
	return uint32(max(start, 0) / every)
}
