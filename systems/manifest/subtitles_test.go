package manifest_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"touchline/components"
	"touchline/systems/internal/golden"
	"touchline/systems/manifest"
	"touchline/systems/manifest/dash"
	"touchline/systems/manifest/hls"
	"touchline/systems/manifest/index"
)

// grouped is a presentation with a group of everything, and two ways to it.
func grouped() *manifest.Presentation {
	p := presentation(rates[0])
	p.Subtitles = &manifest.Rendition{Name: "subtitles", Text: true}
	p.Captions = []manifest.Captions{
		{Channel: "CC1", Name: "English", Language: "en", Code: "eng"},
		{Channel: "CC3", Name: "Español", Language: "es", Code: "spa"},
		{Channel: "SERVICE2", Name: "English, easy", Language: "en", Code: "eng"},
	}
	p.Pathways = []manifest.Pathway{{ID: "a", Base: "/cdn-a/stream-0001/hls/"}, {ID: "b", Base: "https://b.example/stream-0001/hls/"}}
	p.Steering, p.Root = "/stream-0001/steering.json", "http://a.example"
	return p
}

func master(p *manifest.Presentation, l *manifest.Multivariant) []byte {
	var m hls.Master
	p.FillMaster(&m, l)
	return hls.AppendMaster(nil, &m)
}

func TestGroupsOfMaster(t *testing.T) {
	p := grouped()
	golden.Check(t, "pathways.m3u8", master(p, &manifest.Multivariant{IFrames: true}))
	p.Pathways = nil
	golden.Check(t, "groups-of-all.m3u8", master(p, &manifest.Multivariant{IFrames: true}))
	p.Language, p.Captions = "", nil
	for _, line := range strings.Split(string(master(p, &manifest.Multivariant{})), "\n") {
		if strings.HasPrefix(line, "#EXT-X-STREAM-INF:") && !strings.HasSuffix(line, `,SUBTITLES="subtitles",CLOSED-CAPTIONS=NONE`) {
			t.Errorf("without captions: %s", line)
		}
		if strings.Contains(line, "TYPE=SUBTITLES") && !strings.Contains(line, `NAME="subtitles",AUTOSELECT`) {
			t.Errorf("without a language: %s", line)
		}
	}
}

// TestGroupsOfMPD: closed captions are told of where the pictures are, and pathways
// are as in playlists.
func TestGroupsOfMPD(t *testing.T) {
	p := grouped()
	v := history(rand.New(rand.NewPCG(1, 2)), p)
	for _, alone := range []bool{false, true} {
		if alone {
			p.Pathways = nil
		}
		d := manifest.Description{From: v.First(), To: v.End(), Published: kickoff}
		m, err := dash.ParseMPD(p.AppendMPD(nil, v, &d))
		if err != nil {
			t.Fatal(err)
		}
		places := []dash.BaseURL{{URL: "http://a.example/cdn-a/stream-0001/hls/", Location: "a"}, {URL: "https://b.example/stream-0001/hls/", Location: "b"}}
		steering := dash.Steering{URL: "http://a.example/stream-0001/steering.json", Default: "a"}
		if alone {
			places, steering = []dash.BaseURL{{URL: "../hls/"}}, dash.Steering{}
		}
		if !slices.Equal(m.BaseURLs, places) || m.Steering != steering {
			t.Errorf("alone %v: at %+v, steered by %+v", alone, m.BaseURLs, m.Steering)
		}
		for _, period := range m.Periods {
			for _, s := range period.Sets {
				var want []dash.Descriptor
				if s.Content == dash.Video {
					want = []dash.Descriptor{
						{Scheme: "urn:scte:dash:cc:cea-608:2015", Value: "CC1=eng;CC3=spa"},
						{Scheme: "urn:scte:dash:cc:cea-708:2015", Value: "2=lang:eng"},
					}
				}
				if !slices.Equal(s.Accessibility, want) {
					t.Errorf("%v: accessibility %+v, want %+v", s.Content, s.Accessibility, want)
				}
			}
		}
	}
}

