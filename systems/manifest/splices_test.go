package manifest_test

import (
	"slices"
	"strings"
	"testing"

	"touchline/components"
	"touchline/systems/manifest"
	"touchline/systems/manifest/dash"
	"touchline/systems/manifest/hls"
	"touchline/systems/manifest/index"
)

// TestSpliceRanges: a break is one range, whose end is told when the media have come to
// it; what is announced anew is another, and what was canceled is in no playlist. An MPD
// has the events of the same splices, ends as they are announced, and what cancels.
func TestSpliceRanges(t *testing.T) {
	start := func(at, length components.PTS, pair uint64) index.Event {
		return index.Event{At: at * second, Length: length * second, Splice: &index.Splice{ID: 2, Out: true, Pair: pair, Section: []byte{0xFC, byte(pair)}}}
	}
	end := func(at components.PTS, pair uint64, begin components.PTS) index.Event {
		return index.Event{At: at * second, Splice: &index.Splice{ID: 2, In: true, Pair: pair, Begin: begin * second, Section: []byte{0xFC, 9}}}
	}
	cancel := index.Event{At: 6 * second, Splice: &index.Splice{ID: 2, Cancel: true, Section: []byte{0xFC, 8}}}
	program := index.Event{At: 2 * second, Splice: &index.Splice{ID: 1, Section: []byte{0xFC, 7}}}
	const (
		out    = `ID="break-1",CLASS="org.touchline.splice",START-DATE="2022-12-18T15:00:06.000Z",PLANNED-DURATION=4.00000,SCTE35-OUT=0xFC01`
		in     = `ID="break-1",CLASS="org.touchline.splice",START-DATE="2022-12-18T15:00:06.000Z",DURATION=4.00000,SCTE35-IN=0xFC09`
		early  = `ID="break-1",CLASS="org.touchline.splice",START-DATE="2022-12-18T15:00:06.000Z",DURATION=3.00000,SCTE35-IN=0xFC09`
		longer = `ID="break-2",CLASS="org.touchline.splice",START-DATE="2022-12-18T15:00:06.000Z",PLANNED-DURATION=8.00000,SCTE35-OUT=0xFC02`
		alone  = `ID="break-0",CLASS="org.touchline.splice",START-DATE="2022-12-18T15:00:10.000Z",SCTE35-IN=0xFC09`
		show   = `ID="splice-1",CLASS="org.touchline.splice",START-DATE="2022-12-18T15:00:02.000Z",SCTE35-CMD=0xFC07`
	)
	for _, tt := range []struct {
		name   string
		until  int // how far the media have come
		events []index.Event
		want   []string
		mpd    []uint64 // IDs of the events of an MPD
	}{
		{"a program", 2, []index.Event{program}, []string{show}, []uint64{1}},
		{"announced", 2, []index.Event{start(6, 4, 1)}, []string{out}, []uint64{1}},
		{"its end announced", 6, []index.Event{start(6, 4, 1), end(10, 1, 6)}, []string{out}, []uint64{1, 2}},
		{"over", 10, []index.Event{start(6, 4, 1), end(10, 1, 6)}, []string{out, in}, []uint64{1, 2}},
		{"ended early", 10, []index.Event{start(6, 4, 1), end(10, 1, 6), end(9, 1, 6)}, []string{out, early}, []uint64{1, 3}},
		{"canceled", 2, []index.Event{program, start(6, 4, 1), cancel}, []string{show}, []uint64{1, 3}},
		{"announced anew", 2, []index.Event{start(6, 4, 1), start(6, 8, 2)}, []string{longer}, []uint64{2}},
		{"its start was not heard of", 12, []index.Event{end(10, 0, 0)}, []string{alone}, []uint64{1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := presentation(rates[0])
			x := index.New(0, 3*second)
			for n := range tt.until / 2 {
				at := components.PTS(2*n) * second
				x.Enter(index.Segment{Number: uint64(n) + 1, At: at, Start: at, Length: 2 * second}, 0)
			}
			for _, e := range tt.events {
				x.Tell(e)
			}
			x.Show(1, components.PTS(tt.until)*second)
			v := x.View()
			l := manifest.LivePlaylist(v)
			var m hls.Media
			p.FillMedia(&m, v, &p.Renditions[0], &l)
			var got []string
			for line := range strings.Lines(string(hls.AppendMedia(nil, &m))) {
				if text, ok := strings.CutPrefix(strings.TrimSpace(line), "#EXT-X-DATERANGE:"); ok {
					got = append(got, strings.ReplaceAll(text, "0xfc", "0xFC"))
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
			mpd, err := dash.ParseMPD(p.AppendMPD(nil, v, &manifest.Description{From: v.First(), To: v.End()}))
			if err != nil {
				t.Fatal(err)
			}
			var ids []uint64
			for _, l := range mpd.Periods[0].Streams {
				for e := range l.Events.All() {
					ids = append(ids, uint64(e.ID))
				}
			}
			if !slices.Equal(ids, tt.mpd) {
				t.Errorf("the MPD has events %v, want %v", ids, tt.mpd)
			}
		})
	}
}
