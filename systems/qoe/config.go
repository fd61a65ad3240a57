package qoe

import (
	"errors"
	"fmt"
	"time"

	"touchline/components"
)

// Config says where viewers may be, and over what time they are added up.
type Config struct {
	CDNs    int            // how many there are
	Regions int            // how many there are
	Length  components.PTS // of a window
}

// Default is one CDN, one region and a window of a minute.
func Default() Config {
	return Config{CDNs: 1, Regions: 1, Length: 60 * components.PTSPerSecond}
}

const (
	// MaxRoutes is how many pairs of a CDN and a region there may be. A route is some
	// 1,600 bytes of each stream that has viewers.
	MaxRoutes = 64

	minLength = components.PTSPerSecond
	maxLength = 3600 * components.PTSPerSecond // milliseconds of it, in thousandths, fit 32 bits
)

// Routes is how many pairs of a CDN and a region there are.
func (c Config) Routes() int { return c.CDNs * c.Regions }

// Window returns the window that t is in. Windows follow each other from PTS 0.
func (c Config) Window(t components.PTS) int64 {
	n := t / c.Length
	if t%c.Length < 0 {
		n--
	}
	return int64(n)
}

// Validate reports everything that is wrong with c.
func (c Config) Validate() error {
	var errs []error
	for _, n := range []struct {
		name string
		n    int
	}{{"CDNs", c.CDNs}, {"regions", c.Regions}} {
		if n.n < 1 || n.n > MaxRoutes {
			errs = append(errs, fmt.Errorf("%s %d: must be from 1 to %d", n.name, n.n, MaxRoutes))
		}
	}
	if len(errs) == 0 && c.Routes() > MaxRoutes {
		errs = append(errs, fmt.Errorf("%d CDNs in %d regions: must be at most %d pairs", c.CDNs, c.Regions, MaxRoutes))
	}
	if c.Length < minLength || c.Length > maxLength {
		errs = append(errs, fmt.Errorf("window %v: must be from %v to %v", c.Length.Duration(), minLength.Duration(), maxLength.Duration().Truncate(time.Second)))
	}
	return errors.Join(errs...)
}
