package main

import (
	"io"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"touchline/cmd/touchline/internal/profile"
	"touchline/cmd/touchline/internal/record"
	"touchline/cmd/touchline/internal/tune"
)

// plotJitter draws which share of ticks was later than what: the lower a line, and the
// sooner it falls, the better.
func plotJitter(path, format string, found []tune.Jitter) error {
	panel := profile.NewPanel("Late by how much, and how many ticks are later", "share of ticks that are later")
	panel.X.Scale, panel.X.Tick.Marker = plot.InvertedScale{Normalizer: plot.LogScale{}}, profile.Shares()
	panel.Add(plotter.NewGrid())
	for i := range found {
		line, err := plotter.NewLine(later(&found[i]))
		if err != nil {
			return err
		}
		line.Color, line.Width = profile.Hue(i), vg.Points(1.8)
		panel.Add(line)
		panel.Legend.Add(found[i].Name, line)
	}
	panel.Y.Max *= 10 // room for the legend
	profile.Legend(panel)
	return record.Whole(path, func(w io.Writer) error {
		return profile.WritePanel(w, format, 9*vg.Inch, 5*vg.Inch, panel)
	})
}

// later is how large a share of ticks was later than each time that one of them was.
func later(j *tune.Jitter) (points plotter.XYs) {
	left := j.Hist.Count()
	all := float64(left)
	j.Hist.Buckets(func(low, high time.Duration, n uint64) {
		at := max(float64(low+high)/2, 1) // ns
		points = append(points, plotter.XY{X: float64(left) / all, Y: at})
		left -= n
	})
	return points
}
