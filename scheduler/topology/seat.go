package topology

import "fmt"

// seat is a CPU that a worker may be pinned to.
type seat struct {
	cpu       int
	core      CPUs // those of its core that are allowed
	l3        CPUs // that share its L3 cache; nil if it has none
	node      int
	efficient bool
	second    bool // there is one before it on the core
}

func (s seat) place() string {
	text := fmt.Sprintf("node %d", s.node)
	if s.l3 != nil {
		text += fmt.Sprintf(", L3 of %s", s.l3.Named())
	}
	return text
}

// why says what speaks for the seat i of those that are chosen.
func (m *Machine) why(chosen []seat, i int) string {
	s := chosen[i]
	for j, other := range chosen {
		if j != i && other.core[0] == s.core[0] {
			return fmt.Sprintf("shares core %v with worker %d; %s", s.core, j, s.place())
		}
	}
	text := "a core to itself"
	switch {
	case s.efficient:
		text = "an efficiency core to itself"
	case m.Isolated.Has(s.cpu):
		text = "an isolated core to itself"
	}
	return text + "; " + s.place()
}

// tier is in which order kinds of seats are filled.
func (s seat) tier() int {
	switch {
	case s.second:
		return 2
	case s.efficient:
		return 1
	}
	return 0
}

// seats returns a seat for each CPU that is allowed.
func (m *Machine) seats() (list []seat) {
	for _, id := range m.Allowed {
		c := m.cpu(id)
		s := seat{cpu: id, core: c.Siblings.And(m.Allowed), node: c.Node, efficient: m.Efficient(id)}
		s.second = s.core[0] != id
		if l3 := m.Cache(3, id); l3 != nil {
			s.l3 = l3.CPUs
		}
		list = append(list, s)
	}
	return list
}
