package reference

import (
	"sync"

	"touchline/components"
)

// Wagering pushes the events of matches to sportsbooks.
type Wagering struct {
	mu      sync.RWMutex
	streams map[string]*feed
}

// feed is what sportsbooks know of a match.
type feed struct {
	play
	backlog ring[Record] // for a sportsbook that reconnects
}

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

// backlog is how many records a feed remembers.
const backlog = 16

// Moment is what kind of moment of the match it is.
type Moment struct {
	Phase components.Phase
	Ball  components.Place
}

// Event is something that happened in a match.
type Event struct {
	Cause    components.Cause
	Team     components.Team
	Occurred components.PTS
	Received components.PTS
	Place    components.Place
}

// Record is an event of a stream as sportsbooks are told of it.
type Record struct {
	Stream string
	Told
}

// Told is what sportsbooks are told of an event.
type Told struct {
	Sequence uint32
	Cause    components.Cause
	Team     components.Team
	Score    components.Tally
	Occurred components.PTS
	Received components.PTS
	Release  components.PTS // when viewers may see it
}

// NewWagering returns a service for so many streams.
func NewWagering(streams int) *Wagering {
	return &Wagering{streams: make(map[string]*feed, streams)}
}

// Add adds a stream. So many events of its match have come already.
func (w *Wagering) Add(stream string, latency components.PTS, events uint32) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.streams[stream] = &feed{newPlay(latency, events), newRing[Record](backlog)}
}

// Push tells sportsbooks of an event of open play. One that has come before makes
// no record: ok is false.
func (w *Wagering) Push(stream string, now components.PTS, e *Event) (r Record, m Moment, ok bool, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f := w.streams[stream]
	if f == nil {
		return Record{}, Moment{}, false, unknown("stream", stream)
	}
	if !f.fresh(e.Cause.Seq) {
		return Record{}, f.moment, false, nil
	}
	r = Record{stream, f.tell(now, e)}
	if f.backlog.full() {
		f.backlog.pop()
	}
	f.backlog.push(r)
	return r, f.moment, true, nil
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
