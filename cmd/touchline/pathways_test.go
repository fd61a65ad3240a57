package main

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"touchline/systems/manifest/dash"
	"touchline/systems/manifest/hls"
)

const pathwaysService = `[steering]
ttl = "7s"
[[captions]]
channel = "CC1"
language = "en"
name = "English"
`

// pathwaysOf is the service with these pathways, each a path of its own.
func pathwaysOf(ids ...string) string {
	text := pathwaysService
	for _, id := range ids {
		text += "[[pathway]]\nid = \"" + id + "\"\nbase = \"/cdn-" + id + "/\"\n"
	}
	return text
}

// TestPathways: playlists and manifests lead over every pathway to the same media, and
// who runs the service steers players by the order of its entries.
func TestPathways(t *testing.T) {
	config := filepath.Join(t.TempDir(), "service.toml")
	writes := 0
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		writes++ // a file system need not tell two writes apart by their time
		if at := time.Unix(int64(writes), 0); os.Chtimes(config, at, at) != nil {
			t.Fatal("no time of the file")
		}
	}
	write(pathwaysOf("a", "b"))
	l := listen(t, "--speed", "4x", "--config", config, "drill")
	const stream = "/stream-0001"

	text := l.get(stream + "/hls/master.m3u8")
	m, err := hls.ParseMaster(text)
	if err != nil || len(m.Variants) != 12 {
		t.Fatalf("%v, %d variants", err, len(m.Variants))
	}
	if !strings.Contains(text, `#EXT-X-CONTENT-STEERING:SERVER-URI="/stream-0001/steering.json",PATHWAY-ID="a"`) || strings.Contains(text, "CLOSED-CAPTIONS=NONE") ||
		!strings.Contains(text, `TYPE=CLOSED-CAPTIONS,GROUP-ID="captions",NAME="English",LANGUAGE="en",INSTREAM-ID="CC1"`) {
		t.Errorf("the master is\n%s", text)
	}
	for i, v := range m.Variants {
		if want := []string{"/cdn-a/", "/cdn-b/"}[i/6] + "stream-0001/hls/"; !strings.HasPrefix(v.URI, want) {
			t.Errorf("variant %d is at %s, want below %s", i, v.URI, want)
		}
	}
	first := l.window(m.Variants[2].URI)
	for _, v := range m.Variants {
		if w := l.window(v.URI); len(w.Segments) == 0 {
			t.Errorf("%s has no segments", v.URI)
		}
	}
	for _, name := range []string{"720p/init.mp4", "720p/" + filepath.Base(first.Segments[0].URI), "subtitles/" + strings.TrimSuffix(filepath.Base(first.Segments[0].URI), "m4s") + "vtt"} {
		plain := l.get(stream + "/hls/" + name)
		for _, way := range []string{"/cdn-a", "/cdn-b"} {
			if l.get(way+stream+"/hls/"+name) != plain {
				t.Errorf("%s is other media over %s", name, way)
			}
		}
	}
	for _, path := range []string{"/cdn-c/stream-0001/hls/master.m3u8", "/cdn-a/", "/cdn-a/time", "/cdn-a/cdn-a/stream-0001/hls/master.m3u8"} {
		if status, _, _ := l.do("GET", path, "", ""); status != http.StatusNotFound {
			t.Errorf("%s: %d, want 404", path, status)
		}
	}

	mpd, err := dash.ParseMPD([]byte(l.get(stream + "/dash/manifest.mpd")))
	if err != nil || mpd.Steering != (dash.Steering{URL: l.url + "/stream-0001/steering.json", Default: "a"}) ||
		!slices.Equal(mpd.BaseURLs, []dash.BaseURL{{URL: l.url + "/cdn-a/stream-0001/hls/", Location: "a"}, {URL: l.url + "/cdn-b/stream-0001/hls/", Location: "b"}}) {
		t.Errorf("%v, steered by %+v over %+v", err, mpd.Steering, mpd.BaseURLs)
	}

	for _, tt := range []struct {
		name, service, want string
	}{
		{"as at the beginning", "", "[a b]"},
		{"the other first", pathwaysOf("b", "a"), "[b a]"},
		{"one that is down", pathwaysOf("b"), "[b]"},
		{"a new one, which players do not know", pathwaysOf("c", "a", "b"), "[a b]"},
		{"none that they know", pathwaysOf("c"), "[a b]"},
		{"a mistake", pathwaysOf("b", "b"), "[a b]"},
		{"and mended", pathwaysOf("b", "a"), "[b a]"},
	} {
		if tt.service != "" {
			write(tt.service)
		}
		var got struct {
			Version  int      `json:"VERSION"`
			TTL      int      `json:"TTL"`
			Reload   string   `json:"RELOAD-URI"`
			Priority []string `json:"PATHWAY-PRIORITY"`
		}
		if err := json.Unmarshal([]byte(l.get(stream+"/steering.json?_HLS_pathway=a&_HLS_throughput=1")), &got); err != nil {
			t.Fatal(err)
		}
		if order := "[" + strings.Join(got.Priority, " ") + "]"; order != tt.want || got.Version != 1 || got.TTL != 7 || got.Reload != "/stream-0001/steering.json" {
			t.Errorf("%s: %+v, want %s", tt.name, got, tt.want)
		}
	}
}

// TestServedSubtitles: subtitles are served as pictures are, and there when they are.
func TestServedSubtitles(t *testing.T) {
	l := listen(t, "--speed", "4x", "drill")
	const stream = "/stream-0001/hls/"
	m := l.window(stream + "subtitles.m3u8?_HLS_msn=2")
	if end := m.Sequence + uint64(len(m.Segments)); end < 3 {
		t.Errorf("asked for segment 2, and got up to before %d", end)
	}
	if _, text, h := l.do("GET", stream+m.Segments[0].URI, "", ""); !strings.HasPrefix(text, "WEBVTT\n") || h.Get("Content-Type") != "text/vtt" {
		t.Errorf("%s %.20q", h.Get("Content-Type"), text)
	}
	if next := l.window(stream + "subtitles.m3u8"); l.get(stream+"subtitles/"+strconv.FormatUint(next.Sequence+uint64(len(next.Segments)), 10)+".vtt") == "" {
		t.Error("the segment that is being made is not waited for")
	}
	for _, name := range []string{"subtitles/0.vtt", "subtitles/99999.vtt", "subtitles/1.m4s", "subtitles/x.vtt", "subtitles/init.mp4", "iframes-subtitles.m3u8", "720p/1.vtt"} {
		if status, _, _ := l.do("GET", stream+name, "", ""); status != http.StatusNotFound {
			t.Errorf("%s: %d, want 404", name, status)
		}
	}
	off := filepath.Join(t.TempDir(), "off.toml")
	if err := os.WriteFile(off, []byte("[subtitles]\non = false\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	l = listen(t, "--speed", "4x", "--config", off, "drill")
	if text := l.get(stream + "master.m3u8"); strings.Contains(text, "SUBTITLES") {
		t.Errorf("turned off, and there:\n%s", text)
	}
	if status, _, _ := l.do("GET", stream+"subtitles.m3u8", "", ""); status != http.StatusNotFound {
		t.Errorf("turned off, and served: %d", status)
	}
}
