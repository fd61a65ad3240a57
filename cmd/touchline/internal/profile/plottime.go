package profile

import (
	"image/color"
	"slices"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// columns is how many ticks or groups of ticks are drawn side by side.
const columns = 600

var (
	grey  = color.RGBA{0xa0, 0xa8, 0xb0, 0xff}
	blue  = hues[0]
	red   = color.RGBA{0xc0, 0x20, 0x20, 0xff}
	white = color.White
)

// plotTime draws the work of ticks over time. Where there are more than fit, a
// column has the median and the maximum of several.
func (p *Profiler) plotTime() (*plot.Plot, error) {
	panel := NewPanel("Work of a tick over time: medians blue, maxima grey, skipped ticks a red cross", "seconds since the first tick that is kept")
	var medians, maxima, skips plotter.XYs
	var group []time.Duration
	size := (p.ring.len() + columns - 1) / columns
	var began, origin time.Duration
	top := 1.0
	flush := func() {
		if len(group) == 0 {
			return
		}
		x := (began - origin).Seconds()
		medians = append(medians, plotter.XY{X: x, Y: max(median(group), 1)})
		most := max(float64(slices.Max(group)), 1)
		maxima = append(maxima, plotter.XY{X: x, Y: most})
		top = max(top, most)
		group = group[:0]
	}
	first := true
	p.ring.each(func(t *Tick, _ []time.Duration, _ []uint32) {
		if first {
			origin, first = t.Start, false
		}
		if len(group) == 0 {
			began = t.Start
		}
		if t.Skipped > 0 {
			skips = append(skips, plotter.XY{X: (t.Start - origin).Seconds(), Y: 1})
		}
		if group = append(group, t.Work); len(group) == size {
			flush()
		}
	})
	flush()
	for i := range skips {
		skips[i].Y = top
	}
	for _, l := range []struct {
		points plotter.XYs
		style  draw.GlyphStyle
	}{
		{maxima, draw.GlyphStyle{Color: grey, Radius: vg.Points(1.5), Shape: draw.CircleGlyph{}}},
		{medians, draw.GlyphStyle{Color: blue, Radius: vg.Points(1.2), Shape: draw.CircleGlyph{}}},
		{skips, draw.GlyphStyle{Color: red, Radius: vg.Points(4), Shape: draw.CrossGlyph{}}},
	} {
		if len(l.points) == 0 {
			continue
		}
		marks, err := plotter.NewScatter(l.points)
		if err != nil {
			return nil, err
		}
		marks.GlyphStyle = l.style
		panel.Add(marks)
	}
	return panel, nil
}
