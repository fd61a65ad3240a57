// Package live takes in a match as it is played: NDJSON v1, line by line, each event
// in the tick that it arrives in.
package live

import (
	"slices"

	"touchline/components"
	"touchline/systems/wagering"
)

// An Order gives the events of a source in the order of its own numbers, as far as
// that can be had without anybody waiting for it who must not.
//
// What touches a market goes on at once, and so do orders, texts and corrections. Of
// the rest an event that comes before one with a lower number waits for that, but
// not for longer than Hold.
type Order struct {
	Hold components.PTS

	Held    int            // events that had to wait
	Late    int            // events whose turn was over when they came
	Longest components.PTS // for which one had to wait

	next    uint32    // the lowest number that has not come, 0 at first
	waiting []waiting // by number
}

// waiting is an event for which it is too early.
type waiting struct {
	event components.Event
	since components.PTS
	gone  bool // it did not wait: here it holds its number's place
}

// most bounds how many events wait.
const most = 4096

// Take takes in event e, which has come now, and appends to out what goes on.
func (o *Order) Take(out []components.Event, e *components.Event, now components.PTS) []components.Event {
	if e.Source != components.FromMatch {
		return append(out, *e)
	}
	if o.next == 0 {
		o.next = e.Seq
	}
	urgent := e.Rev > 0 || wagering.Tells(e.Kind)
	switch {
	case e.Seq < o.next:
		if e.Rev == 0 {
			o.Late++
		}
		return append(out, *e)
	case e.Seq == o.next:
		o.next++
		return o.forward(append(out, *e), now)
	case urgent:
		out = append(out, *e)
	default:
		o.Held++
	}
	at, _ := slices.BinarySearchFunc(o.waiting, e.Seq, func(w waiting, seq uint32) int {
		if w.event.Seq <= seq {
			return -1
		}
		return 1
	})
	o.waiting = slices.Insert(o.waiting, at, waiting{*e, now, urgent})
	if len(o.waiting) > most {
		out = o.skip(out, now)
	}
	return out
}

// Due appends to out what has waited for long enough.
func (o *Order) Due(out []components.Event, now components.PTS) []components.Event {
	for i := 0; i < len(o.waiting); i++ {
		if now-o.waiting[i].since >= o.Hold {
			out = o.skip(out, now)
			i = -1
		}
	}
	return out
}

// Flush appends to out all that still waits.
func (o *Order) Flush(out []components.Event, now components.PTS) []components.Event {
	for len(o.waiting) > 0 {
		out = o.skip(out, now)
	}
	return out
}

// skip gives up what should have come before the first that waits.
func (o *Order) skip(out []components.Event, now components.PTS) []components.Event {
	o.next = o.waiting[0].event.Seq
	return o.forward(out, now)
}

// forward appends to out those whose turn it is.
func (o *Order) forward(out []components.Event, now components.PTS) []components.Event {
	n := 0
	for ; n < len(o.waiting) && o.waiting[n].event.Seq <= o.next; n++ {
		w := &o.waiting[n]
		if !w.gone {
			out = append(out, w.event)
			o.Longest = max(o.Longest, now-w.since)
		}
		o.next = max(o.next, w.event.Seq+1)
	}
	o.waiting = slices.Delete(o.waiting, 0, n)
	return out
}
