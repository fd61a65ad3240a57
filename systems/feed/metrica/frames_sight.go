package metrica

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// sight returns the frame of the row. It reports false if the row is none.
func (f *frames) sight() (s recording.Sight, ok bool) {
	if s.Clock, ok = f.clock(); !ok {
		return s, false
	}
	f.time.given = true
	s.Period = f.row.period
	s.Ball = f.where(0)
	s.Height = components.NoPlace
	f.seen = f.seen[:0]
	for i := 1; i < len(f.cast); i++ {
		if p := f.where(i); p.X != components.NoPlace {
			f.seen = append(f.seen, components.Seen{Place: p, Who: f.cast[i].who, Team: f.cast[i].team})
		}
	}
	s.Seen = f.seen
	return s, true
}

// where returns where one of the cast was.
func (f *frames) where(i int) components.Place {
	const none = components.NoPlace
	s := &f.spots[i]
	if s.known && f.field.far(s.place) {
		f.warn(recording.BadPlace, "%s is far off the pitch: not known", f.cast[i].name)
		s.known = false
	}
	if !s.known {
		return components.Place{X: none, Y: none}
	}
	x, y := f.field.centimeters(s.place)
	if f.left {
		x, y = -x, -y
	}
	return components.Place{X: components.Centimeter(x), Y: components.Centimeter(y)}
}

// end is when all lines were read.
func (f *frames) end() {
	switch {
	case f.err != nil || f.time.given:
	case f.time.first > 0:
		f.line, f.begin = f.time.first, f.time.begin
		f.fail("", nil, recording.OtherMatch, "frames of its periods, as the other files of the match have them")
	case f.halves == nil:
		f.warn(recording.NoEvents, "there are columns, but no frames")
	default:
		f.cut("a frame")
	}
}
