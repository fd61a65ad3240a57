package conformance

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// steered is a service with two ways to the same, the given one first.
func steered(first, second string) string {
	text := "[steering]\nttl = \"2s\"\n[[captions]]\nchannel = \"CC1\"\nlanguage = \"en\"\nname = \"English\"\n" +
		"[[captions]]\nchannel = \"SERVICE1\"\nlanguage = \"es\"\nname = \"Español\"\n"
	for _, id := range []string{first, second} {
		text += fmt.Sprintf("[[pathway]]\nid = %q\nbase = \"/cdn-%s/\"\n", id, id)
	}
	return text
}

// starting is how long a browser may need until its players play, in seconds.
const starting = 8

// contentSteering is the element that the fifth edition's schema does not know.
var contentSteering = regexp.MustCompile(`<ContentSteering[^>]*>[^<]*</ContentSteering>\n`)

// TestPathways: parsers see the pathways and captions of what is served, and hls.js
// and dash.js go from one pathway to the other when the service's order changes,
// without a stall.
func TestPathways(t *testing.T) {
	config := filepath.Join(t.TempDir(), "service.toml")
	put := func(text string) {
		if err := os.WriteFile(config+".new", []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(config+".new", config); err != nil {
			t.Fatal(err)
		}
	}
	persistently(t, func() (found []string) {
		put(steered("a", "b"))
		s := serve(t, append([]string{"--config", config}, goal...)...)

		dir := t.TempDir()
		save := func(name string, text []byte) string {
			file := filepath.Join(dir, name)
			if err := os.WriteFile(file, text, 0o600); err != nil {
				t.Fatal(err)
			}
			return file
		}
		files := []string{save("master.m3u8", s.get(t, "/hls/master.m3u8")), save("subtitles.m3u8", s.get(t, "/hls/subtitles.m3u8"))}
		found = append(found, readPlaylists(t, files)...)
		for _, p := range parsed[playlist](t, "parse-hls.mjs", files[:1]) {
			if u := p.M3U8.Steering; u == nil || *u != "/stream-0001/steering.json" {
				found = append(found, "m3u8-parser sees no steering")
			}
		}
		mpd := s.get(t, "/dash/manifest.mpd")
		if !contentSteering.Match(mpd) || !strings.Contains(string(mpd), `value="CC1=eng"`) || !strings.Contains(string(mpd), `value="1=lang:spa"`) {
			t.Fatalf("the MPD has no steering or no captions\n%s", mpd)
		}
		manifests := []string{save("manifest.mpd", contentSteering.ReplaceAll(mpd, nil))}
		found = append(found, append(readManifests(t, manifests), validated(t, manifests)...)...)

		sessions := []session{s.session("hls", "/hls/master.m3u8"), s.session("hls-ll", "/hls/master.m3u8"), s.session("dash", "/dash/manifest.mpd")}
		for i := range sessions {
			sessions[i].Seconds += starting
		}
		change := time.AfterFunc((starting+time.Duration(*seconds)/2)*time.Second, func() { put(steered("b", "a")) })
		defer change.Stop()
		for _, r := range play(t, sessions...) {
			wrong := faults(&r, *seconds)
			var ways []string
			for _, w := range r.Ways {
				ways = append(ways, w.Way)
			}
			if got := strings.Join(ways, " "); got != "cdn-a cdn-b" {
				wrong = append(wrong, fmt.Sprintf("it went over %q, want cdn-a and then cdn-b", got))
			}
			if len(wrong) > 0 {
				found = append(found, fmt.Sprintf("%s %s: %s", r.Player, r.URL, strings.Join(wrong, "; ")))
			}
		}
		return found
	})
}
