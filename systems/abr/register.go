package abr

import (
	"touchline/components"
	"touchline/ecs"
)

// register enters the pushed segments into their streams' windows, in the order
// in which they came, and tells of each in a row of entry, from the given one on. It
// returns the row after the last.
func (s *System) register(r *ecs.Run, row components.Row) components.Row {
	var (
		w windows
		p pushes
		e entries
	)
	w.of(r)
	p.of(r)
	e.of(r)
	for i, stream := range p.stream {
		start, length, flags := p.start[i], p.length[i], p.flags[i]
		if w.target[stream] == 0 {
			w.target[stream] = s.target // it must not change for as long as the stream lasts
		}
		oldest, free := w.places(stream)
		began := w.window[stream] > 0
		switch {
		case began && start == w.slots.start[w.slots.before(free)]:
			*components.StreamRepeats.At(r, stream)++
			continue
		case length == 0 || seconds(length) > int64(w.target[stream]):
			*components.StreamRefused.At(r, stream)++
			continue
		case began && start != w.next[stream]:
			flags |= components.Breaks
		}
		w.makeRoom(stream, oldest, components.PTS(length), s.cfg.Window)

		sequence := w.sequence[stream] + uint64(w.window[stream])
		period := KeyPeriod(start, s.cfg.KeyEvery)
		w.slots.start[free.row] = start
		w.slots.length[free.row] = length
		w.slots.flags[free.row] = flags
		w.slots.keyPeriod[free.row] = period
		copy(w.slots.bytes[free.row*p.renditions:], p.bytes[i*p.renditions:][:p.renditions])

		w.window[stream]++
		w.held[stream] += components.PTS(length)
		w.next[stream] = start + components.PTS(length)
		w.keyPeriod[stream] = period
		w.generation[stream]++
		w.pushed[stream] = true

		e.stream[row] = stream
		e.sequence[row] = sequence
		e.start[row] = start
		e.length[row] = length
		e.flags[row] = flags
		e.period[row] = period
		row++
	}
	return row
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
	fan := w.slots.fan
	first, slot := int(stream)*fan, int(w.sequence[stream]%uint64(fan))
	oldest = place{first + slot, slot}
	if slot += int(w.window[stream]); slot >= fan {
		slot -= fan
	}
	return oldest, place{first + slot, slot}
}

// before returns the row of the slot before p.
func (s *slots) before(p place) int {
	if p.slot == 0 {
		return p.row + s.fan - 1
	}
	return p.row - 1
}

// after returns the slot after p.
func (s *slots) after(p place) place {
	if p.slot == s.fan-1 {
		return place{p.row - p.slot, 0}
	}
	return place{p.row + 1, p.slot + 1}
}

// makeRoom lets the oldest segments leave, so that with one of the given length
// the window holds no more media than it should.
//
// A window never falls below three target durations, which RFC 8216 asks for in
// section 6.2.2. No segment is as long as its target duration and a half second
// more, so that is always three segments at least.
func (w *windows) makeRoom(stream components.Row, oldest place, length, window components.PTS) {
	least := 3 * components.PTS(w.target[stream]) * components.PTSPerSecond
	for w.window[stream] > 0 {
		gone := components.PTS(w.slots.length[oldest.row])
		full := int(w.window[stream]) == w.slots.fan
		held := w.held[stream] + length
		if !full && (held <= window || held-gone < least) {
			return
		}
		if w.slots.flags[oldest.row]&components.Breaks != 0 {
			*components.StreamBreaks.At(w.Run, stream)++
		}
		w.held[stream] -= gone
		w.sequence[stream]++
		w.window[stream]--
		oldest = w.slots.after(oldest)
	}
}
