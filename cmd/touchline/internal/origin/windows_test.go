package origin

import (
	"fmt"
	"testing"

	"touchline/cmd/touchline/internal/program"
	"touchline/components"
	"touchline/systems/manifest"
	"touchline/systems/manifest/hls"
	"touchline/systems/manifest/index"
)

const second = components.PTSPerSecond

func stream(language string) *program.Program {
	return &program.Program{Presentation: &manifest.Presentation{
		Wall: 1_671_375_600_000, Target: 2, Language: language,
		Cadence: components.Cadence{Frames: components.Rate{Num: 25, Den: 1}, Segment: 2 * second, Part: second / 3},
		Renditions: []manifest.Rendition{
			{Name: "720p", Audio: "main", Peak: 2, Average: 1, Size: components.Resolution{Width: 1280, Height: 720}, Tier: components.HDTier},
			{Name: "audio", Audio: "main", Peak: 2, Average: 1},
		},
	}}
}

// TestWindows: readers with views of any age get a playlist as it is in their view or in
// a newer one, and what they were given is not written again.
func TestWindows(t *testing.T) {
	const segments = 200
	p := stream("en")
	x := index.New(0, 2*second)
	var views []index.View
	for n := range components.PTS(segments) {
		x.Add(index.Part{At: n * 2 * second, Start: n * 2 * second, Length: second / 3})
		x.Enter(index.Segment{Number: uint64(n) + 1, At: n * 2 * second, Start: n * 2 * second, Length: 2 * second}, 0)
		x.Show(uint64(max(n, 14)-14)+1, 0)
		views = append(views, *x.View())
	}
	for i := range p.Presentation.Renditions {
		r := &p.Presentation.Renditions[i]
		for _, delta := range []bool{false, true} {
			want := map[string]uint64{} // the generation of each text
			for k := range views {
				l := manifest.LivePlaylist(&views[k])
				l.LowLatency, l.Delta = true, delta
				var m hls.Media
				p.Presentation.FillMedia(&m, &views[k], r, &l)
				want[string(hls.AppendMedia(nil, &m))] = views[k].Generation
			}
			var c windows
			read(t, r.Name, views, want, func(v *index.View) []byte { return c.of(p, r, false).text(v, delta) })
		}
	}
}

// TestMasters: streams of the same qualities have one template. Keys are made once for
// a key period.
func TestMasters(t *testing.T) {
	made := 0
	en, pt, other := stream("en"), stream("pt-BR"), stream("en")
	other.Presentation.Renditions[0].Peak++
	en.Presentation.Protection = &manifest.Protection{Signal: func(tier components.Tier, period uint32) manifest.Signal {
		made++
		return manifest.Signal{HLS: []hls.Key{{Method: "SAMPLE-AES", URI: fmt.Sprintf("data:,%d-%d", tier, period)}}}
	}}
	c := masters{classes: map[string]*hls.Template{}, streams: map[*program.Program]*master{}}
	if c.of(en).class != c.of(pt).class || c.of(en).class == c.of(other).class {
		t.Error("two streams of the same qualities, and one of others, are not of two classes")
	}
	x := index.New(0, 2*second)
	for n, period := range []uint32{7, 7, 8, 7} {
		x.Enter(index.Segment{Number: uint64(n) + 1, At: components.PTS(n) * 2 * second, Length: 2 * second, Period: period}, 0)
		for _, suffix := range []string{"", "?from=1"} {
			for _, p := range []*program.Program{en, pt, other} {
				before := made
				got := string(c.text(p, x.View(), suffix))
				if n == 1 && made != before {
					t.Error("keys are made again in the same key period")
				}
				var m hls.Master
				p.Presentation.FillMaster(&m, &manifest.Multivariant{Suffix: suffix, IFrames: true, Keys: []uint32{period, period + 1}})
				if want := string(hls.AppendMaster(nil, &m)); got != want {
					t.Fatalf("segment %d:\n%s\nwant\n%s", n, got, want)
				}
			}
		}
	}
}
