package topology

// Efficient reports whether a CPU is an efficiency core: said to be one, or less
// than four fifths as fast as the fastest. The cores of one kind differ by less,
// those of two by more.
func (m *Machine) Efficient(cpu int) bool {
	top := 0
	for i := range m.CPUs {
		top = max(top, m.CPUs[i].Capacity)
	}
	c := m.cpu(cpu)
	return c != nil && (c.Level == efficiency || c.Capacity > 0 && 5*c.Capacity < 4*top)
}

// OneNode returns how many workers are best pinned without knowing their load: one
// for each core of the NUMA node that has most, performance cores alone, and no
// more than a quota has time for. What they hand each other then stays in a node.
func (m *Machine) OneNode() int {
	most, room := 0, map[int]int{}
	for _, s := range m.seats() {
		if s.tier() == 0 {
			room[s.node]++
			most = max(most, room[s.node])
		}
	}
	if m.Quota.US > 0 {
		most = min(most, int(m.Quota.US/m.Quota.PeriodUS))
	}
	return max(most, 1)
}
