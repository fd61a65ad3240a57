package topology

import "fmt"

// Plan says where workers are pinned, and why there.
type Plan struct {
	Workers   int       `json:"workers"`
	Placement Placement `json:"placement"`
	Seats     []Seat    `json:"seats"` // by worker; none if nobody is pinned
	// Rest is where the other threads of the process are kept. It is empty if
	// nobody is pinned or if no CPU is spare: then they run where they may.
	Rest    CPUs     `json:"rest"`
	Reasons []string `json:"reasons"`
}

// Seat is the CPU of a worker.
type Seat struct {
	Worker int    `json:"worker"`
	CPU    int    `json:"cpu"`
	Why    string `json:"why"`
}

// CPUs returns the CPUs that have workers.
func (p *Plan) CPUs() CPUs {
	taken := map[int]bool{}
	most := -1
	for _, s := range p.Seats {
		taken[s.CPU] = true
		most = max(most, s.CPU)
	}
	return span(0, most+1).filter(func(cpu int) bool { return taken[cpu] })
}

// Pinner returns what pins a worker's thread to its CPU, nil if nobody is pinned.
func (p *Plan) Pinner() func(worker int) error {
	if len(p.Seats) == 0 {
		return nil
	}
	return func(worker int) error { return Pin(p.Seats[worker].CPU) }
}

// Plan chooses a CPU for each of so many workers. The leader is worker 0.
//
// Nobody is pinned if there are fewer CPUs than workers, or less CPU time: two
// workers on one CPU would take turns, and a tick would last for both. Otherwise
// there is one worker on a core while there are cores, on performance cores before
// efficiency cores; workers stay within one NUMA node while they fit it, and the
// policy chooses among its L3 caches. Isolated CPUs come first if there are enough:
// somebody set them apart for this. The core of the first CPU comes last, since
// that is where the kernel and its devices like to work.
func (m *Machine) Plan(workers int, p Placement) Plan {
	plan := Plan{Workers: workers, Placement: p}
	reason := func(format string, args ...any) { plan.Reasons = append(plan.Reasons, fmt.Sprintf(format, args...)) }
	if why := m.unpinned(workers, p); why != "" {
		reason("%s", why)
		return plan
	}
	chosen := of(m.seats(), func(s seat) bool { return p.CPUs.Has(s.cpu) })
	if p.Policy != Listed {
		chosen = m.choose(workers, p.Policy, reason)
	}
	cores := map[int]bool{}
	for i, s := range chosen[:workers] {
		plan.Seats = append(plan.Seats, Seat{i, s.cpu, m.why(chosen[:workers], i)})
		cores[s.core[0]] = true
	}
	if len(cores) < workers {
		reason("%d workers share %s", workers, countCores(len(cores)))
	}
	m.keepOff(&plan, reason)
	return plan
}

func countCores(n int) string {
	if n == 1 {
		return "1 core"
	}
	return fmt.Sprintf("%d cores", n)
}

// unpinned says why nobody is pinned, or nothing.
func (m *Machine) unpinned(workers int, p Placement) string {
	has := m.Allowed
	switch outside := p.CPUs.Without(m.Allowed); {
	case m.Unpinnable != "":
		return m.Unpinnable
	case p.Policy == None:
		return "not asked for"
	case len(outside) > 0:
		return fmt.Sprintf("%s: not among the allowed %v", outside.Named(), m.Allowed)
	case p.Policy == Listed:
		has = p.CPUs
	}
	switch {
	case len(has) < workers:
		return fmt.Sprintf("%d workers for the %d CPUs %v", workers, len(has), has)
	case m.Quota.Less(workers):
		return fmt.Sprintf("%d workers for a quota of %d µs in each %d µs", workers, m.Quota.US, m.Quota.PeriodUS)
	}
	return ""
}

// keepOff finds a place for the other threads of the process: away from the cores
// of workers, or at least from their CPUs.
func (m *Machine) keepOff(plan *Plan, reason func(string, ...any)) {
	taken := plan.CPUs()
	var cores CPUs
	for _, cpu := range m.Allowed {
		for _, s := range m.cpu(cpu).Siblings {
			if taken.Has(s) {
				cores = append(cores, cpu)
				break
			}
		}
	}
	plan.Rest = m.Allowed.Without(cores)
	if ordinary := plan.Rest.Without(m.Isolated); len(ordinary) > 0 {
		plan.Rest = ordinary // one isolated CPU would get all the threads
	}
	switch rest := m.Allowed.Without(taken); {
	case len(plan.Rest) > 0:
		reason("the rest of the process is kept to %s", plan.Rest.Named())
	case len(rest) > 0:
		plan.Rest = rest
		reason("the rest of the process is kept to %s, on cores of workers: no core is spare", rest.Named())
	default:
		reason("the rest of the process runs beside workers: no CPU is spare")
	}
}
