// Package service reads the description of a service: what is broadcast, in which
// qualities, from which cameras, to whom.
package service

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"touchline/components"
)

// Default is the text of the description that is used where none is given.
//
//go:embed default.toml
var Default []byte

// Config is a description.
type Config struct {
	Fixture    Fixture     `toml:"fixture"`
	Streams    []Stream    `toml:"stream"`
	Segments   Segments    `toml:"segments"`
	Keys       Keys        `toml:"keys"`
	Splice     Splice      `toml:"splice"`
	Renditions []Rendition `toml:"rendition"`
	Cameras    []Camera    `toml:"camera"`
	Director   Director    `toml:"director"`
	Limits     Limits      `toml:"limits"`
	Subtitles  Subtitles   `toml:"subtitles"`
	Captions   []Caption   `toml:"captions"`
	Pathways   []Pathway   `toml:"pathway"`
	Steering   Steering    `toml:"steering"`
	QoE        QoE         `toml:"qoe"`
}

// Fixture is what all fixtures have in common.
type Fixture struct {
	Start   time.Time `toml:"start"`
	Markets []string  `toml:"markets"`
}

// Stream is one output of a fixture.
type Stream struct {
	Name      string   `toml:"name"`
	Language  string   `toml:"language"`
	Territory string   `toml:"territory"`
	FrameRate Rate     `toml:"frame_rate"`
	Timecode  string   `toml:"start_timecode"`
	Latency   Duration `toml:"latency"`
}

// Segments are how the media is cut.
type Segments struct {
	Duration Duration `toml:"duration"`
	Part     Duration `toml:"part"`
	Window   Duration `toml:"window"`
	Loss     string   `toml:"loss"`
}

// Cadence is how a stream of that frame rate is cut.
func (c *Config) Cadence(frames components.Rate) components.Cadence {
	return components.Cadence{Frames: frames, Segment: c.Segments.Duration.PTS(), Part: c.Segments.Part.PTS()}
}

// Keys are how it is protected.
type Keys struct {
	Period   Duration `toml:"period"`
	Spread   Duration `toml:"spread"`
	Sessions int      `toml:"sessions"`
}

// Splice is how splice points are announced.
type Splice struct {
	Preroll     Duration `toml:"preroll"`
	Distributor bool     `toml:"distributor"`
}

// Rendition is one quality.
type Rendition struct {
	Name    string `toml:"name"`
	Codecs  string `toml:"codecs"`
	Size    Size   `toml:"size"`
	Peak    uint32 `toml:"peak"`
	Average uint32 `toml:"average"`
	Tier    string `toml:"tier"`
	Audio   string `toml:"audio"`
}

// Camera is one live source.
type Camera struct {
	Role string `toml:"role"`
	Size string `toml:"size"`
	Side string `toml:"side"`
	Safe bool   `toml:"safe"`
}

// Director is how cameras are chosen.
type Director struct {
	Preset string `toml:"preset"`
}

// Limits bound what a tick takes; beyond them inputs are refused and counted.
type Limits struct {
	Events    int `toml:"events_per_tick"`
	Requests  int `toml:"requests_per_tick"`
	Beacons   int `toml:"beacons_per_tick"`
	Incidents int `toml:"incidents"`
}

// Load reads and checks the description in a file, or the default one if path is
// empty.
func Load(path string) (*Config, error) {
	text := Default
	if path != "" {
		var err error
		if text, err = os.ReadFile(path); err != nil {
			if sys, ok := errors.AsType[*fs.PathError](err); ok {
				err = sys.Err // which does not name the path again
			}
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	c, err := Parse(text)
	if err != nil && path != "" {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return c, err
}

// Parse reads and checks a description. What it leaves out is as in the default;
// a list that it gives replaces the default's.
func Parse(text []byte) (*Config, error) {
	c := new(Config)
	if err := decode(Default, c); err != nil {
		return nil, err
	}
	given := new(Config)
	if err := decode(text, given); err != nil {
		return nil, err
	}
	streams, renditions, cameras := c.Streams, c.Renditions, c.Cameras
	c.Streams, c.Renditions, c.Cameras = nil, nil, nil
	if err := decode(text, c); err != nil {
		return nil, err
	}
	if given.Streams == nil {
		c.Streams = streams
	}
	if given.Renditions == nil {
		c.Renditions = renditions
	}
	if given.Cameras == nil {
		c.Cameras = cameras
	}
	return c, c.Validate()
}

func decode(text []byte, c *Config) error {
	d := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields()
	err := d.Decode(c)
	var strict *toml.StrictMissingError
	var bad *toml.DecodeError
	switch {
	case errors.As(err, &strict):
		e := strict.Errors[0]
		row, _ := e.Position()
		return fmt.Errorf("line %d: %s: no such key", row, strings.Join(e.Key(), "."))
	case errors.As(err, &bad):
		row, _ := bad.Position()
		what := strings.TrimPrefix(bad.Error(), "toml: ")
		if key := bad.Key(); len(key) > 0 {
			what = strings.Join(key, ".") + ": " + what
		}
		return fmt.Errorf("line %d: %s", row, what)
	}
	return err
}
