package metrica

import "touchline/components"

// place is where something was, in millionths of the pitch from its top left
// corner.
type place struct {
	x, y  int64
	known bool
}

// The pitch is 105 m by 68 m.
const (
	length = 10_500 // cm
	width  = 6_800
	beyond = 500 // as far as a place may be off the pitch
)

// far reports whether p is far off the pitch.
func (p place) far() bool {
	const most = 10_000_000
	if max(p.x, -p.x, p.y, -p.y) > most {
		return true
	}
	x, y := p.centimeters()
	return max(x, -x) > length/2+beyond || max(y, -y) > width/2+beyond
}

// centimeters returns p from the center spot, y upward.
func (p place) centimeters() (x, y int64) {
	return round((p.x-500_000)*length, 1_000_000), round((500_000-p.y)*width, 1_000_000)
}

// round returns n/d, rounded half away from zero.
func round(n, d int64) int64 {
	if n < 0 {
		return -round(-n, d)
	}
	return (2*n + d) / (2 * d)
}

// turned reports whether the home side attacks to the left in the odd periods. The
// files do not say: most shots do.
func turned(records []record) bool {
	votes := 0
	for i := range records {
		r := &records[i]
		if r.what != shot || !r.begins.known || r.team == components.NoTeam {
			continue
		}
		right := r.begins.x > 500_000
		if (r.team == components.Home) == (r.period%2 == 1) == right {
			votes++
		} else {
			votes--
		}
	}
	return votes < 0
}

// place returns p on the pitch. The file keeps one side of it at the left for the
// whole match, and so the sides change ends as they do here.
func (t *teller) place(p place) (x, y components.Centimeter) {
	if !p.known {
		return components.NoPlace, components.NoPlace
	}
	cx, cy := p.centimeters()
	if t.turned {
		cx, cy = -cx, -cy
	}
	return components.Centimeter(cx), components.Centimeter(cy)
}
