package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/Eyevinn/mp4ff/mp4"

	"touchline/systems/manifest/dash"
	"touchline/systems/manifest/hls"
)

// listening is a run that serves.
type listening struct {
	t   *testing.T
	url string
}

// listen runs the program with --listen at a free port until the test ends.
func listen(t *testing.T, args ...string) *listening {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	read, write := io.Pipe()
	var ended sync.WaitGroup
	ended.Go(func() {
		Main(ctx, append([]string{"replay", "--listen", "127.0.0.1:0", "--viewers", "3"}, args...), nil, io.Discard, write)
		write.Close()
	})
	t.Cleanup(func() { cancel(); ended.Wait() })
	lines := bufio.NewScanner(read)
	for lines.Scan() {
		if m := regexp.MustCompile(`url=(http://[0-9.:]+)/`).FindStringSubmatch(lines.Text()); m != nil {
			go io.Copy(io.Discard, read)
			return &listening{t, m[1]}
		}
	}
	t.Fatal("it does not say where it listens")
	return nil
}

func (l *listening) do(method, path, token, body string) (int, string, http.Header) {
	l.t.Helper()
	r, err := http.NewRequestWithContext(l.t.Context(), method, l.url+path, strings.NewReader(body))
	if err != nil {
		l.t.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		l.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		l.t.Fatal(err)
	}
	return answer.StatusCode, string(text), answer.Header
}

func (l *listening) get(path string) string {
	l.t.Helper()
	status, text, _ := l.do("GET", path, "", "")
	if status != http.StatusOK {
		l.t.Fatalf("%s: %d %s", path, status, text)
	}
	return text
}

// window returns the live playlist of a rendition.
func (l *listening) window(path string) *hls.Media {
	l.t.Helper()
	m, err := hls.ParseMedia(l.get(path))
	if err != nil {
		l.t.Fatal(err)
	}
	return m
}

