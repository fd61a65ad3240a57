package origin

import (
	"fmt"
	"testing"

	"touchline/cmd/touchline/internal/program"
	"touchline/components"
	"touchline/systems/manifest"
	"touchline/systems/manifest/index"
)

// TestMPDs: readers with views of any age get an MPD as it is in their view or in a
// newer one, and what they were given is not written again.
func TestMPDs(t *testing.T) {
	const length = 2 * components.PTSPerSecond
	p := &program.Program{Presentation: &manifest.Presentation{
		Wall: 1_671_375_600_000, Language: "en", Target: 2, Window: 15 * length, Clock: "/time",
		Cadence: components.Cadence{Frames: components.Rate{Num: 25, Den: 1}, Segment: length, Part: length / 4},
		Renditions: []manifest.Rendition{
			{Name: "720p", Codecs: "avc1.64001f,mp4a.40.2", Audio: "main", Peak: 2, Average: 1, Size: components.Resolution{Width: 1280, Height: 720}},
			{Name: "audio", Codecs: "mp4a.40.2", Audio: "main", Peak: 2, Average: 1},
		},
	}}
	x := index.New(0, length)
	var views []index.View
	for n := range components.PTS(200) {
		x.Enter(index.Segment{Number: uint64(n) + 1, At: n * length, Start: n * length, Length: length}, 0)
		x.Show(uint64(max(n, 14)-14)+1, (n+1)*length)
		if n%10 == 3 {
			x.Tell(index.Event{At: n * length, Length: 3 * length, Released: n * length, Wager: &index.Wager{Sequence: uint32(n)}})
		}
		views = append(views, *x.View())
	}
	for _, kind := range []manifest.Description{{}, {Numbered: true}, {Numbered: true, Chunked: true}} {
		want := map[string]uint64{} // the generation of each text
		for i := range views {
			d := p.Presentation.LiveDescription(&views[i])
			d.Numbered, d.Chunked = kind.Numbered, kind.Chunked
			want[string(p.Presentation.AppendMPD(nil, &views[i], &d))] = views[i].Generation
		}
		var c mpds
		read(t, fmt.Sprintf("%+v", kind), views, want, func(v *index.View) []byte { return c.of(p, kind).newest(v) })
	}
}
