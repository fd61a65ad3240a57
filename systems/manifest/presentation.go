package manifest

import (
	"touchline/components"
	"touchline/systems/manifest/dash"
	"touchline/systems/manifest/hls"
	"touchline/systems/manifest/index"
)

// Presentation is what all manifests of a stream have in common: what does not
// change while it is on.
//
// Its manifests follow from it and a view of the stream's index. Media is where all
// of them say that it is: a rendition called 720p has its segment 12 at
// 720p/12.m4s, and part 3 of it at 720p/12.3.m4s.
type Presentation struct {
	Wall       int64 // wall clock at the epoch, Unix milliseconds
	Language   string
	Cadence    components.Cadence
	Target     uint16         // target duration, s
	Window     components.PTS // that of the live playlists
	Renditions []Rendition
	Protection *Protection // nil if the media is in the clear
	Subtitles  *Rendition  // nil if there are none
	Captions   []Captions
	Pathways   []Pathway // that players are steered over; none if they are not
	Steering   string    // URI of the steering manifest
	Root       string    // what paths begin at, in MPDs with pathways: scheme and host
	Base       string    // of URIs in MPDs, where there are no pathways: where the renditions' folders are
	Clock      string    // URI of the service's clock; empty if the media has no clock but its own
}

// Rendition is a quality of a presentation.
type Rendition struct {
	Name    string
	Codecs  string // RFC 6381, with the sound's
	Audio   string // its audio group
	Peak    components.Bitrate
	Average components.Bitrate
	Size    components.Resolution // 0 × 0 for sound alone
	Tier    components.Tier
	Text    bool // subtitles, in the language of the stream
}

// Pictures reports whether there are pictures, with sound or without.
func (r *Rendition) Pictures() bool { return r.Size != components.Resolution{} }

// Sound reports whether there is sound alone.
func (r *Rendition) Sound() bool { return !r.Text && !r.Pictures() }

// Captions are closed captions that an encoder has put into the pictures.
type Captions struct {
	Channel  string // CC1 to CC4 (CEA-608), SERVICE1 to SERVICE63 (CEA-708)
	Name     string // for people to choose by
	Language string // BCP 47
	Code     string // the same by three letters (ISO 639-2), as MPDs want it
}

// Pathway is one of several ways to fetch the same.
type Pathway struct {
	ID   string
	Base string // of its URIs: where the renditions' folders and playlists are
}

// Protection is how the media of a presentation is encrypted.
type Protection struct {
	// Signal says how the keys of a tier in a key period are found, Period in which
	// one a segment is that begins at start. They are called by any number of
	// goroutines.
	Signal func(tier components.Tier, period uint32) Signal
	Period func(start components.PTS) uint32
}

// Signal is how players of several key systems find a key.
type Signal struct {
	HLS  []hls.Key
	DASH []dash.Protection
}

// LowLatency reports whether players may have segments while they are made: in parts.
func (p *Presentation) LowLatency() bool { return p.Cadence.Part > 0 }

// Find returns the rendition with that name, nil if there is none.
func (p *Presentation) Find(name string) *Rendition {
	if p.Subtitles != nil && p.Subtitles.Name == name {
		return p.Subtitles
	}
	for i := range p.Renditions {
		if p.Renditions[i].Name == name {
			return &p.Renditions[i]
		}
	}
	return nil
}

// All returns all renditions, that of the subtitles last.
func (p *Presentation) All() []*Rendition {
	var all []*Rendition
	for i := range p.Renditions {
		all = append(all, &p.Renditions[i])
	}
	if p.Subtitles != nil {
		all = append(all, p.Subtitles)
	}
	return all
}

// sound returns the rendition of sound alone in an audio group, nil if there is
// none.
func (p *Presentation) sound(group string) *Rendition {
	for i := range p.Renditions {
		if r := &p.Renditions[i]; r.Sound() && r.Audio == group && group != "" {
			return r
		}
	}
	return nil
}

// Date is the wall clock at pts, rounded down to a millisecond, where wall is
// what it was at PTS 0. It is in Unix milliseconds.
func Date(wall int64, pts components.PTS) int64 {
	const ms = int64(components.PTSPerSecond / 1000)
	date := int64(pts) / ms
	if int64(pts)%ms < 0 {
		date--
	}
	return wall + date
}

// date is the wall clock at a media time since the epoch.
func (p *Presentation) date(at components.PTS) int64 { return Date(p.Wall, at) }

// segment is a segment as a rendition has it.
func (r *Rendition) segment(s *index.Segment) index.Segment {
	if r.Sound() {
		return s.Sound()
	}
	return *s
}

// origin is where the stretch of a segment began over which players need not begin
// anew: until the clock or the keys change.
func (p *Presentation) origin(s *index.Segment) index.Origin {
	if p.Protection != nil {
		return s.Keyed
	}
	return s.Run
}
