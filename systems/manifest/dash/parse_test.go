package dash_test

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"touchline/systems/manifest/dash"
)

// TestRoundTrip checks that what is written can be read, and is written again as
// the same bytes.
func TestRoundTrip(t *testing.T) {
	list := goldens(t)
	list["steered.mpd"] = steered(t)
	for name, m := range list {
		text := dash.AppendMPD(nil, m)
		back, err := dash.ParseMPD(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if again := dash.AppendMPD(nil, back); !bytes.Equal(again, text) {
			t.Errorf("%s: came back as\n%s\nwant\n%s", name, again, text)
		}
		if err := back.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	// What is read has the values of what was written, not only their text.
	m := wide(t)
	back, err := dash.ParseMPD(dash.AppendMPD(nil, m))
	if err != nil {
		t.Fatal(err)
	}
	for i := range m.Periods {
		for j := range m.Periods[i].Sets {
			a, b := &m.Periods[i].Sets[j], &back.Periods[i].Sets[j]
			if l := a.Template.Timeline; l != nil && !reflect.DeepEqual(segments(t, l), segments(t, b.Template.Timeline)) {
				t.Errorf("set %d: segments %v, want %v", a.ID, segments(t, b.Template.Timeline), segments(t, l))
			}
			a.Template.Timeline, b.Template.Timeline = nil, nil
		}
		m.Periods[i].Streams, back.Periods[i].Streams = nil, nil
	}
	if !reflect.DeepEqual(back, m) {
		t.Errorf("read %+v\nwant %+v", back, m)
	}
}

// TestParseOthers reads what others write: other prefixes, spellings and order,
// and what there is no place for.
func TestParseOthers(t *testing.T) {
	text := `<?xml version="1.0"?><!-- made by hand -->
<d:MPD xmlns:d="urn:mpeg:dash:schema:mpd:2011" profiles="x" minBufferTime="P1DT2H3M4.5S" minimumUpdatePeriod="PT0S" mediaPresentationDuration="PT1M0.00001S"
 availabilityStartTime="2022-12-18T18:00:00.0019+03:00">
 <d:ProgramInformation/><d:UTCTiming schemeIdUri="a"/>
 <d:Period start="PT0.000016666S"><d:EventStream schemeIdUri="s" timescale="1">
  <d:Event id="4">a<![CDATA[&]]>b</d:Event><d:Event presentationTime="1" id="5"><x xmlns="y"/></d:Event></d:EventStream>
  <d:AdaptationSet contentType="video"><d:ContentProtection schemeIdUri="urn:uuid:EDEF8BA9-79D6-4ACE-A3C8-27DCD51D21ED"/><d:ContentProtection schemeIdUri="unheard:of"/>
  <d:SegmentTemplate timescale="10"><d:SegmentTimeline><d:S d="5" r="1"/><d:S t="20" d="5"/></d:SegmentTimeline></d:SegmentTemplate></d:AdaptationSet>
 </d:Period></d:MPD>`
	m, err := dash.ParseMPD([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if m.Type != dash.Static || m.MinBuffer != (86_400+2*3600+3*60+4)*second+45_000 || m.MinUpdatePeriod != dash.AtAnyTime || m.Duration != 60*second+1 ||
		m.AvailabilityStart != kickoff+1 || m.Periods[0].Start != 1 {
		t.Errorf("head %+v", m)
	}
	var bodies []string
	for v := range m.Periods[0].Streams[0].Events.All() {
		bodies = append(bodies, v.Form.String()+" "+string(v.Body))
	}
	if got := strings.Join(bodies, "|"); got != `text a&b|markup <x xmlns="y"/>` {
		t.Errorf("events %s", got)
	}
	s := m.Periods[0].Sets[0]
	want := []dash.Segment{{Start: 0, Duration: 5}, {Start: 5, Duration: 5}, {Start: 20, Duration: 5}}
	if got := segments(t, s.Template.Timeline); !reflect.DeepEqual(got, want) || s.Template.Timeline.Number() != 1 {
		t.Errorf("segments %v from %d, want %v from 1", got, s.Template.Timeline.Number(), want)
	}
	if len(s.Protections) != 1 || s.Protections[0].System != dash.Widevine {
		t.Errorf("protections %+v", s.Protections)
	}
}

func TestParseErrors(t *testing.T) {
	text := string(dash.AppendMPD(nil, wide(t)))
	for _, tt := range []struct {
		old, new string
		is       error
		want     string
	}{
		{`minBufferTime="PT2S"`, `minBufferTime="2S"`, dash.ErrSyntax, `line 2: minBufferTime "2S": must be a duration like PT1H2M3.5S of at most 10^10 s: not understood`},
		{`minBufferTime="PT2S"`, `minBufferTime="PT"`, dash.ErrSyntax, `minBufferTime "PT": must be`},
		{`minBufferTime="PT2S"`, `minBufferTime="P2S"`, dash.ErrSyntax, `minBufferTime "P2S": must be`},
		{`minBufferTime="PT2S"`, `minBufferTime="PT2S1M"`, dash.ErrSyntax, `minBufferTime "PT2S1M": must be`},
		{`minBufferTime="PT2S"`, `minBufferTime="PT1.5M"`, dash.ErrSyntax, `minBufferTime "PT1.5M": must be`},
		{`minBufferTime="PT2S"`, `minBufferTime="PT2.S"`, dash.ErrSyntax, `minBufferTime "PT2.S": must be`},
		{`minBufferTime="PT2S"`, `minBufferTime="PT10000000001S"`, dash.ErrRange, `minBufferTime "PT10000000001S": must be`},
		{`minBufferTime="PT2S"`, `minBufferTime="P9999999999D"`, dash.ErrRange, `minBufferTime "P9999999999D": must be`},
		{`minBufferTime="PT2S"`, `minBufferTime="PT10000000000.1S"`, dash.ErrRange, `must be`},
		{`"2022-12-18T15:00:00.000Z" publish`, `"2022-02-30T15:00:00Z" publish`, dash.ErrSyntax, `line 2: availabilityStartTime "2022-02-30T15:00:00Z": must be a date and time with its zone`},
		{`"2022-12-18T15:00:00.000Z" publish`, `"0000-01-01T00:00:00+01:00" publish`, dash.ErrRange, `years 0 to 9999`},
		{`type="dynamic"`, `type="live"`, dash.ErrSyntax, `MPD: type "live": must be static or dynamic: not understood`},
		{`max="1.04"`, `max="66"`, dash.ErrRange, `line 7: max "66": must be a decimal number from 0 to 65.535`},
		{`max="1.04"`, `max="-1"`, dash.ErrSyntax, `max "-1"`},
		{`maxFrameRate="30000/1001"`, `maxFrameRate="29.97"`, dash.ErrSyntax, `maxFrameRate "29.97": must be a frame rate like 30000/1001`},
		{`maxFrameRate="30000/1001"`, `maxFrameRate="1/0"`, dash.ErrSyntax, `maxFrameRate "1/0"`},
		{`par="16:9"`, `par="16/9"`, dash.ErrSyntax, `par "16/9": must be a ratio like 16:9`},
		{`contentType="video"`, `contentType="film"`, dash.ErrSyntax, `period "p0": set 1: contentType "film": must be video, audio, text or image`},
		{`default_KID="9eb4050d`, `default_KID="xeb4050d`, dash.ErrSyntax, `must be a UUID`},
		{`default_KID="9eb4050d`, `default_KID="9eb4050d9e`, dash.ErrSyntax, `must be a UUID`},
		{`pssh>AAAA`, `pssh>?AAAA`, dash.ErrSyntax, `period "p0": set 1: pssh`},
		{`Binary>/DAR`, `Binary>?DAR`, dash.ErrSyntax, `period "p0": event stream urn:scte:scte35:2014:xml+bin: event 7: illegal base64`},
		{`value="5,6"`, `value="5,x"`, dash.ErrSyntax, `set 1: property "x": must be the ID of a set`},
		{`availabilityTimeOffset="1.5"`, `availabilityTimeOffset="INF"`, dash.ErrSyntax, `availabilityTimeOffset "INF": must be a decimal number of seconds`},
		{`ChannelConfiguration" value="2"`, `ChannelConfiguration" value="300"`, dash.ErrSyntax, `representation "audio": channel configuration "300"`},
		{`r="29"`, `r="-1"`, dash.ErrRange, `set 1: timeline entry 0: r -1: must be at least 0, and the segments at most 65536: out of range`},
		{`r="29"`, `r="65536"`, dash.ErrRange, `timeline entry 0: r 65536`},
		{`<S d="45000"/>`, `<S d="0"/>`, nil, `set 5: segment 3: start 9223372036855365808, duration 0: must have a length`},
		{`<S d="45000"/>`, `<S t="7" d="5"/>`, nil, `must not begin before 9223372036855365808`},
		{"x=1&amp;y=2", "x=1&y=2", nil, `line 4: XML syntax error`},
		{`</MPD>`, ``, nil, `XML syntax error on line`},
		{"schema:mpd:2011", "schema:mpd:2010", nil, `line 2: expected element <MPD> in name space urn:mpeg:dash:schema:mpd:2011`},
	} {
		fault := strings.Replace(text, tt.old, tt.new, 1)
		if fault == text {
			t.Errorf("%s is not there", tt.old)
		}
		_, err := dash.ParseMPD([]byte(fault))
		var e *dash.ParseError
		if !errors.As(err, &e) || !strings.Contains(err.Error(), tt.want) || tt.is != nil && !errors.Is(err, tt.is) {
			t.Errorf("%s: error %v, want %s", tt.new, err, tt.want)
		}
	}
	many := strings.Replace(text, "<Event ", strings.Repeat(`<Event id="9"/>`, dash.MostEvents)+"<Event ", 1)
	if _, err := dash.ParseMPD([]byte(many)); !errors.Is(err, dash.ErrRange) {
		t.Errorf("too many events: error %v", err)
	}
	most := strings.Replace(text, `r="29"`, `r="65535"`, 1)
	if m, err := dash.ParseMPD([]byte(most)); err != nil || m.Periods[0].Sets[0].Template.Timeline.Len() != dash.MostSegments {
		t.Errorf("as many segments as there may be: %v", err)
	}
}

// FuzzParseMPD: whatever is read can be written, and read again as the same.
func FuzzParseMPD(f *testing.F) {
	for _, m := range goldens(f) {
		f.Add(dash.AppendMPD(nil, m))
	}
	f.Add([]byte(`<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" minBufferTime="P1DT0.1S"><Period/></MPD>`))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := dash.ParseMPD(text)
		if err != nil {
			return
		}
		once := dash.AppendMPD(nil, m)
		if got := dash.NewLive(m).AppendMPD(nil); !bytes.Equal(got, once) {
			t.Fatalf("live\n%s\nwant\n%s", got, once)
		}
		back, err := dash.ParseMPD(once)
		if err != nil {
			t.Fatalf("%v\n%s\nfrom\n%s", err, once, text)
		}
		if twice := dash.AppendMPD(nil, back); !bytes.Equal(once, twice) {
			t.Fatalf("written\n%s\nthen\n%s", once, twice)
		}
	})
}
