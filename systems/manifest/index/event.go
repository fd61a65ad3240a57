package index

import "touchline/components"

// Event is something that players are told of beside the media, at its media time:
// an event of the match for those who bet on it, or a splice point.
type Event struct {
	ID       uint64         // counts the events of the stream, from 1
	At       components.PTS // its media time, since the epoch
	Length   components.PTS // 0 for a moment
	Released components.PTS // the tick in which it entered; before it nobody is told
	Wager    *Wager         // of one of these
	Splice   *Splice
}

// Wager is an event of the match, as sportsbooks were told of it.
type Wager struct {
	Op       components.WagerOp
	Kind     components.EventKind
	Team     components.Team
	Score    components.Tally
	Sequence uint32
	Revision uint8
}

// Splice is a splice point.
type Splice struct {
	ID      uint32         // of the segmentation event
	Type    string         // in SCTE 35's words
	Out     bool           // a break begins there
	In      bool           // it ends there
	Cancel  bool           // it does not take place
	Pair    uint64         // of Out and In: counts the announcements of breaks, from 1; 0 if that was not heard of
	Begin   components.PTS // of In: where the break began
	Section []byte         // the splice information section (SCTE 35)
}

// Supersedes reports whether s is word that the earlier splice does not take place, or
// takes place elsewhere.
func (s *Splice) Supersedes(earlier *Splice) bool {
	return s.ID == earlier.ID && !earlier.Cancel && (s.Cancel || s.Out && earlier.Out || s.In && earlier.In)
}

// Until is where the event ends.
func (e *Event) Until() components.PTS { return e.At + e.Length }

// Tell adds an event, which gets the next ID.
func (x *Index) Tell(e Event) {
	v := &x.view
	e.ID = uint64(v.events.n) + 1
	v.events.add(e)
	v.Generation++
}

// Events are the events that a view knows of, in the order in which they were
// released.
func (v *View) Events() Events { return Events{&v.events} }

// Events is a list of events.
type Events struct{ list *blocks[Event] }

// Len is how many there are.
func (e Events) Len() int { return int(e.list.n - e.list.from) }

// At returns the i-th of them.
func (e Events) At(i int) *Event { return e.list.at(e.list.from + uint32(i)) }
