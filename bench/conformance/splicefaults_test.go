package conformance

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSpliceFaults plants faults into what a drill gave, each of which must be found.
func TestSpliceFaults(t *testing.T) {
	const rate = "25"
	dir := spliced(t, "drill", rate, "")
	list := splices(t, dir)
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	playlist, manifest := read("hls/1080p.m3u8"), read("dash/manifest.mpd")
	for _, tt := range []struct{ name, old, new, want string }{
		{"another section", "SCTE35-CMD=0x", "SCTE35-CMD=0x00", "not listed"},
		{"of no break", "SCTE35-OUT=", "SCTE35-CMD=", "not as SCTE35-OUT"},
		{"a date that is late", `15:02:02.000Z",PLANNED`, `15:02:02.040Z",PLANNED`, "at 2030-02-02T15:02:02.040Z"},
		{"another plan", "PLANNED-DURATION=15.0", "PLANNED-DURATION=16.0", `planned to be "16.00000" s`},
		{"two ranges", `ID="break-1",CLASS="org.touchline.splice",START-DATE="2030-02-02T15:02:02.000Z",DURATION`, `ID="break-9",CLASS="org.touchline.splice",START-DATE="2030-02-02T15:02:02.000Z",DURATION`, "ID break-9"},
		{"as planned, not as it was", "DURATION=296.0", "DURATION=360.0", "360 s long"},
	} {
		text := strings.Replace(playlist, tt.old, tt.new, 1)
		if text == playlist {
			t.Errorf("%s: the playlist has no %s", tt.name, tt.old)
		} else if wrong := strings.Join(unlistedIn(text, list), "\n"); !strings.Contains(wrong, tt.want) {
			t.Errorf("%s: found %q, want %q", tt.name, wrong, tt.want)
		}
	}
	took := list[6]
	text := strings.Replace(playlist, "SCTE35-CMD=0x", "SCTE35-CMD=0x"+took.SCTE35+"\n#EXT-X-DATERANGE:ID=\"again\",SCTE35-CMD=0x", 1)
	if wrong := strings.Join(unlistedIn(text, list), "\n"); !took.Cancel || !strings.Contains(wrong, "it was taken back") {
		t.Errorf("a break that was canceled: found %q", wrong)
	}
	for _, tt := range []struct{ name, old, new, want string }{
		{"at another time", `presentationTime="10980000"`, `presentationTime="10983600"`, "signalled true at 122.04 s"},
		{"for another time", `duration="1350000"`, `duration="1353600"`, "for 15.04 s"},
		{"by another clock", `timescale="90000" presentationTimeOffset="41040000"`, `timescale="90000" presentationTimeOffset="41175000"`, "signalled true at 478.5 s"},
		{"under one id", `id="9"><Signal`, `id="8"><Signal`, "two events with the id 8"},
		{"not at all", `<Binary>/DBE`, `<Binary>/DBF`, "signalled false"},
	} {
		text := strings.ReplaceAll(manifest, tt.old, tt.new)
		wrong, err := unsignalledIn([]byte(text), list)
		if found := strings.Join(wrong, "\n"); err != nil || text == manifest || !strings.Contains(found, tt.want) {
			t.Errorf("%s: found %q, %v, want %q", tt.name, found, err, tt.want)
		}
	}
	for _, tt := range []struct {
		name   string
		change func(*splice)
		want   string
	}{
		{"another PTS", func(s *splice) { s.PTS33++ }, "gots reads"},
		{"another type", func(s *splice) { s.Type = "provider_placement_opportunity_end" }, "scte35-go reads"},
		{"another event", func(s *splice) { s.Event++ }, "scte35-go reads"},
		{"between two frames", func(s *splice) { s.At++ }, "is between two frames"},
		{"outside of its segment", func(s *splice) { s.media, s.end = s.end, s.end+180_000 }, "and its segment is from"},
		{"restricted without a territory", func(s *splice) { s.Delivery.Restricted = true }, "it may be delivered as"},
	} {
		s := list[1]
		tt.change(&s)
		if wrong := strings.Join(unheard(&s, rate, ""), "\n"); !strings.Contains(wrong, tt.want) {
			t.Errorf("%s: found %q, want %q", tt.name, wrong, tt.want)
		}
	}
}
