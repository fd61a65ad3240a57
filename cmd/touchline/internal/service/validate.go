package service

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
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
	between("limits: beacons_per_tick", c.Limits.Beacons, 1, 1<<15)
	between("limits: incidents", c.Limits.Incidents, 16, 1024)
	between("keys: sessions", c.Keys.Sessions, 1, 1000)
	if d := c.Segments.Duration.Duration; d < 500*time.Millisecond || d > 30*time.Second {
		fault("segments: duration %v: must be from 500ms to 30s", d)
	}
	if d := c.Segments.Part.Duration; d != 0 && (d < 100*time.Millisecond || d > c.Segments.Duration.Duration) {
		fault("segments: part %v: must be 0s, or from 100ms to a segment", d)
	}
	if l := c.Segments.Loss; l != "" && l != "slate" && l != "gap" {
		fault("segments: loss %q: want slate or gap", l)
	}
	if d := c.Segments.Window.Duration; d < 3*c.Segments.Duration.Duration || d > 24*time.Hour {
		fault("segments: window %v: must be at least three segments, and at most 24h", d)
	}
	if d := c.Keys.Period.Duration; d < 10*time.Second || d > 24*time.Hour {
		fault("keys: period %v: must be from 10s to 24h", d)
	}
	if d := c.Keys.Spread.Duration; d < 0 || d > time.Hour {
		fault("keys: spread %v: must be from 0s to 1h", d)
	}
	if d := c.Splice.Preroll.Duration; d < 5*time.Second || d > 8*time.Second {
		fault("splice: preroll %v: must be from 5s to 8s", d)
	}
	c.checkStreams(fault)
	c.checkRenditions(fault)
	c.checkCameras(fault)
	c.checkGroups(fault)
	c.checkQoE(fault)
	for _, m := range c.Fixture.Markets {
		if _, ok := ParseGroup(m); !ok {
			fault("fixture: market %q: want result, totals, corners, cards or half", m)
		}
	}
	return errors.Join(errs...)
}

func (c *Config) checkStreams(fault func(string, ...any)) {
	for i, s := range c.Streams {
		if s.FrameRate == (Rate{}) {
			fault("stream %d: frame_rate: must be there", i+1)
		} else if _, _, err := Timecode(s.Timecode, components.Rate(s.FrameRate)); err != nil {
			fault("stream %d: start_%w", i+1, err)
		}
		if strings.ContainsAny(s.Language, unquotable) {
			fault("stream %d: language %q: must hold neither quotes nor line breaks", i+1, s.Language)
		}
		if d := s.Latency.Duration; d < 0 || d > 10*time.Minute {
			fault("stream %d: latency %v: must be from 0 to 10m", i+1, d)
		}
	}
}

// unquotable is what a quoted string of a playlist cannot hold (RFC 8216, 4.2).
const unquotable = "\"\r\n"

// A folder is called by a rendition's name, and its place in a playlist is a URI.
var fileName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)

func (c *Config) checkRenditions(fault func(string, ...any)) {
	names := map[string]bool{}
	for i, r := range c.Renditions {
		switch {
		case r.Name == "" || names[r.Name]:
			fault("rendition %d: name %q: must be there, and no other's", i+1, r.Name)
		case !fileName.MatchString(r.Name):
			fault("rendition %d: name %q: must be letters, digits, and . _ - after the first", i+1, r.Name)
		case r.Name == "master":
			fault("rendition %d: name %q: is that of the multivariant playlist", i+1, r.Name)
		}
		names[r.Name] = true
		if r.Codecs == "" {
			fault("rendition %s: codecs: must be there (RFC 6381)", r.Name)
		}
		for _, text := range []struct{ key, value string }{{"codecs", r.Codecs}, {"audio", r.Audio}} {
			if strings.ContainsAny(text.value, unquotable) {
				fault("rendition %s: %s %q: must hold neither quotes nor line breaks", r.Name, text.key, text.value)
			}
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
