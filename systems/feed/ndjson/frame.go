package ndjson

import (
	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// frameKind is the "k" of a line that is a frame of a tracking system, not an event:
//
//	{"t":40,"p":1,"k":"frame","ball":[1.5,0,0.2],"team":"home","home":[[-46,0,1],[1,0.3,10]],"away":[[47,0,12]]}
const frameKind = "frame"

// frame reads a frame into the match.
func (r *reader) frame(f *fields) {
	frame := components.Frame{
		Clock:  r.clockOf(f.t),
		Period: r.periodOf(f.p),
		Holder: r.team(f.team),
		Ball:   components.Place{X: components.NoPlace, Y: components.NoPlace},
		Height: components.NoPlace,
		Play:   r.play(f.play),
	}
	r.ball(f.ball, &frame)
	r.players = r.players[:0]
	r.side("home", f.home, components.Home)
	r.side("away", f.away, components.Away)
	r.side("players", f.players, components.NoTeam)
	if r.err == nil {
		r.period = frame.Period
		r.match.Add(&frame, r.players)
	}
}

// play reads whether the ball is in play; v may be absent.
func (r *reader) play(v scan.Span) components.BallState {
	if v == (scan.Span{}) {
		return components.BallUnknown
	}
	switch string(r.scan.Text(v)) {
	case "true":
		return components.BallInPlay
	case "false":
		return components.BallDead
	}
	r.fail("play", v, recording.WrongType, "true or false")
	return components.BallUnknown
}

// ball reads where the ball is: [x,y] or [x,y,height] in meters; v may be absent.
func (r *reader) ball(v scan.Span, f *components.Frame) {
	if v == (scan.Span{}) || r.err != nil {
		return
	}
	p, n := r.triple("ball", v)
	if n < 2 {
		r.fail("ball", v, recording.WrongType, "[x,y] or [x,y,height], in meters")
		return
	}
	f.Ball = components.Place{X: r.place("ball", p[0]), Y: r.place("ball", p[1])}
	if n == 3 {
		f.Height = r.place("ball", p[2])
	}
}

// side reads the players of a side: a list of [x,y] or [x,y,place in the squads].
func (r *reader) side(field string, v scan.Span, team components.Team) {
	if v == (scan.Span{}) || r.err != nil {
		return
	}
	list := r.scan.Inside(v)
	if !list.Array() {
		r.fail(field, v, recording.WrongType, "a list of players")
		return
	}
	for list.Element() && r.err == nil {
		one := list.Value()
		p, n := r.triple(field, one)
		if n < 2 {
			r.fail(field, one, recording.WrongType, "[x,y] in meters, or [x,y,place in the squads]")
			return
		}
		seen := components.Seen{Team: team, Place: components.Place{X: r.place(field, p[0]), Y: r.place(field, p[1])}}
		if n == 3 {
			most := int64(len(r.match.Squads))
			seen.Who = uint8(r.integer(field, p[2], 0, most, "a place in the squads of the header, from 1"))
		}
		if len(r.players) == components.MaxSeen {
			r.fail(field, one, recording.OutOfRange, "at most 32 players in a frame")
			return
		}
		r.players = append(r.players, seen)
	}
}

// triple returns where the values of a list of two or three lie, and how many they
// are: 0 if it is something else.
func (r *reader) triple(field string, v scan.Span) (values [3]scan.Span, n int) {
	list := r.scan.Inside(v)
	if !list.Array() {
		return values, 0
	}
	for ; list.Element(); n++ {
		if n == len(values) {
			return values, 0
		}
		values[n] = list.Value()
	}
	return values, n
}

// AppendFrame appends the line of frame f with its players to dst.
func AppendFrame(dst []byte, f *components.Frame, seen []components.Seen) []byte {
	dst = appendPTS(append(dst, `{"t":`...), f.Clock)
	dst = appendInt(dst, `,"p":`, int64(f.Period))
	dst = append(dst, `,"k":"frame"`...)
	if f.Ball.X != components.NoPlace {
		dst = appendMeters(append(dst, `,"ball":[`...), f.Ball.X)
		dst = appendMeters(append(dst, ','), f.Ball.Y)
		if f.Height != components.NoPlace {
			dst = appendMeters(append(dst, ','), f.Height)
		}
		dst = append(dst, ']')
	}
	switch f.Play {
	case components.BallInPlay:
		dst = append(dst, `,"play":true`...)
	case components.BallDead:
		dst = append(dst, `,"play":false`...)
	}
	dst = appendText(dst, "team", f.Holder.String())
	for team, key := range [...]string{`,"players":[`, `,"home":[`, `,"away":[`} {
		dst = appendSide(dst, key, components.Team(team), seen)
	}
	return append(dst, "}\n"...)
}

// appendSide appends the players of a team, if there are any.
func appendSide(dst []byte, key string, team components.Team, seen []components.Seen) []byte {
	mark := key
	for i := range seen {
		p := &seen[i]
		if p.Team != team || p.Place.X == components.NoPlace {
			continue
		}
		dst = appendMeters(append(append(dst, mark...), '['), p.Place.X)
		dst = appendMeters(append(dst, ','), p.Place.Y)
		if p.Who != 0 {
			dst = appendInt(dst, ",", int64(p.Who))
		}
		dst = append(dst, ']')
		mark = ","
	}
	if mark != key {
		dst = append(dst, ']')
	}
	return dst
}
