package systems_test

import (
	"maps"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// bounds are hot loops, each with a file to itself, and how many checks of an index
// the compiler leaves in them: of indexes that come out of a column, and of nothing
// else. A slice is cut to its length before the loop.
var bounds = map[string]int{
	"abr/abreast.go":       2, // the first stream, twice, and none of those beside it
	"abr/advance.go":       4, // the push after the first, and that, twice; one after the loop
	"abr/part.go":          3, // the stream, when a part was taken if it breaks; one after the loop
	"deepfake/watch.go":    5, // the stream, those of two that refuse, and its slots, each by a row of its own
	"director/movefour.go": 1, // the fixture
	"director/wide.go":     0, // in a build with vector instructions
	"director/call.go":     0,
	"drm/renew.go":         12, // the viewer, its place, tier, number, a session; the stream, thrice; the license, the grant's two columns, a head
	"match/play.go":        8,  // the event, its fixture; the rest of what few events need: play, a score, another phase, a sport
	"qoe/fold.go":          7,  // in two loops: the viewer, its stream; the route, the cell, two buckets, none of waiting
	"wagering/tell.go":     4,  // the event, its fixture; a sport, twice
}

// TestBoundsChecks asks the compiler which checks it leaves in the hot loops. A check
// more is one for each row.
func TestBoundsChecks(t *testing.T) {
	goTool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("there is no go command to ask")
	}
	var folders []string
	for file := range bounds {
		folders = append(folders, "./"+path.Dir(file))
	}
	slices.Sort(folders)
	args := append([]string{"build", "-gcflags=-d=ssa/check_bce"}, slices.Compact(folders)...)
	out, err := exec.Command(goTool, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	got := map[string]int{}
	for file := range bounds {
		got[file] = 0
	}
	all, folder := 0, ""
	// What was built before is told again with the path that it had then: of that only the
	// name says something, and before the files of a package stands which it is.
	line := regexp.MustCompile(`(?m)^(?:# touchline/systems/(\S+)|(\S+\.go):\d+:\d+: Found IsInBounds)$`)
	for _, found := range line.FindAllStringSubmatch(string(out), -1) {
		if found[1] != "" {
			folder = found[1]
			continue
		}
		all++
		file := path.Join(folder, path.Base(filepath.ToSlash(found[2])))
		if _, hot := bounds[file]; hot {
			got[file]++
		}
	}
	if all == 0 {
		t.Fatalf("no checks at all: this test does not understand the compiler:\n%s", out)
	}
	if !maps.Equal(got, bounds) {
		t.Errorf("bounds checks %v, want %v", got, bounds)
	}
}
