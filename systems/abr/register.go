package abr

import (
	"bytes"

	"touchline/components"
	"touchline/ecs"
)

// block is how many pushes are taken at a time. Their streams' lines are asked for all
// at once, so many that memory is not waited for one by one, and so few that they are
// still near when the work comes to them.
const block = 64

// register enters the pushed segments into their streams' windows, in the order
// in which they came, and tells of each in a row of entry. Parts of segments that
// are not finished it tells of in a row of part.
func (s *System) register(r *ecs.Run) bool {
	n := r.Len(components.Push)
	whole := bytes.Count(view.Of(r.World).pushes.part[:n], []uint8{0})
	entry, part := r.Append(components.Entry, whole), r.Append(components.Part, n-whole) // those that are not needed are given back
	c := view.Of(r.World)
	w, p, e, t := &c.windows, &c.pushes, &c.entries, &c.told
	w.Run, e.row, t.row = r, entry, part
	for i := 0; i < n; {
		end := min(i+block, n)
		w.begin(p.stream[i:end], s.target)
		for i < end {
			if p.part[i] > 0 {
				i = s.part(w, p, t, i, end)
			} else if i = s.plain(w, p, e, i, end); i < end && p.part[i] == 0 {
				s.whole(w, p, e, i)
				i++
			}
		}
	}
	r.Truncate(components.Entry, int(e.row))
	r.Truncate(components.Part, int(t.row))
	return e.row > entry || t.row > part
}

// whole enters a pushed segment into its stream's window, whatever it follows.
func (s *System) whole(w *windows, p *pushes, e *entries, i int) {
	stream := p.stream[i]
	segment := slot{
		start: p.start[i], at: p.at[i], length: p.length[i], flags: p.flags[i],
		bytes: p.bytesOf(i),
	}
	live := &w.live[stream]
	next, newest := live.Sequence+uint64(live.Count), w.newest(stream)
	number := p.number[i]
	if number == 0 {
		number = next
	}
	switch {
	case newest >= 0 && (number < next || segment.start == w.slots.start[newest]):
		live.Repeats++
		return
	case segment.length == 0 || seconds(segment.length) > int64(live.Target):
		*components.StreamRefused.At(w.Run, stream)++
		return
	}
	missed := 0
	switch {
	case newest < 0:
		live.Sequence = number
	case number-next > components.MaxMissed:
		w.restart(stream, number)
		segment.flags |= components.Breaks
		s.follow(w, stream, &segment, 0)
	default:
		missed = int(number - next)
		s.follow(w, stream, &segment, missed)
	}
	s.enter(w, stream, &segment)
	e.put(w, stream, &segment, missed)
}

// slot is a segment as it enters a window.
type slot struct {
	start  components.PTS // on the contribution's clock
	at     components.PTS // since the epoch
	length uint32
	flags  components.SegmentFlags
	period uint32
	bytes  []uint32 // nil if there is nothing to fetch
}

// follow sets a segment beside the one that entered before it. Those that did not
// come between the two enter as gaps.
func (s *System) follow(w *windows, stream components.Row, segment *slot, missed int) {
	live := &w.live[stream]
	until := live.Until
	if missed > 0 {
		target := components.PTS(live.Target) * components.PTSPerSecond
		m := components.MissingBetween(until, segment.at, missed, target)
		for k := range missed {
			s.enter(w, stream, &slot{
				start: live.Next, at: m.Begin(k), length: uint32(m.Begin(k+1) - m.Begin(k)), flags: components.Gap,
			})
		}
		until = live.Until
	}
	if segment.start == live.Next && segment.flags&components.Breaks == 0 {
		segment.at = until
		return
	}
	segment.flags |= components.Breaks
	segment.at = max(segment.at, until)
}

