package wagering

import "touchline/components"

// tell makes records, from first on, of those of the tick's m events that are in rows,
// in the order of rows. It goes over them several times, each time with no more columns
// than a processor has registers for.
//
// Beside what it calls, it writes 9 bytes for each.
func (w *records) tell(first components.Row, rows []components.Row, in *events, m int, of *matches, now components.PTS) {
	from, end := int(first), int(first)+len(rows)
	w.count(w.fixture[from:end], rows, in.fixture[:m], from, of)
	w.name(rows, from, in, m)
	w.time(w.fixture[from:end], rows, from, in, m, of.latency, now)
	clear(w.status[from:end])
	clear(w.causes[from:end])
	clear(w.outcome[from:end])
	clear(w.revision[from:end])
	clear(w.next[from:end])
	groups := w.group[from:end]
	for o := range groups {
		groups[o] = components.NoGroup
	}
}

// count says which matches the records are of, numbers them, and adds the score.
//
// It reads 8 bytes for each, and reads 12 and writes 4 of its fixture, and writes 16.
func (w *records) count(fixtures, rows, match []components.Row, from int, of *matches) {
	sequence := of.sequence
	score := of.score[:len(sequence)]
	fixtures = fixtures[:len(rows)]
	number, after := w.sequence[from:][:len(rows)], w.score[from:][:len(rows)]
	for o, i := range rows {
		f := match[i]
		count := sequence[f] + 1
		sequence[f], number[o] = count, count
		fixtures[o], after[o] = f, score[f]
	}
}

// name says what the records tell of.
//
// It reads 15 bytes for each, and writes 10.
func (w *records) name(rows []components.Row, from int, in *events, m int) {
	flags, whose, what := in.flags[:m], in.team[:m], in.cause[:m]
	op, team, cause := w.op[from:][:len(rows)], w.team[from:][:len(rows)], w.cause[from:][:len(rows)]
	for o, i := range rows {
		told := components.EventRecord
		if flags[i]&components.Voided != 0 {
			told = components.Cancel
		}
		op[o], team[o], cause[o] = told, whose[i], what[i]
	}
}

// time says when what they tell of happened, and when it may be seen.
//
// It reads 24 bytes for each, and 8 of its fixture, and writes 24.
func (w *records) time(fixtures, rows []components.Row, from int, in *events, m int, latency []components.PTS, now components.PTS) {
	moments, heards := in.occurred[:m], in.received[:m]
	fixtures = fixtures[:len(rows)]
	occurred, received, release := w.occurred[from:][:len(rows)], w.received[from:][:len(rows)], w.release[from:][:len(rows)]
	for o, i := range rows {
		moment, heard := moments[i], heards[i]
		occurred[o], received[o] = moment, heard
		release[o] = max(now, heard, moment+latency[fixtures[o]])
	}
}
