package metrica

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// rate is how many frames there are in den seconds.
type rate struct{ num, den int64 }

// sampled is the rate of the tables, which do not say it.
var sampled = rate{25, 1}

// pts returns how long n frames last.
func (r rate) pts(n int64) components.PTS {
	return components.PTS(n * int64(components.PTSPerSecond) * r.den / r.num)
}

// most returns the last frame that a file may have.
func (r rate) most() int64 { return longest / 1_000_000 * r.num / r.den }

// half is where a period is among the frames.
type half struct{ from, to int64 }

// halfOf returns the period of frame n, 0 if it is of none.
func (f *frames) halfOf(n int64) components.Period {
	for i, h := range f.halves {
		if h.from <= n && n <= h.to {
			return components.Period(i + 1)
		}
	}
	return 0
}

// kickOffs are when the periods begin by the file of events.
type kickOffs struct {
	at    [components.Shootout + 1]components.PTS
	known [components.Shootout + 1]bool
}

// find takes in the records of the file of events: a period begins with its first,
// as in [teller.begin].
func (k *kickOffs) find(records []record) {
	now := components.Period(0)
	for i := range records {
		if r := &records[i]; r.period > now {
			now = r.period
			k.at[now], k.known[now] = r.start, true
		}
	}
}

// timeline is where the periods are, as far as the file has been read.
type timeline struct {
	first  int // line that is not blank, and where it begins
	begin  int
	given  bool // there was a frame
	begun  [components.Shootout + 1]bool
	frame  [components.Shootout + 1]int64 // at which the period begins
	period components.Period              // that is on
	last   int64                          // frame
	end    components.PTS                 // of the period, on the clock of the file
}

// clock returns how long after the beginning of its period the row is. It reports
// false if it is before that, or came before.
func (f *frames) clock() (components.PTS, bool) {
	t, p, n := &f.time, f.row.period, f.row.number
	if f.row.timed {
		if off := pts(f.row.micros) - f.rate.pts(n); max(off, -off) > f.rate.pts(1)/2 {
			f.warn(recording.BadTime, "frame %d is at %v by its number, and %v from there by its time: the number counts", n, f.rate.pts(n).Duration(), off.Duration())
		}
	}
	if t.begun[p] && n == t.last && p == t.period {
		f.warn(recording.DuplicateID, "frame %d came before: left out", n)
		return 0, false
	}
	if !t.begun[p] {
		f.open(p, n)
	}
	t.period, t.last = p, n
	t.end = max(t.end, f.rate.pts(n+1))
	if f.kicks.known[p] {
		at := f.rate.pts(n) - f.kicks.at[p]
		return at, at >= 0
	}
	if n < t.frame[p] {
		f.warn(recording.TimeRegress, "frame %d is before the first of its period: left out", n)
		return 0, false
	}
	return f.rate.pts(n - t.frame[p]), true
}

// open begins period p, of which frame n is the first in the file.
func (f *frames) open(p components.Period, n int64) {
	const minute = 60 * components.PTSPerSecond
	const early, late, longest = 20 * minute, 120 * minute, 60 * minute // beyond which it is none
	t := &f.time
	if f.halves != nil {
		n = f.halves[p-1].from
	}
	t.begun[p], t.frame[p] = true, n
	at := f.rate.pts(n)
	if f.kicks.known[p] {
		if off := at - f.kicks.at[p]; off < -early || off > late {
			f.warn(recording.BadTime, "period %d begins at %v in the file of events, and at %v by its frames: each by its own clock", p,
				f.kicks.at[p].Duration(), at.Duration())
			f.kicks.known[p] = false
		} else {
			at = f.kicks.at[p]
		}
	}
	if gap := at - t.end; p > t.period && t.period > 0 && gap > 0 && gap < longest && f.match.Breaks[p] == 0 {
		f.match.Breaks[p] = gap
	}
}
