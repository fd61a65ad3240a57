package machine_test

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// rect is a frame of a picture.
type rect struct {
	X, Y, W, H int
	Class      string
}

// picture reads what a test of pictures needs.
func picture(t *testing.T, svg []byte) (rects []rect, texts []string, width, height int) {
	t.Helper()
	var doc struct {
		Box   string `xml:"viewBox,attr"`
		Rects []struct {
			X     int    `xml:"x,attr"`
			Y     int    `xml:"y,attr"`
			W     int    `xml:"width,attr"`
			H     int    `xml:"height,attr"`
			Class string `xml:"class,attr"`
		} `xml:"rect"`
		Texts []string `xml:"text"`
	}
	if err := xml.Unmarshal(svg, &doc); err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Sscanf(doc.Box, "0 0 %d %d", &width, &height); err != nil {
		t.Fatal(err)
	}
	for _, r := range doc.Rects {
		rects = append(rects, rect{r.X, r.Y, r.W, r.H, r.Class})
	}
	return rects, doc.Texts, width, height
}

// TestPicture: every CPU is there once, every worker on its own, nothing is outside
// the picture, and what is not in each other does not overlap.
func TestPicture(t *testing.T) {
	label := regexp.MustCompile(`^(\d+)(?:·w(\d+))?$`)
	for name, v := range views(t) {
		svg := v.AppendSVG(nil)
		rects, texts, width, height := picture(t, svg)
		if dir := os.Getenv("PICTURES"); dir != "" { // to look at
			if err := os.WriteFile(filepath.Join(dir, name+".svg"), svg, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for i, a := range rects {
			if a.X < 0 || a.Y < 0 || a.X+a.W > width || a.Y+a.H > height {
				t.Errorf("%s: %+v is not in the picture of %d by %d", name, a, width, height)
			}
			for _, b := range rects[:i] {
				if overlap(a, b) {
					t.Fatalf("%s: %+v lies on %+v", name, a, b)
				}
			}
		}
		cpus, workers := map[string]string{}, 0
		for _, text := range texts {
			if m := label.FindStringSubmatch(text); m != nil {
				if _, twice := cpus[m[1]]; twice {
					t.Errorf("%s: CPU %s is there twice", name, m[1])
				}
				cpus[m[1]] = m[2]
			}
		}
		for _, s := range v.Plan.Seats {
			if got := cpus[fmt.Sprint(s.CPU)]; got != fmt.Sprint(s.Worker) {
				t.Errorf("%s: CPU %d has worker %q, want %d", name, s.CPU, got, s.Worker)
			}
		}
		for _, w := range cpus {
			if w != "" {
				workers++
			}
		}
		if len(cpus) != len(v.Machine.CPUs) || workers != len(v.Plan.Seats) {
			t.Errorf("%s: %d CPUs and %d workers, want %d and %d", name, len(cpus), workers, len(v.Machine.CPUs), len(v.Plan.Seats))
		}
	}
}

// overlap reports whether two frames share a place, and neither is within the other.
func overlap(a, b rect) bool {
	apart := a.X >= b.X+b.W || b.X >= a.X+a.W || a.Y >= b.Y+b.H || b.Y >= a.Y+a.H
	return !apart && !within(a, b) && !within(b, a)
}

func within(a, b rect) bool {
	return a.X >= b.X && a.Y >= b.Y && a.X+a.W <= b.X+b.W && a.Y+a.H <= b.Y+b.H
}

// TestPagePicture: the picture in the page on tuning is one that the program draws.
func TestPagePicture(t *testing.T) {
	check(t, "../../../../../docs/machine.svg", string(views(t)["epyc"].AppendSVG(nil)))
}

// TestShares: the shards in a picture are all there are, as far as there is room.
func TestShares(t *testing.T) {
	for name, want := range map[string]int{"vm": 8, "epyc": 12, "c8g": 391, "mac": 0, "bare": 0} {
		rects, _, _, _ := picture(t, views(t)[name].AppendSVG(nil))
		got := 0
		for _, r := range rects {
			if r.Class == "shard" && r.W == 4 {
				got++
			}
		}
		if got != want {
			t.Errorf("%s: %d shards, want %d", name, got, want)
		}
	}
}

// TestEscape: a brand may hold anything.
func TestEscape(t *testing.T) {
	v := views(t)["vm"]
	v.Machine.Brand = `<"&>`
	_, texts, _, _ := picture(t, v.AppendSVG(nil))
	if !strings.HasPrefix(texts[0], v.Machine.Brand) {
		t.Errorf("headline %q, want it to begin with %q", texts[0], v.Machine.Brand)
	}
}
