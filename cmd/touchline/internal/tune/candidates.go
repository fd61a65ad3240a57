package tune

import (
	"fmt"
	"slices"
	"time"

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

// Candidates returns what can be tried with so many streams on a machine: the baseline
// first, which is what a run does without a profile; then every number of workers with
// every placement and every size of shards that makes a difference; then what workers
// and the collector do, one thing at a time.
func Candidates(m *topology.Machine, streams, usual, cores int) []Candidate {
	list := []Candidate{{Name: "baseline", Settings: profiles.Settings{Workers: usual}}}
	add := func(s profiles.Settings, format string, args ...any) {
		if len(list) < mostCandidates {
			list = append(list, Candidate{s, fmt.Sprintf(format, args...)})
		}
	}
	for _, workers := range counts(usual, cores) {
		for _, place := range placements(m, workers) {
			for _, size := range shardSizes(streams, workers) {
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

// shardSizes are those that cut so many streams differently; 0 is what the engine
// chooses.
func shardSizes(streams, workers int) []int {
	list, seen := []int{0}, map[int]bool{}
	for _, size := range []int{64, 256, 1024} {
		shards := (streams + size - 1) / size
		if shards >= workers && !seen[shards] {
			seen[shards] = true
			list = append(list, size)
		}
	}
	return list
}

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
