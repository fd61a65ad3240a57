package metrica

import (
	"slices"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// face settles which way the home side plays. Where no other file says so it is the
// side whose players are nearer to its own goal in the first second; of two files of
// tracking the second has it as the first.
func (f *frames) face() {
	known := f.told
	if !known {
		f.left, known = f.leaning()
	}
	if len(f.match.Frames) > 0 {
		known = f.compare() || known
	}
	sides := slices.ContainsFunc(f.cast, func(a actor) bool { return a.team != components.NoTeam })
	switch {
	case f.err != nil:
	case !sides:
		f.match.Warnings.Add(recording.UnknownSides, "nothing says which side is at home: players are of neither")
	case !known:
		f.match.Warnings.Add(recording.UnknownSides, "nothing says which way the home side plays: taken to be toward +x")
	}
}

// ahead returns a reader of the frames from here on, of which nothing is kept.
func (f *frames) ahead() *frames {
	look := *f
	look.match = &recording.Match{}
	look.spots = slices.Clone(f.spots)
	look.seen = nil
	return &look
}

// leaning reports whether the home side attacks to the left of the file in the odd
// periods, and whether that could be told: whoever attacks, the men of a side are on
// average nearer to their own goal than those of the other, and surely so when a
// period begins. Where the file has one side alone, it is held against the halfway
// line. With fewer than seven men no match is played; and in a shoot-out they stand
// about the center circle.
func (f *frames) leaning() (left, known bool) {
	const least, second, most = 7, 25, 1500
	look := f.ahead()
	look.left = false
	lean, judged, period := int64(0), 0, components.Period(0)
	for n := 0; n < most && judged < second && look.next(); n++ {
		s, ok := look.sight()
		if !ok || s.Period == components.Shootout || period > 0 && s.Period != period {
			continue
		}
		var men, sum [components.Away + 1]int64
		for _, p := range s.Seen {
			men[p.Team]++
			sum[p.Team] += int64(p.Place.X)
		}
		const home, away = components.Home, components.Away
		if men[home] < least && men[away] < least {
			continue
		}
		ahead := sum[home]/max(men[home], 1) - sum[away]/max(men[away], 1)
		if s.Period%2 == 0 {
			ahead = -ahead
		}
		lean += ahead
		judged, period = judged+1, s.Period
	}
	return lean > 0, lean != 0
}
