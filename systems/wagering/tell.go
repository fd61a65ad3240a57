package wagering

import "touchline/components"

// tell makes records, from first on, of those of the tick's m events that are in rows,
// in the order of rows.
//
// It reads 37 bytes for each, and reads 20 and writes 4 of its fixture, and writes
// 59.
func (w *records) tell(first components.Row, rows []components.Row, in *events, m int, of *matches, now components.PTS) {
	from := int(first)
	end := from + len(rows)
	fixture, op, group, next := w.fixture[:end], w.op[:end], w.group[:end], w.next[:end]
	status, causes, outcome := w.status[:end], w.causes[:end], w.outcome[:end]
	number, revision, after := w.sequence[:end], w.revision[:end], w.score[:end]
	team, cause := w.team[:end], w.cause[:end]
	occurred, received, release := w.occurred[:end], w.received[:end], w.release[:end]

	match, flags, whose, what := in.fixture[:m], in.flags[:m], in.team[:m], in.cause[:m]
	moment, heard := in.occurred[:m], in.received[:m]

	sequence := of.sequence
	score, latency := of.score[:len(sequence)], of.latency[:len(sequence)]
	for o := from; o < end; o++ {
		i := rows[o-from]
		f := match[i]
		count := sequence[f] + 1
		sequence[f] = count
		fixture[o], op[o], group[o] = f, components.EventRecord, components.NoGroup
		if flags[i]&components.Voided != 0 {
			op[o] = components.Cancel
		}
		status[o], causes[o], outcome[o] = 0, 0, 0
		number[o], revision[o], next[o] = count, 0, false
		after[o], team[o], cause[o] = score[f], whose[i], what[i]
		occurred[o], received[o] = moment[i], heard[i]
		release[o] = max(now, heard[i], moment[i]+latency[f])
	}
}
