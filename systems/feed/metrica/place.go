package metrica

import "touchline/components"

// place is where something was, in millionths of the pitch from its top left
// corner.
type place struct {
	x, y  int64
	known bool
}

// pitch is how large one is, in centimeters.
type pitch struct{ length, width int64 }

// usual is the pitch of the sample matches.
var usual = pitch{105_00, 68_00}

// far reports whether p is far off the pitch.
func (g pitch) far(p place) bool {
	const most = 10_000_000 // shares beyond which the centimeters might not fit
	const beyond = 5_00     // as far as a place may be off the pitch
	if max(p.x, -p.x, p.y, -p.y) > most {
		return true
	}
	x, y := g.centimeters(p)
	return max(x, -x) > g.length/2+beyond || max(y, -y) > g.width/2+beyond
}

// centimeters returns p from the center spot, y upward.
func (g pitch) centimeters(p place) (x, y int64) {
	return round((p.x-500_000)*g.length, 1_000_000), round((500_000-p.y)*g.width, 1_000_000)
}

// round returns n/d, rounded half away from zero.
func round(n, d int64) int64 {
	if n < 0 {
		return -round(-n, d)
	}
	return (2*n + d) / (2 * d)
}

// turned reports whether the home side attacks to the left in the odd periods. The
// files of events do not say: if the metadata do not either, most shots do.
func turned(records []record, in *info) bool {
	if left, told := in.turned(); told {
		return left
	}
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
	cx, cy := t.field.centimeters(p)
	if t.turned {
		cx, cy = -cx, -cy
	}
	return components.Centimeter(cx), components.Centimeter(cy)
}
