package manifest

import (
	"touchline/components"
	"touchline/systems/manifest/dash"
	"touchline/systems/manifest/index"
)

// sets adds the adaptation sets of a period: one for the pictures of each tier,
// whose representations have one key, and one for the sound. In the clear the
// pictures are one set, but for codecs that no player switches between.
func (p *Presentation) sets(period *dash.Period, v *index.View, d *Description, n, end uint64, origin index.Origin, video *dash.Timeline) {
	type group struct {
		tier  components.Tier
		codec string
		sound bool
	}
	groups := map[group]int{}
	for i := range p.Renditions {
		r := &p.Renditions[i]
		g := group{codec: family(r.Codecs), sound: r.Sound()}
		if p.Protection != nil {
			g.tier = r.Tier
		}
		at, ok := groups[g]
		if !ok {
			at = len(period.Sets)
			groups[g] = at
			s := dash.Set{
				ID: uint32(at + 1), Lang: p.Language, MIME: "video/mp4", Aligned: true, SAP: 1, Roles: []string{"main"},
				Template: p.template(v, d, n, end, origin, r, video),
			}
			if s.Content = dash.Video; r.Sound() {
				s.Content, s.MIME = dash.Audio, "audio/mp4"
			} else {
				s.Lang = ""
				s.Accessibility = p.accessibility()
				s.Inband = []dash.Descriptor{{Scheme: WageringScheme}}
			}
			if d.Chunked && p.Clock != "" {
				s.Reference = dash.ProducerReference{
					ID: s.ID, Wall: p.date(origin.At), Time: s.Template.Offset,
					Clock: dash.Descriptor{Scheme: dash.HTTPISO, Value: p.Clock},
				}
			}
			if p.Protection != nil {
				s.Protections = p.Protection.Signal(r.Tier, v.At(n).Period).DASH
			}
			period.Sets = append(period.Sets, s)
		}
		s := &period.Sets[at]
		rep := dash.Representation{ID: r.Name, Bandwidth: r.Peak, Codecs: r.Codecs}
		if r.Sound() {
			rep.SampleRate, rep.Channels = soundScale, stereo
		} else {
			rep.Codecs = videoCodec(r.Codecs)
			rep.Width, rep.Height, rep.FrameRate = r.Size.Width, r.Size.Height, p.Cadence.Frames
			s.MaxWidth, s.MaxHeight = max(s.MaxWidth, r.Size.Width), max(s.MaxHeight, r.Size.Height)
		}
		s.Representations = append(s.Representations, rep)
	}
	for i := range period.Sets {
		for k := range period.Sets {
			a, b := &period.Sets[i], &period.Sets[k]
			if i != k && a.Content == dash.Video && b.Content == dash.Video &&
				family(a.Representations[0].Codecs) == family(b.Representations[0].Codecs) {
				a.SwitchesTo = append(a.SwitchesTo, b.ID)
			}
		}
	}
}

// template is that of a set of rendition r.
func (p *Presentation) template(v *index.View, d *Description, n, end uint64, origin index.Origin, r *Rendition, video *dash.Timeline) dash.Template {
	t := dash.Template{Timescale: videoScale, Offset: dash.Scaled(origin.Start), Initialization: dash.Init, Media: dash.Numbered}
	if r.Sound() {
		t.Timescale, t.Offset = soundScale, soundTime(origin.Start)
	}
	if p.Protection != nil {
		t.Initialization = InitURI("$RepresentationID$", v.At(n).Period)
	}
	if !d.Numbered {
		if t.Timeline = video; r.Sound() {
			t.Timeline = timeline(v, n, end, soundScale)
		}
		return t
	}
	length := p.Cadence.Length()
	t.StartNumber = uint32(origin.Number)
	if t.Duration = uint32(length); r.Sound() {
		t.Duration = uint32(soundTime(length))
	}
	if d.Chunked {
		t.Chunked = true
		t.AvailabilityOffset = length - p.PartTarget(r)
	}
	return t
}

// family is the codec of pictures without its profile: what players switch within.
func family(codecs string) string {
	c := videoCodec(codecs)
	for i := range len(c) {
		if c[i] == '.' {
			return c[:i]
		}
	}
	return c
}
