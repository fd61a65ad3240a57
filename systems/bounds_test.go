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

// bounds are the hot loops: each has a file to itself, with so many bounds checks of
// an index. Those that are left belong to indexes that come out of a column; a slice
// is cut to its length before the loop, which takes no check of this kind.
var bounds = map[string]int{
	"abr/plain.go":       0,
	"director/four.go":   0,
	"match/play.go":      0,
	"wagering/tell.go":   0,
	"wagering/judge.go":  0,
	"drm/sign.go":        0,
	"deepfake/window.go": 0,
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
	all := 0
	for _, found := range regexp.MustCompile(`(?m)^(\S+\.go):\d+:\d+: Found IsInBounds$`).FindAllSubmatch(out, -1) {
		all++
		file := filepath.ToSlash(filepath.Clean(string(found[1])))
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
