package recording

import (
	"cmp"

	"touchline/components"
)

// ReadTexts adds to m what read gives for data: texts, which have a sequence of their
// own. It fills the header of m where that is still empty.
func (m *Match) ReadTexts(read Reader, data []byte, names components.Interner) error {
	var t Match
	newest := uint32(0)
	for i := range m.Events {
		if e := &m.Events[i]; e.Source == components.FromText {
			newest = max(newest, e.Seq)
		}
	}
	first := len(m.Events)
	for e, err := range read(data, names, &t) {
		if err != nil {
			m.Events = m.Events[:first]
			return err
		}
		if e.Source == components.FromText {
			e.Seq += newest
			m.Events = append(m.Events, e)
		}
	}
	m.Format, m.Sport = cmp.Or(m.Format, t.Format), cmp.Or(m.Sport, t.Sport)
	m.Home, m.Away = cmp.Or(m.Home, t.Home), cmp.Or(m.Away, t.Away)
	m.Source, m.Terms = cmp.Or(m.Source, t.Source), cmp.Or(m.Terms, t.Terms)
	m.Warnings.join(t.Warnings)
	return nil
}
