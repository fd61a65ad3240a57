package reference

import "touchline/components"

// live is the window of a stream, but for its segments.
type live struct {
	sequence uint64 // media sequence number of the oldest
	held     components.PTS
	next     components.PTS // where the next segment should begin
	last     components.PTS // where the newest begins
	breaks   uint32         // discontinuity sequence number of the oldest
	period   uint32
	changes  uint32
	repeats  uint32
	refused  uint32
	cursor
}

// stored is a segment in a window.
type stored struct {
	start  components.PTS
	length uint32
	period uint32
	bytes  [mostRenditions]uint32
	flags  components.SegmentFlags
}

// enter registers a segment.
func (b *Best) enter(s *state, q *Segment) (Entry, bool) {
	w, cfg := &s.window, &b.window
	began, flags := w.count > 0, q.Flags
	switch {
	case began && q.Start == w.last:
		w.repeats++
		return Entry{}, false
	case q.Length == 0 || (q.Length+45_000)/90_000 > uint32(cfg.Target):
		w.refused++
		return Entry{}, false
	case began && q.Start != w.next:
		flags |= components.Breaks
	}
	length := components.PTS(q.Length)
	w.makeRoom(&s.segments, length, cfg)
	to := &s.segments[w.at(int(w.count), cfg.Slots)]
	to.start, to.length, to.flags = q.Start, q.Length, flags
	to.period = uint32(max(q.Start, 0) / cfg.KeyEvery)
	copy(to.bytes[:], q.Bytes)
	w.push()
	w.held += length
	w.last, w.next = q.Start, q.Start+length
	w.period = to.period
	w.changes++
	return Entry{
		Sequence: w.sequence + uint64(w.count) - 1,
		Start:    q.Start, Length: q.Length, Flags: flags, Period: to.period,
		First: w.sequence, Breaks: w.breaks, Count: int(w.count),
	}, true
}

// makeRoom drops the segments that have to leave for one of the given length.
func (w *live) makeRoom(list *[mostSegments]stored, length components.PTS, cfg *WindowConfig) {
	least := 3 * components.PTS(cfg.Target) * components.PTSPerSecond
	for w.count > 0 {
		oldest := &list[w.first]
		gone, held := components.PTS(oldest.length), w.held+length
		if int(w.count) < cfg.Slots && (held <= cfg.Window || held-gone < least) {
			return
		}
		w.breaks += uint32(oldest.flags & components.Breaks)
		w.held -= gone
		w.sequence++
		w.pop(cfg.Slots)
	}
}

// Window returns the segments of a stream, the oldest first.
func (b *Best) Window(h Handle) []Segment {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := &b.streams[h]
	list := make([]Segment, s.window.count)
	for i := range list {
		from := &s.segments[s.window.at(i, b.window.Slots)]
		list[i] = Segment{from.start, from.length, from.flags, from.period, append([]uint32(nil), from.bytes[:]...)}
	}
	return list
}
