package manifest

import (
	"strings"

	"touchline/systems/manifest/dash"
	"touchline/systems/manifest/index"
	"touchline/systems/manifest/webvtt"
)

// AppendSubtitles appends segment n of a stream's subtitles, in WebVTT, to dst. Its
// times are those of the media: the map at its beginning says which time of them is
// that of the segment's first frame, whatever the contribution's clock did.
func (p *Presentation) AppendSubtitles(dst []byte, v *index.View, n uint64) []byte {
	s := v.At(n)
	dst = webvtt.AppendHead(dst, s.Start, s.At)
	v.Cues(n, func(c *index.Cue) {
		dst = webvtt.AppendCue(dst, &webvtt.Cue{ID: c.ID, Start: c.At, End: c.Until(), Text: c.Text})
	})
	return dst
}

// The schemes of closed captions in the pictures (SCTE 214-1).
const (
	cea608 = "urn:scte:dash:cc:cea-608:2015"
	cea708 = "urn:scte:dash:cc:cea-708:2015"
)

// accessibility tells of the closed captions in the pictures: a descriptor for each
// system, with the channels of CEA-608 as CC1=eng and the services of CEA-708 as
// 1=lang:eng.
func (p *Presentation) accessibility() (list []dash.Descriptor) {
	var channels, services []string
	for i := range p.Captions {
		c := &p.Captions[i]
		if number, ok := strings.CutPrefix(c.Channel, "SERVICE"); ok {
			services = append(services, number+"=lang:"+c.Code)
		} else {
			channels = append(channels, c.Channel+"="+c.Code)
		}
	}
	if channels != nil {
		list = append(list, dash.Descriptor{Scheme: cea608, Value: strings.Join(channels, ";")})
	}
	if services != nil {
		list = append(list, dash.Descriptor{Scheme: cea708, Value: strings.Join(services, ";")})
	}
	return list
}
