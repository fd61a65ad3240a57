package main

import (
	"fmt"
	"image/color"
	"io"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"touchline/bench"
	"touchline/cmd/touchline/internal/profile"
	"touchline/cmd/touchline/internal/record"
)

// plotBench draws what the full pipeline of a stream costs against how many streams
// there are: ours, the references, and what the machine cannot do for less.
func plotBench(path, format string, r *bench.Report) error {
	panel := profile.NewPanel("What a stream costs in a tick: all five modules", "streams")
	panel.X.Scale, panel.X.Tick.Marker = plot.LogScale{}, profile.Counts()
	panel.Y.Label.Text = "processor time"
	panel.Y.Label.TextStyle.Font.Variant = "Sans"
	grid := plotter.NewGrid()
	grid.Vertical.Color = nil
	panel.Add(grid)
	lines := r.Curves("full-pipeline")
	for i := range lines {
		l, points, err := plotter.NewLinePoints(curve(lines[i].Points))
		if err != nil {
			return err
		}
		hue := profile.Hue(lines[i].Side)
		l.Color, l.Width = hue, vg.Points(1.8)
		if lines[i].InOrder {
			l.Dashes = []vg.Length{vg.Points(5), vg.Points(3)}
		}
		points.Color, points.Shape, points.Radius = hue, draw.CircleGlyph{}, vg.Points(2.5)
		panel.Add(l, points)
		panel.Legend.Add(lines[i].Name, l, points)
	}
	panel.X.Max = max(1.3*panel.X.Max, 10*panel.X.Min)
	for i, f := range []struct {
		name string
		ns   float64
	}{
		{fmt.Sprintf("%d bytes at %.1f GB/s, from memory", r.Floors.Bytes, r.Floors.Read), r.Floors.Memory},
		{"two runs of SHA-256's compression", r.Floors.Hash},
	} {
		l, err := plotter.NewLine(plotter.XYs{{X: panel.X.Min, Y: f.ns}, {X: panel.X.Max, Y: f.ns}})
		if err != nil {
			return err
		}
		l.Color, l.Width = color.Gray{0x60}, vg.Points(1.2)
		l.Dashes = [][]vg.Length{{vg.Points(9), vg.Points(2)}, {vg.Points(1.5), vg.Points(2.5)}}[i]
		panel.Add(l)
		panel.Legend.Add(f.name, l)
	}
	panel.Y.Max *= 12 // room for the legend
	panel.Y.Min /= 1.5
	profile.Legend(panel)
	return record.Whole(path, func(w io.Writer) error {
		return profile.WritePanel(w, format, 9*vg.Inch, 6*vg.Inch, panel)
	})
}

func curve(points []bench.Point) (list plotter.XYs) {
	for _, p := range points {
		list = append(list, plotter.XY{X: float64(p.Streams), Y: p.NS})
	}
	slices.SortFunc(list, func(a, b plotter.XY) int { return int(a.X - b.X) })
	return list
}
