package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// figures are what differs from run to run: numbers with their units.
var figures = regexp.MustCompile(`[0-9][0-9.,]*(ns|µs|ms|s|%|M)?`)

// shape is the text with its figures taken out, and with spaces that do not depend
// on how wide they were.
func shape(text string) string {
	text = figures.ReplaceAllString(text, "N")
	return strings.Join(strings.Fields(text), " ")
}

// TestProfilePage: what docs/profiling.md shows has the form of what the commands
// above it print. With -update it is written anew. The order of systems by cost may
// differ from machine to machine, so lines are compared as a set.
func TestProfilePage(t *testing.T) {
	const page = "../../docs/profiling.md"
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	dir, fresh := t.TempDir(), string(data)
	shown := shownBlocks(fresh)
	if len(shown) == 0 {
		t.Fatal("no output is shown")
	}
	for _, b := range shown {
		got := printed(t, dir, b.commands[len(b.commands)-1])
		if !*update && !sameLines(b.shown, got) {
			t.Errorf("docs/profiling.md shows\n%sbut this is printed\n%s go test ./cmd/touchline -run TestProfilePage -update", b.shown, got)
		}
		fresh = strings.Replace(fresh, b.text, strings.Replace(b.text, "```text\n"+b.shown+"```", "```text\n"+got+"```", 1), 1)
	}
	if *update {
		if err := os.WriteFile(page, []byte(fresh), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// sameLines reports whether both texts have lines of the same shapes, whatever their
// order.
func sameLines(a, b string) bool {
	counts := map[string]int{}
	for line := range strings.Lines(a) {
		counts[shape(line)]++
	}
	for line := range strings.Lines(b) {
		counts[shape(line)]--
	}
	for _, n := range counts {
		if n != 0 {
			return false
		}
	}
	return true
}

func TestSameLines(t *testing.T) {
	const was = "  drm  1.20µs  12.7%  1,000\n  abr  7ns  -\n"
	for _, tt := range []struct {
		is   string
		want bool
	}{
		{"   drm  999ns    9.1%     10\n   abr  70ns  -\n", true},
		{"abr 7ns -\ndrm 1s 0.1% 2\n", true},
		{"drm 1s 0.1% 2\n", false},
		{"drm 1s 0.1%\nabr 7ns -\n", false},
		{"drm 1s 0.1% 2\nabr 7ns 1\n", false},
	} {
		if got := sameLines(was, tt.is); got != tt.want {
			t.Errorf("%q: %t, want %t", tt.is, got, tt.want)
		}
	}
}
