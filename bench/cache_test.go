package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"touchline/scheduler/topology"
)

// TestMain lets the test run as the worker that it counts.
func TestMain(m *testing.M) {
	plants := map[string]func(*ours){"cache-worker": func(*ours) {}, "cache-worker-aligned": align}
	if len(os.Args) > 1 && plants[os.Args[1]] != nil {
		if err := cacheWork(os.Args[2:], plants[os.Args[1]]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

const grindFile = `desc: I1 cache:         65536 B, 64 B, 4-way associative
desc: D1 cache:         65536 B, 64 B, 4-way associative
desc: LL cache:         2097152 B, 64 B, 8-way associative
cmd: touchline bench cache worker
events: Ir I1mr ILmr Dr D1mr DLmr Dw D1mw DLmw
fl=/src/systems/drm/answer.go
fn=touchline/systems/drm.(*desk).answer
40 9 0 0 5 2 1 4 3 2
41 9 0 0 5 20 10 4 30 20
fn=touchline/bench.(*ours).fill
9 9 0 0 5 200 100 4 300 200
fn=runtime.memclrNoHeapPointers
7 1 0 0 0 0 0 4 400 100
fn=touchline/ecs.(*World).Create
7 1 0 0 0 7 7 4 7 7
fn=crypto/internal/fips140/sha256.blockAVX2
7 1 0 0 3 1000
summary: 0 0 0 0 0 0 0 0 0
`

// TestReadCounts: what the functions of a tick miss is summed up, and nothing else,
// if the caches are those that were asked for.
func TestReadCounts(t *testing.T) {
	replace := func(old, new string) string { return strings.Replace(grindFile, old, new, 1) }
	for _, tt := range []struct {
		name, file, want string // want is a part of the error
	}{
		{"as it is", grindFile, ""},
		{"another first level", replace("D1 cache:         65536", "D1 cache:         32768"), `D1 cache is "32768 B, 64 B, 4-way associative": want "65536 B, 64 B, 4-way`},
		{"another last level", replace("8-way", "16-way"), `LL cache is "2097152 B, 64 B, 16-way`},
		{"no caches", grindFile[strings.Index(grindFile, "events"):], `cache is "": want`},
		{"no functions", grindFile[:strings.Index(grindFile, "fl=")], "in any function of a tick"},
		{"too many counts", replace("4 3 2", "4 3 2 1"), "10 counts: want 9"},
		{"no number", replace("30 20", "many 20"), "many"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n, err := readCounts(strings.NewReader(tt.file), &targets[1])
			if all := n.more(counts{}); tt.want == "" &&
				(err != nil || all["D1mr"] != 1022 || all["D1mw"] != 433 || all["DLmr"] != 11 || all["DLmw"] != 122) {
				t.Errorf("counts %v, error %v", n, err)
			}
			if tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestCachesOf(t *testing.T) {
	machine := func(line int, caches ...topology.Cache) *topology.Machine {
		for i := range caches {
			caches[i].CPUs = topology.CPUs{3}
		}
		return &topology.Machine{Line: line, Allowed: topology.CPUs{3}, Caches: caches}
	}
	d1 := topology.Cache{Level: 1, Type: "Data", Bytes: 48 << 10, Ways: 12}
	l2 := topology.Cache{Level: 2, Type: "Unified", Bytes: 2 << 20, Ways: 16}
	l3 := topology.Cache{Level: 3, Type: "Unified", Bytes: 30 << 20, Ways: 12}
	for _, tt := range []struct {
		name    string
		machine *topology.Machine
		want    string
	}{
		{"three levels", machine(64, d1, l2, l3), "{host 48 KiB, 12-way 24 MiB, 12-way}"},
		{"two levels", machine(64, d1, l2), "{host 48 KiB, 12-way 2 MiB, 16-way}"},
		{"one level", machine(64, d1), ""},
		{"nothing known", machine(64), ""},
		{"no ways", machine(64, topology.Cache{Level: 1, Type: "Data", Bytes: 32 << 10}, l2), ""},
		{"no line", machine(0, d1, l2), ""},
		{"nobody", &topology.Machine{}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, ok := cachesOf(tt.machine)
			if got := fmt.Sprint(c); ok != (tt.want != "") || ok && got != tt.want {
				t.Errorf("got %s, %v, want %s", got, ok, tt.want)
			}
			if got, want := len(AllCaches(tt.machine))-len(targets), ok; (got == 1) != want {
				t.Errorf("%d more than the targets, want one: %v", got, want)
			}
		})
	}
}

func TestCacheOptions(t *testing.T) {
	o := CacheOptions{Modules: []string{"drm", "qoe"}, Streams: 0, Caches: []Caches{{"none", Cache{}, Cache{1 << 20, 8, 64}}}}
	_, err := CacheMisses(t.Context(), o)
	for _, want := range []string{`module "qoe": want some of match, wagering, director, abr, deepfake, drm`, "streams 0: must be from 1", "0,0,0: not a cache"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
	for _, args := range [][]string{
		nil, {"drm", "1", "64", "64", "sleep"}, {"qoe", "1", "64", "64", works}, {"drm", "0", "64", "64", works},
		{"drm", "1", "-1", "64", works}, {"drm", "1", "64", "0", works},
	} {
		if err := CacheWorker(args); err == nil {
			t.Errorf("worker with %q: no error", args)
		}
	}
}

func TestNoValgrind(t *testing.T) {
	t.Setenv("PATH", "")
	if _, err := CacheMisses(t.Context(), CacheOptions{Streams: 1}); !errors.Is(err, ErrNoValgrind) {
		t.Errorf("error %v, want %v", err, ErrNoValgrind)
	}
}

// TestValgrindFails: what valgrind says goes into the error, and the first error
// ends the others.
func TestValgrindFails(t *testing.T) {
	o := grinding(t)
	o.Worker = append(o.Worker, "not so")
	_, err := CacheMisses(t.Context(), o)
	if err == nil || !strings.Contains(err.Error(), "module match, caches m4: valgrind-") || !strings.Contains(err.Error(), "want a module, streams, bytes, ") {
		t.Errorf("error %v", err)
	}
	gone, stop := context.WithCancel(t.Context())
	stop()
	if _, err := CacheMisses(gone, o); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

// grinding returns options to count with, or skips the test. The worker is this test,
// built so that it has symbols.
func grinding(t *testing.T) CacheOptions {
	t.Helper()
	if _, err := exec.LookPath("valgrind"); err != nil {
		t.Skip("valgrind is not there to count cache misses with")
	}
	if testing.Short() || raced {
		t.Skip("to count cache misses takes its time, and a race detector has its own")
	}
	worker := filepath.Join(t.TempDir(), "bench.test")
	if out, err := exec.CommandContext(t.Context(), "go", "test", "-c", "-o", worker, ".").CombinedOutput(); err != nil {
		t.Fatalf("go test -c: %v\n%s", err, out)
	}
	return CacheOptions{Streams: ShardStreams, Caches: targets, Worker: []string{worker, "cache-worker"}}
}

// TestSymbols: a program whose functions cannot be told apart is refused.
func TestSymbols(t *testing.T) {
	text := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(text, []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := hasSymbols(text); err == nil || !strings.Contains(err.Error(), text) {
		t.Errorf("a text: error %v", err)
	}
	if err := hasSymbols(os.Args[0]); err != nil && !errors.Is(err, ErrNoSymbols) {
		t.Errorf("this test: error %v", err)
	}
}
