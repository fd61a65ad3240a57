package manifest

import (
	"strconv"
	"strings"

	"touchline/components"
	"touchline/systems/manifest/dash"
	"touchline/systems/manifest/index"
)

// Description is which MPD is wanted.
type Description struct {
	From, To  uint64
	Static    bool // nothing changes any more
	Numbered  bool // segments have numbers and no timeline: players work out which there are
	Chunked   bool // with Numbered: a segment can be fetched while it is made, for low latency
	Published int64
}

const (
	videoScale = uint32(components.PTSPerSecond)
	soundScale = 48_000 // Hz
	stereo     = 2      // channels
)

// soundTime is a time on the clock of sound samples.
func soundTime(t components.PTS) dash.Scaled { return dash.Scaled(t * 8 / 15) }

// AppendMPD appends the MPD of a view to dst.
func (p *Presentation) AppendMPD(dst []byte, v *index.View, d *Description) []byte {
	m := p.mpd(v, d)
	return dash.AppendMPD(dst, m)
}

func (p *Presentation) mpd(v *index.View, d *Description) *dash.MPD {
	length := p.Cadence.Length()
	m := &dash.MPD{
		CMAF: true, AvailabilityStart: p.Wall, PublishTime: d.Published,
		MinBuffer: length, MaxSegment: components.PTS(p.Target) * components.PTSPerSecond,
	}
	p.bases(m)
	if d.Static {
		m.Type = dash.Static
		m.AvailabilityStart, m.PublishTime = 0, 0
		if d.From < d.To {
			m.Duration = v.At(d.To-1).Until() - v.At(d.From).At
		}
	} else {
		m.Type = dash.Dynamic
		m.TimeShiftBuffer, m.MinUpdatePeriod = p.Window, length
		if d.Chunked {
			target := uint32(p.PartHoldBack()/90) + lowLatencyMore
			m.Service = dash.Service{Target: target, Min: target * 3 / 4, Max: 3 * target, Reference: 1, SlowestRate: 920, FastestRate: 1080}
		} else {
			m.PresentationDelay = 3 * length
		}
		if p.Clock != "" {
			m.Clocks = []dash.Descriptor{{Scheme: dash.HTTPISO, Value: p.Clock}}
		} else {
			m.Clocks = []dash.Descriptor{{Scheme: direct, Value: string(dash.AppendDate(nil, d.Published))}}
		}
	}
	shift := components.PTS(0) // a static presentation begins with its first segment
	if d.Static && d.From < d.To {
		shift = v.At(d.From).At
	}
	for _, s := range p.stretches(v, d) {
		period := p.period(v, d, s, shift)
		if s.end < d.To && v.At(s.end).Gap() {
			period.Duration = v.At(s.end-1).Until() - shift - period.Start
		}
		m.Periods = append(m.Periods, period)
	}
	return m
}

// bases sets where the segments are: one place, or several that players are steered
// over.
func (p *Presentation) bases(m *dash.MPD) {
	if len(p.Pathways) == 0 {
		if p.Base != "" {
			m.BaseURLs = []dash.BaseURL{{URL: p.Base}}
		}
		return
	}
	for _, way := range p.Pathways {
		m.BaseURLs = append(m.BaseURLs, dash.BaseURL{URL: p.absolute(way.Base), Location: way.ID})
	}
	m.Steering = dash.Steering{URL: p.absolute(p.Steering), Default: p.Pathways[0].ID}
}

// absolute is a URI with its host: of several BaseURLs that have none, players see the
// first alone, and they do not resolve that of a steering manifest.
func (p *Presentation) absolute(uri string) string {
	if strings.HasPrefix(uri, "/") {
		return p.Root + uri
	}
	return uri
}

// direct is the scheme of UTCTiming that says what time it is.
const direct = "urn:mpeg:dash:utc:direct:2014"

// lowLatencyMore is how much further behind the live edge players of DASH stay than
// those of parts, in milliseconds: they fetch whole segments, piece by piece.
const lowLatencyMore = 500

// stretch is segments, from n to before end, that are in one period.
type stretch struct {
	n, end uint64
	origin index.Origin
}

// stretches are those of a description. A gap ends one, since the numbers in a
// timeline go on one by one; there is nothing of it in any period.
func (p *Presentation) stretches(v *index.View, d *Description) (list []stretch) {
	for n := d.From; n < d.To; n++ {
		if v.At(n).Gap() {
			continue
		}
		s := stretch{n, n + 1, p.origin(v.At(n))}
		for s.end < d.To && !v.At(s.end).Gap() && p.origin(v.At(s.end)) == s.origin {
			s.end++
		}
		list = append(list, s)
		n = s.end - 1
	}
	return list
}

// period is that of a stretch.
func (p *Presentation) period(v *index.View, d *Description, s stretch, shift components.PTS) dash.Period {
	if d.Static && s.origin.Number < s.n { // of what came before there is nothing to be had
		first := v.At(s.n)
		s.origin = index.Origin{Number: s.n, At: first.At, Start: first.Start}
	}
	period := dash.Period{ID: strconv.FormatUint(s.origin.Number, 10), Start: s.origin.At - shift}
	period.Streams = p.streams(v, s, d)
	var pictures *dash.Timeline // of all renditions with a picture
	if !d.Numbered {
		pictures = timeline(v, s.n, s.end, videoScale)
	}
	p.sets(&period, v, d, s.n, s.end, s.origin, pictures)
	return period
}

// timeline is that of the segments that there are.
func timeline(v *index.View, n, end uint64, scale uint32) *dash.Timeline {
	t := dash.NewTimeline(dash.MostSegments, n)
	for ; n < end; n++ {
		if t.Push(timed(v.At(n), scale)) != nil {
			break // the clock goes back without a break: nothing after that can be told
		}
	}
	return t
}

// timed is a segment as a timeline with a timescale has it.
func timed(s *index.Segment, scale uint32) dash.Segment {
	if scale == soundScale {
		sound := s.Sound()
		return dash.Segment{Start: soundTime(sound.Start), Duration: soundTime(sound.Length)}
	}
	return dash.Segment{Start: dash.Scaled(s.Start), Duration: dash.Scaled(s.Length)}
}
