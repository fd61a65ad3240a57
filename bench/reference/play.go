package reference

import "touchline/components"

// play is what is known of a match.
type play struct {
	latency  components.PTS // from the moment to viewers' screens
	seen     uint64         // which of the 64 numbers up to newest have come
	told     components.PTS // moment of the newest event
	newest   uint32         // sequence number
	sequence uint32         // records made
	score    components.Tally
	moment   Moment
}

// newPlay is a match of which so many events have come.
func newPlay(latency components.PTS, events uint32) play {
	return play{latency: latency, newest: events, seen: 1<<events - 1, sequence: events, moment: Moment{Phase: components.BuildUp}}
}

// tell takes in an event, and returns what sportsbooks are told of it.
func (p *play) tell(now components.PTS, e *Event) Told {
	p.follow(e)
	p.sequence++
	return Told{
		Sequence: p.sequence, Cause: e.Cause, Team: e.Team, Score: p.score,
		Occurred: e.Occurred, Received: e.Received, Release: max(now, e.Occurred+p.latency),
	}
}

// fresh notes a sequence number, and reports whether it had not come before.
func (p *play) fresh(seq uint32) bool {
	if seq > p.newest {
		p.seen = p.seen<<(seq-p.newest) | 1
		p.newest = seq
		return true
	}
	bit := uint64(1) << (p.newest - seq) // 0 for a number too old to know
	if bit == 0 || p.seen&bit != 0 {
		return false
	}
	p.seen |= bit
	return true
}

// follow takes in what an event says of the play.
func (p *play) follow(e *Event) {
	if e.Occurred < p.told {
		return
	}
	p.told = e.Occurred
	if e.Cause.Kind == components.Shot || e.Cause.Kind == components.Save {
		p.moment.Phase = components.Shooting
	}
	if e.Place.X != components.NoPlace && e.Place.Y != components.NoPlace {
		p.moment.Ball = e.Place
	}
}
