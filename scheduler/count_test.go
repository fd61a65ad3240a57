package scheduler_test

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"touchline/ecs"
	"touchline/scheduler"
)

const (
	counted      = "TOUCHLINE_COUNTED" // the way of TestCounted, with its systems
	countedTicks = 50_000
)

// TestCounted runs ticks for TestInstructions to count, and nothing by itself.
func TestCounted(t *testing.T) {
	var way string
	var systems int
	if _, err := fmt.Sscan(os.Getenv(counted), &way, &systems); err != nil {
		t.Skip("is run by TestInstructions")
	}
	var list []ecs.System
	for i := range systems {
		list = append(list, still(fmt.Sprint(i)))
	}
	s := newShards(t, 1, 1)
	cfg := scheduler.Config{Systems: steps(list...), Workers: 1}
	if way == "plain" {
		r := ecs.Run{World: s.Worlds[0], Scratch: ecs.NewScratch()}
		refused := 0
		for range countedTicks {
			for _, system := range list {
				refused += r.Do(system)
			}
		}
		if refused != 0 {
			t.Errorf("%d rows refused", refused)
		}
		return
	}
	if err := cfg.Timing.UnmarshalText([]byte(way)); err != nil {
		t.Fatal(err)
	}
	if r, err := newEngine(t, cfg, s).Run(t.Context(), countedTicks); err != nil || r.Executed != countedTicks {
		t.Errorf("%d ticks, error %v", r.Executed, err)
	}
}

// instructions counts those of TestCounted, to start and to end included.
func instructions(t *testing.T, way string, systems int) float64 {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null",
		program, "-test.run=^TestCounted$")
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s %d", counted, way, systems),
		"GOMAXPROCS=1", "GOGC=off", "GODEBUG=asyncpreemptoff=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	m := refs.FindSubmatch(out)
	if m == nil || !strings.Contains(string(out), "PASS") {
		t.Fatalf("no count\n%s", out)
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(string(m[1]), ",", ""), 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

var refs = regexp.MustCompile(`I +refs: +([\d,]+)`)

// TestInstructions counts what the engine does at the boundary between two systems
// beside running them: the difference between twenty systems and ten, so that all else
// falls out. Instructions are the same on a busy machine and an idle one.
func TestInstructions(t *testing.T) {
	if testing.Short() || raced {
		t.Skip("takes seconds, without the race detector")
	}
	if _, err := exec.LookPath("valgrind"); err != nil {
		t.Skip("no valgrind to count with")
	}
	boundary := func(way string) float64 {
		return (instructions(t, way, 20) - instructions(t, way, 10)) / (10 * countedTicks)
	}
	plain := boundary("plain")
	for _, tt := range []struct {
		timing scheduler.Timing
		most   float64
	}{{scheduler.Off, 4}, {scheduler.Sampled, 20}} {
		got := boundary(tt.timing.String()) - plain
		t.Logf("timing %v: %.2f instructions at a boundary, beside the %.1f of running a system that does nothing", tt.timing, got, plain)
		if got > tt.most {
			t.Errorf("timing %v takes %.1f instructions at a boundary, want at most %v", tt.timing, got, tt.most)
		}
	}
}
