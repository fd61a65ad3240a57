package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"testing"

	"touchline/cmd/touchline/internal/engine"
	"touchline/scheduler"
	"touchline/scheduler/topology"
	"touchline/scheduler/topology/topologytest"
	"touchline/systems/feed/recording"
)

// TestTuned has what profiles come to on machines that this is not, in the line
// that says what was pinned. Nothing is pinned by it.
func TestTuned(t *testing.T) {
	mac, err := topology.ReadSysctl(topologytest.M4Max)
	if err != nil {
		t.Fatal(err)
	}
	mac.Arch, mac.Brand = "arm64", "Apple M4 Max"
	vm, err := topology.Read(topologytest.VM(), nil)
	if err != nil {
		t.Fatal(err)
	}
	box, err := topology.Read(topologytest.Container(), topology.CPUs{2, 3})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name    string
		m       *topology.Machine
		profile string
		workers int
		ran     string
		want    string
	}{
		{"macOS", &mac, "m4-max", 12, "pinning: none (darwin)", "pinning: none (darwin)"},
		{"macOS, asked for", &mac, "auto", 4, "pinning: none (darwin)", "pinning: none (darwin)"},
		{"quota", &box, "auto", 2, "pinning: none", "pinning: none (2 workers for a quota of 150000 µs in each 100000 µs)"},
		{"too few", &vm, "auto", 3, "pinning: none", "pinning: none (3 workers for the 2 CPUs 0-1)"},
		{"not asked for", &vm, "serial", 1, "pinning: none", "pinning: none (not asked for)"},
		{
			"pinned", &vm, "vm-2vcpu", 2, "pinning: 2 of 2 workers",
			"pinning: 2 of 2 workers on CPUs 0-1 (compact); the rest of the process runs beside workers: no CPU is spare",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := profileFlags{profile: tt.profile}
			tuned, err := f.loadFor(tt.m)
			if err != nil {
				t.Fatal(err)
			}
			var c scheduler.Config
			tuned.apply(&c, tt.workers)()
			if pins := c.Pin != nil; pins != (tt.name == "pinned") {
				t.Errorf("a hook that pins: %v", pins)
			}
			if got := tuned.pinning(tt.ran); got != tt.want {
				t.Errorf("got\n%s, want\n%s", got, tt.want)
			}
		})
	}
}

// TestTunedWorkers: with a profile that leaves it open, a large load has a worker
// for each core of one node that the quota has time for, and no more than
// processors.
func TestTunedWorkers(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(3))
	read := func(fsys fs.FS) *topology.Machine {
		m, err := topology.Read(fsys, nil)
		if err != nil {
			t.Fatal(err)
		}
		return &m
	}
	for _, tt := range []struct {
		m       *topology.Machine
		streams int
		viewers int
		given   int
		want    int
	}{
		{nil, 2048, 0, 0, 3},
		{read(topologytest.EPYC()), 2048, 0, 0, 3},
		{read(topologytest.EPYC()), 2047, 100, 0, 1},
		{read(topologytest.EPYC()), 1, 204_799, 0, 1},
		{read(topologytest.EPYC()), 1, 204_800, 0, 3},
		{read(topologytest.VM()), 2048, 0, 0, 2},
		{read(topologytest.Container()), 2048, 0, 0, 1},
		{read(topologytest.Container()), 2048, 0, 2, 2},
	} {
		f := &engineFlags{plan: engine.Plan{Streams: tt.streams, Viewers: tt.viewers, Workers: tt.given, Matches: make([]*recording.Match, 1)}}
		if tt.m != nil {
			f.tuned = &tuned{machine: tt.m}
		}
		if got := (&job{flags: f}).workers(); got != tt.want {
			t.Errorf("%d streams of %d viewers on %+v: %d workers, want %d", tt.streams, tt.viewers, tt.m, got, tt.want)
		}
	}
}

// TestGarbage: a profile sets the collector for the run alone, and says nothing
// where the environment does.
func TestGarbage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gc.toml")
	const text = "schema = 1\nname = \"gc\"\n[settings]\npinning = \"none\"\ngogc = 321\nmemory_limit = \"3GiB\"\n[evidence]\nbasis = \"none\"\n"
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	vm, err := topology.Read(topologytest.VM(), nil)
	if err != nil {
		t.Fatal(err)
	}
	state := func() string {
		percent := debug.SetGCPercent(100)
		debug.SetGCPercent(percent)
		return fmt.Sprint(percent, " ", debug.SetMemoryLimit(-1))
	}
	for _, tt := range []struct{ gogc, limit, want string }{
		{"", "", fmt.Sprint("321 ", 3<<30)},
		{"100", "1GiB", ""},
	} {
		t.Setenv("GOGC", tt.gogc)
		t.Setenv("GOMEMLIMIT", tt.limit)
		before := state()
		f := profileFlags{profile: path}
		tuned, err := f.loadFor(&vm)
		if err != nil {
			t.Fatal(err)
		}
		undo := tuned.apply(new(scheduler.Config), 1)
		during := state()
		undo()
		if tt.want == "" {
			tt.want = before
		}
		if during != tt.want || state() != before {
			t.Errorf("GOGC=%s GOMEMLIMIT=%s: %s, then %s, then %s; want %s in between", tt.gogc, tt.limit, before, during, state(), tt.want)
		}
	}
}
