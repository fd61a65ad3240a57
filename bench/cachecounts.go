package bench

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// counts are the events of a tick's functions, by the names that cachegrind has for
// them.
type counts map[string]int64

// readCounts reads what cachegrind wrote: the caches that it simulated, which must
// be those that were asked for, the names of the events, and the counts of each
// function, of which it sums up those that a tick is made of.
func readCounts(r io.Reader, c *Caches) (counts, error) {
	var (
		names []string
		sums  []int64
		have  = map[string]string{}
		tick  = false
		lines = bufio.NewScanner(r)
	)
	lines.Buffer(nil, 1<<20) // names of generic functions are long
	for lines.Scan() {
		line := lines.Text()
		if name, ok := strings.CutPrefix(line, "fn="); ok {
			tick = ofTick(name)
			continue
		}
		key, value, _ := strings.Cut(line, ":")
		switch {
		case key == "desc":
			name, what, _ := strings.Cut(strings.TrimSpace(value), ":")
			have[name] = strings.TrimSpace(what)
		case key == "events":
			names = strings.Fields(value)
			sums = make([]int64, len(names))
		case tick && line != "" && line[0] >= '0' && line[0] <= '9':
			fields := strings.Fields(line)[1:] // after the number of the source line
			if len(fields) > len(names) {
				return nil, fmt.Errorf("%q: %d counts: want %d at most, of %v", line, len(fields), len(names), names)
			}
			for i, f := range fields {
				n, err := strconv.ParseInt(f, 10, 64)
				if err != nil {
					return nil, fmt.Errorf("%q: %w", line, err)
				}
				sums[i] += n
			}
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	for name, want := range map[string]Cache{"D1 cache": c.D1, "LL cache": c.LL} {
		if want := want.described(); have[name] != want {
			return nil, fmt.Errorf("%s is %q: want %q", name, have[name], want)
		}
	}
	n := counts{}
	for i, name := range names {
		n[name] = sums[i]
	}
	for _, name := range []string{"D1mr", "D1mw", "DLmr", "DLmw"} {
		if n[name] == 0 {
			return nil, fmt.Errorf("no %s in any function of a tick", name)
		}
	}
	return n, nil
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
