package wagering

import (
	"math/bits"

	"touchline/components"
	"touchline/ecs"
)

// unknown is when some market is looked at next as long as that is not worked out: at
// once.
const unknown components.PTS = 0

// idle reports whether no market has to be looked at, as is so most of the time.
func (c *columns) idle(now components.PTS) bool {
	m := &c.of
	return *m.still && now < *m.lookDue && c.trusted()
}

// due returns the fixtures where something has changed, or ends by itself, or is
// suspect.
func (c *columns) due(r *ecs.Run) []components.Row {
	suspects, now, m := inspect(r, c), r.Now.PTS, &c.of
	rows := ecs.Unset[components.Row](r, len(m.changed))
	if suspects == nil && now < *m.lookDue {
		return m.moved(rows)
	}
	*m.lookDue = unknown
	return m.all(rows, suspects, now)
}

// all lists in rows the fixtures where something has changed, or ends by itself, or is
// suspect.
//
// It reads 9 bytes for each fixture, and 1 more if any is suspect.
func (m *matches) all(rows []components.Row, suspects []bool, now components.PTS) []components.Row {
	n := 0
	changed := m.changed[:len(rows)]
	look := m.look[:len(changed)]
	for f := range changed {
		if changed[f] != 0 || look[f] <= now || suspects != nil && suspects[f] {
			rows[n] = components.Row(f)
			n++
		}
	}
	return rows[:n]
}

// moved lists in rows the fixtures where something has changed.
//
// It reads 1 byte for each fixture, mostly of eight at once.
func (m *matches) moved(rows []components.Row) []components.Row {
	n := 0
	changed := m.changed[:len(rows)]
	for f := calm(changed); f < len(changed); f += 1 + calm(changed[f+1:]) {
		rows[n] = components.Row(f)
		n++
	}
	return rows[:n]
}

// calm is how many fixtures come before one that has changed.
func calm(changed []uint8) int {
	rest := changed
	for ; len(rest) >= 8; rest = rest[8:] {
		if word := ecs.Eight(rest); word != 0 {
			return len(changed) - len(rest) + bits.TrailingZeros64(word)/8
		}
	}
	i := len(changed) - len(rest)
	for i < len(changed) && changed[i] == 0 {
		i++
	}
	return i
}

// expect notes when some market has to be looked at next, now that there are verdicts.
//
// It reads 8 bytes for each fixture, unless no more is to be known than was.
func (m *matches) expect(verdicts []verdict) {
	due := m.lookDue
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
