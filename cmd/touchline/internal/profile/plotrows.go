package profile

import (
	"image/color"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// fewest is how many ticks of a system are drawn at most.
const fewest = 300

// plotRows draws what each system took against its rows, for some of the ticks in
// which it had any.
func (p *Profiler) plotRows() (*plot.Plot, error) {
	panel := NewPanel("Time of a system against its rows in the tick", "rows")
	panel.X.Scale = plot.LogScale{}
	panel.X.Tick.Marker = decades{number}
	points := make([]plotter.XYs, len(p.names))
	every := (p.ring.len() + fewest - 1) / fewest
	n, any := 0, false
	p.ring.each(func(_ *Tick, times []time.Duration, rows []uint32) {
		if n++; n%every != 0 {
			return
		}
		for i := range times {
			if rows[i] > 0 && times[i] > 0 {
				points[i] = append(points[i], plotter.XY{X: float64(rows[i]) * aside(i, len(times)), Y: float64(times[i])})
				any = true
			}
		}
	})
	for i := range points {
		if len(points[i]) == 0 {
			continue
		}
		marks, err := plotter.NewScatter(points[i])
		if err != nil {
			return nil, err
		}
		marks.GlyphStyle = glyph(i)
		panel.Add(marks)
	}
	lo, hi := aside(0, len(p.names)), aside(len(p.names), len(p.names))
	panel.X.Min, panel.X.Max = panel.X.Min*lo, panel.X.Max*hi
	if !any { // a logarithmic axis needs something to begin with
		panel.X.Min, panel.X.Max, panel.Y.Min, panel.Y.Max = 1, 10, 1, 10
	}
	return panel, nil
}

// aside moves the marks of a system a little, so that those of systems with as many
// rows do not hide each other.
func aside(i, of int) float64 { return 1 + 0.05*(float64(i)/float64(of)-0.5) }

// key names the marks, beside the panel of rows.
func (p *Profiler) key(c draw.Canvas) {
	legend := plot.NewLegend()
	legend.Top, legend.Left = true, true
	legend.TextStyle.Font.Size = vg.Points(11)
	legend.TextStyle.Font.Variant = "Sans"
	legend.TextStyle.Color = color.Black
	legend.Padding = vg.Points(3)
	for i, name := range p.names {
		legend.Add(name, mark(glyph(i)))
	}
	legend.Draw(c)
}

// mark is one mark in the key.
type mark draw.GlyphStyle

// Thumbnail implements [plot.Thumbnailer].
func (m mark) Thumbnail(c *draw.Canvas) {
	style := draw.GlyphStyle(m)
	style.Radius *= 1.5
	c.DrawGlyph(style, c.Center())
}
