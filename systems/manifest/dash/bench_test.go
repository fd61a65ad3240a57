package dash_test

import (
	"bytes"
	"testing"

	"github.com/Eyevinn/dash-mpd/mpd"

	"touchline/systems/manifest/dash"
)

// theirs is what another implementation reads in m: equal content, ready to be
// written.
func theirs(b *testing.B, m *dash.MPD) *mpd.MPD {
	b.Helper()
	x, err := mpd.MPDFromBytes(dash.AppendMPD(nil, m))
	if err != nil {
		b.Fatal(err)
	}
	return x
}

// BenchmarkMPD writes the manifest of 6 video and 1 audio representations, with
// 30 segments.
func BenchmarkMPD(b *testing.B) {
	m := live(b)
	b.Run("append", func(b *testing.B) { // from structs
		var buf []byte
		for b.Loop() {
			buf = dash.AppendMPD(buf[:0], m)
		}
		b.ReportMetric(float64(len(buf)), "bytes")
	})
	b.Run("segments", func(b *testing.B) { // from the plain list of segments
		m, video, audio, events := match(30)
		var buf []byte
		for b.Loop() {
			video.Reset(2680)
			audio.Reset(2680)
			events.Reset()
			for n := uint64(2680); n < 2710; n++ {
				if err := add(video, audio, n); err != nil {
					b.Fatal(err)
				}
			}
			events.Push(&dash.Event{Time: 485_000_000, Duration: 2_700_000, ID: 7, Form: dash.Splice, Body: splice})
			buf = dash.AppendMPD(buf[:0], m)
		}
		b.ReportMetric(float64(len(buf)), "bytes")
	})
	b.Run("dash-mpd", func(b *testing.B) {
		x, buf := theirs(b, m), bytes.Buffer{}
		for b.Loop() {
			buf.Reset()
			if _, err := x.Write(&buf, "", true); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(buf.Len()), "bytes")
	})
}

// BenchmarkLive adds a segment to the picture and to the sound, publishes, and
// writes the manifest.
func BenchmarkLive(b *testing.B) {
	b.Run("update", func(b *testing.B) {
		m, video, audio, events := match(30)
		events.Push(&dash.Event{Time: 485_000_000, Duration: 2_700_000, ID: 7, Form: dash.Splice, Body: splice})
		l, buf := dash.NewLive(m), []byte(nil)
		for n := uint64(0); b.Loop(); n++ {
			if err := add(video, audio, n); err != nil {
				b.Fatal(err)
			}
			l.Publish(kickoff + 2000*int64(n))
			buf = l.AppendMPD(buf[:0])
		}
		b.ReportMetric(float64(len(buf)), "bytes")
	})
	b.Run("copy", func(b *testing.B) { // the floor: the same bytes, already there
		text := dash.AppendMPD(nil, live(b))
		var buf []byte
		for b.Loop() {
			buf = append(buf[:0], text...)
		}
	})
	b.Run("dash-mpd", func(b *testing.B) {
		x, buf := theirs(b, live(b)), bytes.Buffer{}
		at := mpd.Ptr(uint64(0))
		for n := uint64(0); b.Loop(); n++ {
			*at = n * 180_000
			for _, s := range x.Periods[0].AdaptationSets {
				*s.SegmentTemplate.StartNumber = uint32(n)
				s.SegmentTemplate.SegmentTimeline.S[0].T = at
			}
			x.PublishTime = mpd.ConvertToDateTimeMS(kickoff + 2000*int64(n))
			buf.Reset()
			if _, err := x.Write(&buf, "", true); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(buf.Len()), "bytes")
	})
}

// BenchmarkParse reads the manifest back.
func BenchmarkParse(b *testing.B) {
	text := dash.AppendMPD(nil, live(b))
	for b.Loop() {
		if _, err := dash.ParseMPD(text); err != nil {
			b.Fatal(err)
		}
	}
}
