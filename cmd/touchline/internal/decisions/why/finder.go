package why

import (
	"fmt"

	"touchline/cmd/touchline/internal/decisions"
	"touchline/components"
)

// phase is where a decision stands to the moment.
type phase int

const (
	before phase = iota
	within
	after
)

// finder finds the moment among the decisions of a stream, which come to it in
// order.
type finder struct {
	Moment
	now     phase
	at      components.PTS // when the moment began; where no decision fell on that, to the second
	last    uint64         // the tick of that decision
	clock   decisions.Clock
	periods []shown // that the run has, in order
	ticks   [2]uint64
	early   bool             // the run begins after the moment
	sport   components.Sport // as its clock shows
}

// place says where d stands.
func (f *finder) place(d *decisions.Decision) phase {
	first := f.note(d)
	if f.isTick {
		f.placeTick(d)
	} else {
		f.placeClock(d)
	}
	if first && f.now == after {
		f.early = true
	}
	return f.now
}

// note keeps what the run has, for the error that the moment is not in it. It
// reports whether d is the first.
func (f *finder) note(d *decisions.Decision) (first bool) {
	if first = f.periods == nil; first {
		f.ticks[0] = d.Tick
	}
	f.ticks[1] = d.Tick
	if components.PTS(d.Clock.Second)*components.PTSPerSecond < components.Football.ClockAt(d.Clock.Period) {
		f.sport = components.Cricket // whose clock begins anew in each innings
	}
	n := len(f.periods)
	if n == 0 || f.periods[n-1].to.Period != d.Clock.Period {
		from := d.Clock
		if n > 0 {
			f.periods[n-1].close(d, f.sport)
			from.Second = min(from.Second, int64(f.sport.ClockAt(from.Period)/components.PTSPerSecond))
		}
		f.periods = append(f.periods, shown{from: from, to: d.Clock, seen: d.Clock.Second, at: d.T})
	}
	f.periods[len(f.periods)-1].add(d)
	return first
}

func (f *finder) placeTick(d *decisions.Decision) {
	switch {
	case d.Tick > f.tick:
		f.now = after
	case d.Tick == f.tick:
		f.now = within
	}
	if f.now != after {
		f.at, f.last, f.clock = d.T, d.Tick, d.Clock
	}
}

// placeClock takes the first decision whose clock shows what is asked for, or
// more. What is within the moment is what the clock shows that of for a second:
// after the end of a period it stands.
func (f *finder) placeClock(d *decisions.Decision) {
	want, second := f.Moment.clock, components.PTSPerSecond
	switch f.now {
	case before:
		if f.placeEnd() {
			return
		}
		inPeriod := want.Period == d.Clock.Period || want.Period == 0 && d.Clock.Period > 0
		starts := int64(f.sport.ClockAt(d.Clock.Period) / second)
		if !inPeriod || want.Second < starts || d.Clock.Second < want.Second {
			return
		}
		f.clock = decisions.Clock{Period: d.Clock.Period, Second: want.Second}
		f.at = d.T - components.PTS(d.Clock.Second-want.Second)*second
		f.now = after
		if d.Clock == f.clock {
			f.now = within
		}
	case within:
		if d.Clock != f.clock || d.T >= f.at+second {
			f.now = after
		}
	}
}

// placeEnd takes the end of a period that no decision was made in.
func (f *finder) placeEnd() bool {
	want, n := f.Moment.clock, len(f.periods)
	if n < 2 {
		return false
	}
	s := &f.periods[n-2]
	inPeriod := want.Period == s.to.Period || want.Period == 0 && s.to.Period > 0
	if !inPeriod || want.Second < s.from.Second || want.Second > s.to.Second {
		return false
	}
	f.clock = decisions.Clock{Period: s.to.Period, Second: want.Second}
	f.at = s.at + components.PTS(want.Second-s.seen)*components.PTSPerSecond
	f.now = after
	return true
}

// until is the end of the moment: of a tick its beginning, by the decisions before it.
func (f *finder) until() components.PTS {
	switch {
	case !f.isTick:
		return f.at + components.PTSPerSecond - 1
	case f.last > 0:
		return f.at + f.at*components.PTS(f.tick-f.last)/components.PTS(f.last)
	}
	return f.at
}

// check reports that the moment is not in the run.
func (f *finder) check() error {
	switch {
	case f.periods == nil:
		return decisions.ErrEmpty
	case f.isTick && (f.early || f.tick > f.ticks[1]):
		return fmt.Errorf("tick %d: %w, which has decisions of the ticks %d to %d", f.tick, ErrNever, f.ticks[0], f.ticks[1])
	case !f.isTick && (f.early || f.now == before):
		return fmt.Errorf("clock %q: %w, whose clock shows %s", f.text, ErrNever, f.shows())
	}
	return nil
}