// TestSubtitles: over random histories the playlist of subtitles has the segments of
// the pictures, protected or not, and nothing that is theirs alone; and the time that
// a segment tells is that of its first frame.
func TestSubtitles(t *testing.T) {
	for n := range uint64(100) {
		rng := rand.New(rand.NewPCG(n, 11))
		p := grouped()
		p.Cadence.Frames = rates[n%4]
		p.Protection = &manifest.Protection{Signal: func(components.Tier, uint32) manifest.Signal {
			return manifest.Signal{HLS: []hls.Key{{Method: "SAMPLE-AES", URI: "data:,x"}}}
		}}
		v := history(rng, p)
		l := manifest.LivePlaylist(v)
		l.LowLatency = n%2 == 0
		var m, pictures hls.Media
		p.FillMedia(&pictures, v, &p.Renditions[0], &l)
		p.FillMedia(&m, v, p.Find("subtitles"), &l)
		text := string(hls.AppendMedia(nil, &m))
		for _, tag := range []string{"#EXT-X-MAP", "#EXT-X-KEY", "#EXT-X-PART", "#EXT-X-PRELOAD-HINT", "#EXT-X-DATERANGE", ".m4s"} {
			if strings.Contains(text, tag) {
				t.Fatalf("history %d: a playlist of subtitles has %s\n%s", n, tag, text)
			}
		}
		got, err := hls.ParseMedia(text)
		if err != nil || got.Sequence != pictures.Sequence || got.Breaks != pictures.Breaks || len(got.Segments) != len(pictures.Segments) {
			t.Fatalf("history %d: %v, %d segments from %d", n, err, len(got.Segments), got.Sequence)
		}
		for i, s := range got.Segments {
			number, o := v.Live+uint64(i), pictures.Segments[i]
			if s.URI != fmt.Sprintf("subtitles/%d.vtt", number) || s.Duration != o.Duration || s.Date != o.Date || s.Gap != o.Gap || s.Discontinuity != o.Discontinuity {
				t.Fatalf("history %d: segment %+v, and the pictures' %+v", n, s, o)
			}
			local, mpegts := told(t, p.AppendSubtitles(nil, v, number))
			row := v.At(number)
			if at := (row.Start - (row.At - local*90)) & (1<<33 - 1); mpegts != at || row.At-local*90 < 0 || row.At-local*90 >= 90 {
				t.Fatalf("history %d: %d ms is %d, and the first frame, at %d, is %d", n, local, mpegts, row.At, row.Start)
			}
		}
	}
}

// told reads the map of times of a segment: milliseconds, and the clock of the media.
func told(t *testing.T, segment []byte) (local, mpegts components.PTS) {
	t.Helper()
	var h, m, s, ms int64
	if _, err := fmt.Sscanf(string(segment), "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:%d:%d:%d.%d,MPEGTS:%d\n", &h, &m, &s, &ms, &mpegts); err != nil {
		t.Fatalf("%v\n%s", err, segment)
	}
	return components.PTS(((h*60+m)*60+s)*1000 + ms), mpegts
}

// TestCueOverSegments: a cue is in every segment that it is shown in, word for word, and
// not in that which begins where it ends.
func TestCueOverSegments(t *testing.T) {
	p, x := grouped(), index.New(0, 3*second)
	x.Say(index.Cue{At: 3 * second, Length: 5 * second, Text: "Goal, A 1-0 B"})
	for n := range components.PTS(6) {
		x.Enter(index.Segment{Number: 1 + uint64(n), At: n * 2 * second, Start: 1<<33 - 5*second + n*2*second, Length: 2 * second}, 0)
	}
	const cue = "\n\n1\n00:00:03.000 --> 00:00:08.000\nGoal, A 1-0 B\n\n"
	for n, want := range map[uint64]bool{1: false, 2: true, 3: true, 4: true, 5: false, 6: false} {
		if got := string(p.AppendSubtitles(nil, x.View(), n)); strings.HasSuffix(got, cue) != want {
			t.Errorf("segment %d, with the cue %v:\n%s", n, want, got)
		}
	}
}
