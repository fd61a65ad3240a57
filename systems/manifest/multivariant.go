package manifest

import (
	"touchline/components"
	"touchline/systems/manifest/hls"
)

// Multivariant is which multivariant playlist is wanted.
type Multivariant struct {
	Suffix  string   // of the URIs of playlists: a query
	Keys    []uint32 // key periods whose keys are announced, for players to fetch them ahead
	IFrames bool
}

// Names of groups of renditions.
const (
	subtitlesGroup = "subtitles"
	captionsGroup  = "captions"
)

// FillMaster makes m the multivariant playlist. It reuses m's memory.
func (p *Presentation) FillMaster(m *hls.Master, l *Multivariant) {
	*m = hls.Master{
		SessionKeys: m.SessionKeys[:0], Audio: m.Audio[:0], Subtitles: m.Subtitles[:0],
		Captions: m.Captions[:0], Variants: m.Variants[:0], IFrames: m.IFrames[:0],
	}
	for i := range p.Captions {
		c := &p.Captions[i]
		m.Captions = append(m.Captions, hls.Captions{Group: captionsGroup, Name: c.Name, Language: c.Language, Stream: c.Channel})
	}
	if len(p.Pathways) > 0 {
		m.Steering = hls.Steering{URI: p.Steering, Pathway: p.Pathways[0].ID}
		for _, way := range p.Pathways {
			p.pathway(m, l, way)
		}
	} else {
		p.pathway(m, l, Pathway{})
	}
	m.SessionKeys = p.SessionKeys(m.SessionKeys, l.Keys...)
}

// pathway adds the variants of one pathway. Every pathway has groups of its own,
// since their playlists are its own.
func (p *Presentation) pathway(m *hls.Master, l *Multivariant, way Pathway) {
	group := func(name string) string {
		if name == "" || way.ID == "" {
			return name
		}
		return name + "-" + way.ID
	}
	uri := func(name string) string { return way.Base + name + ".m3u8" + l.Suffix }
	if s := p.Subtitles; s != nil {
		t := hls.Subtitles{Group: group(subtitlesGroup), Name: p.Language, Language: p.Language, URI: uri(s.Name)}
		if t.Name == "" {
			t.Name = s.Name
		}
		m.Subtitles = append(m.Subtitles, t)
	}
	for i := range p.Renditions {
		r := &p.Renditions[i]
		v := hls.Variant{
			URI: uri(r.Name), Bandwidth: r.Peak, Average: r.Average, Codecs: r.Codecs, Size: r.Size,
			Audio: group(r.Audio), Pathway: way.ID,
		}
		if way.ID != "" {
			v.Stable = r.Name
		}
		if p.Subtitles != nil {
			v.Subtitles = group(subtitlesGroup)
		}
		if len(p.Captions) > 0 {
			v.Captions = captionsGroup // of all: where one says that there are none, none may have any
		}
		sound := p.sound(r.Audio)
		if !r.Sound() {
			v.Frames, v.Range, v.HDCP = p.Cadence.Frames, "SDR", hdcp[r.Tier]
			if sound != nil {
				v.Bandwidth += sound.Peak
				v.Average += sound.Average
			}
		}
		m.Variants = append(m.Variants, v)
		if l.IFrames && !r.Sound() {
			f := hls.Variant{
				URI: uri("iframes-" + r.Name), Bandwidth: r.Peak, Average: max(r.Average/10, 1), Codecs: videoCodec(r.Codecs),
				Size: r.Size, Range: "SDR", HDCP: v.HDCP, Pathway: way.ID,
			}
			if way.ID != "" {
				f.Stable = "iframes-" + r.Name
			}
			m.IFrames = append(m.IFrames, f)
		}
		if p.opens(i) {
			a := hls.Audio{Group: group(r.Audio), Name: soundName(p.Language), Language: p.Language, Channels: stereo}
			if sound != nil {
				a.URI = uri(sound.Name)
			}
			m.Audio = append(m.Audio, a)
		}
	}
}

// soundName is what the sound of a stream is called. It is the same in every audio
// group, since all groups have the same members (RFC 8216bis, section 4.4.6.1.1):
// what differs is how they are encoded.
func soundName(language string) string {
	if language == "" {
		return "sound"
	}
	return language
}

// hdcp is the least copy protection that a player's output must have, by tier, if
// the media is protected: what a grant's policy says.
var hdcp = [components.Tiers]string{components.HDTier: "TYPE-0", components.UHDTier: "TYPE-1"}

// opens reports whether rendition i is the first of its audio group.
func (p *Presentation) opens(i int) bool {
	if p.Renditions[i].Audio == "" {
		return false
	}
	for k := range i {
		if p.Renditions[k].Audio == p.Renditions[i].Audio {
			return false
		}
	}
	return true
}

// videoCodec is the first codec of a list, that of the pictures.
func videoCodec(codecs string) string {
	for i := range len(codecs) {
		if codecs[i] == ',' {
			return codecs[:i]
		}
	}
	return codecs
}

// SessionKeys appends the keys of key periods to list, once each.
func (p *Presentation) SessionKeys(list []hls.Key, periods ...uint32) []hls.Key {
	if p.Protection == nil {
		return list
	}
	for _, period := range periods {
		var told [components.Tiers]bool
		for i := range p.Renditions {
			if tier := p.Renditions[i].Tier; !told[tier] {
				told[tier] = true
				list = append(list, p.Protection.Signal(tier, period).HLS...)
			}
		}
	}
	return list
}
