package service

import (
	"errors"
	"fmt"
	"time"

	"touchline/components"
)

// Validate reports everything that is wrong with c.
func (c *Config) Validate() error {
	var errs []error
	fault := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	between := func(what string, n, least, most int) {
		if n < least || n > most {
			fault("%s %d: must be from %d to %d", what, n, least, most)
		}
	}
	between("[[stream]] entries", len(c.Streams), 1, 1000)
	between("[[rendition]] entries", len(c.Renditions), 1, 16)
	between("[[camera]] entries", len(c.Cameras), 1, 32)
	between("limits: events_per_tick", c.Limits.Events, 1, 4096)
	between("limits: requests_per_tick", c.Limits.Requests, 1, 1<<16)
	between("limits: incidents", c.Limits.Incidents, 16, 1024)
	between("keys: sessions", c.Keys.Sessions, 1, 1000)
	if d := time.Duration(c.Segments.Duration); d < 500*time.Millisecond || d > 30*time.Second {
		fault("segments: duration %v: must be from 500ms to 30s", d)
	}
	if d := time.Duration(c.Segments.Window); d < 3*time.Duration(c.Segments.Duration) || d > 24*time.Hour {
		fault("segments: window %v: must be at least three segments, and at most 24h", d)
	}
	if d := time.Duration(c.Keys.Period); d < 10*time.Second || d > 24*time.Hour {
		fault("keys: period %v: must be from 10s to 24h", d)
	}
	for i, s := range c.Streams {
		if _, _, err := Timecode(s.Timecode, components.Rate(s.FrameRate)); err != nil {
			fault("stream %d: start_%w", i+1, err)
		}
	}
	c.checkRenditions(fault)
	c.checkCameras(fault)
	for _, m := range c.Fixture.Markets {
		if _, ok := ParseGroup(m); !ok {
			fault("fixture: market %q: want result, totals, corners, cards or half", m)
		}
	}
	return errors.Join(errs...)
}

func (c *Config) checkRenditions(fault func(string, ...any)) {
	names := map[string]bool{}
	for i, r := range c.Renditions {
		if r.Name == "" || names[r.Name] {
			fault("rendition %d: name %q: must be there, and no other's", i+1, r.Name)
		}
		names[r.Name] = true
		if r.Codecs == "" {
			fault("rendition %s: codecs: must be there (RFC 6381)", r.Name)
		}
		if r.Average == 0 || r.Peak < r.Average {
			fault("rendition %s: average %d, peak %d: must be above 0, and the peak not below the average", r.Name, r.Average, r.Peak)
		}
		if _, ok := components.ParseTier(r.Tier); !ok {
			fault("rendition %s: tier %q: want audio, sd, hd or uhd", r.Name, r.Tier)
		}
	}
}

func (c *Config) checkCameras(fault func(string, ...any)) {
	for i, cam := range c.Cameras {
		if _, ok := components.ParseRole(cam.Role); !ok {
			fault("camera %d: role %q: not known", i+1, cam.Role)
		}
		if _, ok := components.ParseShotSize(cam.Size); !ok {
			fault("camera %d: size %q: want wide, medium or close", i+1, cam.Size)
		}
		if _, ok := components.ParseSide(cam.Side); !ok {
			fault("camera %d: side %q: want near, far or line", i+1, cam.Side)
		}
	}
}

// Safe returns the safe camera: the one marked so, else the first.
func (c *Config) Safe() int {
	for i, cam := range c.Cameras {
		if cam.Safe {
			return i
		}
	}
	return 0
}

// ParseGroup returns the market group called name.
func ParseGroup(name string) (components.Group, bool) {
	for g := range components.Groups {
		if g.String() == name {
			return g, true
		}
	}
	return 0, false
}
