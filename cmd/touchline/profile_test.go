package main

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	pprof "github.com/google/pprof/profile"

	"touchline/cmd/touchline/internal/profile"
)

// profiled runs touchline profile and returns what --json says.
func profiled(t *testing.T, args ...string) *profile.Report {
	t.Helper()
	var out, errs bytes.Buffer
	args = append([]string{"profile", "--quiet", "--json"}, args...)
	if code := Main(t.Context(), args, strings.NewReader(""), &out, &errs); code != 0 {
		t.Fatalf("%v: exit code %d\n%s", args, code, &errs)
	}
	var r profile.Report
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	return &r
}

// bySystem adds up the samples of a profile by the label system.
func bySystem(p *pprof.Profile, sum map[string]float64) {
	for _, s := range p.Sample {
		for _, system := range s.Label["system"] {
			sum[system] += float64(s.Value[len(s.Value)-1])
		}
	}
}

// checkShares holds the shares of samples against those of the histograms: within
// ten points of a hundred.
func checkShares(t *testing.T, r *profile.Report, sampled map[string]float64) {
	t.Helper()
	all := 0.0
	for _, s := range r.Systems {
		all += sampled[s.Name]
	}
	if all == 0 {
		t.Fatalf("no samples of systems: %v", sampled)
	}
	for _, s := range r.Systems {
		if share := sampled[s.Name] / all; math.Abs(share-s.Share) > 0.1 {
			t.Errorf("%s: %.0f %% of the samples, %.0f %% of the time", s.Name, share*100, s.Share*100)
		}
	}
}

// heavy is a load in which no system is idle.
var heavy = []string{"--streams", "1000", "--viewers", "5", "--load", "published", "--pace", "max"}

// TestProfileCPU: samples bear the names of systems, in proportion to what the
// histograms say.
func TestProfileCPU(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	path := filepath.Join(t.TempDir(), "cpu.pprof")
	r := profiled(t, append(heavy, "--cpu", path, "--ticks", "3000")...)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p, err := pprof.ParseData(data)
	if err != nil {
		t.Fatal(err)
	}
	sampled := map[string]float64{}
	bySystem(p, sampled)
	checkShares(t, r, sampled)
}

// TestProfilePyroscope receives what is posted, as a Pyroscope server would.
func TestProfilePyroscope(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Setenv("PYROSCOPE_ADHOC_SERVER_ADDRESS", "") // which would be used instead
	os.Unsetenv("PYROSCOPE_ADHOC_SERVER_ADDRESS")
	var mu sync.Mutex
	sampled, posts := map[string]float64{}, 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		posts++
		if name := req.URL.Query().Get("name"); req.URL.Path != "/ingest" || !strings.HasPrefix(name, "touchline{") {
			t.Errorf("posted to %s for %s", req.URL.Path, name)
		}
		p, err := posted(req)
		if err != nil {
			t.Error(err)
			return
		}
		bySystem(p, sampled)
	}))
	defer server.Close()
	r := profiled(t, append(heavy, "--pyroscope", server.URL, "--ticks", "3000")...)
	mu.Lock()
	defer mu.Unlock()
	if posts == 0 {
		t.Fatal("nothing was posted")
	}
	checkShares(t, r, sampled)
}

// posted returns the profile of a request.
func posted(req *http.Request) (*pprof.Profile, error) {
	_, params, err := mime.ParseMediaType(req.Header.Get("Content-Type"))
	if err != nil {
		return nil, err
	}
	parts := multipart.NewReader(req.Body, params["boundary"])
	for {
		part, err := parts.NextPart()
		if err != nil {
			return nil, err
		}
		if part.FormName() == "profile" {
			data, err := io.ReadAll(part)
			if err != nil {
				return nil, err
			}
			return pprof.ParseData(data) // which is gzip or plain
		}
	}
}

// TestProfileExitCodes: what scripts rely on.
func TestProfileExitCodes(t *testing.T) {
	dir := t.TempDir()
	bad := filepath.Join(dir, "bad.json")
	if err := os.WriteFile(bad, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	short := []string{"profile", "--quiet", "--ticks", "100"}
	for _, tt := range []struct {
		args []string
		want int
	}{
		{[]string{"drill"}, exitDone},
		{[]string{"--cpu", "a", "--pyroscope", "http://127.0.0.1:1", "drill"}, exitUsage},
		{[]string{"--fail-if", "p99[drm]>1ms", "drill"}, exitUsage},
		{[]string{"--budget", "-1s", "drill"}, exitUsage},
		{[]string{"--metrics", "127.0.0.1:99999", "drill"}, exitUsage},
		{[]string{"--compare", filepath.Join(dir, "none.json"), "drill"}, exitUnreadable},
		{[]string{"no such match"}, exitUnreadable},
		{[]string{"--compare", bad, "drill"}, exitMalformed},
		{[]string{"--fail-if", "max(tick)>1ns", "drill"}, exitLimit},
		{[]string{"--fail-if", "max(nobody)>1ns", "drill"}, exitLimit},
		{[]string{"--trace", filepath.Join(dir, "none", "a.json"), "drill"}, exitOutput},
		{[]string{"--plot", filepath.Join(bad, "a.svg"), "drill"}, exitOutput},
	} {
		if got := run(t.Context(), append(short, tt.args...)...); got != tt.want {
			t.Errorf("%v: exit code %d, want %d", tt.args, got, tt.want)
		}
	}
}
