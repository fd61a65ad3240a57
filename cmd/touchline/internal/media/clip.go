// Package media makes segments that play: a small clip of our own, in each rendition
// of the usual ladder, is looped under the manifests. It stands for what encoders
// and packagers deliver; its files are made by clip/make.sh.
package media

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"strings"

	"github.com/Eyevinn/mp4ff/mp4"

	"touchline/components"
)

//go:embed clip/*.mp4
var files embed.FS

// Rendition is a quality as a ladder has it.
type Rendition struct {
	Name   string
	Codecs string
	Size   components.Resolution // 0 × 0 for sound alone
}

func (r *Rendition) sound() bool { return r.Size == components.Resolution{} }

// Clip is the built-in media. Any number of goroutines may use one.
type Clip struct{ tracks []track }

// track is the clip in one rendition.
type track struct {
	name    string
	size    components.Resolution
	codec   string // the four characters of its sample entry
	init    []byte
	samples []mp4.FullSample
	trex    *mp4.TrexBox
}

// Open reads the clip.
func Open() (*Clip, error) {
	c := &Clip{}
	for _, t := range []track{
		{name: "2160p", size: components.Resolution{Width: 3840, Height: 2160}, codec: "hvc1"},
		{name: "1080p", size: components.Resolution{Width: 1920, Height: 1080}, codec: "avc1"},
		{name: "720p", size: components.Resolution{Width: 1280, Height: 720}, codec: "avc1"},
		{name: "540p", size: components.Resolution{Width: 960, Height: 540}, codec: "avc1"},
		{name: "360p", size: components.Resolution{Width: 640, Height: 360}, codec: "avc1"},
		{name: "audio", codec: "mp4a"},
	} {
		if err := t.read(); err != nil {
			return nil, fmt.Errorf("clip %s: %w", t.name, err)
		}
		c.tracks = append(c.tracks, t)
	}
	return c, nil
}

func (t *track) read() error {
	data, err := files.ReadFile("clip/" + t.name + ".mp4")
	if err != nil {
		return err
	}
	f, err := mp4.DecodeFile(bytes.NewReader(data))
	if err != nil {
		return err
	}
	if f.Init == nil || f.Init.Moov.Mvex == nil || len(f.Segments) == 0 {
		return errors.New("not a fragmented file")
	}
	t.trex = f.Init.Moov.Mvex.Trex
	var init bytes.Buffer
	if err := f.Init.Encode(&init); err != nil {
		return err
	}
	t.init = init.Bytes()
	for _, s := range f.Segments {
		for _, fragment := range s.Fragments {
			samples, err := fragment.GetFullSamples(t.trex)
			if err != nil {
				return err
			}
			t.samples = append(t.samples, samples...)
		}
	}
	if t.codec == "mp4a" { // the first frames start the decoder: those that loop come after them
		t.samples = t.samples[len(t.samples)-soundLoop:]
	}
	return nil
}

// soundLoop is how many frames of sound are looped: in 32 of them the tone has a
// whole number of periods.
const soundLoop = 64

// track returns the clip for a rendition: the one of its codec that is nearest to
// its size.
func (c *Clip) track(r *Rendition) (*track, error) {
	var best *track
	for i := range c.tracks {
		t := &c.tracks[i]
		if !strings.HasPrefix(r.Codecs, t.codec) {
			continue
		}
		if best == nil || distance(t.size, r.Size) < distance(best.size, r.Size) {
			best = t
		}
	}
	if best == nil {
		return nil, fmt.Errorf("rendition %s: there is no built-in media of codec %s", r.Name, r.Codecs)
	}
	return best, nil
}

func distance(a, b components.Resolution) int {
	d := int(a.Height) - int(b.Height)
	return max(d, -d)
}

// Has reports whether there is media for a rendition.
func (c *Clip) Has(r Rendition) bool {
	_, err := c.track(&r)
	return err == nil
}
