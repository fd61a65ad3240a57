package profile

import (
	"bytes"
	"image/color"
	"image/png"
	"strings"
	"testing"
	"time"

	"touchline/ecs"
	"touchline/scheduler"
)

// plotted is a run with skipped ticks.
func plotted(t *testing.T) *rig {
	var clock scheduler.Manual
	act := func(r *ecs.Run) {
		spin(time.Duration(r.Now.Tick%7) * time.Microsecond)(r)
		if r.Now.Tick == 50 {
			clock.Advance(170 * time.Millisecond)
		}
	}
	worlds := shards(t, 1)
	r := newRig(t, Config{Keep: 1000}, scheduler.Config{
		Clock: &clock, Overrun: scheduler.Skip, Systems: steps(toy{"simulate", idle}, toy{"director", act}),
	}, worlds)
	r.run(t, 1000)
	return r
}

func TestPlotSVG(t *testing.T) {
	var b bytes.Buffer
	if err := plotted(t).WritePlot(&b, "svg"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Work of a tick over time", "Time of each system in a tick", "Time of a system against its rows", ">director<", ">simulate<", ">rows<", `<path d="M0,0L720,0L720,864L0,864Z" style="fill:#FFFFFF" />`, "stroke:#C02020"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %s in the plot", want)
		}
	}
	if strings.Contains(b.String(), "NaN") || strings.Contains(b.String(), "Inf") {
		t.Error("there is a place that is none")
	}
}

// TestPlotPNG: the picture has its own white all around.
func TestPlotPNG(t *testing.T) {
	var b bytes.Buffer
	if err := plotted(t).WritePlot(&b, "png"); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&b)
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
	inked := 0
	for y := range size.Dy() {
		for x := range size.Dx() {
			if r, g, b, _ := img.At(x, y).RGBA(); r+g+b < 0x18000 {
				inked++
			}
		}
	}
	if inked < 5000 {
		t.Errorf("only %d dots are drawn", inked)
	}
}

// TestPlotOfLittle: one tick, without rows, is a plot too.
func TestPlotOfLittle(t *testing.T) {
	r := newRig(t, Config{}, scheduler.Config{Systems: steps(toy{"outbox", idle})}, shards(t, 1))
	r.run(t, 1)
	for _, format := range []string{"svg", "png"} {
		if err := r.WritePlot(new(bytes.Buffer), format); err != nil {
			t.Error(err)
		}
	}
	if err := r.WritePlot(new(bytes.Buffer), "gif"); err == nil || err.Error() != `format "gif": want svg or png` {
		t.Errorf("error %v", err)
	}
}

// TestWritePanel: a panel has white around it, in which nothing is cut off.
func TestWritePanel(t *testing.T) {
	var b bytes.Buffer
	if err := WritePanel(&b, "svg", 100, 100, NewPanel("title", "x")); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{">title<", `style="fill:#FFFFFF"`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %s in the picture", want)
		}
	}
	if err := WritePanel(&b, "gif", 100, 100, NewPanel("", "")); err == nil {
		t.Error("a picture in no known format")
	}
}

func TestPlotFormat(t *testing.T) {
	for name, want := range map[string]string{"a.svg": "svg", "b/c.PNG": "png"} {
		if got, err := PlotFormat(name); err != nil || got != want {
			t.Errorf("%s: %s, error %v", name, got, err)
		}
	}
	if _, err := PlotFormat("a.jpg"); err == nil || err.Error() != `"a.jpg": want a name that ends in .svg or .png` {
		t.Errorf("error %v", err)
	}
}
