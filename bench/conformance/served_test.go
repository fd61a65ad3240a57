package conformance

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// served is a replay that serves its streams.
type served struct {
	base string // http://127.0.0.1:port/stream-0001
	root string // http://127.0.0.1:port
}

// window is how long a stream is left to fill before players come: one that joins a
// channel finds more than its first segment.
const window = 10 * time.Second

// serve starts a replay at the speed of life and waits until there is something to
// play. It ends, and must end well, with the test.
func serve(t testing.TB, args ...string) *served {
	t.Helper()
	if !has(t, "--listen") {
		missing(t, "replay --listen: this touchline does not serve its streams")
	}
	address := freeAddress(t)
	cmd := exec.Command(build(t), append([]string{"replay", "--speed", "1x", "--listen", address}, args...)...)
	var log locked
	cmd.Stderr = &log
	cmd.Stdout = io.Discard
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	s := &served{root: "http://" + address, base: "http://" + address + "/stream-0001"}
	t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM)
		select {
		case err := <-ended:
			// A run that is cut short says so with 130.
			if code := cmd.ProcessState.ExitCode(); err != nil && code != 130 {
				t.Errorf("replay --listen ended with %v\n%s", err, log.String())
			}
		case <-time.After(20 * time.Second):
			cmd.Process.Kill()
			<-ended
			t.Errorf("replay --listen did not end when told to\n%s", log.String())
		}
	})
	began := time.Now()
	for {
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("replay --listen ended: %v\n%s", err, log.String())
		case <-time.After(100 * time.Millisecond):
		}
		if s.playable() && time.Since(began) > window {
			return s
		}
		if time.Since(began) > time.Minute {
			t.Fatalf("nothing to play after a minute\n%s", log.String())
		}
	}
}

// locked is a buffer that a process fills while a test may read it.
type locked struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *locked) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *locked) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// playable tells whether master and manifest are served.
func (s *served) playable() bool {
	for _, path := range []string{"/hls/master.m3u8", "/dash/manifest.mpd", "/dash/low-latency.mpd"} {
		r, err := http.Get(s.base + path)
		if err != nil {
			return false
		}
		r.Body.Close()
		if r.StatusCode != http.StatusOK {
			return false
		}
	}
	return true
}

func (s *served) get(t testing.TB, path string) []byte {
	t.Helper()
	r, err := http.Get(s.base + path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		t.Fatalf("GET %s: %s, %v", path, r.Status, err)
	}
	return b
}

// session is one player of the stream.
func (s *served) session(player, path string) session {
	return session{Player: player, URL: s.base + path, Seconds: *seconds, Clock: s.root + "/time"}
}

// moment is a decision that a replay wrote.
type moment struct {
	Kind     string    `json:"kind"`
	Op       string    `json:"op"`
	T        int64     `json:"t"`
	UTC      time.Time `json:"utc"`
	Occurred int64     `json:"occurred"`
	Release  int64     `json:"release"`
	Cause    struct {
		Event    string `json:"event"`
		Sequence int    `json:"sequence"`
	} `json:"cause"`
}

// date gives the media date of a moment on the media clock, from the date of its own.
func (m *moment) date(pts int64) time.Time {
	return m.UTC.Add(time.Duration(pts-m.T) * time.Second / 90000)
}

// decided replays the same at full speed, which gives the same decisions, and lists
// those that a goal caused.
func decided(t testing.TB, args ...string) (goals []moment) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "decided")
	out, err := exec.Command(build(t), append([]string{"replay", "--quiet", "--out", dir}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("replay: %v\n%s", err, out)
	}
	f, err := os.Open(filepath.Join(dir, "stream-0001", "decisions.ndjson"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var m moment
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
			t.Fatal(err)
		}
		if m.Kind == "wager" && m.Op == "event" && m.Cause.Event == "goal" {
			goals = append(goals, m)
		}
	}
	if len(goals) == 0 {
		t.Fatal("no goal in what is replayed: nothing to compare with")
	}
	return goals
}

// dated gives the media date of a position on a player's timeline by the sample of
// its playhead that is nearest.
func dated(r *report, position float64) (date time.Time, ok bool) {
	nearest := -1
	for i := range r.Timeline {
		if nearest < 0 || abs(r.Timeline[i].Position-position) < abs(r.Timeline[nearest].Position-position) {
			nearest = i
		}
	}
	if nearest < 0 {
		return time.Time{}, false
	}
	n := r.Timeline[nearest]
	return n.Date.Add(time.Duration((position - n.Position) * float64(time.Second))), true
}

func abs(x float64) float64 { return max(x, -x) }

// told looks for the metadata of a goal among what a player made known and says where
// it differs. It may stand at the moment of the goal or at the moment from which it
// may be shown: nothing else.
func told(r *report, goals []moment) (wrong []string) {
	found := 0
	for _, m := range r.Metadata {
		text := m.ID + " " + m.Scheme
		for k, v := range m.Attributes {
			text += " " + k + "=" + v
		}
		if !strings.Contains(strings.ToLower(text), "goal") || strings.Contains(strings.ToLower(text), "possible_goal") {
			continue
		}
		at, ok := dated(r, m.Start)
		if !ok {
			return append(wrong, "the player gave no dates to compare with")
		}
		matches := false
		for _, g := range goals {
			for _, pts := range []int64{g.Occurred, g.Release} {
				want := g.date(pts)
				matches = matches || at.Sub(want).Abs() < 100*time.Millisecond && (m.Date == nil || m.Date.Sub(want).Abs() <= time.Millisecond)
			}
		}
		if !matches {
			wrong = append(wrong, fmt.Sprintf("%s %q (%s) stands at %v, no goal of the decisions does", m.Via, m.ID, m.Scheme, at))
			continue
		}
		found++
	}
	if found == 0 {
		wrong = append(wrong, fmt.Sprintf("no metadata of a goal among %d", len(r.Metadata)))
	}
	return wrong
}
