package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// peak runs a program and says how much memory it held at most, in bytes.
//
// It is a process of its own because Linux counts what a process was before it
// became another: the child of a large test would be as large as that.
func peak() {
	cmd := exec.Command(os.Args[1], os.Args[2:]...)
	cmd.Stderr = os.Stderr
	err := cmd.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		os.Exit(exit.ExitCode())
	} else if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitFault)
	}
	fmt.Println(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss * maxrssUnit)
}

// TestPeakMemory replays matches of some three megabytes, as large as those of any
// provider are, and holds the most memory that the whole program has at any time to
// 64 MiB: a machine that has room for nothing else can still replay one.
func TestPeakMemory(t *testing.T) {
	const most = 64 << 20
	for _, name := range []string{large(t), recordedMatch("statsbomb/7584_events.json"), recordedMatch("skillcorner/2015213_dynamic_events.csv")} {
		t.Run(filepath.Base(name), func(t *testing.T) {
			if _, err := os.Stat(name); err != nil {
				t.Skipf("no recorded match: %v", err)
			}
			args := []string{"touchline", "replay", "--quiet", name}
			if testing.Short() {
				args = append(args, "--to", "00:30")
			}
			out, err := exec.Command("peak", args...).Output()
			if err != nil {
				t.Fatal(err)
			}
			bytes, err := strconv.Atoi(strings.TrimSpace(string(out)))
			if err != nil || bytes < 1<<20 {
				t.Fatalf("peak %q: no size of a program", out)
			}
			if t.Logf("%.1f MiB", float64(bytes)/(1<<20)); bytes > most {
				t.Errorf("%d bytes at most, want at most %d", bytes, most)
			}
		})
	}
}

// TestPeakSnapshot saves a run of many streams, and goes on from what was saved: neither
// takes much more memory than the run alone, so that a state that fits a machine can be
// saved and restored on it.
func TestPeakSnapshot(t *testing.T) {
	if testing.Short() {
		t.Skip("needs many streams")
	}
	file := filepath.Join(t.TempDir(), "state.snap")
	held := func(more ...string) float64 {
		t.Helper()
		args := append([]string{"touchline", "run", "--quiet", "--pace", "max", "--load", "published", "--streams", "12000", "--viewers", "1"}, more...)
		out, err := exec.Command("peak", args...).Output()
		if err != nil {
			t.Fatalf("%v: %v", more, err)
		}
		bytes, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
		if err != nil {
			t.Fatal(err)
		}
		return bytes
	}
	alone := held("--ticks", "4")
	saving := held("--ticks", "4", "--snapshot", file+"@2") / alone
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	restored := held("--ticks", "4", "--restore", file) / alone
	t.Logf("%.1f MiB alone; %.3f of it saving %.1f MiB, %.3f restored", alone/(1<<20), saving, float64(info.Size())/(1<<20), restored)
	if float64(info.Size()) < alone/4 { // more than what is allowed below
		t.Error("the state is so small that this shows nothing")
	}
	if saving > 1.2 || restored > 1.2 {
		t.Errorf("%.3f times the memory of the run to save it, and %.3f to go on, want at most 1.2", saving, restored)
	}
}

// TestPeakIsOwn checks that a run reports the memory of its own, not that of a large
// program that started it.
func TestPeakIsOwn(t *testing.T) {
	ballast := make([]byte, 256<<20)
	for i := 0; i < len(ballast); i += 4096 {
		ballast[i] = 1
	}
	out, err := exec.Command("touchline", append(oneTick("final"), "--json")...).Output()
	runtime.KeepAlive(ballast)
	var report struct {
		Peak int64 `json:"peak_rss_bytes"`
	}
	if err := errors.Join(err, json.Unmarshal(out, &report)); err != nil {
		t.Fatal(err)
	}
	if report.Peak < 1<<20 || report.Peak > 128<<20 {
		t.Errorf("%d bytes at most, want those of the run alone", report.Peak)
	}
}

// recordedMatch returns the path of a recorded match, which lies beside the
// checkout if at all.
func recordedMatch(name string) string {
	return filepath.Join("../../../shared/matches", name)
}

// large writes a match of three megabytes and returns its path: passes every two
// seconds, with names as long as they get.
func large(t testing.TB) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(`{"v":1,"sport":"football","home":"Ash","away":"Birch"}` + "\n")
	for ms := 0; b.Len() < 3<<20; ms += 200 {
		fmt.Fprintf(&b, `{"t":%d,"p":1,"k":"pass","team":"home","player":"Somebody of the name %d, who has others too","other":"Somebody else","x":%d.25,"y":-3.5,"ex":12.75,"ey":7,"dur":900}`+"\n",
			ms, ms/200%40, ms/200%50)
	}
	b.WriteString(`{"t":3600000,"p":1,"k":"match_end"}` + "\n")
	path := filepath.Join(t.TempDir(), "large.ndjson")
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestStart says how long it takes from the start of the program to the end of the
// first tick, with a match of three megabytes. It is no limit, for a machine may be
// busy; BenchmarkStart has the same without the start of a process.
func TestStart(t *testing.T) {
	for _, name := range []string{"final", large(t), recordedMatch("statsbomb/7584_events.json")} {
		best := time.Hour
		for range 5 {
			began := time.Now()
			if out, err := exec.Command("touchline", oneTick(name)...).CombinedOutput(); err != nil {
				t.Logf("%s: %s", filepath.Base(name), out)
				break
			}
			best = min(best, time.Since(began))
		}
		if best < time.Hour {
			t.Logf("%s: %v to the first tick", filepath.Base(name), best.Round(time.Millisecond))
		}
	}
}

func oneTick(name string) []string {
	return []string{"run", "--quiet", "--pace", "max", "--ticks", "1", "--match", name}
}

// BenchmarkStart measures reading a match, building the engine and running a tick.
func BenchmarkStart(b *testing.B) {
	for _, name := range []string{"final", large(b), recordedMatch("statsbomb/7584_events.json")} {
		b.Run(filepath.Base(name), func(b *testing.B) {
			if _, err := os.Stat(name); err != nil && name != "final" {
				b.Skip("no recorded match")
			}
			for b.Loop() {
				if code := run(b.Context(), oneTick(name)...); code != exitDone {
					b.Fatalf("exit code %d", code)
				}
			}
		})
	}
}
