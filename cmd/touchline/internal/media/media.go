// Package media is what plays when no encoder is attached: a short clip in each
// rendition of the default ladder, repeated to fill whatever segments a manifest
// promises, as CMAF (ISO/IEC 23000-19) and, with a key, Common Encryption (ISO/IEC
// 23001-7).
//
// A segment is a pure function of its span, so that two servers, or one server
// twice, give the same bytes.
package media

import (
	"embed"
	"errors"
	"fmt"
	"strings"

	"touchline/components"
)

// files are what clip/make.sh made.
//
//go:embed clip/*.mp4
var files embed.FS

// ladder is the order of the renditions, and what their codec strings are. A
// rendition's place is part of the initialization vectors of its samples.
var ladder = []struct{ file, codecs string }{
	{"2160p", "hvc1.2.4.L153.B0"},
	{"1080p", "avc1.640028"},
	{"720p", "avc1.64001f"},
	{"540p", "avc1.64001f"},
	{"360p", "avc1.64001e"},
	{"audio", "mp4a.40.2"},
}

// Rendition is what is asked for: an entry of a ladder.
type Rendition struct {
	Name   string
	Codecs string                // RFC 6381; beside the picture's there may be the sound's
	Size   components.Resolution // 0 × 0: sound
}

// Errors of what cannot be made.
var (
	ErrNoRendition = errors.New("the clip has nothing like it")
	ErrSpan        = errors.New("span out of range")
	ErrParts       = errors.New("parts do not fit the segment")
	ErrProtection  = errors.New("protection cannot be applied")
	ErrSound       = errors.New("sound has no pictures")
)

// Clip is the built-in media. It does not change once it is open: any number of
// goroutines may use it.
type Clip struct {
	tracks []track
}

// Open reads the clip out of the program.
func Open() (*Clip, error) {
	c := &Clip{}
	for i, l := range ladder {
		data, err := files.ReadFile("clip/" + l.file + ".mp4")
		if err != nil {
			return nil, fmt.Errorf("media: %w", err)
		}
		t, err := readTrack(data)
		if err != nil {
			return nil, fmt.Errorf("media: clip/%s.mp4: %w", l.file, err)
		}
		t.number, t.codecs = i, l.codecs
		c.tracks = append(c.tracks, *t)
	}
	return c, nil
}

// Has reports whether the clip has something to play for r.
func (c *Clip) Has(r Rendition) bool {
	t, err := c.nearest(r)
	return t != nil && err == nil
}

// nearest returns the track in the codec of r whose picture is nearest to r's in
// height; of two that are as near the smaller.
func (c *Clip) nearest(r Rendition) (*track, error) {
	var best *track
	for i := range c.tracks {
		t := &c.tracks[i]
		if t.serves(r) && (best == nil || t.distance(r) <= best.distance(r)) { // the ladder goes down
			best = t
		}
	}
	if best == nil {
		return nil, fmt.Errorf("rendition %q: %s at %d×%d: %w", r.Name, r.Codecs, r.Size.Width, r.Size.Height, ErrNoRendition)
	}
	return best, nil
}

// serves reports whether a player that was promised r can play t. Of the picture
// the coding has to be the same, profile and level need not; of the sound the
// object type too. Without codecs any will do.
func (t *track) serves(r Rendition) bool {
	if t.sound() != (r.Size == components.Resolution{}) {
		return false
	}
	if r.Codecs == "" {
		return true
	}
	for codec := range strings.SplitSeq(r.Codecs, ",") {
		codec = strings.TrimSpace(codec)
		coding, _, _ := strings.Cut(codec, ".")
		if codec == t.codecs || !t.sound() && coding == t.coding {
			return true
		}
	}
	return false
}

func (t *track) distance(r Rendition) int {
	d := int(t.size.Height) - int(r.Size.Height)
	return max(d, -d)
}