// TestListen: what is served live is there, in time, and nothing else is.
func TestListen(t *testing.T) {
	l := listen(t, "--speed", "4x", "drill")
	const stream = "/stream-0001"
	master, err := hls.ParseMaster(l.get(stream + "/hls/master.m3u8"))
	if err != nil || len(master.Variants) != 6 {
		t.Fatalf("%v, %d variants", err, len(master.Variants))
	}
	m := l.window(stream + "/hls/720p.m3u8")
	next := m.Sequence + uint64(len(m.Segments))

	// A playlist is answered when there is what was asked for.
	m = l.window(stream + "/hls/720p.m3u8?_HLS_msn=" + strconv.FormatUint(next+1, 10))
	if end := m.Sequence + uint64(len(m.Segments)); end < next+2 {
		t.Errorf("asked for segment %d, and got up to before %d", next+1, end)
	}
	if text := l.get(stream + "/hls/720p.m3u8?_HLS_msn=" + strconv.FormatUint(next+3, 10) + "&_HLS_part=2"); !strings.Contains(text, strconv.FormatUint(next+3, 10)+".2.m4s") {
		t.Errorf("asked for part 2 of %d:\n%s", next+3, text)
	}
	for _, tt := range []struct {
		path string
		want int
	}{
		{"/hls/720p.m3u8?_HLS_msn=99999", 400},
		{"/hls/720p.m3u8?_HLS_part=1", 400},
		{"/hls/720p.m3u8?_HLS_msn=x", 400},
		{"/hls/720p.m3u8?_HLS_skip=NO", 400},
		{"/hls/720p.m3u8?from=yesterday", 400},
		{"/hls/720p.m3u8?from=5&to=4", 404},
		{"/hls/480p.m3u8", 404},
		{"/hls/iframes-audio.m3u8", 404},
		{"/hls/720p/99999.m4s", 404},
		{"/hls/720p/0.m4s", 404},
		{"/hls/720p/x.m4s", 404},
		{"/hls/720p/init-1.mp4", 404},
		{"/hls/480p/1.m4s", 404},
		{"/dash/other.mpd", 404},
		{"/steering.json", 404},
	} {
		if status, text, _ := l.do("GET", stream+tt.path, "", ""); status != tt.want {
			t.Errorf("%s: %d %s, want %d", tt.path, status, text, tt.want)
		}
	}
	for path, want := range map[string]int{"/stream-0002/hls/master.m3u8": 404, "/etc/passwd": 404, "/": 200, "/hls.min.js": 200} {
		if status, _, _ := l.do("GET", path, "", ""); status != want {
			t.Errorf("%s: %d, want %d", path, status, want)
		}
	}
	if status, _, _ := l.do("POST", stream+"/hls/master.m3u8", "", ""); status != http.StatusMethodNotAllowed {
		t.Errorf("POST of a playlist: %d", status)
	}
	if status, _, _ := l.do("POST", stream+"/license", "", "{}"); status != http.StatusNotFound {
		t.Errorf("a license of media in the clear: %d", status)
	}

	// Ranges: from the beginning on, and closed.
	if m := l.window(stream + "/hls/audio.m3u8?from=1"); m.Type != hls.Event || m.Ended || m.Sequence != 1 {
		t.Errorf("from 1: type %v, ended %v, from %d", m.Type, m.Ended, m.Sequence)
	}
	if m := l.window(stream + "/hls/audio.m3u8?from=1&to=3"); m.Type != hls.VOD || !m.Ended || len(m.Segments) != 2 {
		t.Errorf("from 1 to 3: type %v, ended %v, %d segments", m.Type, m.Ended, len(m.Segments))
	}
	if text := l.get(stream + "/hls/master.m3u8?from=1&to=3"); !strings.Contains(text, "720p.m3u8?from=1&to=3") {
		t.Errorf("the master of a range leads elsewhere:\n%s", text)
	}
	if m := l.window(stream + "/hls/iframes-720p.m3u8"); len(m.Segments) == 0 {
		t.Error("no I-frames")
	}

	// A segment is its parts, whole and while it is made; its times are the playlist's.
	n := strconv.FormatUint(m.Sequence+uint64(len(m.Segments))-1, 10)
	whole := l.get(stream + "/hls/720p/" + n + ".m4s")
	parts := ""
	for k := range 6 {
		parts += l.get(stream + "/hls/720p/" + n + "." + strconv.Itoa(k) + ".m4s")
	}
	if whole != parts {
		t.Errorf("segment %s is %d bytes, and its parts %d", n, len(whole), len(parts))
	}
	making := strconv.FormatUint(l.window(stream+"/hls/720p.m3u8").Sequence+uint64(len(l.window(stream+"/hls/720p.m3u8").Segments)), 10)
	if early, late := l.get(stream+"/hls/720p/"+making+".m4s"), l.get(stream+"/hls/720p/"+making+".m4s"); early != late {
		t.Errorf("segment %s is %d bytes while it is made, and %d later", making, len(early), len(late))
	}
	f, err := mp4.DecodeFile(strings.NewReader(l.get(stream+"/hls/720p/init.mp4") + whole))
	if err != nil {
		t.Fatal(err)
	}
	number, _ := strconv.ParseUint(n, 10, 64)
	if got, want := f.Segments[0].Fragments[0].Moof.Traf.Tfdt.BaseMediaDecodeTime(), (number-1)*180_000; got != want {
		t.Errorf("segment %s begins at %d, want %d", n, got, want)
	}

	for _, name := range []string{"manifest.mpd", "number.mpd", "low-latency.mpd"} {
		m, err := dash.ParseMPD([]byte(l.get(stream + "/dash/" + name)))
		if err != nil || len(m.Periods) == 0 || len(m.Periods[0].Sets) != 3 {
			t.Errorf("%s: %v", name, err)
		}
	}
	now, err := time.Parse(time.RFC3339Nano, l.get("/time"))
	if err != nil || now.UnixMilli() < m.Segments[len(m.Segments)-1].Date {
		t.Errorf("the clock is at %v, %v", now, err)
	}
	if _, _, h := l.do("OPTIONS", stream+"/license", "", ""); h.Get("Access-Control-Allow-Methods") == "" {
		t.Error("no page of another origin may ask for a license")
	}
	l.events(stream)
}

