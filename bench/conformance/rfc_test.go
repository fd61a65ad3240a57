package conformance

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"touchline/systems/manifest/hls/rfc"
)

// against holds playlists of a replay to RFC 8216bis, each by itself, and those that
// were kept at every change to those before them.
func against(t testing.TB, files []string) (wrong []string) {
	t.Helper()
	slices.Sort(files) // the changes of a rendition are numbered
	before := map[string]string{}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := string(b)
		faults := rfc.Check(text)
		if filepath.Base(filepath.Dir(name)) == "changes" {
			rendition := name[:strings.LastIndexByte(name, '-')]
			if before[rendition] != "" {
				faults = append(faults, rfc.CheckUpdate(before[rendition], text)...)
			}
			before[rendition] = text
		}
		for _, f := range faults {
			wrong = append(wrong, name+": "+f.String())
		}
	}
	return wrong
}

// TestRFCFaults plants faults in one playlist and in the step to the next.
func TestRFCFaults(t *testing.T) {
	after := strings.Replace(media, `URI="1080p/8.1.m4s"`, `URI="1080p/8.2.m4s"`, 1)
	after = strings.Replace(after, "#EXT-X-PRELOAD", "#EXT-X-PART:DURATION=0.4,URI=\"1080p/8.1.m4s\"\n#EXT-X-PRELOAD", 1)
	for _, tt := range []struct{ name, old, new, want string }{
		{"as it should be", "", "", ""},
		{"a part that is too long", `DURATION=0.4,URI="1080p/8.1`, `DURATION=0.5,URI="1080p/8.1`, "section 4.4.4.9"},
		{"a sequence that goes back", "SEQUENCE:7", "SEQUENCE:6", "section 4.4.3.2"},
		{"a part that was another", `URI="1080p/8.0.m4s"`, `URI="1080p/8.9.m4s"`, "section 6.2.1"},
	} {
		dir := filepath.Join(t.TempDir(), "changes")
		first, second := filepath.Join(dir, "1080p-000001.m3u8"), filepath.Join(dir, "1080p-000002.m3u8")
		err := errors.Join(os.Mkdir(dir, 0o755), os.WriteFile(first, []byte(media), 0o644),
			os.WriteFile(second, []byte(strings.Replace(after, tt.old, tt.new, 1)), 0o644))
		if err != nil {
			t.Fatal(err)
		}
		switch wrong := against(t, []string{second, first}); {
		case tt.want == "" && len(wrong) > 0, tt.want != "" && (len(wrong) == 0 || !strings.Contains(wrong[0], tt.want)):
			t.Errorf("%s: found %q", tt.name, wrong)
		}
	}
}

// TestServed: what is served live is as RFC 8216bis has it, whatever it is asked for:
// each playlist, a delta update of what a player has, and each after that before it,
// with keys that change and in the clear.
func TestServed(t *testing.T) {
	service := filepath.Join(t.TempDir(), "service.toml")
	text := strings.Replace(defaults(t), `period = "5m"`, `period = "10s"`, 1)
	if err := os.WriteFile(service, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{goal, append([]string{"--protect", "cbcs", "--config", service}, goal...)} {
		s := serve(t, args...)
		h := holder{t: t, s: s, last: map[string]string{}}
		for began := time.Now(); time.Since(began) < time.Duration(*seconds)*time.Second; {
			for _, name := range h.renditions() {
				h.poll(name)
			}
			time.Sleep(150 * time.Millisecond)
		}
		if len(h.last) < 10 || h.changes < 100 {
			t.Errorf("%v: only %d playlists, which changed %d times", args, len(h.last), h.changes)
		}
		ids := map[string]bool{}
		for _, m := range keyID.FindAllStringSubmatch(h.last["/hls/360p.m3u8"], -1) {
			ids[m[1]] = true
		}
		if protected := len(args) > len(goal); protected != (len(ids) > 1) {
			t.Errorf("%v: keys %v", args, ids)
		}
		complain(t, h.wrong)
	}
}

// holder asks for playlists and holds them to the RFC.
type holder struct {
	t     testing.TB
	s     *served
	last  map[string]string // by path
	wrong []string

	changes int
}

var playlistURI = regexp.MustCompile(`(?m)(?:^|URI=")([^#"\n]+\.m3u8)`)

// renditions are the media playlists of the multivariant playlist.
func (h *holder) renditions() (names []string) {
	for _, m := range playlistURI.FindAllStringSubmatch(h.get("/hls/master.m3u8"), -1) {
		if !slices.Contains(names, m[1]) {
			names = append(names, m[1])
		}
	}
	return names
}

func (h *holder) poll(name string) {
	path := "/hls/" + name
	before := h.last[path]
	h.get(path)
	if text := h.get(path + "?_HLS_skip=YES"); before != "" {
		h.note(path+"?_HLS_skip=YES", rfc.CheckUpdate(before, text))
	}
	h.get(path + "?" + url.Values{"from": {"0"}}.Encode())
}

// get fetches a playlist and holds it to the RFC and to what was there before.
func (h *holder) get(path string) string {
	text := string(h.s.get(h.t, path))
	if text == h.last[path] {
		return text
	}
	h.note(path, rfc.Check(text))
	if before := h.last[path]; before != "" {
		h.note(path, rfc.CheckUpdate(before, text))
		h.changes++
	}
	h.last[path] = text
	return text
}

func (h *holder) note(path string, faults []rfc.Fault) {
	for _, f := range faults {
		h.wrong = append(h.wrong, fmt.Sprintf("%s: %v", path, f))
	}
}
