package profile

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"touchline/scheduler"
)

// plotSpread draws how the times of each system are spread, over the whole run.
func (p *Profiler) plotSpread() *plot.Plot {
	panel := NewPanel("Time of each system in a tick: quartiles, 1st and 99th percentile, maximum", "")
	var names []string
	for i, name := range p.names {
		s := spread{at: float64(len(names)), style: glyph(i)}
		s.of(&p.cfg.Timings.Systems[i])
		panel.Add(s)
		names = append(names, name)
	}
	panel.NominalX(names...)
	return panel
}

// spread is a system: a box from the first to the third quartile, with the median,
// on a line that reaches up to the 99th percentile, and a point at the maximum.
type spread struct {
	at                             float64
	low, first, mid, third, p99, m float64
	style                          draw.GlyphStyle
}

func (s *spread) of(h *scheduler.Hist) {
	at := func(permille uint64) float64 { return max(float64(h.Quantile(permille)), 1) }
	s.low, s.first, s.mid, s.third, s.p99, s.m = at(10), at(250), at(500), at(750), at(990), max(float64(h.Max()), 1)
}

// Plot implements [plot.Plotter].
func (s spread) Plot(c draw.Canvas, panel *plot.Plot) {
	xs, ys := panel.Transforms(&c)
	half := vg.Points(9)
	x := xs(s.at)
	line := draw.LineStyle{Color: s.style.Color, Width: vg.Points(1.2)}
	c.StrokeLine2(line, x, ys(s.low), x, ys(s.first))
	c.StrokeLine2(line, x, ys(s.third), x, ys(s.p99))
	c.StrokeLine2(line, x-half/2, ys(s.p99), x+half/2, ys(s.p99))
	c.StrokeLine2(line, x-half/2, ys(s.low), x+half/2, ys(s.low))
	box := []vg.Point{{X: x - half, Y: ys(s.first)}, {X: x + half, Y: ys(s.first)}, {X: x + half, Y: ys(s.third)}, {X: x - half, Y: ys(s.third)}}
	c.FillPolygon(white, box)
	c.StrokeLines(line, append(box, box[0]))
	line.Width = vg.Points(2.5)
	c.StrokeLine2(line, x-half, ys(s.mid), x+half, ys(s.mid))
	c.DrawGlyph(draw.GlyphStyle{Color: s.style.Color, Radius: vg.Points(2.5), Shape: draw.CircleGlyph{}}, vg.Point{X: x, Y: ys(s.m)})
}

// DataRange implements [plot.DataRanger].
func (s spread) DataRange() (xmin, xmax, ymin, ymax float64) {
	return s.at - 0.5, s.at + 0.5, s.low, s.m
}
