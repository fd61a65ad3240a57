package compare

import (
	"touchline/cmd/touchline/internal/decisions"
	"touchline/components"
)

// pair books two rows as one decision.
func (m *matcher) pair(a, b *loose) {
	a.found, b.found = true, true
	fields := differing(a.row, b.row)
	if fields == nil && string(a.row.Text) == string(b.row.Text) {
		fields = []Field{{"order", "", ""}} // of the rows in their tick
	}
	if fields == nil { // written otherwise, with other blanks or in another order of keys
		m.count(a.row).Equal++
		return
	}
	c := m.count(a.row)
	c.Differ++
	for _, f := range fields {
		c.field(f.Name, 1)
	}
	at := place{a.row.T, a.index}
	if other := (place{b.row.T, b.index}); other.before(at) {
		at = other
	}
	m.note(&Difference{a.row, b.row, fields, at})
}

// forget gives up waiting for what is older than t.
func (m *matcher) forget(t components.PTS) {
	for len(m.waiting) > 0 && (m.waiting[0].found || m.waiting[0].row.T < t) {
		l := m.waiting[0]
		m.waiting = m.waiting[1:]
		if l.found {
			continue
		}
		m.drop(l.is.strict)
		d := &Difference{at: place{l.row.T, l.index}}
		if l.second {
			m.count(l.row).Second++
			d.Second = l.row
		} else {
			m.count(l.row).First++
			d.First = l.row
		}
		m.note(d)
	}
}

// end gives up waiting.
func (m *matcher) end() { m.forget(1<<63 - 1) }

func (m *matcher) note(d *Difference) {
	if m.first == nil || d.at.before(m.first.at) {
		m.first = d
	}
}

func (m *matcher) count(d *decisions.Decision) *Count {
	c := m.kinds[d.Kind]
	if c == nil {
		c = new(Count)
		m.kinds[d.Kind] = c
	}
	return c
}

func (m *matcher) result() *Result {
	r := &Result{Kinds: m.kinds, First: m.first}
	for _, c := range m.kinds {
		r.Total.Add(c)
	}
	return r
}
