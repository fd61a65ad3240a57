package topology

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// maxCPU is the highest number that a CPU may have: Linux is built for at most
// 8,192 (CONFIG_NR_CPUS).
const maxCPU = 8191

// CPUs are the numbers of CPUs, in order, each once. They are written as the
// kernel writes them: 0-3,8.
type CPUs []int

// ParseCPUs reads a list as 0-3,8. An empty one is of no CPUs.
func ParseCPUs(text string) (CPUs, error) {
	if text == "" {
		return nil, nil
	}
	var list CPUs
	for _, part := range strings.Split(text, ",") {
		from, to, isRange := strings.Cut(part, "-")
		if !isRange {
			to = from
		}
		first, err1 := cpuNumber(from)
		last, err2 := cpuNumber(to)
		if err1 != nil || err2 != nil || first > last {
			return nil, fmt.Errorf("CPUs %q: %q: want numbers from 0 to %d, as 0-3,8", text, part, maxCPU)
		}
		for n := first; n <= last; n++ {
			list = append(list, n)
		}
	}
	slices.Sort(list)
	return slices.Compact(list), nil
}

// cpuNumber reads a number without a sign.
func cpuNumber(text string) (int, error) {
	n, err := strconv.ParseUint(text, 10, 16)
	if err == nil && n > maxCPU {
		err = strconv.ErrRange
	}
	return int(n), err
}

// String writes the list as the kernel does.
func (c CPUs) String() string {
	var b []byte
	for i := 0; i < len(c); {
		j := i
		for j+1 < len(c) && c[j+1] == c[j]+1 {
			j++
		}
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, int64(c[i]), 10)
		if j > i {
			b = append(b, '-')
			b = strconv.AppendInt(b, int64(c[j]), 10)
		}
		i = j + 1
	}
	return string(b)
}

// Named writes the list as people say it: CPU 8, CPUs 0-3.
func (c CPUs) Named() string {
	if len(c) == 1 {
		return "CPU " + c.String()
	}
	return "CPUs " + c.String()
}

// MarshalText implements encoding.TextMarshaler.
func (c CPUs) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (c *CPUs) UnmarshalText(text []byte) error {
	list, err := ParseCPUs(string(text))
	*c = list
	return err
}

// Has reports whether cpu is one of c.
func (c CPUs) Has(cpu int) bool {
	_, found := slices.BinarySearch(c, cpu)
	return found
}

// And returns the CPUs that are in both.
func (c CPUs) And(other CPUs) CPUs {
	return c.filter(other.Has)
}

// Without returns the CPUs of c that are not in other.
func (c CPUs) Without(other CPUs) CPUs {
	return c.filter(func(cpu int) bool { return !other.Has(cpu) })
}

func (c CPUs) filter(keep func(int) bool) (kept CPUs) {
	for _, cpu := range c {
		if keep(cpu) {
			kept = append(kept, cpu)
		}
	}
	return kept
}
