package sportec

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// arrange makes events of the drafts, once the file has been read: on the clock of
// their periods, of the home or the away side, and numbered in the order in which
// they happened.
func (r *reader) arrange() {
	s := r.find()
	if r.err != nil {
		return
	}
	r.sides(s)
	r.times(s)
	r.bounds(s)
	r.compare(s)
	r.order()
}

// times puts the drafts on the clock of their periods.
func (r *reader) times(s *spans) {
	first := s.first()
	if first == 0 {
		return
	}
	r.match.Kickoff = int64(s[first].begin / 90)
	for i := range r.drafts {
		d := &r.drafts[i]
		d.Received = max(d.heard-d.Clock, 0)
		d.Period = s.at(d.Clock)
		if d.section != 0 && s[d.section].begun {
			d.Period = d.section
		}
		d.Clock -= s[d.Period].begin
		if d.Clock < 0 {
			if r.stands(i) {
				r.match.Warnings.Add(recording.TimeRegress, "%s: it is %v before the kick-off: taken as then", d.entry.where(), (-d.Clock).Duration())
			}
			d.Clock = 0
			d.Flags |= components.Repaired
		}
		d.turn(s)
		if d.Period == components.Shootout {
			d.shootout()
		}
	}
}

// turn puts the place on the pitch as the home side sees it, which attacks toward
// positive x in the odd periods.
func (d *draft) turn(s *spans) {
	if d.X == components.NoPlace {
		return
	}
	switch left := s[d.Period].left; {
	case left == components.NoTeam:
		d.X, d.Y = components.NoPlace, components.NoPlace
	case (left == components.Home) != (d.Period%2 == 1):
		d.X, d.Y = -d.X, -d.Y
	}
}

// shootout makes a shot a kick of the shoot-out, and nothing of what goes with it.
func (d *draft) shootout() {
	switch d.Kind {
	case components.Shot:
		d.Kind = components.PenaltyKick
		d.Flags |= components.FromPenalty
		if d.scored {
			d.Flags |= components.Scored
		}
	case components.PenaltyAwarded, components.Goal:
		d.Kind = dropped
	}
}

// dropped is the kind of a draft of which there is to be no event.
const dropped = components.EventKinds
