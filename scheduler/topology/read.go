package topology

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Read reads the machine whose root folder is fsys, as Linux describes it. Allowed
// is what sched_getaffinity says; if it is nil, nothing is known of that.
//
// An error names the file, what was found in it and what was wanted.
func Read(fsys fs.FS, allowed CPUs) (Machine, error) {
	f := &files{fs: fsys}
	m := Machine{OS: "linux"}
	present := f.entries(cpuDir, "cpu")
	online := f.list(cpuDir + "/online")
	if online == nil {
		online = present
	}
	if f.err == nil && len(online) == 0 {
		return m, fmt.Errorf("%s: no CPUs found: want online, or folders cpu0, cpu1, …", cpuDir)
	}
	m.Offline = CPUs(present).Without(online)
	m.Isolated = f.list(cpuDir + "/isolated").And(online)
	m.NoHzFull = f.list(cpuDir + "/nohz_full").And(online)
	for _, id := range online {
		m.CPUs = append(m.CPUs, f.cpu(id, online))
		f.caches(&m, id, online)
	}
	sortCaches(m.Caches)
	f.nodes(&m, online)
	m.Allowed = online
	if allowed != nil {
		m.Allowed = online.And(allowed)
	}
	f.cgroup(&m)
	f.brand(&m)
	if f.err == nil && len(m.Allowed) == 0 {
		return m, fmt.Errorf("no CPU of %v is open to this process: the affinity is %v", online, allowed)
	}
	return m, f.err
}

func (f *files) cpu(id int, online CPUs) CPU {
	dir := fmt.Sprintf("%s/cpu%d", cpuDir, id)
	c := CPU{ID: id, Package: max(f.number(dir+"/topology/physical_package_id", 0), 0)}
	c.Siblings = f.either(dir+"/topology/core_cpus_list", dir+"/topology/thread_siblings_list").And(online)
	if !c.Siblings.Has(id) { // a core of its own, as far as is known
		c.Siblings = CPUs{id}
	}
	// A cluster has more than one core, and is not the whole package: kernels that
	// know of none write down the one or the other.
	cluster := f.list(dir + "/topology/cluster_cpus_list").And(online)
	all := f.either(dir+"/topology/package_cpus_list", dir+"/topology/core_siblings_list").And(online)
	if len(cluster) > len(c.Siblings) && len(cluster) < len(all) {
		c.Cluster = cluster
	}
	c.Capacity = f.number(dir+"/cpu_capacity", 0)
	return c
}

// either returns the list in the first of two files that has one: names changed
// with Linux 5.3.
func (f *files) either(name, before string) CPUs {
	if list := f.list(name); list != nil {
		return list
	}
	return f.list(before)
}

// caches adds the caches that are first met at a CPU.
func (f *files) caches(m *Machine, id int, online CPUs) {
	dir := fmt.Sprintf("%s/cpu%d/cache", cpuDir, id)
	for _, k := range f.entries(dir, "index") {
		at := fmt.Sprintf("%s/index%d", dir, k)
		c := Cache{
			Level: f.number(at+"/level", 0),
			Type:  f.text(at + "/type"),
			Bytes: f.bytes(at + "/size"),
			Ways:  f.number(at+"/ways_of_associativity", 0),
			CPUs:  f.list(at + "/shared_cpu_list").And(online),
		}
		if m.Line == 0 {
			m.Line = f.number(at+"/coherency_line_size", 0)
		}
		if c.Level > 0 && len(c.CPUs) > 0 && c.CPUs[0] == id {
			m.Caches = append(m.Caches, c)
		}
	}
}

// sortCaches puts caches in order of level and kind; within these they are by first
// CPU already.
func sortCaches(list []Cache) {
	slices.SortStableFunc(list, func(a, b Cache) int {
		if a.Level != b.Level {
			return a.Level - b.Level
		}
		return strings.Compare(a.Type, b.Type)
	})
}

func (f *files) nodes(m *Machine, online CPUs) {
	const dir = "sys/devices/system/node"
	for _, id := range f.entries(dir, "node") {
		at := fmt.Sprintf("%s/node%d", dir, id)
		n := Node{ID: id, CPUs: f.list(at + "/cpulist").And(online), Distances: f.numbers(at + "/distance")}
		m.Nodes = append(m.Nodes, n)
		for _, cpu := range n.CPUs {
			m.cpu(cpu).Node = id
		}
	}
	for _, n := range m.Nodes {
		if len(n.Distances) != 0 && len(n.Distances) != len(m.Nodes) {
			f.note(fmt.Sprintf("%s/node%d/distance", dir, n.ID), fmt.Errorf("%d distances: want %d, one to each node", len(n.Distances), len(m.Nodes)))
		}
	}
}
