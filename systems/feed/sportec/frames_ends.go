package sportec

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// turned returns in which periods places are turned about the center spot, so that
// the home side attacks toward positive x in the odd ones: as [draft.turn] has it.
// The pitch of the file stays where it is; so a period that does not show it is
// turned like the first that does.
func (f *frames) turned() (turn [components.Shootout + 1]bool) {
	if f.teams[components.Home] == "" {
		f.match.Warnings.Add(recording.UnknownSides, "nothing says which side is at home, and which way it plays: players are of neither")
		return turn
	}
	var known [components.Shootout + 1]bool
	var first components.Period
	for p := components.FirstHalf; p <= components.Shootout; p++ {
		left := f.starts[p].left
		if left == components.NoTeam {
			left = f.leans(p)
		}
		turn[p], known[p] = (left == components.Home) != (p%2 == 1), left != components.NoTeam
		if known[p] && first == 0 {
			first = p
		}
	}
	if first == 0 {
		f.match.Warnings.Add(recording.UnknownSides, "nothing says which way the home side plays: taken to be toward +x")
	}
	for p := range turn {
		if !known[p] {
			turn[p] = first > 0 && turn[first]
		}
	}
	return turn
}

// leans returns the side that plays from left to right in period p, by where the
// players are in its first second: whoever attacks, the men of a side are on
// average nearer to their own goal than those of the other. It is neither if fewer
// than seven a side are seen, with whom no match is played, or if both are as near.
func (f *frames) leans(p components.Period) components.Team {
	const least, second = 7, 25
	if p == components.Shootout { // in which they stand about the center circle
		return components.NoTeam
	}
	s := &f.periods[p]
	_, begin := s.begins()
	var men, times, sum [components.Away + 1]int64
	for i := range s.tracks {
		t := &s.tracks[i]
		if t.who == 0 {
			continue
		}
		if n, x := f.mean(t, begin+second); n > 0 {
			men[t.team]++
			times[t.team] += n
			sum[t.team] += x
		}
	}
	const home, away = components.Home, components.Away
	if men[home] < least || men[away] < least {
		return components.NoTeam
	}
	switch h, a := sum[home]*times[away], sum[away]*times[home]; {
	case h < a:
		return home
	case h > a:
		return away
	}
	return components.NoTeam
}

// mean returns how often player t was seen before frame end, and the sum of the
// places along the pitch.
func (f *frames) mean(t *track, end int64) (times, sum int64) {
	for _, r := range t.runs {
		if int64(r.number) >= end {
			break
		}
		for _, p := range f.places[r.first:][:min(int64(r.count), end-int64(r.number))] {
			if p.X != components.NoPlace {
				times++
				sum += int64(p.X)
			}
		}
	}
	return times, sum
}
