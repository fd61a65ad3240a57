package main

import (
	"encoding/xml"
	"errors"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchline/bench"
)

// drawn is a report with a full pipeline at some sizes.
func drawn(sizes ...int) *bench.Report {
	r := &bench.Report{Floors: &bench.Floors{Bytes: 444, Read: 11.1, Memory: 40, Hash: 90}}
	for i, n := range sizes {
		grown := float64(1 + i)
		for _, m := range []bench.Measurement{
			{Reference: "published", Order: "shuffled", ReferenceNS: 2000 * grown},
			{Reference: "published", Order: "index", ReferenceNS: 1900 * grown},
			{Reference: "best", Order: "shuffled", ReferenceNS: 300 * grown},
			{Reference: "best", Order: "index", ReferenceNS: 290 * grown},
		} {
			m.Row, m.Streams, m.Mode, m.Ours = "full-pipeline", n, "batch", 250
			r.Rows = append(r.Rows, m)
		}
	}
	return r
}

// TestPlotBench: pictures are whole, have their own white all around, and name every
// line, even if there is but one size.
func TestPlotBench(t *testing.T) {
	for _, sizes := range [][]int{{1}, {1000, 1, 1_000_000}} {
		path := filepath.Join(t.TempDir(), "cost.svg")
		if err := plotBench(path, "svg", drawn(sizes...)); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(strings.NewReader(string(text))); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatal(err)
			}
		}
		for _, want := range []string{
			">published design, shuffled<", ">published design, in order<", ">best of its kind, shuffled<", ">best of its kind, in order<",
			">touchline, one batch<", ">444 bytes at 11.1 GB/s, from memory<", ">streams<", ">processor time<", "fill:#FFFFFF",
		} {
			if !strings.Contains(string(text), want) {
				t.Errorf("%v: no %s in the picture", sizes, want)
			}
		}
		if strings.Contains(string(text), "NaN") || strings.Contains(string(text), "Inf") {
			t.Errorf("%v: there is a place that is none", sizes)
		}
	}
}

func TestPlotBenchPNG(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cost.png")
	if err := plotBench(path, "png", drawn(1, 1000, 100_000)); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	size := img.Bounds()
	for _, x := range []int{0, size.Dx() - 1} {
		for _, y := range []int{0, size.Dy() - 1} {
			if c := color.NRGBAModel.Convert(img.At(x, y)); c != (color.NRGBA{0xff, 0xff, 0xff, 0xff}) {
				t.Errorf("at %d, %d it is %v", x, y, c)
			}
		}
	}
}
