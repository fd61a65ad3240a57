package sportec

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// sides finds which side is at home, and makes it the first.
func (r *reader) sides(s *spans) {
	if r.info == nil && r.home(s) == components.Away {
		r.teams[components.Home], r.teams[components.Away] = r.teams[components.Away], r.teams[components.Home]
		for i := range r.drafts {
			d := &r.drafts[i]
			d.Team, d.left = d.Team.Opponent(), d.left.Opponent()
		}
		for p := range s {
			s[p].left = s[p].left.Opponent()
		}
	}
	for p := s.first(); p > 0 && int(p) < len(s); p++ {
		r.ends(&s[p], p, s)
	}
	r.match.Home, r.match.Away = r.club(components.Home), r.club(components.Away)
}

// club returns the name of a side, or its ID if that is all that is known.
func (r *reader) club(side components.Team) string {
	if r.info != nil && r.info.teams[side].name != "" {
		return r.info.teams[side].name
	}
	return r.teams[side]
}

// home returns which of the sides, in the order of the file, is at home. The file
// does not say; but its scores have the home side's goals first.
func (r *reader) home(s *spans) components.Team {
	var goals [components.Away + 1]int16
	var final score
	for i := range r.drafts {
		d := &r.drafts[i]
		if !r.stands(i) {
			continue
		}
		switch d.Kind {
		case components.Goal, components.OwnGoal:
			switch {
			case d.score == score{1, 0, true} && d.Team != components.NoTeam:
				return d.Team
			case d.score == score{0, 1, true} && d.Team != components.NoTeam:
				return d.Team.Opponent()
			}
			goals[d.Team]++
		case components.PeriodEnd, components.Abandoned:
			if d.score.given {
				final = d.score
			}
		}
	}
	one, two := goals[components.Home], goals[components.Away]
	switch {
	case one == two:
	case final == score{one, two, true}:
		return components.Home
	case final == score{two, one, true}:
		return components.Away
	}
	if r.teams[components.Away] != "" {
		r.match.Warnings.Add(recording.UnknownSides, "no goal says which side is at home: taken to be %s", recording.Clip([]byte(r.teams[components.Home])))
	}
	return components.Home
}

// ends finds the side that plays from left to right in period p, should the
// kick-off that begins it not say: by another of the period.
func (r *reader) ends(s *span, p components.Period, all *spans) {
	for i := range r.drafts {
		if d := &r.drafts[i]; s.left == components.NoTeam && d.left != components.NoTeam && r.stands(i) && all.at(d.Clock) == p {
			s.left = d.left
		}
	}
}

// compare warns if the goals do not add up to the score that the source gives with
// the last whistle before a shoot-out.
func (r *reader) compare(s *spans) {
	var own, given score
	var whistle components.Period
	for i := range r.drafts {
		d := &r.drafts[i]
		switch {
		case !r.stands(i) || d.Period == components.Shootout:
		case d.Kind == components.Goal || d.Kind == components.OwnGoal:
			if d.Team == components.Home {
				own.home++
			} else if d.Team == components.Away {
				own.away++
			}
		case d.score.given && d.Period >= whistle:
			given, whistle = d.score, d.Period
		}
	}
	if own.given = true; given.given && whistle == min(s.last(), components.ExtraSecond) && given != own {
		r.match.Warnings.Add(recording.ScoreDiffers, "the last whistle has %d:%d, the goals before it make %d:%d",
			given.home, given.away, own.home, own.away)
	}
}
