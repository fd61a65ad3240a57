package topology

import (
	"cmp"
	"slices"
)

// choose picks seats for workers: whole tiers as long as they are needed, and of
// the last what is nearest.
func (m *Machine) choose(workers int, p Policy, reason func(string, ...any)) (chosen []seat) {
	all := m.seats()
	if apart := of(all, func(s seat) bool { return m.Isolated.Has(s.cpu) && !s.second }); len(apart) >= workers {
		reason("%d isolated cores are enough for %d workers", len(apart), workers)
		all = apart
	}
	for tier := 0; len(chosen) < workers; tier++ {
		some := of(all, func(s seat) bool { return s.tier() == tier })
		chosen = append(chosen, m.nearest(some, workers-len(chosen), p, chosen)...)
	}
	nodes, caches := map[int]bool{}, map[int]bool{}
	slow := 0
	for _, s := range chosen {
		nodes[s.node] = true
		if s.l3 != nil {
			caches[s.l3[0]] = true
		}
		if s.efficient {
			slow++
		}
	}
	if slow > 0 {
		reason("%d of %d workers are on efficiency cores", slow, workers)
	}
	if len(nodes) > 1 {
		reason("workers span %d NUMA nodes: no node has %d cores of one kind for them", len(nodes), workers)
	} else if len(caches) > 1 {
		reason("workers are on %d L3 caches of one NUMA node", len(caches))
	} else if len(caches) == 1 {
		reason("workers are within one L3 cache")
	}
	return chosen
}

// nearest returns up to n of list, from as few NUMA nodes as will do, which begin
// with that of the seats that are taken.
func (m *Machine) nearest(list []seat, n int, p Policy, taken []seat) (near []seat) {
	room := map[int]int{}
	for _, s := range list {
		room[s.node]++
	}
	var first int
	if len(taken) > 0 {
		first = taken[0].node
	} else {
		for _, node := range nodesOf(list) {
			if room[node] > room[first] && room[first] < n {
				first = node
			}
		}
	}
	nodes := nodesOf(list)
	slices.SortStableFunc(nodes, func(a, b int) int { return m.distance(first, a) - m.distance(first, b) })
	for _, node := range nodes {
		if len(near) == n {
			break
		}
		here := of(list, func(s seat) bool { return s.node == node })
		near = append(near, m.within(here, min(n-len(near), len(here)), p)...)
	}
	return near
}

// within returns n of the seats of a node.
func (m *Machine) within(list []seat, n int, p Policy) (some []seat) {
	room := map[int]int{} // by first CPU of the L3 cache
	cache := func(s seat) int {
		if s.l3 == nil {
			return -1
		}
		return s.l3[0]
	}
	for _, s := range list {
		room[cache(s)]++
	}
	devices := m.cpu(m.Allowed[0]).Siblings // where the kernel likes to work
	slices.SortStableFunc(list, func(a, b seat) int {
		return cmp.Or(
			cmp.Compare(short(room[cache(a)], n), short(room[cache(b)], n)),
			cmp.Compare(cache(a), cache(b)),
			cmp.Compare(boolInt(devices.Has(a.cpu)), boolInt(devices.Has(b.cpu))),
		)
	})
	if p == Spread {
		turn := map[int]int{}
		round := make(map[int]int, len(list))
		for _, s := range list {
			round[s.cpu] = turn[cache(s)]
			turn[cache(s)]++
		}
		slices.SortStableFunc(list, func(a, b seat) int { return round[a.cpu] - round[b.cpu] })
	}
	return list[:n]
}

// short is by how much a cache has too few seats for n: it is 0 for all that have
// enough, and those that have most come first of the others.
func short(room, n int) int { return max(n-room, 0) }
