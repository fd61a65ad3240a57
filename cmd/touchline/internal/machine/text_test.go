package machine_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"touchline/cmd/touchline/internal/machine"
	"touchline/scheduler/topology"
	"touchline/scheduler/topology/topologytest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// views are what the golden files show.
func views(t *testing.T) map[string]*machine.View {
	t.Helper()
	view := func(m topology.Machine, workers int, pinning string, shards, streams int) *machine.View {
		p, err := topology.ParsePlacement(pinning)
		if err != nil {
			t.Fatal(err)
		}
		return &machine.View{Machine: &m, Plan: m.Plan(workers, p), Shards: shards, Streams: streams}
	}
	read := func(fsys fs.FS, allowed ...int) topology.Machine {
		m, err := topology.Read(fsys, allowed)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	mac, err := topology.ReadSysctl(topologytest.M4Max)
	if err != nil {
		t.Fatal(err)
	}
	mac.Arch, mac.Brand = "arm64", "Apple M4 Max"
	partly := topologytest.EPYC()
	topologytest.Put(partly, "sys/devices/system/cpu/online", "0-5,8-13")
	topologytest.Put(partly, "sys/devices/system/cpu/isolated", "2-3,10-11")
	odd := fstest.MapFS{} // two caches, with every other CPU
	for n, shared := range []string{"0,2", "1,3", "0,2", "1,3"} {
		at := fmt.Sprintf("sys/devices/system/cpu/cpu%d/cache/index3/", n)
		topologytest.Put(odd, at+"level", "3")
		topologytest.Put(odd, at+"type", "Unified")
		topologytest.Put(odd, at+"size", "8M")
		topologytest.Put(odd, at+"shared_cpu_list", shared)
	}
	return map[string]*machine.View{
		"odd":       view(read(odd), 1, "none", 0, 0),
		"vm":        view(read(topologytest.VM()), 2, "compact", 8, 2000),
		"epyc":      view(read(topologytest.EPYC()), 3, "compact", 12, 3000),
		"epyc-full": view(read(topologytest.EPYC()), 10, "spread", 0, 0),
		"isolated":  view(read(partly, 0, 1, 2, 3, 4, 8, 9, 10, 11, 12), 2, "compact", 0, 0),
		"c8g":       view(read(topologytest.C8g()), 95, "compact", 391, 400_000),
		"mac":       view(mac, 12, "none", 48, 10_000),
		"biglittle": view(read(topologytest.BigLittle()), 5, "compact", 0, 0),
		"bare":      view(read(topologytest.Bare()), 1, "compact", 0, 0),
		"container": view(read(topologytest.Container(), 2, 3), 2, "compact", 0, 0),
	}
}

// check compares with a golden file.
func check(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nif the change is meant: go test -update", path, got)
	}
}

func TestWrite(t *testing.T) {
	for name, v := range views(t) {
		var b strings.Builder
		if err := v.Write(&b); err != nil {
			t.Fatal(err)
		}
		check(t, name+".txt", b.String())
		for line := range strings.Lines(b.String()) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 80 {
				t.Errorf("%s: %d columns: %s", name, n, line)
			}
		}
	}
}
