package dash

import (
	"iter"
	"slices"
)

// MostEvents is how many events a stream carries at once, at most.
const MostEvents = 1 << 10

// Event is a moment that the manifest announces: a splice, a goal, a suspension.
type Event struct {
	Time     Scaled // on the stream's timescale
	Duration Scaled // if it is known
	ID       uint32 // always written; events of one stream differ in it
	Form     Form
	Body     []byte
}

// Events are the events of a stream, in the order of their times, as the standard
// asks for (ISO/IEC 23009-1, 5.10.2). They keep the text of events, not their
// bodies.
//
// There are never more than the limit: an event that comes when it is reached
// makes the earliest leave. The zero Events is empty, and its limit is
// [MostEvents].
type Events struct {
	limit int
	list  []entry
	text  []byte
}

// entry is where an event is.
type entry struct {
	time     Scaled
	duration Scaled
	id       uint32
	form     Form
	size     int // of its text
}

// NewEvents returns a list of at most limit events, from 1 to [MostEvents].
func NewEvents(limit int) *Events { return &Events{limit: min(max(limit, 1), MostEvents)} }

// Reset removes all events.
func (e *Events) Reset() { e.list, e.text = e.list[:0], e.text[:0] }

// Push adds an event, after those that are not later than it. It replaces one of
// the same ID: an event whose end is now known.
func (e *Events) Push(v *Event) {
	if e.limit == 0 {
		e.limit = MostEvents
	}
	e.Remove(v.ID)
	if len(e.list) == e.limit {
		e.delete(0, 0)
	}
	end := len(e.text)
	e.text = appendEvent(e.text, v)
	n, at := len(e.list), end
	for n > 0 && e.list[n-1].time > v.Time {
		n--
		at -= e.list[n].size
	}
	e.list = slices.Insert(e.list, n, entry{v.Time, v.Duration, v.ID, v.Form, len(e.text) - end})
	if at < end {
		rotate(e.text[at:], end-at)
	}
}

// Remove removes the event with the given ID, and reports whether there was one.
func (e *Events) Remove(id uint32) bool {
	at := 0
	for i := range e.list {
		if e.list[i].id == id {
			e.delete(i, at)
			return true
		}
		at += e.list[i].size
	}
	return false
}

// DropBefore removes the events that end at or before at, and returns how many
// there were. An event without a duration ends when it begins.
func (e *Events) DropBefore(at Scaled) int {
	n, offset := 0, 0
	for i := 0; i < len(e.list); {
		v := &e.list[i]
		switch {
		case v.time > at: // and so are all that follow
			return n
		case v.duration > at-v.time:
			offset += v.size
			i++
		default:
			e.delete(i, offset)
			n++
		}
	}
	return n
}

// delete removes entry i, whose text begins at at.
func (e *Events) delete(i, at int) {
	e.text = slices.Delete(e.text, at, at+e.list[i].size)
	e.list = slices.Delete(e.list, i, i+1)
}

// Len is how many events there are.
func (e *Events) Len() int { return len(e.list) }

// All are the events. Their bodies are read back from their text.
func (e *Events) All() iter.Seq[Event] {
	return func(yield func(Event) bool) {
		at := 0
		for _, v := range e.list {
			body := bodyOf(e.text[at:at+v.size], v.form)
			if !yield(Event{v.time, v.duration, v.id, v.form, body}) {
				return
			}
			at += v.size
		}
	}
}

// rotate moves the first n bytes of s to its end.
func rotate(s []byte, n int) {
	slices.Reverse(s[:n])
	slices.Reverse(s[n:])
	slices.Reverse(s)
}
