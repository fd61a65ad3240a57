package conformance

import (
	"math"
	"strings"
	"testing"
	"time"
)

// TestHarness holds the harness itself to streams that are not ours: undisturbed play
// has no faults in each of the players, also where the clock of the media is years from that
// of this machine; and a server that falls silent is seen as what it is.
func TestHarness(t *testing.T) {
	const seconds = 12
	o := newOrigin(t, -4*365*24*time.Hour)
	o.deafAfter, o.deafFor = 3*time.Second, 6*time.Second
	o.encode(t)
	clock := o.URL + "/time"
	reports := play(t,
		session{Player: "hls", URL: o.URL + "/hls/master.m3u8", Seconds: seconds, Clock: clock},
		session{Player: "hls-ll", URL: o.URL + "/ll/master.m3u8", Seconds: seconds, Clock: clock},
		session{Player: "dash-ll", URL: o.URL + "/low/manifest.mpd", Seconds: seconds, Clock: clock},
		session{Player: "shaka-dash", URL: o.URL + "/dash/manifest.mpd", Seconds: seconds, Clock: clock},
		session{Player: "shaka-ll", URL: o.URL + "/low/manifest.mpd", Seconds: seconds, Clock: clock},
		session{Player: "hls", URL: o.URL + "/deaf/hls/master.m3u8", Seconds: seconds, Clock: clock},
		session{Player: "hls", URL: o.URL + "/nothing/master.m3u8", Seconds: seconds, Clock: clock},
	)
	for _, r := range reports[:5] {
		if found := faults(&r, seconds); len(found) > 0 {
			t.Errorf("%s %s: %s", r.Player, r.URL, strings.Join(found, "; "))
		}
		latency, target, behind := settled(&r)
		if behind < 0.5 || behind > 8 {
			t.Errorf("%s %s: %v s behind the clock of the media", r.Player, r.URL, behind)
		}
		// hls.js comes back to its target by a tenth in speed: twelve seconds after a start
		// that was late it may still be on its way.
		near := map[string]float64{"dash-ll": 0.5, "hls-ll": 1.2}[r.Player]
		if near > 0 && (math.Abs(latency-target) > near || math.Abs(latency-behind) > 0.5) {
			t.Errorf("%s: latency %v, target %v, by our own clock %v", r.Player, latency, target, behind)
		}
		here, elsewhere := []moment{{UTC: o.goal()}}, []moment{{UTC: o.goal().Add(time.Second)}}
		if found := told(&r, here); len(found) > 0 {
			t.Errorf("%s %s: %s", r.Player, r.URL, strings.Join(found, "; "))
		}
		if len(told(&r, elsewhere)) == 0 {
			t.Errorf("%s %s: metadata a second from where it belongs was not seen", r.Player, r.URL)
		}
		var ways []string
		for _, m := range r.Metadata {
			ways = append(ways, m.Via)
		}
		want := map[bool]string{true: "daterange", false: "event emsg"}[strings.HasSuffix(r.URL, ".m3u8")]
		if got := strings.Join(ways, " "); got != want {
			t.Errorf("%s %s: told of the goal by %q, want %q", r.Player, r.URL, got, want)
		}
	}
	deaf := &reports[5]
	if len(deaf.Stalls) == 0 || len(deaf.Freezes) == 0 || len(deaf.PlayerStalls) == 0 || len(faults(deaf, seconds)) == 0 {
		t.Errorf("a server fell silent and nothing was seen of it: stalls %v, freezes %v, player's %v",
			deaf.Stalls, deaf.Freezes, deaf.PlayerStalls)
	}
	if found := strings.Join(faults(&reports[6], seconds), "; "); !strings.Contains(found, "fatal error") || !strings.Contains(found, "no frame") {
		t.Errorf("a playlist that is not there: %q", found)
	}
}
