package skillcorner

import (
	"bytes"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// frame is a frame as the file has it.
type frame struct {
	number, period, time scan.Span
	group                [1]scan.Span // that has the ball
	ball                 components.Place
	height               components.Centimeter
}

// frame reads the frame that the scanner has entered. It reports false if nothing is
// made of it: most files begin and end with frames of no period.
//
// Members may come in any order, so that places are turned when all are known.
func (f *frames) frame() (s recording.Sight, ok bool) {
	const none = components.NoPlace
	f.rec = frame{ball: components.Place{X: none, Y: none}, height: none}
	f.seen = f.seen[:0]
	for f.scan.Key() {
		switch string(f.scan.Name) {
		case "frame":
			f.rec.number = f.scan.Value()
		case "period":
			f.rec.period = f.scan.Value()
		case "timestamp", "time":
			f.rec.time = f.scan.Value()
		case "possession":
			f.scan.Pick(f.rec.group[:], "group")
		case "ball_data":
			f.ball()
		case "player_data":
			f.objects("player_data")
		case "data":
			f.objects("data")
		default:
			f.scan.Value()
		}
		if f.syntax(); f.err != nil {
			return s, false
		}
	}
	if f.syntax(); f.err == nil {
		ok = f.place(&s)
	}
	return s, ok && f.err == nil
}

// place says when the frame was taken, and turns what it shows to where it was.
func (f *frames) place(s *recording.Sight) bool {
	s.Ball, s.Height, s.Seen = f.rec.ball, f.rec.height, f.seen
	s.Holder = f.team(f.rec.group[0])
	if ok := f.clock(&s.Frame); !ok {
		return false
	}
	if f.turns.of[s.Period] {
		s.Ball = turned(s.Ball)
		for i := range s.Seen {
			s.Seen[i].Place = turned(s.Seen[i].Place)
		}
	}
	return true
}

// team returns the side that a group is of: "home team", "away goalkeeper".
func (f *frames) team(group scan.Span) components.Team {
	text := f.scan.Text(group)
	switch {
	case bytes.HasPrefix(text, []byte(`"home`)):
		return components.Home
	case bytes.HasPrefix(text, []byte(`"away`)):
		return components.Away
	}
	return components.NoTeam
}
