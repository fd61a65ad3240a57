package skillcorner

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// Frames by which it is judged which way the home side plays: a minute in which at
// least so many players of both sides were seen, if the first ten have as much.
const (
	enough    = 600
	enoughMen = 3
	most      = 6000
)

// face settles which way the home side plays where the file of the match does not
// tell: it is the side that is nearer to the end that it defends.
func (f *frames) face(info []byte) {
	if f.turns.told {
		return
	}
	turn, known := f.leaning(info)
	f.turns.all(turn)
	what := "the file of the match says who plays for which side, and which way"
	if f.info != nil {
		what = "the file of the match does not say which way the home side plays"
	}
	way := "toward +x"
	if turn {
		way = "toward -x"
	}
	if known {
		way += ", by where the players are"
	}
	f.match.Warnings.Add(recording.UnknownSides, "%s: taken to be %s", what, way)
}

// leaning reports whether the home side attacks toward −x of the file in the first
// period, and whether that could be told.
func (f *frames) leaning(info []byte) (left, known bool) {
	look := newFrames(f.data, f.names, &recording.Match{})
	look.about(info) // it was read before
	var lean int64
	n, all := 0, 0
	look.read(func(s recording.Sight, err error) bool {
		if all++; err != nil || all > most {
			return false
		}
		var x, men [components.Away + 1]int64
		for _, p := range s.Seen {
			x[p.Team] += int64(p.Place.X)
			men[p.Team]++
		}
		const home, away = components.Home, components.Away
		if men[home] < enoughMen || men[away] < enoughMen {
			return true
		}
		ahead := x[home]/men[home] - x[away]/men[away]
		if s.Period%2 == 0 {
			ahead = -ahead
		}
		lean += ahead
		n++
		return n < enough
	})
	return lean > 0, n > 0
}
