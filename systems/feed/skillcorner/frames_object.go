package skillcorner

import (
	"bytes"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// Bounds of the height of a ball, in cm. One on the grass may be measured a little
// below it.
const (
	lowest  = -200
	highest = 10_000
)

// objects reads the players, and in older files also the ball and the officials.
func (f *frames) objects(field string) {
	f.seen = f.seen[:0]
	if !f.scan.Array() {
		if v := f.scan.Value(); v != (scan.Span{}) {
			f.wrong(field, v, "an array")
		}
		return
	}
	for f.err == nil && f.scan.Element() {
		f.object(field)
	}
}

// object reads a player, or whatever else it is.
func (f *frames) object(field string) {
	var o [6]scan.Span
	at := f.scan.Pick(o[:], "x", "y", "player_id", "trackable_object", "group_name", "z")
	if at == (scan.Span{}) {
		return
	}
	if f.data[at.From] != '{' {
		f.wrong(field, at, "an object")
		return
	}
	place, ok := f.spot(field, o[0], o[1])
	group := f.scan.Text(o[4])
	switch {
	case o[5] != (scan.Span{}) || bytes.HasPrefix(group, []byte(`"ball`)) || f.isBall(o[3]):
		f.lie(field, place, ok, o[5])
		return
	case bytes.HasPrefix(group, []byte(`"referee`)) || !ok:
		return
	}
	seen := components.Seen{Place: place, Team: f.team(o[4])}
	if f.meet(field, o[2], o[3], &seen) {
		f.seen = append(f.seen, seen)
	}
}

// ball reads where the ball is.
func (f *frames) ball() {
	const field = "ball_data"
	var o [3]scan.Span
	at := f.scan.Pick(o[:], "x", "y", "z")
	if at != (scan.Span{}) && f.data[at.From] != '{' {
		f.wrong(field, at, "an object")
		return
	}
	place, ok := f.spot(field, o[0], o[1])
	f.lie(field, place, ok, o[2])
}

// lie notes where the ball lies, if it was seen.
func (f *frames) lie(field string, at components.Place, ok bool, z scan.Span) {
	if !ok {
		return
	}
	f.rec.ball, f.rec.height = at, components.NoPlace
	if z == (scan.Span{}) {
		return
	}
	switch n, ok := f.centimeters(field, ".z", z); {
	case !ok || n < lowest || n > highest:
		if !f.again(recording.BadPlace) {
			f.warn(recording.BadPlace, "%s.z %s is no height of a ball: not known", field, recording.Clip(f.scan.Text(z)))
		}
	default:
		f.rec.height = components.Centimeter(max(n, 0))
	}
}

// spot reads a place, in meters from the center spot. It reports false if there is
// none.
func (f *frames) spot(field string, x, y scan.Span) (components.Place, bool) {
	if x == (scan.Span{}) || y == (scan.Span{}) {
		return components.Place{}, false
	}
	cx, ok := f.centimeters(field, ".x", x)
	cy, ok2 := f.centimeters(field, ".y", y)
	if !ok || !ok2 || outside(cx, halfLength) || outside(cy, halfWidth) {
		if !f.again(recording.BadPlace) {
			f.warn(recording.BadPlace, "%s %s, %s is far off the pitch: not known", field, recording.Clip(f.scan.Text(x)), recording.Clip(f.scan.Text(y)))
		}
		return components.Place{}, false
	}
	return components.Place{X: components.Centimeter(cx), Y: components.Centimeter(cy)}, true
}

// centimeters reads meters, a member of field. It reports false if they are too many
// to be told.
func (f *frames) centimeters(field, member string, v scan.Span) (n int64, ok bool) {
	text := f.scan.Text(v)
	if n, ok = scan.Fixed(text, 2); !ok && text[0] != '-' && text[0]-'0' > 9 {
		f.wrong(field+member, v, "meters")
	}
	return n, ok
}

// turned returns p as seen from the other end.
func turned(p components.Place) components.Place {
	if p.X == components.NoPlace {
		return p
	}
	return components.Place{X: -p.X, Y: -p.Y}
}
