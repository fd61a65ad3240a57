package wagering

import "touchline/components"

// unknown is when some market is looked at next as long as that is not worked out: at
// once.
const unknown components.PTS = 0

// due lists in rows the fixtures where something has changed, or ends by itself, or is
// suspect. It returns how many they are.
//
// It reads 9 bytes for each fixture, and 1 more if any is suspect.
func (m *matches) due(rows []components.Row, suspects []bool, now components.PTS) (n int) {
	changed := m.changed[:len(rows)]
	look := m.look[:len(changed)]
	for f := range changed {
		if changed[f] || look[f] <= now || suspects != nil && suspects[f] {
			rows[n] = components.Row(f)
			n++
		}
	}
	return n
}

// moved lists in rows the fixtures where something has changed, and returns how many
// they are.
//
// It reads 1 byte for each fixture.
func (m *matches) moved(rows []components.Row) (n int) {
	changed := m.changed[:len(rows)]
	f := 0
	for ; f+8 <= len(changed); f += 8 {
		c := changed[f:][:8]
		if c[0] || c[1] || c[2] || c[3] || c[4] || c[5] || c[6] || c[7] {
			n = list(rows, n, changed[f:f+8], f)
		}
	}
	return list(rows, n, changed[f:], f)
}

// list lists in rows, from n on, the fixtures that have changed, the first of which is
// fixture f. It returns how many rows there are then.
func list(rows []components.Row, n int, changed []bool, f int) int {
	for i, is := range changed {
		if is {
			rows[n] = components.Row(f + i)
			n++
		}
	}
	return n
}

// expect notes when some market has to be looked at next, now that there are verdicts.
//
// It reads 8 bytes for each fixture, unless no more is to be known than was.
func (m *matches) expect(verdicts []verdict) {
	due := &m.lookDue[0]
	if *due != unknown {
		for i := range verdicts {
			*due = min(*due, m.look[verdicts[i].fixture])
		}
		return
	}
	*due = never
	for _, at := range m.look {
		*due = min(*due, at)
	}
}
