package match

import (
	"touchline/components"
	"touchline/ecs"
)

// A table is the incidents of one fixture, in the order of their numbers.
type table struct {
	seq      []uint32
	kind     []components.EventKind
	rev      []uint8
	team     []components.Team
	period   []components.Period
	flags    []components.EventFlags
	occurred []components.Stamp
	detail   []components.Detail
	paid     []uint8
	fate     []components.Fate
}

// tableOf returns the rows of fixture f that are in use, and room for one more
// where there is some.
func tableOf(r *ecs.Run, f components.Row, more int) table {
	fan := r.Schema().Fan(components.Incident)
	from := int(f) * fan
	to := from + min(int(*components.FixtureIncidents.At(r, f))+more, fan)
	return table{
		seq:      components.IncidentSeq.Of(r)[from:to],
		kind:     components.IncidentKind.Of(r)[from:to],
		rev:      components.IncidentRev.Of(r)[from:to],
		team:     components.IncidentTeam.Of(r)[from:to],
		period:   components.IncidentPeriod.Of(r)[from:to],
		flags:    components.IncidentFlags.Of(r)[from:to],
		occurred: components.IncidentOccurred.Of(r)[from:to],
		detail:   components.IncidentDetail.Of(r)[from:to],
		paid:     components.IncidentPaid.Of(r)[from:to],
		fate:     components.IncidentFate.Of(r)[from:to],
	}
}

// find returns the place of seq in a column that is in order, or where it belongs.
func find(column []uint32, seq uint32) (int, bool) {
	lo, hi := 0, len(column)
	if hi > 0 && seq > column[hi-1] {
		return hi, false // the usual case: it is the newest
	}
	for lo < hi {
		if mid := (lo + hi) / 2; column[mid] < seq {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, lo < len(column) && column[lo] == seq
}

// open makes room at row i, by moving those from there one further.
func (t *table) open(i int) {
	shift(t.seq, i)
	shift(t.kind, i)
	shift(t.rev, i)
	shift(t.team, i)
	shift(t.period, i)
	shift(t.flags, i)
	shift(t.occurred, i)
	shift(t.detail, i)
	shift(t.paid, i)
	shift(t.fate, i)
}

func shift[T any](column []T, i int) { copy(column[i+1:], column[i:]) }

// What became of an event that decides.
type kept uint8

const (
	passed   kept = iota // it decides nothing
	refused              // there was no room
	repeated             // it is known, or something newer is
	taken
)

// keep puts event i among the incidents of fixture f. Of the messages that share a
// number the highest revision is kept, and one that takes the event back stays as
// its tombstone: what comes after it out of order finds it there.
func keep(r *ecs.Run, i, f components.Row) kept {
	count := components.FixtureIncidents.At(r, f)
	n := int(*count)
	t := tableOf(r, f, 1)
	e := components.EventReport.At(r, i)
	k, found := find(t.seq[:n], e.Cause.Seq)
	switch {
	case found && e.Cause.Rev <= t.rev[k]:
		return repeated
	case !found && n == len(t.seq):
		return refused
	case !found:
		t.open(k)
		t.paid[k] = 0
		*count++
	}
	t.seq[k], t.rev[k], t.kind[k] = e.Cause.Seq, e.Cause.Rev, e.Cause.Kind
	t.team[k], t.period[k], t.flags[k] = e.Team, e.Period, e.Flags
	t.occurred[k] = components.StampOf(e.Occurred)
	t.detail[k] = components.DetailOf(t.kind[k], *components.EventClock.At(r, i), *components.EventRef.At(r, i))
	t.fate[k] = components.Stands
	return taken
}
