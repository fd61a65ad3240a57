package main

import (
	"bytes"
	"encoding/json"
	"fmt"
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

// unlike says which shares of samples are further than ten points of a hundred from
// those of the histograms. Of these it takes the medians: a tick in which the
// machine had other things to do takes long, but is not sampled then.
func unlike(r *profile.Report, sampled map[string]float64) (faults []string) {
	samples, medians := 0.0, 0.0
	for _, s := range r.Systems {
		samples += sampled[s.Name]
		medians += float64(s.P50)
	}
	if samples == 0 || medians == 0 {
		return []string{fmt.Sprintf("no samples of systems: %v", sampled)}
	}
	for _, s := range r.Systems {
		is, want := sampled[s.Name]/samples, float64(s.P50)/medians
		if math.Abs(is-want) > 0.1 {
			faults = append(faults, fmt.Sprintf("%s: %.0f %% of the samples, %.0f %% of the time", s.Name, is*100, want*100))
		}
	}
	return faults
}

// checkShares lets sample find shares that are alike, three times: what is wrong
// with labels is wrong each time.
func checkShares(t *testing.T, sample func(sampled map[string]float64) *profile.Report) {
	t.Helper()
	var faults []string
	for range 3 {
		sampled := map[string]float64{}
		r := sample(sampled)
		if faults = unlike(r, sampled); faults == nil {
			return
		}
		t.Log(faults)
	}
	t.Error(faults)
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
	checkShares(t, func(sampled map[string]float64) *profile.Report {
		r := profiled(t, append(heavy, "--cpu", path, "--ticks", "4000")...)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		p, err := pprof.ParseData(data)
		if err != nil {
			t.Fatal(err)
		}
		bySystem(p, sampled)
		return r
	})
}

// TestProfilePyroscope receives what is posted, as a Pyroscope server would.
func TestProfilePyroscope(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Setenv("PYROSCOPE_ADHOC_SERVER_ADDRESS", "") // which would be used instead
	os.Unsetenv("PYROSCOPE_ADHOC_SERVER_ADDRESS")
	checkShares(t, func(sampled map[string]float64) *profile.Report {
		var mu sync.Mutex
		posts := 0
		server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) {
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
		r := profiled(t, append(heavy, "--pyroscope", server.URL, "--ticks", "4000")...)
		mu.Lock()
		defer mu.Unlock()
		if posts == 0 {
			t.Error("nothing was posted")
		}
		return r
	})
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