// events: decisions come as they are made, numbered from 0, after the score if there
// is one.
func (l *listening) events(stream string) {
	r, err := http.NewRequestWithContext(l.t.Context(), "GET", l.url+stream+"/events", nil)
	if err != nil {
		l.t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		l.t.Fatal(err)
	}
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	scanned := lines.Scan()
	if lines.Text() == "event: score" {
		for range 3 {
			scanned = lines.Scan()
		}
	}
	for n := range 20 {
		for _, want := range []string{"id: " + strconv.Itoa(n), `data: {"kind":"`, ""} {
			if !scanned || !strings.HasPrefix(lines.Text(), want) {
				l.t.Fatalf("event %d: %q, want %q", n, lines.Text(), want)
			}
			scanned = lines.Scan()
		}
	}
}

// TestListenProtected: a license takes a pass, and has no key above its tier.
func TestListenProtected(t *testing.T) {
	l := listen(t, "--speed", "4x", "--protect", "cbcs", "drill")
	const stream = "/stream-0001"
	keyID := func(rendition string) string {
		m := regexp.MustCompile(`base64,([A-Za-z0-9+/]{22})==",KEYID=0x[0-9A-F]+,KEYFORMAT="org.w3.clearkey"`).FindStringSubmatch(l.get(stream + "/hls/" + rendition + ".m3u8"))
		if m == nil {
			t.Fatalf("%s has no key", rendition)
		}
		return strings.NewReplacer("+", "-", "/", "_").Replace(m[1])
	}
	pass := func(args ...string) string {
		args = append([]string{"keys", "token", "--order", "a", "--viewer", "1", "--tier", "sd", "--from", "2030-02-02T00:00:00Z"}, args...)
		return strings.TrimSpace(string(stdout(t, args...)))
	}
	sd, late := pass("--until", "2030-02-03T00:00:00Z"), pass("--until", "2030-02-02T12:00:00Z")
	low, high := keyID("360p"), keyID("1080p")
	request := func(id string) string { return `{"kids":["` + id + `"],"type":"temporary"}` }
	for _, tt := range []struct {
		name, token, body string
		status            int
	}{
		{"no pass", "", request(low), 401},
		{"a pass that is over", late, request(low), 403},
		{"no pass at all", "x.y.z", request(low), 403},
		{"a key of a tier above", sd, request(high), 403},
		{"no request", sd, "{}", 400},
		{"a request that is too long", sd, strings.Repeat(" ", 1<<20), 400},
		{"a key of its tier", sd, request(low), 200},
	} {
		status, text, _ := l.do("POST", stream+"/license", tt.token, tt.body)
		if status != tt.status {
			t.Errorf("%s: %d %s, want %d", tt.name, status, text, tt.status)
		}
		if status == 200 && (!strings.Contains(text, low) || strings.Contains(text, high)) {
			t.Errorf("%s: %s", tt.name, text)
		}
	}
}

// TestListenRefuses: an address that is taken, and a replay that is not live.
func TestListenRefuses(t *testing.T) {
	l := listen(t, "--speed", "1x", "drill")
	for _, args := range [][]string{
		{"replay", "--listen", strings.TrimPrefix(l.url, "http://"), "--speed", "1x", "drill"},
		{"replay", "--listen", "127.0.0.1:0", "drill"},
		{"replay", "--protect", "cenc", "drill"},
		{"replay", "--listen", "127.0.0.1:0", "--protect", "rot13", "--speed", "1x", "drill"},
		{"replay", "--media", "drill"},
	} {
		if code := Main(t.Context(), args, nil, io.Discard, io.Discard); code != exitUsage {
			t.Errorf("%v: exit code %d, want %d", args, code, exitUsage)
		}
	}
}
