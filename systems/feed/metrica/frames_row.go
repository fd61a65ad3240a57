package metrica

import (
	"bytes"
	"fmt"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

const wantShare = "a share of the pitch, or NaN"

// next goes to the next line that is of a period.
func (f *frames) next() bool {
	for line, ok := f.take(); ok; line, ok = f.take() {
		if len(line) == 0 {
			continue
		}
		if f.time.first == 0 {
			f.time.first, f.time.begin = f.line, f.begin
		}
		l := f.choose(line)
		if f.err != nil {
			return false
		}
		if f.halves != nil {
			if f.row.period = f.halfOf(f.row.number); f.row.period == 0 {
				continue
			}
		}
		if l == nil {
			first, last := &f.layouts[0], &f.layouts[len(f.layouts)-1]
			f.fail("frame", fmt.Append(nil, f.row.number), misfit, fmt.Sprintf("one that the metadata describe, %d to %d", first.from, last.to))
			return false
		}
		if f.read(l, line); f.err != nil {
			return false
		}
		if !f.whole {
			f.warn(recording.NoLineEnd, "it may be cut short")
		}
		return true
	}
	return false
}

// read reads a line.
func (f *frames) read(l *layout, line []byte) {
	clear(f.spots)
	for i := range l.cells {
		c := &l.cells[i]
		value, rest, ok := f.split(l, i, line)
		if !ok {
			return
		}
		line = rest
		switch c.holds {
		case number: // was read when the layout was chosen
		case nothing:
			if c.end == nil && bytes.ContainsAny(value, l.between) {
				f.misfit(l, i, value)
			}
		case period:
			f.period(l, i, value)
		case seconds:
			f.row.micros, f.row.timed = f.fixed(l, i, value, wantTime)
		default:
			f.share(l, i, value)
		}
	}
}

// fixed reads a number, times a million. It reports false if there is none.
func (f *frames) fixed(l *layout, i int, value []byte, want string) (n int64, known bool) {
	if len(value) == 0 || len(value) == 3 && bytes.EqualFold(value, []byte("NaN")) {
		return 0, false
	}
	n, ok := scan.Fixed(value, 6)
	if !ok {
		f.wrong(l, i, value, "not a number", want)
	}
	return n, ok
}

// share reads where somebody was along one side of the pitch.
func (f *frames) share(l *layout, i int, value []byte) {
	n, known := f.fixed(l, i, value, wantShare)
	if !known {
		return
	}
	c := &l.cells[i]
	s := &f.spots[c.actor]
	if c.holds == alongX {
		s.x = n
	} else {
		s.y = n
	}
	s.known, s.half = s.half, true
}

// period reads the period of the row.
func (f *frames) period(l *layout, i int, value []byte) {
	n, ok := scan.Int(value)
	if !ok || n < 1 || n > int64(components.Shootout) {
		f.wrong(l, i, value, recording.OutOfRange, wantPeriod)
		return
	}
	f.row.period = components.Period(n)
}
