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
