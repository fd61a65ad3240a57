package abr

import "touchline/components"

// shrink lets the oldest segments leave a window, before one of some length enters at
// row free. With it the window holds no more media than most, if without the next to
// leave it would not fall below the least that it must hold, and it has a slot for it.
func (s *slots) shrink(l *components.Live, free int, length, most components.PTS) {
	held := l.Held + length
	for full := int(l.Count) == s.fan; held > most || full; full = false {
		gone, breaks := s.oldest(l, free)
		if held -= gone; held < limitsOf(l.Target).least && !full || l.Count == 0 {
			return
		}
		l.Held -= gone
		l.Breaks += breaks
		l.Sequence++
		l.Count--
	}
}

// oldest returns how long the oldest segment is of a window whose next has row free, and
// 1 if there is a break before it. Mostly all are alike, and its slot is not looked at:
// that would be one line more for each push.
func (s *slots) oldest(l *components.Live, free int) (length components.PTS, breaks uint32) {
	if l.Alike >= l.Count {
		return components.PTS(l.Length), 0
	}
	row := free - int(l.Count)*s.plane
	if row < 0 {
		row += len(s.media)
	}
	m := &s.media[row]
	return components.PTS(m.Length), uint32(m.Flags & components.Breaks)
}
