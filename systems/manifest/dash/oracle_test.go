package dash_test

import (
	"encoding/base64"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/Eyevinn/dash-mpd/mpd"

	"touchline/components"
	"touchline/systems/manifest/dash"
)

// TestOracle lets another implementation read the goldens and random histories,
// and compares everything it found with what was written.
func TestOracle(t *testing.T) {
	list := goldens(t)
	list["steered.mpd"] = steered(t)
	for name, m := range list {
		if diff := compare(m, dash.AppendMPD(nil, m)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for seed := range uint64(20) {
		h := newHistory(t, seed)
		for i := range 40 {
			h.step()
			if diff := compare(h.mpd, h.live.AppendMPD(nil)); diff != "" {
				t.Fatalf("seed %d, step %d: %s", seed, i, diff)
			}
		}
	}
}

// compare returns what the other implementation reads in text that is not in m.
func compare(m *dash.MPD, text []byte) string {
	x, err := mpd.MPDFromBytes(text)
	if err != nil {
		return err.Error()
	}
	c := &comparison{}
	c.same("id", x.Id, m.ID)
	c.same("type", x.GetType() == mpd.DYNAMIC_TYPE, m.Type == dash.Dynamic)
	c.same("CMAF", strings.Contains(string(x.Profiles), mpd.PROFILE_CMAF), m.CMAF)
	c.date("availabilityStartTime", string(x.AvailabilityStartTime), m.AvailabilityStart, m.Type == dash.Dynamic)
	c.date("publishTime", string(x.PublishTime), m.PublishTime, m.Type == dash.Dynamic)
	c.duration("duration", x.MediaPresentationDuration, m.Duration)
	c.duration("update", x.MinimumUpdatePeriod, max(m.MinUpdatePeriod, 0))
	c.same("update there", x.MinimumUpdatePeriod != nil, m.MinUpdatePeriod != 0)
	c.duration("buffer", x.MinBufferTime, m.MinBuffer)
	c.duration("shift", x.TimeShiftBufferDepth, m.TimeShiftBuffer)
	c.duration("delay", x.SuggestedPresentationDelay, m.PresentationDelay)
	c.duration("segment", x.MaxSegmentDuration, m.MaxSegment)
	for i, u := range each(c, "base URLs", x.BaseURL, len(m.BaseURLs)) {
		c.same("base URL", dash.BaseURL{URL: string(u.Value), Location: u.ServiceLocation}, m.BaseURLs[i])
	}
	c.descriptors("clocks", x.UTCTimings, m.Clocks)
	if s := x.ContentSteering; s != nil {
		c.same("steering", dash.Steering{URL: s.Value, Default: s.DefaultServiceLocation, BeforeStart: s.QueryBeforeStart}, m.Steering)
	} else {
		c.same("steering", "", m.Steering.URL)
	}
	service := dash.Service{}
	for _, s := range x.ServiceDescription {
		for _, l := range s.Latencies {
			service.Reference = l.ReferenceId
			for from, to := range map[*uint32]*uint32{l.Target: &service.Target, l.Min: &service.Min, l.Max: &service.Max} {
				if from != nil {
					*to = *from
				}
			}
		}
		for _, r := range s.PlaybackRates {
			service.SlowestRate, service.FastestRate = uint16(math.Round(r.Min*1000)), uint16(math.Round(r.Max*1000))
		}
	}
	c.same("service", service, m.Service)
	for i, p := range each(c, "periods", x.Periods, len(m.Periods)) {
		c.period(p, &m.Periods[i])
	}
	return strings.Join(c.faults, "; ")
}

// comparison collects what differs.
type comparison struct{ faults []string }

func (c *comparison) same(what string, got, want any) {
	if got != want {
		c.faults = append(c.faults, fmt.Sprintf("%s %v, want %v", what, got, want))
	}
}

// each returns got, or nothing if it is not as long as what it is compared with.
func each[T any](c *comparison, what string, got []T, want int) []T {
	c.same(what, len(got), want)
	if len(got) != want {
		return nil
	}
	return got
}

func (c *comparison) date(what, got string, want int64, always bool) {
	if got == "" {
		c.same(what+" there", want != 0 || always, false)
		return
	}
	at, err := time.Parse("2006-01-02T15:04:05.999Z07:00", got)
	c.same(what+" error", err, nil)
	c.same(what, at.UnixMilli(), want)
}

func (c *comparison) duration(what string, got *mpd.Duration, want components.PTS) {
	steps := components.PTS(0)
	if got != nil {
		steps = components.PTS(math.Round(got.Seconds() * 90_000))
	}
	c.same(what, steps, want)
}

func (c *comparison) descriptors(what string, got []*mpd.DescriptorType, want []dash.Descriptor) {
	for i, d := range each(c, what, got, len(want)) {
		c.same(what, dash.Descriptor{Scheme: string(d.SchemeIdUri), Value: d.Value}, want[i])
	}
}

func (c *comparison) period(x *mpd.Period, p *dash.Period) {
	c.same("period id", x.Id, p.ID)
	c.duration("period start", x.Start, p.Start)
	c.duration("period duration", x.Duration, p.Duration)
	for i, s := range each(c, "event streams", x.EventStreams, len(p.Streams)) {
		want := &p.Streams[i]
		c.same("scheme", dash.Descriptor{Scheme: string(s.SchemeIdUri), Value: s.Value}, dash.Descriptor{Scheme: want.Scheme, Value: want.Value})
		c.same("timescale", *s.Timescale, want.Timescale)
		c.same("offset", s.PresentationTimeOffset, uint64(want.Offset))
		events := slices.Collect(want.Events.All())
		for j, v := range each(c, "events", s.Events, len(events)) {
			c.event(v, events[j])
		}
	}
	for i, s := range each(c, "sets", x.AdaptationSets, len(p.Sets)) {
		c.set(s, &p.Sets[i])
	}
}

func (c *comparison) event(x *mpd.EventType, v dash.Event) {
	c.same("event time", x.PresentationTime, uint64(v.Time))
	c.same("event duration", x.Duration, uint64(v.Duration))
	c.same("event id", *x.Id, uint64(v.ID))
	switch v.Form {
	case dash.Splice:
		c.same("splice", x.Signal.Binary.Value, base64.StdEncoding.EncodeToString(v.Body))
	case dash.Binary:
		c.same("encoding", string(x.ContentEncoding), "base64")
		c.same("body", x.Value, base64.StdEncoding.EncodeToString(v.Body))
	case dash.Text:
		c.same("body", x.Value, string(v.Body))
	}
}

func (c *comparison) set(x *mpd.AdaptationSetType, s *dash.Set) {
	c.same("set id", *x.Id, s.ID)
	c.same("content", string(x.ContentType), s.Content.String())
	c.same("lang", x.Lang, s.Lang)
	c.same("MIME", x.MimeType, s.MIME)
	c.same("aligned", x.SegmentAlignment, s.Aligned)
	c.same("SAP", x.StartWithSAP, uint32(s.SAP))
	par := ""
	if s.Par.Width != 0 {
		par = fmt.Sprintf("%d:%d", s.Par.Width, s.Par.Height)
	}
	c.same("par", string(x.Par), par)
	c.same("min rate", x.MinFrameRate, rate(s.MinRate))
	c.same("max rate", x.MaxFrameRate, rate(s.MaxRate))
	c.same("max width", x.MaxWidth, uint32(s.MaxWidth))
	c.same("max height", x.MaxHeight, uint32(s.MaxHeight))
	var roles, essential, supplemental []dash.Descriptor
	for _, r := range s.Roles {
		roles = append(roles, dash.Descriptor{Scheme: "urn:mpeg:dash:role:2011", Value: r})
	}
	if s.TrickModeOf != 0 {
		essential = []dash.Descriptor{{Scheme: "http://dashif.org/guidelines/trickmode", Value: fmt.Sprint(s.TrickModeOf)}}
		c.same("playout rate", x.MaxPlayoutRate, float64(s.MaxPlayout))
		c.same("coding dependency", *x.CodingDependency, false)
	}
	if len(s.SwitchesTo) > 0 {
		value := strings.Trim(strings.ReplaceAll(fmt.Sprint(s.SwitchesTo), " ", ","), "[]")
		supplemental = append(supplemental, dash.Descriptor{Scheme: "urn:mpeg:dash:adaptation-set-switching:2016", Value: value})
	}
	if s.Continues != "" {
		supplemental = append(supplemental, dash.Descriptor{Scheme: "urn:mpeg:dash:period-continuity:2015", Value: s.Continues})
	}
	c.descriptors("roles", x.Roles, roles)
	c.descriptors("accessibility", x.Accessibilities, s.Accessibility)
	c.descriptors("essential", x.EssentialProperties, essential)
	c.descriptors("supplemental", x.SupplementalProperties, supplemental)
	for i, e := range each(c, "inband", x.InbandEventStreams, len(s.Inband)) {
		c.same("inband", dash.Descriptor{Scheme: string(e.SchemeIdUri), Value: e.Value}, s.Inband[i])
	}
	for _, l := range x.Labels {
		c.same("label", l.Value, s.Label)
	}
	c.same("labels", len(x.Labels) == 1, s.Label != "")
	for _, r := range x.ProducerReferenceTimes {
		c.same("reference", r.Id, s.Reference.ID)
		c.date("wall clock", r.WallClockTime, s.Reference.Wall, true)
		c.same("reference time", r.PresentationTime, uint64(s.Reference.Time))
	}
	c.same("references", len(x.ProducerReferenceTimes) == 1, s.Reference.ID != 0)
	c.protections(x.ContentProtections, s.Protections)
	c.template(x.SegmentTemplate, &s.Template)
	for i, r := range each(c, "representations", x.Representations, len(s.Representations)) {
		want := &s.Representations[i]
		c.same("representation", r.Id, want.ID)
		c.same("bandwidth", r.Bandwidth, uint32(want.Bandwidth))
		c.same("codecs", r.Codecs, want.Codecs)
		c.same("width", r.Width, uint32(want.Width))
		c.same("height", r.Height, uint32(want.Height))
		c.same("rate", string(r.FrameRate), rate(want.FrameRate))
		if want.SampleRate != 0 {
			c.same("sample rate", string(*r.AudioSamplingRate), fmt.Sprint(want.SampleRate))
		}
		if want.Channels != 0 {
			c.descriptors("channels", r.AudioChannelConfigurations, []dash.Descriptor{{Scheme: mpd.AUDIO_CHANNEL_CONFIGURATION_CICP, Value: fmt.Sprint(want.Channels)}})
		}
		c.protections(r.ContentProtections, want.Protections)
	}
}

// rate is a frame rate as a manifest has it.
func rate(r components.Rate) string {
	switch r.Den {
	case 0:
		return ""
	case 1:
		return fmt.Sprint(r.Num)
	}
	return fmt.Sprintf("%d/%d", r.Num, r.Den)
}

func (c *comparison) protections(got []*mpd.ContentProtectionType, want []dash.Protection) {
	ids := map[dash.System]string{
		dash.CENC: "urn:mpeg:dash:mp4protection:2011", dash.CBCS: "urn:mpeg:dash:mp4protection:2011",
		dash.Widevine: mpd.DRM_WIDEVINE, dash.PlayReady: mpd.DRM_PLAYREADY, dash.ClearKey: mpd.DRM_CLEAR_KEY_DASHIF,
	}
	for i, x := range each(c, "protections", got, len(want)) {
		p := &want[i]
		c.same("system", string(x.SchemeIdUri), ids[p.System])
		c.same("system name", x.Value, p.System.String())
		id := ""
		if p.System <= dash.CBCS {
			k := p.KID
			id = fmt.Sprintf("%x-%x-%x-%x-%x", k[:4], k[4:6], k[6:8], k[8:10], k[10:])
		}
		c.same("key ID", x.DefaultKID, id)
		box, license := "", ""
		if x.Pssh != nil {
			box = x.Pssh.Value
		}
		if x.LaURL != nil {
			license = string(x.LaURL.Value)
		}
		c.same("PSSH", box, base64.StdEncoding.EncodeToString(p.PSSH))
		c.same("license", license, p.License)
	}
}

func (c *comparison) template(x *mpd.SegmentTemplateType, t *dash.Template) {
	c.same("set timescale", x.GetTimescale(), t.Timescale)
	offset := uint64(0)
	if x.PresentationTimeOffset != nil {
		offset = *x.PresentationTimeOffset
	}
	c.same("set offset", offset, uint64(t.Offset))
	c.same("initialization", x.Initialization, t.Initialization)
	c.same("media", x.Media, t.Media)
	c.same("availability offset", components.PTS(math.Round(float64(x.AvailabilityTimeOffset)*90_000)), t.AvailabilityOffset)
	c.same("chunked", x.AvailabilityTimeComplete != nil && !*x.AvailabilityTimeComplete, t.Chunked)
	if t.Timeline == nil {
		c.same("timeline", x.SegmentTimeline == nil, true)
		c.same("segment duration", *x.Duration, t.Duration)
		c.same("start number", *x.StartNumber, t.StartNumber)
		return
	}
	c.same("start number", uint64(*x.StartNumber), t.Timeline.Number())
	var got, want []dash.Segment
	at := uint64(0)
	for _, s := range x.SegmentTimeline.S {
		if s.T != nil {
			at = *s.T
		}
		for range s.R + 1 {
			got = append(got, dash.Segment{Start: dash.Scaled(at), Duration: dash.Scaled(s.D)})
			at += s.D
		}
	}
	for _, s := range t.Timeline.All() {
		want = append(want, s)
	}
	c.same("segments", fmt.Sprint(got), fmt.Sprint(want))
}

// TestOracleComplains plants faults in a manifest that is right: the comparison
// must find each.
func TestOracleComplains(t *testing.T) {
	m := wide(t)
	text := string(dash.AppendMPD(nil, m))
	for _, tt := range []struct{ old, new string }{
		{"PT2.00001S", "PT2S"},
		{`publishTime="2022-12-18T16:30:20.000Z"`, `publishTime="2022-12-18T16:30:20.001Z"`},
		{"y=2</BaseURL>", "y=3</BaseURL>"},
		{"CC1=eng;&quot;", "CC1=eng;"},
		{`r="29"`, `r="28"`},
		{`<S d="45000"/>`, `<S d="45001"/>`},
		{`default_KID="9eb4`, `default_KID="9eb5`},
		{"/DARAAAA", "/DARAAAB"},
		{`presentationTimeOffset="9223372036854788153"`, `presentationTimeOffset="9223372036854788154"`},
		{`startNumber="2680"`, `startNumber="2681"`},
		{"&lt;goal&gt;", "&lt;goal&gt; "},
		{`max="1.04"`, `max="1.041"`},
		{"a=1&amp;b=2", "a=1&b=2"},
		{`codingDependency="false"`, `codingDependency="true"`},
		{`frameRate="30000/1001"`, `frameRate="30000/1000"`},
		{`value="5,6"`, `value="5,7"`},
		{`availabilityTimeOffset="1.5"`, `availabilityTimeOffset="1.6"`},
	} {
		fault := strings.Replace(text, tt.old, tt.new, 1)
		if fault == text {
			t.Errorf("%s is not there", tt.old)
		}
		if compare(m, []byte(fault)) == "" {
			t.Errorf("%s for %s goes unseen", tt.new, tt.old)
		}
	}
}
