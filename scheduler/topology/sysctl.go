package topology

import (
	"errors"
	"fmt"
)

// The performance levels of macOS, by number. The first has the fastest cores.
const (
	performance = "performance"
	efficiency  = "efficiency"
)

// noAffinity is why nothing is pinned on macOS: THREAD_AFFINITY_POLICY is not
// supported on Apple silicon, and on Intel it is a hint.
const noAffinity = "darwin"

// ReadSysctl reads what macOS says of the machine. Get returns the value of a name
// as hw.ncpu, if there is one.
//
// CPUs are numbered level by level, the fastest first: macOS tells nobody how it
// numbers its own, since no thread can be tied to one.
func ReadSysctl(get func(name string) (uint64, bool)) (Machine, error) {
	m := Machine{OS: "darwin", Unpinnable: noAffinity}
	number := func(name string) int {
		v, _ := get(name)
		return int(min(v, 1<<40))
	}
	m.Line = number("hw.cachelinesize")
	if levels := number("hw.nperflevels"); levels > 0 {
		for i := range min(levels, 8) {
			m.level(fmt.Sprintf("hw.perflevel%d.", i), i > 0, levels > 1, number)
		}
	} else { // Intel, or a system before macOS 12
		m.level("hw.", false, false, number)
	}
	if len(m.CPUs) == 0 {
		return m, errors.New("sysctl hw.physicalcpu: no CPUs: want at least one")
	}
	m.Allowed = m.Online()
	return m, nil
}

// level adds the cores of one performance level, with the caches that they share.
func (m *Machine) level(prefix string, slow, named bool, number func(string) int) {
	cores := min(number(prefix+"physicalcpu"), maxCPU)
	if cores == 0 {
		return
	}
	first, threads := len(m.CPUs), max(number(prefix+"logicalcpu")/cores, 1)
	share := max(number(prefix+"cpusperl2"), threads)
	for id := first; id < first+cores*threads; id++ {
		c := CPU{ID: id, Siblings: span(id-(id-first)%threads, threads)}
		if named {
			c.Level = performance
			if slow {
				c.Level = efficiency
			}
		}
		begin := id - (id-first)%share
		if group := span(begin, min(share, first+cores*threads-begin)); named && len(group) > threads {
			c.Cluster = group
		}
		m.CPUs = append(m.CPUs, c)
	}
	m.shared(1, "Data", number(prefix+"l1dcachesize"), first, threads)
	m.shared(1, "Instruction", number(prefix+"l1icachesize"), first, threads)
	m.shared(2, "Unified", number(prefix+"l2cachesize"), first, share)
	m.shared(3, "Unified", number(prefix+"l3cachesize"), first, max(number(prefix+"cpusperl3"), cores*threads))
	sortCaches(m.Caches)
}

// shared adds caches of the CPUs from first on, each shared by so many.
func (m *Machine) shared(level int, kind string, bytes, first, by int) {
	if bytes == 0 {
		return
	}
	for at := first; at < len(m.CPUs); at += by {
		m.Caches = append(m.Caches, Cache{Level: level, Type: kind, Bytes: bytes, CPUs: span(at, min(by, len(m.CPUs)-at))})
	}
}

// span returns n CPUs from first on.
func span(first, n int) CPUs {
	list := make(CPUs, n)
	for i := range list {
		list[i] = first + i
	}
	return list
}
