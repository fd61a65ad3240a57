package topology

import "slices"

// Machine is what is known of a machine. The zero value of a field is not known.
type Machine struct {
	OS       string   `json:"os"`
	Arch     string   `json:"arch"`
	Brand    string   `json:"brand,omitempty"`
	Virtual  bool     `json:"virtual"`            // a hypervisor says that it is there
	Features []string `json:"features,omitempty"` // of the instruction set
	Line     int      `json:"line_bytes,omitempty"`

	CPUs     []CPU   `json:"cpus"`   // those that are online, by number
	Caches   []Cache `json:"caches"` // by level, kind and first CPU
	Nodes    []Node  `json:"nodes"`  // NUMA, by number; none where the kernel has none
	Offline  CPUs    `json:"offline"`
	Isolated CPUs    `json:"isolated"`  // from the load balancer: used only by who is pinned to them
	NoHzFull CPUs    `json:"nohz_full"` // without timer ticks while one thread runs
	Allowed  CPUs    `json:"allowed"`   // online, and open to this process
	Quota    Quota   `json:"quota"`

	// Unpinnable says why threads cannot be pinned here, if they cannot.
	Unpinnable string `json:"unpinnable,omitempty"`
}

// CPU is one thread of a core.
type CPU struct {
	ID       int    `json:"cpu"`
	Siblings CPUs   `json:"siblings"` // the CPUs of its core, itself among them
	Cluster  CPUs   `json:"cluster,omitempty"`
	Package  int    `json:"package"`
	Node     int    `json:"node"`
	Capacity int    `json:"capacity,omitempty"` // of 1024, which the fastest have
	Level    string `json:"level,omitempty"`    // performance or efficiency, where the system says so
}

// Cache is one cache.
type Cache struct {
	Level int    `json:"level"`
	Type  string `json:"type"` // Data, Instruction or Unified
	Bytes int    `json:"bytes"`
	Ways  int    `json:"ways,omitempty"` // lines that have the same place in it
	CPUs  CPUs   `json:"cpus"`           // online ones that share it
}

// Node is a NUMA node.
type Node struct {
	ID        int   `json:"node"`
	CPUs      CPUs  `json:"cpus"`
	Distances []int `json:"distances,omitempty"` // to each node, by place; 10 is its own
}

// Quota is how much CPU time a control group has: Used of each Period.
type Quota struct {
	US       int64 `json:"us,omitempty"` // 0 is no quota
	PeriodUS int64 `json:"period_us,omitempty"`
}

// Less reports whether the quota is less than n CPUs' time.
func (q Quota) Less(n int) bool { return q.US > 0 && q.US < int64(n)*q.PeriodUS }

// Online returns the CPUs that are online.
func (m *Machine) Online() CPUs {
	list := make(CPUs, len(m.CPUs))
	for i := range m.CPUs {
		list[i] = m.CPUs[i].ID
	}
	return list
}

// cpu returns what is known of a CPU that is online, or nil.
func (m *Machine) cpu(id int) *CPU {
	i, found := slices.BinarySearchFunc(m.CPUs, id, func(c CPU, id int) int { return c.ID - id })
	if !found {
		return nil
	}
	return &m.CPUs[i]
}

// Cores returns the CPUs of each core, by first CPU.
func (m *Machine) Cores() (cores []CPUs) {
	for i := range m.CPUs {
		if s := m.CPUs[i].Siblings; s[0] == m.CPUs[i].ID {
			cores = append(cores, s)
		}
	}
	return cores
}

// Packages returns how many sockets there are.
func (m *Machine) Packages() int {
	seen := map[int]bool{}
	for i := range m.CPUs {
		seen[m.CPUs[i].Package] = true
	}
	return len(seen)
}

// Cache returns the cache of a level that holds data of a CPU, or nil.
func (m *Machine) Cache(level, cpu int) *Cache {
	for i := range m.Caches {
		if c := &m.Caches[i]; c.Level == level && c.Type != "Instruction" && c.CPUs.Has(cpu) {
			return c
		}
	}
	return nil
}

// CacheBytes returns the size of the largest cache of a level that holds data.
func (m *Machine) CacheBytes(level int) (bytes int) {
	for i := range m.Caches {
		if c := &m.Caches[i]; c.Level == level && c.Type != "Instruction" {
			bytes = max(bytes, c.Bytes)
		}
	}
	return bytes
}
