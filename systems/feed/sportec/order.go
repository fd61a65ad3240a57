package sportec

import (
	"cmp"
	"slices"

	"touchline/components"
)

// order sorts the drafts by when they happened, adds who has the ball, and numbers
// the events. The revisions of an event stay together and share its number; its
// place is that of the newest.
func (r *reader) order() {
	turns := make([]int32, len(r.drafts))
	for i := range turns {
		turns[i] = int32(i)
	}
	slices.SortFunc(turns, r.before)
	sorted := make([]draft, 0, len(turns)+len(turns)/4)
	var holder components.Team
	var seq uint32
	for len(turns) > 0 {
		n := 1
		for n < len(turns) && r.drafts[turns[n]].origin == r.drafts[turns[0]].origin {
			n++
		}
		revisions := turns[:n]
		turns = turns[n:]
		newest := &r.drafts[revisions[n-1]]
		if newest.Kind == dropped {
			continue
		}
		if side := newest.holder(); side != components.NoTeam && side != holder {
			holder = side
			if newest.Kind != components.Possession {
				seq++
				sorted = append(sorted, r.drafts[revisions[0]].possession(side, seq))
			}
		} else if newest.Kind == components.Possession {
			continue
		}
		seq++
		for _, i := range revisions {
			d := r.drafts[i]
			d.Seq = seq
			sorted = append(sorted, d)
		}
	}
	r.drafts = sorted
}

// before compares drafts i and j for their order.
func (r *reader) before(i, j int32) int {
	a, b := &r.drafts[r.newest[r.drafts[i].origin]], &r.drafts[r.newest[r.drafts[j].origin]]
	return cmp.Or(
		cmp.Compare(a.Period, b.Period),
		cmp.Compare(a.Clock, b.Clock),
		cmp.Compare(rank(a.Kind), rank(b.Kind)),
		cmp.Compare(a.origin, b.origin),
		cmp.Compare(i, j),
	)
}

// rank orders what happens in one moment: periods begin before anything happens
// in them, and end after it.
func rank(kind components.EventKind) int {
	switch kind {
	case components.MatchStart:
		return -2
	case components.PeriodStart:
		return -1
	case components.PeriodEnd, components.Abandoned:
		return 1
	case components.MatchEnd:
		return 2
	}
	return 0
}

// plays are the kinds whose side has the ball.
var plays = components.KindSet(
	components.Pass, components.KickOff, components.Corner, components.FreeKick, components.ThrowIn,
	components.GoalKick, components.Shot, components.Possession,
)

// holder returns the side that d shows to have the ball, if it shows one.
func (d *draft) holder() components.Team {
	if !d.Kind.In(plays) || d.Flags&components.Voided != 0 {
		return components.NoTeam
	}
	return d.Team
}

// possession returns an event that side has the ball when d happens.
func (d *draft) possession(side components.Team, seq uint32) draft {
	p := *d
	p.Kind, p.Team, p.Seq = components.Possession, side, seq
	p.Player, p.Other, p.Value = 0, 0, 0
	p.Flags &= components.Late | components.Repaired
	return p
}
