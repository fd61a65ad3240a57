package media_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"touchline/cmd/touchline/internal/media"
	"touchline/components"
	"touchline/systems/manifest/emsg"
	"touchline/systems/manifest/id3"
)

// played is what the page in testdata reports.
type played struct {
	Result   string
	Log      []string
	Time     float64 // of the playhead, in seconds
	Frames   int     // pictures decoded
	Sound    int     // bytes decoded
	Buffered []float64
}

// track is what the page plays.
type track struct {
	Type string   `json:"type"`
	URLs []string `json:"urls"`
}

// page is what the page is told.
type page struct {
	Scheme  string  `json:"scheme"`
	License string  `json:"license"`
	From    float64 `json:"from"`  // where to begin, in seconds
	Until   float64 `json:"until"` // what to play up to
	Tracks  []track `json:"tracks"`
}

// license answers a request for keys as the Clear Key system of Encrypted Media
// Extensions wants it.
func license(p *media.Protection, key []byte) string {
	return fmt.Sprintf(`{"keys":[{"kty":"oct","kid":%q,"k":%q}],"type":"temporary"}`,
		base64.RawURLEncoding.EncodeToString(p.KeyID[:]), base64.RawURLEncoding.EncodeToString(key))
}

// TestBrowser lets Chromium play pictures and sound together, with event messages in
// them, over borders of segments and parts and over 2^33 of the 90 kHz clock.
func TestBrowser(t *testing.T) {
	chromium := program(t, "chromium")
	if testing.Short() {
		t.Skip("starts a browser for each case")
	}
	const start = 1<<33 - 90_000
	all := spans(start, 180_180, 4, 0)
	for _, scheme := range protections {
		for _, tt := range []struct {
			name string
			r    media.Rendition
			ends func(components.PTS) []components.PTS
		}{{"segments", hd, whole}, {"parts", low, quarters}} {
			t.Run(scheme+"/"+tt.name, func(t *testing.T) {
				p := protection(scheme)
				got := browse(t, chromium, []media.Rendition{tt.r, sound}, all, tt.ends, p, key(p))
				if got.Result != "played" || got.Frames < 30 || got.Sound == 0 {
					t.Errorf("%+v", got)
				}
				from, to := float64(start)/90_000, float64(start+4*180_180)/90_000
				if len(got.Buffered) != 2 || got.Buffered[0] > from+0.03 || got.Buffered[1] < to-0.03 {
					t.Errorf("has %v buffered, want from %f to %f in one piece", got.Buffered, from, to)
				}
			})
		}
	}
}

// TestBrowserWrongKey flips a bit of the key that Chromium is given: it must decode
// neither a picture nor sound then.
func TestBrowserWrongKey(t *testing.T) {
	chromium := program(t, "chromium")
	if testing.Short() {
		t.Skip("starts a browser for each case")
	}
	for _, scheme := range protections[1:] {
		for _, r := range []media.Rendition{hd, sound} {
			t.Run(scheme+"/"+r.Name, func(t *testing.T) {
				p := protection(scheme)
				wrong := key(p)
				wrong[7] ^= 0x10
				got := browse(t, chromium, []media.Rendition{r}, spans(0, 180_000, 2, 0), whole, p, wrong)
				if !strings.HasPrefix(got.Result, "error: 3 ") || got.Frames != 0 || got.Sound != 0 {
					t.Errorf("%+v", got)
				}
				if !strings.Contains(strings.Join(got.Log, "; "), "key usable") {
					t.Errorf("the key was not used: %v", got.Log)
				}
			})
		}
	}
}

// message appends an event message.
func message(k int, dst []byte) []byte {
	tag := id3.AppendTag(nil, []id3.Frame{{Kind: id3.Text, Name: "touchline", Value: []byte("goal")}})
	return emsg.AppendBox(dst, &emsg.Box{Scheme: emsg.ID3, ID: uint32(k), Duration: emsg.Unknown, Data: tag})
}

func key(p *media.Protection) []byte {
	if p == nil {
		return nil
	}
	return bytes.Clone(p.Key)
}

// browse lets Chromium play renditions together up to 1.7 s after their start, and
// returns what it reports.
func browse(t *testing.T, chromium string, renditions []media.Rendition, all []media.Span, ends func(components.PTS) []components.PTS, p *media.Protection, key []byte) (got played) {
	t.Helper()
	from := float64(all[0].Start) / 90_000
	what := page{From: from + 0.03, Until: from + 1.7} // sound begins up to 22 ms later
	if p != nil {
		what.Scheme, what.License = p.Scheme, license(p, key)
	}
	files := map[string][]byte{}
	for _, r := range renditions {
		coding, _, _ := strings.Cut(r.Codecs, ",")
		kind := map[bool]string{false: "video", true: "audio"}[r == sound]
		tr := track{Type: fmt.Sprintf(`%s/mp4; codecs="%s"`, kind, coding)}
		add := func(data []byte) {
			url := fmt.Sprintf("/%s/%d", kind, len(tr.URLs))
			files[url] = data
			tr.URLs = append(tr.URLs, url)
		}
		add(initOf(t, r, p))
		for _, s := range all {
			parts := ends(s.Length)
			for k := range max(len(parts), 1) {
				data, err := open(t).AppendPart(nil, r, s, parts, k, message, p)
				if err != nil {
					t.Fatal(err)
				}
				add(data)
			}
		}
		what.Tracks = append(what.Tracks, tr)
	}

	results := make(chan played, 1)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, "testdata/player.html") })
	mux.HandleFunc("GET /config", func(w http.ResponseWriter, r *http.Request) { json.NewEncoder(w).Encode(what) })
	mux.HandleFunc("POST /result", func(w http.ResponseWriter, r *http.Request) {
		var got played
		if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
			got.Result = err.Error()
		}
		select {
		case results <- got:
		default:
		}
	})
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		data, ok := files[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Write(data)
	})
	server := httptest.NewServer(mux)
	defer server.Close()

	folder, err := os.MkdirTemp("", "touchline-browser-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(folder) // as far as it goes: Chromium may still be writing there
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	var complaints bytes.Buffer
	cmd := exec.CommandContext(ctx, chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--autoplay-policy=no-user-gesture-required", "--user-data-dir="+folder, server.URL+"/")
	cmd.Stderr = &complaints
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // so that it ends its children
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	select {
	case got = <-results:
	case <-ctx.Done():
	}
	cancel()
	cmd.Wait()
	if got.Result == "" {
		t.Fatalf("the page reports nothing; Chromium says\n%s", complaints.String())
	}
	t.Logf("%+v", got)
	return got
}
