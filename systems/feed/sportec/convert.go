package sportec

import "touchline/components"

// convert gives the events that an entry is: by the element that says what it is,
// the one in that, and the one in that again. The latter two may have no name.
func (r *reader) convert(what, how, outcome *tag) {
	switch what.name {
	case "KickOff":
		r.kickOff(what, how)
	case "Play":
		r.touch(components.Pass, what, what)
	case "CornerKick":
		r.restart(components.Corner, what, how, outcome)
	case "FreeKick":
		r.restart(components.FreeKick, what, how, outcome)
	case "ThrowIn":
		r.restart(components.ThrowIn, what, how, outcome)
	case "GoalKick":
		r.restart(components.GoalKick, what, how, outcome)
	case "Penalty":
		r.penalty(what, how, outcome)
	case "ShotAtGoal":
		r.shot(what, how, 0)
	case "OwnGoal":
		r.ownGoal(what)
	case "BallClaiming":
		r.holds("Team", what)
	case "TacklingGame":
		if what.get("PossessionChange") == "true" {
			r.holds("WinnerTeam", what)
		}
	case "RefereeBall":
		r.give(r.event(components.DropBall))
	case "FinalWhistle":
		r.whistle(what)
	case "StartPenaltyShootOut":
		r.give(r.event(components.PeriodStart)).section = components.Shootout
	default:
		r.referee(what)
	}
}

// event returns a draft of an event of the entry, of neither side.
func (r *reader) event(kind components.EventKind) draft {
	const none = components.NoPlace
	n := &r.now
	d := draft{entry: n.entry, heard: n.heard}
	d.Event = components.Event{Kind: kind, Clock: n.at, X: n.x, Y: n.y, EndX: none, EndY: none, Source: components.FromMatch}
	if n.late {
		d.Flags = components.Late
	}
	return d
}

// give takes in a draft. What it returns may be changed until the next is given.
func (r *reader) give(d draft) *draft {
	d.origin = int32(len(r.drafts))
	r.drafts = append(r.drafts, d)
	r.newest = append(r.newest, d.origin)
	return &r.drafts[d.origin]
}

// touch gives an event of the side that of names, or else of the one that by does,
// and of the player and recipient that by names.
func (r *reader) touch(kind components.EventKind, of, by *tag) *draft {
	id := of.get("Team")
	if id == "" {
		id = by.get("Team")
	}
	d := r.event(kind)
	d.Team = r.side(of.name+".Team", id)
	d.Player, d.Other = r.person(by.get("Player")), r.person(by.get("Recipient"))
	return r.give(d)
}

// holds notes that a side has the ball from now on.
func (r *reader) holds(field string, what *tag) {
	r.give(r.event(components.Possession)).Team = r.side(what.name+"."+field, what.get(field))
}
