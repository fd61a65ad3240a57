package reference

import (
	"fmt"
	"strings"
	"sync"

	"touchline/components"
)

// Manifest renders multivariant playlists.
type Manifest struct {
	mu      sync.RWMutex
	streams map[string]*ladder
}

// ladder is the renditions of a stream.
type ladder struct {
	language   string
	frames     components.Rate
	renditions []Rendition
}

// Rendition is one quality of a stream.
type Rendition struct {
	Name    string
	Codecs  string
	Audio   string // its audio group
	Peak    components.Bitrate
	Average components.Bitrate
	Size    components.Resolution // 0 × 0 for sound alone
	HDCP    string                // copy protection of a player's output; may be empty
}

// sound reports whether r has no picture.
func (r *Rendition) sound() bool { return r.Size == components.Resolution{} }

// output is what r asks of a player's output, as an attribute.
func (r *Rendition) output() string {
	if r.HDCP == "" {
		return ""
	}
	return ",HDCP-LEVEL=" + r.HDCP
}

// NewManifest returns a service for so many streams.
func NewManifest(streams int) *Manifest {
	return &Manifest{streams: make(map[string]*ladder, streams)}
}

// Add adds a stream with one audio group, whose sound is the last rendition. It
// keeps renditions.
func (m *Manifest) Add(stream, language string, frames components.Rate, renditions []Rendition) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.streams[stream] = &ladder{language, frames, renditions}
}

// Master returns the multivariant playlist of a stream (RFC 8216, section 4.3.4).
func (m *Manifest) Master(stream string) (string, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	l := m.streams[stream]
	if l == nil {
		return "", unknown("stream", stream)
	}
	return l.text(), nil
}

func (l *ladder) text() string {
	sound := &l.renditions[len(l.renditions)-1]
	var b strings.Builder
	b.Grow(4096)
	b.WriteString("#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-INDEPENDENT-SEGMENTS\n")
	fmt.Fprintf(&b, "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=%q,NAME=%q,LANGUAGE=%q,DEFAULT=YES,AUTOSELECT=YES,CHANNELS=\"2\",URI=%q\n",
		sound.Audio, l.language, l.language, sound.Name+".m3u8")
	for i := range l.renditions {
		r := &l.renditions[i]
		if r.sound() {
			fmt.Fprintf(&b, "#EXT-X-STREAM-INF:BANDWIDTH=%d,AVERAGE-BANDWIDTH=%d,CODECS=%q,AUDIO=%q,CLOSED-CAPTIONS=NONE\n%s.m3u8\n",
				r.Peak, r.Average, r.Codecs, r.Audio, r.Name)
			continue
		}
		fmt.Fprintf(&b, "#EXT-X-STREAM-INF:BANDWIDTH=%d,AVERAGE-BANDWIDTH=%d,CODECS=%q,RESOLUTION=%dx%d,FRAME-RATE=%.3f,VIDEO-RANGE=SDR%s,AUDIO=%q,CLOSED-CAPTIONS=NONE\n%s.m3u8\n",
			r.Peak+sound.Peak, r.Average+sound.Average, r.Codecs, r.Size.Width, r.Size.Height,
			float64(l.frames.Num)/float64(l.frames.Den), r.output(), r.Audio, r.Name)
	}
	for i := range l.renditions {
		if r := &l.renditions[i]; !r.sound() {
			codec, _, _ := strings.Cut(r.Codecs, ",")
			fmt.Fprintf(&b, "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=%d,AVERAGE-BANDWIDTH=%d,CODECS=%q,RESOLUTION=%dx%d,VIDEO-RANGE=SDR%s,URI=%q\n",
				r.Peak, r.Average/10, codec, r.Size.Width, r.Size.Height, r.output(), "iframes-"+r.Name+".m3u8")
		}
	}
	return b.String()
}
