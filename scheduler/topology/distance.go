package topology

import "slices"

// distance is between two NUMA nodes, as the firmware says.
func (m *Machine) distance(from, to int) int {
	if from == to {
		return 0
	}
	i := slices.IndexFunc(m.Nodes, func(n Node) bool { return n.ID == from })
	j := slices.IndexFunc(m.Nodes, func(n Node) bool { return n.ID == to })
	if i < 0 || j < 0 || j >= len(m.Nodes[i].Distances) {
		return 20 // what firmware says that knows no better
	}
	return m.Nodes[i].Distances[j]
}

// nodesOf returns the nodes of seats, by number.
func nodesOf(list []seat) (nodes []int) {
	for _, s := range list {
		if !slices.Contains(nodes, s.node) {
			nodes = append(nodes, s.node)
		}
	}
	slices.Sort(nodes)
	return nodes
}

// of returns the seats to keep.
func of(list []seat, keep func(seat) bool) (kept []seat) {
	for _, s := range list {
		if keep(s) {
			kept = append(kept, s)
		}
	}
	return kept
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
