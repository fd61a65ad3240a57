package machine

import (
	"slices"

	"touchline/scheduler/topology"
)

// core is a core with what is its own.
type core struct {
	number  int // among all cores
	cpus    topology.CPUs
	l1, l2  int
	slow    bool
	shut    topology.CPUs // not open to this process
	workers []int         // by CPU: -1 for none
}

// cores returns the cores of the machine, with the workers of the plan.
func (v *View) cores() (cores []core) {
	m := v.Machine
	workers := map[int]int{}
	for _, s := range v.Plan.Seats {
		workers[s.CPU] = s.Worker
	}
	for i, cpus := range m.Cores() {
		c := core{number: i, cpus: cpus, slow: m.Efficient(cpus[0]), shut: cpus.Without(m.Allowed)}
		if l1 := m.Cache(1, cpus[0]); l1 != nil {
			c.l1 = l1.Bytes
		}
		if l2 := m.Cache(2, cpus[0]); l2 != nil && len(l2.CPUs) == len(cpus) {
			c.l2 = l2.Bytes
		}
		for _, cpu := range cpus {
			worker, ok := workers[cpu]
			if !ok {
				worker = -1
			}
			c.workers = append(c.workers, worker)
		}
		cores = append(cores, c)
	}
	return cores
}

func inside(cores []core, cpus topology.CPUs) []core {
	return filter(cores, func(c core) bool { return cpus.Has(c.cpus[0]) })
}

func outside(cores []core, cpus topology.CPUs) []core {
	return filter(cores, func(c core) bool { return !cpus.Has(c.cpus[0]) })
}

func filter(cores []core, keep func(core) bool) []core {
	return slices.DeleteFunc(slices.Clone(cores), func(c core) bool { return !keep(c) })
}
