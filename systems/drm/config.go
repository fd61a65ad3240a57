package drm

import (
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"touchline/components"
)

// Config is what keys and licenses are made from. Start from [Default].
type Config struct {
	Master   Secret         // what all keys are derived from; at least 16 bytes
	KeyEvery components.PTS // length of a key period: a segment's is floor(start / KeyEvery); 1 s to 13 h
	Grace    components.PTS // how long a license outlives the key period that it is for; above 0, at most a day
}

// Default changes keys every five minutes, and lets a license last five minutes
// longer than its key. It has no master secret, and so is not valid as it is.
func Default() Config {
	return Config{KeyEvery: 300 * components.PTSPerSecond, Grace: 300 * components.PTSPerSecond}
}

const (
	// MinMaster is how many bytes a master secret has at least.
	MinMaster = 16

	minKeyEvery = components.PTSPerSecond
	maxKeyEvery = components.PTS(math.MaxUint32) // a grant has four bytes for it
	maxGrace    = 24 * 3600 * components.PTSPerSecond
)

// Validate reports everything that is wrong with c.
func (c Config) Validate() error {
	var errs []error
	if n := len(c.Master); n < MinMaster {
		errs = append(errs, fmt.Errorf("master secret of %d bytes: must be at least %d", n, MinMaster))
	}
	if c.KeyEvery < minKeyEvery || c.KeyEvery > maxKeyEvery {
		errs = append(errs, fmt.Errorf("key period %v: must be from %v to %v",
			c.KeyEvery.Duration(), minKeyEvery.Duration(), maxKeyEvery.Duration().Truncate(time.Second)))
	}
	if c.Grace <= 0 || c.Grace > maxGrace {
		errs = append(errs, fmt.Errorf("grace %v: must be above 0s and at most %v", c.Grace.Duration(), maxGrace.Duration()))
	}
	return errors.Join(errs...)
}

// Secret is key material. It does not print, log or marshal: what comes out
// is "[secret]".
type Secret []byte

const hidden = "[secret]"

// Format implements [fmt.Formatter], for every verb.
func (Secret) Format(f fmt.State, _ rune) { io.WriteString(f, hidden) }

// MarshalText implements [encoding.TextMarshaler].
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }
