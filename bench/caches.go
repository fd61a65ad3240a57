package bench

import (
	"fmt"
	"math/bits"

	"touchline/scheduler/topology"
)

// A Cache is how large a cache is, and how its lines are laid out.
type Cache struct {
	Bytes int `json:"bytes"`
	Ways  int `json:"ways"` // lines that have the same place
	Line  int `json:"line"` // bytes of a line
}

// Caches are what a processor has between a core and memory: the first level for
// data, and the last.
type Caches struct {
	Name string `json:"name"`
	D1   Cache  `json:"d1"`
	LL   Cache  `json:"ll"`
}

// host is the name of the caches of this machine.
const host = "host"

// targets are the caches of processors that are built for: a performance core of an
// Apple M4 with the L2 of its cluster, and a Neoverse V2 with its own.
var targets = []Caches{
	{"m4", Cache{128 << 10, 8, 128}, Cache{16 << 20, 16, 128}},
	{"graviton4", Cache{64 << 10, 4, 64}, Cache{2 << 20, 8, 64}},
}

// AllCaches returns the targets and, if they are known, the caches of m.
func AllCaches(m *topology.Machine) []Caches {
	all := append([]Caches(nil), targets...)
	if c, ok := cachesOf(m); ok {
		all = append(all, c)
	}
	return all
}

// cachesOf returns the caches of the first CPU of m that is open to this process.
// Virtual machines often have none to show.
func cachesOf(m *topology.Machine) (Caches, bool) {
	if len(m.Allowed) == 0 {
		return Caches{}, false
	}
	find := func(level int) (c Cache, ok bool) {
		found := m.Cache(level, m.Allowed[0])
		if found == nil {
			return c, false
		}
		c = Cache{found.Bytes, found.Ways, m.Line}
		return c.whole(), c.check() == nil
	}
	d1, ok := find(1)
	ll, last := find(3)
	if !last {
		ll, last = find(2)
	}
	return Caches{host, d1, ll}, ok && last
}

// whole returns the largest cache within c whose sets are a power of two: what can
// be simulated. Some last levels have three quarters of one.
func (c Cache) whole() Cache {
	if set := c.Ways * c.Line; set > 0 && c.Bytes >= set {
		c.Bytes = set << (bits.Len(uint(c.Bytes/set)) - 1)
	}
	return c
}

// check says what is wrong with a cache.
func (c Cache) check() error {
	if c.Line < 16 || c.Ways < 1 || c.Bytes < c.Line*c.Ways {
		return fmt.Errorf("%s: not a cache", c.flag())
	}
	return nil
}

// flag is c as valgrind wants it.
func (c Cache) flag() string { return fmt.Sprintf("%d,%d,%d", c.Bytes, c.Ways, c.Line) }

func (c Cache) String() string {
	size, unit := c.Bytes>>10, "KiB"
	if size >= 1<<10 && size%(1<<10) == 0 {
		size, unit = size>>10, "MiB"
	}
	return fmt.Sprintf("%d %s, %d-way", size, unit, c.Ways)
}
