package conformance

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	mpds "touchline/systems/manifest/dash"
	m3u8 "touchline/systems/manifest/hls"
)

// outage is a match whose contribution is lost after 25 s, for 40 s; when it is back,
// its clock has jumped.
const outage = `{"v":1,"sport":"football","home":"A","away":"B","kickoff":"2030-02-02T15:00:00Z","heartbeat_ms":1000}
{"t":0,"p":1,"k":"period_start"}
{"t":25000,"p":1,"k":"discontinuity","value":5000000,"dur":40000}
{"t":600000,"p":1,"k":"period_end"}
`

// lost and back are the dates of the outage's ends.
var (
	lost = time.Date(2030, 2, 2, 15, 0, 25, 0, time.UTC)
	back = lost.Add(40 * time.Second)
)

// TestOutage: players go on when the contribution is back, with the clock that it then
// has. Over a slate they play without a stall, but for dash.js at low latency, which
// begins to fetch a new period when it plays out the old one, and waits for it; over
// missing segments hls.js finds its way.
func TestOutage(t *testing.T) {
	for _, tt := range []struct {
		loss    string
		players []struct{ player, path string }
	}{
		{"slate", []struct{ player, path string }{
			{"hls", "/hls/master.m3u8"}, {"hls-ll", "/hls/master.m3u8"}, {"dash", "/dash/manifest.mpd"},
			{"dash-ll", "/dash/low-latency.mpd"}, {"shaka-hls", "/hls/master.m3u8"}, {"shaka-dash", "/dash/manifest.mpd"},
		}},
		{"gap", []struct{ player, path string }{{"hls", "/hls/master.m3u8"}}},
	} {
		t.Run(tt.loss, func(t *testing.T) {
			dir := t.TempDir()
			match, service := filepath.Join(dir, "outage.ndjson"), filepath.Join(dir, "service.toml")
			if err := os.WriteFile(match, []byte(outage), 0o644); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(service, []byte("[segments]\nloss = \""+tt.loss+"\"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			left := tt.players
			persistently(t, func() (found []string) {
				s := serve(t, "--config", service, match)
				var sessions []session
				for _, p := range left {
					one := s.session(p.player, p.path)
					one.Seconds = 75
					sessions = append(sessions, one)
				}
				again := left[:0:0]
				for i, r := range play(t, sessions...) {
					if wrong := through(&r, tt.loss == "slate" && r.Player != "dash-ll"); len(wrong) > 0 {
						found = append(found, fmt.Sprintf("%s %s: %s", r.Player, r.URL, strings.Join(wrong, "; ")))
						again = append(again, left[i])
					}
				}
				if len(found) == 0 {
					s.returned(t, tt.loss == "slate")
				}
				left = again
				return found
			})
		})
	}
}

// through lists what a player did not do as it should over the outage: it must have
// shown what is dated after it, and, if it can, never stop.
func through(r *report, smooth bool) (wrong []string) {
	if smooth {
		wrong = faults(r, int(r.Wall*0.85))
	} else {
		for _, e := range r.Errors {
			if e.Fatal {
				wrong = append(wrong, "fatal error "+e.Type+" "+e.Code+": "+e.Message)
			}
		}
	}
	after := 0.0 // s of the timeline that were played after the return
	for i := 1; i < len(r.Timeline); i++ {
		a, b := r.Timeline[i-1], r.Timeline[i]
		if step := b.Position - a.Position; a.Date.After(back) && step > 0 && step < 2 {
			after += step
		}
	}
	if after < 5 {
		wrong = append(wrong, fmt.Sprintf("played %.1f s of what came after the return", after))
	}
	return wrong
}

// returned holds playlist and manifest after the return to the dates of the outage: one
// discontinuity, one new period, and the dates on either side as if nothing had been.
func (s *served) returned(t *testing.T, slate bool) {
	m, err := m3u8.ParseMedia(string(s.get(t, "/hls/720p.m3u8?from=1")))
	if err != nil {
		t.Fatal(err)
	}
	var breaks, gaps int
	for i, g := range m.Segments {
		date := time.UnixMilli(g.Date).UTC()
		if i > 0 {
			before := &m.Segments[i-1]
			if until := before.Date + int64(before.Duration/90); g.Date != until {
				t.Errorf("segment %d is dated %v, and the one before it ends at %v", i+1, date, time.UnixMilli(until).UTC())
			}
		}
		if g.Gap {
			gaps++
		}
		if !g.Discontinuity {
			continue
		}
		breaks++
		if late := date.Sub(back); late < 0 || late > 2*time.Second {
			t.Errorf("the discontinuity is at %v, and the contribution was back at %v", date, back)
		}
	}
	if breaks != 1 || slate != (gaps == 0) {
		t.Errorf("%d discontinuities and %d gaps", breaks, gaps)
	}
	mpd, err := mpds.ParseMPD(s.get(t, "/dash/manifest.mpd"))
	if err != nil {
		t.Fatal(err)
	}
	last := mpd.Periods[len(mpd.Periods)-1]
	began := time.UnixMilli(mpd.AvailabilityStart + int64(last.Start/90)).UTC()
	if late := began.Sub(back); late < 0 || late > 2*time.Second {
		t.Errorf("the last period begins at %v, and the contribution was back at %v", began, back)
	}
}
