package conformance

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// goal is where replays for players begin: the first goal of the built-in final comes
// 20 s later, after players have joined and before the shortest of them leaves.
var goal = []string{"--from", "1@21:51", "--to", "1@40:00", "final"}

// TestPlayers: every player plays the served stream without a stall or an error, keeps
// its latency, and learns of the goal at its media time.
func TestPlayers(t *testing.T) {
	for _, group := range []struct {
		name    string
		players []struct{ player, path string }
	}{
		{"whole segments", []struct{ player, path string }{
			{"hls", "/hls/master.m3u8"}, {"dash", "/dash/manifest.mpd"},
			{"shaka-hls", "/hls/master.m3u8"}, {"shaka-dash", "/dash/manifest.mpd"},
		}},
		{"low latency", []struct{ player, path string }{
			{"hls-ll", "/hls/master.m3u8"}, {"dash-ll", "/dash/low-latency.mpd"},
			{"shaka-ll", "/hls/master.m3u8"}, {"shaka-ll", "/dash/low-latency.mpd"},
		}},
	} {
		t.Run(group.name, func(t *testing.T) {
			goals := decided(t, goal...)
			left := group.players
			persistently(t, func() (found []string) {
				s := serve(t, goal...)
				var sessions []session
				for _, p := range left {
					sessions = append(sessions, s.session(p.player, p.path))
				}
				again := left[:0:0]
				for i, r := range play(t, sessions...) {
					wrong := append(faults(&r, *seconds), late(&r)...)
					wrong = append(wrong, told(&r, goals)...)
					if len(wrong) > 0 {
						found = append(found, fmt.Sprintf("%s %s: %s", r.Player, r.URL, strings.Join(wrong, "; ")))
						again = append(again, left[i])
					}
				}
				left = again
				return found
			})
		})
	}
}

// attempts is how often a player is let try: whatever else a machine does can make one
// stall, and what is wrong with the stream is wrong each time.
const attempts = 3

// persistently fails the test with what try finds wrong each time.
func persistently(t *testing.T, try func() []string) {
	t.Helper()
	for n := 1; ; n++ {
		found := try()
		if len(found) == 0 {
			return
		}
		if n == attempts {
			t.Errorf("each time of %d: %s", n, strings.Join(found, "\n"))
			return
		}
		t.Logf("attempt %d: %s", n, strings.Join(found, "\n"))
	}
}

// late holds a player to its target. Those for low latency steer towards it; the
// others stay where they began, which is at the start of a segment.
func late(r *report) (wrong []string) {
	latency, target, behind := settled(r)
	bad := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	low := strings.HasSuffix(r.Player, "-ll")
	switch {
	case latency < 0 || target < 0 || behind < 0:
		bad("no latency: %v, target %v, behind %v", latency, target, behind)
	case low && math.Abs(latency-target) > 0.5:
		bad("latency %v, target %v", latency, target)
	case !low && (latency < target-0.5 || latency > target+2.5):
		bad("latency %v, target %v", latency, target)
	case low && math.Abs(behind-latency) > 1.5 || behind > latency+3:
		bad("by its own figure %v s late, by the clock of the media %v s", latency, behind)
	}
	return wrong
}
