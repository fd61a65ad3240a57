package machine

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"touchline/scheduler/topology"
)

// alike returns how many cores at the beginning of the list can share a line: they
// follow each other, and so do their workers if they have any.
func alike(cores []core) int {
	for i := 1; i < len(cores); i++ {
		a, b := cores[i-1], cores[i]
		same := b.number == a.number+1 && len(a.cpus) == len(b.cpus) && a.l1 == b.l1 && a.l2 == b.l2 && a.slow == b.slow && len(a.shut) == len(b.shut)
		for k := 0; same && k < len(a.cpus); k++ {
			same = b.workers[k] == a.workers[k]+1 && a.workers[k] >= 0 || b.workers[k] == -1 && a.workers[k] == -1
		}
		if !same {
			return i
		}
	}
	return len(cores)
}

// writeCores writes a line for cores that are alike.
func (v *View) writeCores(w io.Writer, cores []core, indent string) {
	first, last := cores[0], cores[len(cores)-1]
	var cpus, shut topology.CPUs
	var workers []string
	for _, c := range cores {
		cpus = append(cpus, c.cpus...)
		shut = append(shut, c.shut...)
	}
	slices.Sort(cpus)
	for k := range first.workers {
		if first.workers[k] >= 0 {
			workers = append(workers, numbers("worker", first.workers[k], last.workers[k]))
		}
	}
	var notes []string
	if first.slow {
		notes = append(notes, "efficiency")
	}
	if len(shut) == len(cpus) {
		notes = append(notes, "not ours")
	} else if len(shut) > 0 {
		slices.Sort(shut)
		notes = append(notes, fmt.Sprintf("not ours: %v", shut))
	}
	var caches []string
	for i, bytes := range []int{first.l1, first.l2} {
		if bytes > 0 {
			caches = append(caches, fmt.Sprintf("L%d %s", i+1, size(bytes)))
		}
	}
	each := ""
	if len(cores) > 1 && len(caches) > 0 {
		each = "each "
	}
	fmt.Fprintf(w, "%s%s\t%s\t%s%s\t%s\n", indent, numbers("core", first.number, last.number), cpus.Named(),
		each, strings.Join(caches, ", "), strings.Join(append(workers, notes...), ", "))
}
