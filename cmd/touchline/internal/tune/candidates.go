package tune

import (
	"fmt"
	"slices"
	"time"

	"touchline/cmd/touchline/internal/engine"
	"touchline/profiles"
	"touchline/scheduler/topology"
)

// Candidate is a setting that is tried.
type Candidate struct {
	profiles.Settings
	Name string // what it changes of the baseline
}

// mostCandidates is how many a search has, with the baseline.
const mostCandidates = 64

// Candidates returns what can be tried with a plan on a machine: the baseline first,
// which is what a run does without a profile; then every number of workers with every
// placement; the same with every size of shards that makes a difference; then what
// workers and the collector do, one thing at a time. What is likely to matter more comes
// first: there may not be time for all.
func Candidates(m *topology.Machine, p engine.Plan, usual, cores int) []Candidate {
	list := []Candidate{{Name: "baseline", Settings: profiles.Settings{Workers: usual}}}
	add := func(s profiles.Settings, format string, args ...any) {
		if len(list) < mostCandidates {
			list = append(list, Candidate{s, fmt.Sprintf(format, args...)})
		}
	}
	for _, size := range shardSizes {
		for _, workers := range counts(usual, cores) {
			if !cutsAnew(p, workers, size) {
				continue
			}
			for _, place := range placements(m, workers) {
				if workers == usual && place.Policy == topology.None && size == 0 {
					continue // the baseline
				}
				add(profiles.Settings{Workers: workers, Pinning: place, ShardSize: size}, "%s, %v%s", workersText(workers), placeText(place), sizeText(size))
			}
		}
	}
	if cores > 1 {
		for _, s := range []profiles.Settings{{Spins: 100}, {Spins: 3000}, {Prewake: 300 * time.Microsecond}, {Prewake: 2 * time.Millisecond}} {
			s.Workers = max(usual, 2)
			text := fmt.Sprintf("spins %d", s.Spins)
			if s.Prewake > 0 {
				text = fmt.Sprintf("prewake %v", s.Prewake)
			}
			add(s, "%s, %s", workersText(s.Workers), text)
		}
	}
	add(profiles.Settings{Workers: usual, Spin: 500 * time.Microsecond}, "%s, spin 500µs", workersText(usual))
	add(profiles.Settings{Workers: usual, GOGC: 400}, "%s, GOGC 400", workersText(usual))
	return list
}

// counts are the numbers of workers that are tried: one, powers of two, all cores, and
// what a run has by itself.
func counts(usual, cores int) []int {
	var list []int
	for n := 1; n < cores; n *= 2 {
		list = append(list, n)
	}
	if list = append(list, cores); slices.Contains(list, usual) {
		return list
	}
	return append(list, usual)
}

// placements are those in which so many workers would be on different CPUs.
func placements(m *topology.Machine, workers int) []topology.Placement {
	list := []topology.Placement{{Policy: topology.None}}
	seen := map[string]bool{}
	for _, policy := range []topology.Policy{topology.Compact, topology.Spread} {
		place := topology.Placement{Policy: policy}
		plan := m.Plan(workers, place)
		if cpus := fmt.Sprint(plan.Seats); len(plan.Seats) > 0 && !seen[cpus] {
			seen[cpus] = true
			list = append(list, place)
		}
	}
	return list
}

// cutsAnew reports whether shards of a size leave no worker without one, and are not
// what a size before it is.
func cutsAnew(p engine.Plan, workers, size int) bool {
	if size == 0 {
		return true
	}
	shards := func(size int) int {
		p.ShardSize = size
		return p.Shards(workers)
	}
	n := shards(size)
	if n < workers {
		return false
	}
	for _, other := range shardSizes {
		if other == size {
			break
		}
		if shards(other) == n {
			return false
		}
	}
	return true
}

// shardSizes are the sizes of shards that are tried; 0 is what the engine chooses.
var shardSizes = []int{0, 4096, 1024, 256}

func workersText(n int) string {
	if n == 1 {
		return "1 worker"
	}
	return fmt.Sprintf("%d workers", n)
}

func placeText(p topology.Placement) string {
	if p.Policy == topology.None {
		return "not pinned"
	}
	return "pinned " + p.String()
}

func sizeText(size int) string {
	if size == 0 {
		return ""
	}
	return fmt.Sprintf(", shards of %d", size)
}
