package bench

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// counts are the events of the functions that a tick is made of.
type counts struct {
	events []string // as cachegrind calls them
	of     map[string][]int64
}

// readCounts reads what cachegrind wrote: the caches that it simulated, which must
// be those that were asked for, the names of the events, and the counts of each
// function, of which it keeps those that a tick is made of.
func readCounts(r io.Reader, c *Caches) (counts, error) {
	var (
		n     = counts{of: map[string][]int64{}}
		sums  []int64 // of the function whose lines follow; nil if it is none of a tick
		have  = map[string]string{}
		lines = bufio.NewScanner(r)
	)
	lines.Buffer(nil, 1<<20) // names of generic functions are long
	for lines.Scan() {
		line := lines.Text()
		if name, ok := strings.CutPrefix(line, "fn="); ok {
			if sums = nil; ofTick(name) {
				if n.of[name] == nil {
					n.of[name] = make([]int64, len(n.events))
				}
				sums = n.of[name]
			}
			continue
		}
		key, value, _ := strings.Cut(line, ":")
		switch {
		case key == "desc":
			name, what, _ := strings.Cut(strings.TrimSpace(value), ":")
			have[name] = strings.TrimSpace(what)
		case key == "events":
			n.events = strings.Fields(value)
		case sums != nil && line != "" && line[0] >= '0' && line[0] <= '9':
			fields := strings.Fields(line)[1:] // after the number of the source line
			if len(fields) > len(sums) {
				return counts{}, fmt.Errorf("%q: %d counts: want %d at most, of %v", line, len(fields), len(sums), n.events)
			}
			for i, f := range fields {
				count, err := strconv.ParseInt(f, 10, 64)
				if err != nil {
					return counts{}, fmt.Errorf("%q: %w", line, err)
				}
				sums[i] += count
			}
		}
	}
	if err := lines.Err(); err != nil {
		return counts{}, err
	}
	for name, want := range map[string]Cache{"D1 cache": c.D1, "LL cache": c.LL} {
		if want := want.described(); have[name] != want {
			return counts{}, fmt.Errorf("%s is %q: want %q", name, have[name], want)
		}
	}
	all := n.more(counts{})
	for _, name := range []string{"Ir", "D1mr", "D1mw", "DLmr", "DLmw"} {
		if all[name] == 0 {
			return counts{}, fmt.Errorf("no %s in any function of a tick", name)
		}
	}
	return n, nil
}

// more returns how many events n has more than other, by their names, in those functions
// that executed more instructions, by a fiftieth at least. The others did nothing to speak
// of in the ticks that n has more, and what they missed before differs by where memory lay.
func (n counts) more(other counts) map[string]int64 {
	more := map[string]int64{}
	ir := slices.Index(n.events, "Ir")
	for function, sums := range n.of {
		less := other.of[function]
		if less == nil {
			less = make([]int64, len(sums))
		}
		if ir < 0 || sums[ir]-less[ir] <= less[ir]/50 {
			continue
		}
		for i, name := range n.events {
			more[name] += sums[i] - less[i]
		}
	}
	return more
}

// ofTick reports whether a function is one that a tick is made of: those of the
// systems and of what they use. What fills in the input is not, nor what makes rows.
func ofTick(function string) bool {
	for _, prefix := range []string{
		"touchline/systems/", "touchline/ecs.", "touchline/components.", "crypto/",
		"runtime.memclr", "runtime.memmove", "runtime.duff",
	} {
		if strings.HasPrefix(function, prefix) {
			return function != "touchline/ecs.(*World).Create"
		}
	}
	return false
}

// described is c in cachegrind's words.
func (c Cache) described() string {
	if c.Ways == 1 {
		return fmt.Sprintf("%d B, %d B, direct-mapped", c.Bytes, c.Line)
	}
	return fmt.Sprintf("%d B, %d B, %d-way associative", c.Bytes, c.Line, c.Ways)
}
