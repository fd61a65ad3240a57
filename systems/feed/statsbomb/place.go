package statsbomb

import (
	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// The pitch, 120 by 80 whatever its size, is taken to be 105 m by 68 m.
const (
	halfLength = 5250 // cm
	halfWidth  = 3400
	beyond     = 500 // as far as a place may be off the pitch
)

// place reads where something is. In the file every side attacks toward x = 120
// and has y = 0 on its left; here the home side attacks toward positive x in
// the odd periods, and y is positive on its left.
func (r *reader) place(field string, v scan.Span) (x, y components.Centimeter) {
	if v == (scan.Span{}) {
		return components.NoPlace, components.NoPlace
	}
	const want = "[x, y]"
	in := r.scan.Inside(v)
	if !in.Array() {
		r.fail(field, v, recording.WrongType, want)
	}
	var at [2]scan.Span
	n := 0
	for ; in.Element(); n++ {
		if w := in.Value(); n < len(at) {
			at[n] = w
		}
	}
	if at[0] == (scan.Span{}) || at[1] == (scan.Span{}) {
		r.fail(field, v, recording.WrongType, want)
	}
	a, far := r.coordinate(field, at[0])
	b, off := r.coordinate(field, at[1])
	if r.err != nil {
		return components.NoPlace, components.NoPlace
	}
	// In millionths, so that half a centimeter is rounded by the digits.
	cx := round(a*875-2*halfLength*5*1_000_000, 10_000_000)
	cy := round(halfWidth*1_000_000-b*85, 1_000_000)
	if far || off || max(cx, -cx) > halfLength+beyond || max(cy, -cy) > halfWidth+beyond {
		r.match.Warnings.Add(recording.BadPlace, "%s: %s %s is far off the pitch: not known", r.where(), field, recording.Clip(r.scan.Text(v)))
		return components.NoPlace, components.NoPlace
	}
	if (r.rec.team == components.Away) != (r.time.period%2 == 0) {
		cx, cy = -cx, -cy
	}
	return components.Centimeter(cx), components.Centimeter(cy)
}

// coordinate reads a number in millionths, and reports whether it is too large to
// be a place.
func (r *reader) coordinate(field string, v scan.Span) (millionths int64, far bool) {
	text := r.scan.Text(v)
	n, ok := scan.Fixed(text, 6)
	if !ok && (len(text) == 0 || text[0] != '-' && text[0]-'0' > 9) {
		r.fail(field, v, recording.WrongType, "a number")
	}
	const most = 1_000 * 1_000_000
	return n, !ok || n > most || n < -most
}

// round returns n/d, rounded half away from zero.
func round(n, d int64) int64 {
	if n < 0 {
		return -round(-n, d)
	}
	return (2*n + d) / (2 * d)
}
