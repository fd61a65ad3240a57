package profile

import (
	"fmt"
	"image/color"
	"io"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// The page of a plot. It has its own white, so that it can be read on a dark
// screen.
const (
	pageWidth  = 10 * vg.Inch
	pageHeight = 12 * vg.Inch
	margin     = 0.2 * vg.Inch
	keyWidth   = 1.1 * vg.Inch
)

// PlotFormat returns the format of a plot in a file of that name: svg or png.
func PlotFormat(path string) (string, error) {
	switch ext := strings.ToLower(filepath.Ext(path)); ext {
	case ".svg", ".png":
		return ext[1:], nil
	default:
		return "", fmt.Errorf("%q: want a name that ends in .svg or .png", path)
	}
}

// WritePlot draws the ticks that are kept: what they took over time, how that is
// spread for each system, and how it depends on rows.
func (p *Profiler) WritePlot(w io.Writer, format string) error {
	page, write, err := newPage(format, pageWidth, pageHeight)
	if err != nil {
		return err
	}
	overTime, err := p.plotTime()
	if err != nil {
		return err
	}
	rows, err := p.plotRows()
	if err != nil {
		return err
	}
	panels := []*plot.Plot{overTime, p.plotSpread(), rows}
	height := (pageHeight - 2*margin) / vg.Length(len(panels))
	areas := make([]draw.Canvas, len(panels))
	for i := range panels {
		bottom := pageHeight - margin - height*vg.Length(i+1)
		areas[i] = draw.Crop(page, margin, -margin-keyWidth, bottom+margin/2, bottom+height-margin/2-pageHeight)
	}
	for i, plot := range panels {
		plot.Legend = withoutKey
		plot.Draw(areas[i])
	}
	key := draw.Crop(page, pageWidth-margin-keyWidth+0.1*vg.Inch, -margin, margin, areas[2].Max.Y-pageHeight)
	p.key(key)
	return write(w)
}

// newPage returns a white page and what writes it.
func newPage(format string, width, height vg.Length) (page draw.Canvas, write func(io.Writer) error, err error) {
	var canvas interface {
		vg.CanvasSizer
		io.WriterTo
	}
	switch format {
	case "svg":
		canvas = vgsvg.New(width, height)
	case "png":
		canvas = vgimg.PngCanvas{Canvas: vgimg.NewWith(vgimg.UseWH(width, height), vgimg.UseDPI(120))}
	default:
		return page, nil, fmt.Errorf("format %q: want svg or png", format)
	}
	page = draw.New(canvas)
	page.FillPolygon(color.White, []vg.Point{{}, {X: width}, {X: width, Y: height}, {Y: height}})
	return page, func(w io.Writer) error {
		_, err := canvas.WriteTo(w)
		return err
	}, nil
}

// WritePanel draws one panel on a page of its own.
func WritePanel(w io.Writer, format string, width, height vg.Length, panel *plot.Plot) error {
	page, write, err := newPage(format, width, height)
	if err != nil {
		return err
	}
	panel.Draw(draw.Crop(page, margin, -2*margin, margin, -margin)) // the last mark of an axis stands out on the right
	return write(w)
}

// withoutKey is the key of a panel: there is one beside them.
var withoutKey = plot.NewLegend()

// NewPanel returns a panel whose y axis has durations.
func NewPanel(title, x string) *plot.Plot {
	panel := plot.New()
	panel.Title.Text = title
	panel.Title.TextStyle.Font.Size = vg.Points(13)
	panel.Title.Padding = vg.Points(6)
	for _, style := range []*text.Style{
		&panel.Title.TextStyle, &panel.X.Label.TextStyle, &panel.X.Tick.Label, &panel.Y.Tick.Label,
	} {
		style.Font.Variant = "Sans"
	}
	panel.X.Label.Text = x
	panel.Y.Scale = plot.LogScale{}
	panel.Y.Tick.Marker = decades{duration}
	return panel
}

// decades marks the powers of ten of a logarithmic axis, and names them; if it is
// short, also what lies between.
type decades struct{ name func(float64) string }

// Ticks implements [plot.Ticker].
func (d decades) Ticks(lo, hi float64) (all []plot.Tick) {
	short := hi < 50*lo
	for e := math.Floor(math.Log10(lo)); e <= math.Ceil(math.Log10(hi)); e++ {
		v := math.Pow(10, e)
		all = append(all, plot.Tick{Value: v, Label: d.name(v)})
		for k := 2.0; k < 10; k++ {
			t := plot.Tick{Value: k * v}
			if short && (k == 2 || k == 5) {
				t.Label = d.name(k * v)
			}
			all = append(all, t)
		}
	}
	return all
}

func duration(ns float64) string {
	return time.Duration(ns).String()
}

func number(v float64) string {
	if v < 1 {
		return ""
	}
	return Grouped(uint64(v + 0.5))
}

// hues are told apart by those who do not see colours as others do, too; with the
// shapes there are enough for all systems.
var hues = []color.Color{
	color.RGBA{0x00, 0x72, 0xb2, 0xff}, color.RGBA{0xd5, 0x5e, 0x00, 0xff}, color.RGBA{0x00, 0x9e, 0x73, 0xff},
	color.RGBA{0xcc, 0x79, 0xa7, 0xff}, color.RGBA{0xb8, 0x86, 0x0b, 0xff}, color.RGBA{0x2b, 0x9f, 0xd6, 0xff},
	color.RGBA{0x40, 0x40, 0x40, 0xff},
}

var shapes = []draw.GlyphDrawer{draw.CircleGlyph{}, draw.PlusGlyph{}, draw.TriangleGlyph{}, draw.SquareGlyph{}}

func glyph(system int) draw.GlyphStyle {
	return draw.GlyphStyle{Color: hues[system%len(hues)], Radius: vg.Points(2), Shape: shapes[system/len(hues)%len(shapes)]}
}

// Hue is the color of the i-th of several things.
func Hue(i int) color.Color { return hues[i%len(hues)] }

// Counts marks the axis of a number of things.
func Counts() plot.Ticker { return decades{number} }

// Legend puts the legend of a panel into its upper left corner.
func Legend(panel *plot.Plot) {
	panel.Legend.Left, panel.Legend.Top, panel.Legend.Padding = true, true, vg.Points(3)
	panel.Legend.TextStyle.Font.Variant = "Sans"
}

// Shares marks the axis of shares of a whole, down to small ones.
func Shares() plot.Ticker {
	return decades{func(v float64) string { return strconv.FormatFloat(v*100, 'g', 3, 64) + " %" }}
}