// restart empties a stream's window: what comes next has the given number, and is
// not to be brought together with what was there.
func (w *windows) restart(stream components.Row, number uint64) {
	live := &w.live[stream]
	for ; live.Count > 0; live.Count-- {
		oldest, _ := w.places(stream)
		w.leave(stream, oldest)
	}
	live.Sequence = number
}

// enter makes a segment the newest of its stream's window.
func (s *System) enter(w *windows, stream components.Row, segment *slot) {
	oldest, free := w.places(stream)
	length := components.PTS(segment.length)
	w.makeRoom(stream, oldest, length, s.cfg.Window)
	segment.period = KeyPeriod(segment.start, s.cfg.KeyEvery)
	w.slots.start[free.row] = segment.start
	w.slots.at[free.row] = segment.at
	w.slots.length[free.row] = segment.length
	w.slots.flags[free.row] = segment.flags
	w.slots.keyPeriod[free.row] = segment.period
	bytes := w.slots.bytesOf(free.row)
	if segment.bytes == nil {
		clear(bytes)
	} else {
		copy(bytes, segment.bytes)
	}
	live := &w.live[stream]
	live.Count++
	live.Held += length
	live.Next = segment.start + length
	live.Until = segment.at + length
	live.Parts, live.Made = 0, 0
	live.Period, w.keyPeriod[stream] = segment.period, segment.period
	w.pushed[stream] = true
}

// seconds is a duration in whole seconds as a playlist's target duration counts
// them: the nearest, and of two the greater.
func seconds(length uint32) int64 {
	const second = int64(components.PTSPerSecond)
	return (int64(length) + second/2) / second
}

// place is a slot of a stream's window: its row, and its number among the slots.
type place struct{ row, slot int }

// places returns where the oldest segment of a stream is, and where the next will
// be. If all slots are taken that is the same.
func (w *windows) places(stream components.Row) (oldest, free place) {
	fan, slot := w.slots.fan, int(w.live[stream].Sequence%uint64(w.slots.fan))
	oldest = w.slots.place(stream, slot)
	if slot += int(w.live[stream].Count); slot >= fan {
		slot -= fan
	}
	return oldest, w.slots.place(stream, slot)
}

// newest returns the row of a stream's newest segment, -1 if none has entered.
func (w *windows) newest(stream components.Row) int {
	live := &w.live[stream]
	n := uint64(live.Count)
	if n == 0 {
		return -1
	}
	return w.slots.place(stream, int((live.Sequence+n-1)%uint64(w.slots.fan))).row
}

// place returns a slot of a stream.
func (s *slots) place(stream components.Row, slot int) place {
	return place{slot*s.plane + int(stream), slot}
}

// after returns the slot after p.
func (s *slots) after(p place) place {
	if p.slot == s.fan-1 {
		return place{p.row - p.slot*s.plane, 0}
	}
	return place{p.row + s.plane, p.slot + 1}
}

// makeRoom lets the oldest segments leave, so that with one of the given length
// the window holds no more media than it should.
//
// A window never falls below three target durations, which RFC 8216 asks for in
// section 6.2.2. No segment is as long as its target duration and a half second
// more, so that is always three segments at least.
func (w *windows) makeRoom(stream components.Row, oldest place, length, window components.PTS) {
	live := &w.live[stream]
	least := 3 * components.PTS(live.Target) * components.PTSPerSecond
	for live.Count > 0 {
		gone := components.PTS(w.slots.length[oldest.row])
		full := int(live.Count) == w.slots.fan
		held := live.Held + length
		if !full && (held <= window || held-gone < least) {
			return
		}
		w.leave(stream, oldest)
		live.Count--
		oldest = w.slots.after(oldest)
	}
}

// leave counts a stream's oldest segment out.
func (w *windows) leave(stream components.Row, oldest place) {
	live := &w.live[stream]
	if w.slots.flags[oldest.row]&components.Breaks != 0 {
		live.Breaks++
	}
	live.Held -= components.PTS(w.slots.length[oldest.row])
	live.Sequence++
}
