package wyscout

import (
	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// place is where something was, in hundredths of a percent of the pitch. In the
// file every side attacks toward x = 100 % and has y = 0 on its left.
type place struct {
	x, y  int64
	known bool
}

// Corners of the pitch stand for a place that is not known, unless a corner is
// taken from there.
var (
	origin   = place{0, 0, true}
	opposite = place{100_00, 100_00, true}
)

// The pitch is taken to be 105 m by 68 m.
const (
	halfLength = 5250 // cm
	halfWidth  = 3400
	beyond     = 500 // as far as a place may be off the pitch
)

// places reads where an event began and ended: [{"x":50,"y":51}, {"x":39,"y":52}].
func (r *reader) places(at scan.Span) (from, to place) {
	n := 0
	for p := range r.Elements("positions", at) {
		switch n++; n {
		case 1:
			from = r.place(p)
		case 2:
			to = r.place(p)
		}
	}
	return from, to
}

func (r *reader) place(at scan.Span) place {
	if r.Null(at) {
		return place{}
	}
	var f [2]scan.Span
	r.Members("positions", at, f[:], "x", "y")
	if f[0] == (scan.Span{}) || f[1] == (scan.Span{}) {
		return place{}
	}
	x, near := r.Fixed("positions.x", f[0], 2)
	y, close := r.Fixed("positions.y", f[1], 2)
	p := place{x, y, true}
	if cx, cy := p.centimeters(); !near || !close || beyondReach(x, y) || outside(cx, halfLength) || outside(cy, halfWidth) {
		r.Warn(recording.BadPlace, "%s is far off the pitch: not known", recording.Clip(r.Text(at)))
		return place{}
	}
	return p
}

// beyondReach reports whether a coordinate is too large to be turned into
// centimeters.
func beyondReach(x, y int64) bool {
	const most = 1_000_00
	return max(x, -x) > most || max(y, -y) > most
}

func outside(c, half int64) bool { return max(c, -c) > half+beyond }

// centimeters returns p from the center spot, for a side that attacks toward
// positive x.
func (p place) centimeters() (x, y int64) {
	return round((p.x-50_00)*2*halfLength, 100_00), round((50_00-p.y)*2*halfWidth, 100_00)
}

// where returns p for the record that is being told: the home side attacks
// toward positive x in the odd periods.
func (r *reader) where(p place) (x, y components.Centimeter) {
	if !p.known {
		return components.NoPlace, components.NoPlace
	}
	cx, cy := p.centimeters()
	if (r.now.team == components.Away) != (r.time.period%2 == 0) {
		cx, cy = -cx, -cy
	}
	return components.Centimeter(cx), components.Centimeter(cy)
}

// round returns n/d, rounded half away from zero.
func round(n, d int64) int64 {
	if n < 0 {
		return -round(-n, d)
	}
	return (2*n + d) / (2 * d)
}
