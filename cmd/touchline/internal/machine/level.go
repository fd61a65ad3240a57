// Package machine shows a machine to people: its cores, caches and nodes, and where
// a plan puts workers.
package machine

import (
	"fmt"

	"touchline/scheduler/topology"
)

// View is what is shown.
type View struct {
	Machine *topology.Machine
	Plan    topology.Plan
	Shards  int // that the workers claim; 0 if no load was named
	Streams int // of all of them
}

// level is a part of a machine: a node, a cache or a cluster, and what is in it.
type level struct {
	name  string // node 0
	kind  string // node, L3, L2, cluster
	bytes int    // of a cache
	cpus  topology.CPUs
	parts []level
	cores []core
}

// levels returns the nodes of a machine with all that is in them. A machine whose
// kernel has no nodes is one.
func (v *View) levels() (nodes []level) {
	m := v.Machine
	list := m.Nodes
	if list == nil {
		list = []topology.Node{{ID: -1, CPUs: m.Online()}}
	}
	cores := v.cores()
	for _, n := range list {
		node := level{name: fmt.Sprintf("node %d", n.ID), kind: "node", cpus: n.CPUs}
		if n.ID < 0 {
			node.name = "machine"
		}
		here := inside(cores, n.CPUs)
		for len(here) > 0 {
			var part level
			part, here = v.part(here)
			if part.kind == "" { // no cache is known: the cores are the node's own
				node.cores = append(node.cores, part.cores...)
				node.parts = append(node.parts, part.parts...)
			} else {
				node.parts = append(node.parts, part)
			}
		}
		nodes = append(nodes, node)
	}
	return nodes
}

// part takes the cores that share the L3 cache of the first, if it has one.
func (v *View) part(cores []core) (part level, rest []core) {
	here := cores
	if l3 := v.Machine.Cache(3, cores[0].cpus[0]); l3 != nil {
		part = level{name: "L3", kind: "L3", bytes: l3.Bytes, cpus: l3.CPUs}
		here, rest = inside(cores, l3.CPUs), outside(cores, l3.CPUs)
	}
	for len(here) > 0 {
		group := v.group(here[0])
		if group.kind == "" {
			part.cores = append(part.cores, here[0])
			here = here[1:]
			continue
		}
		group.cores = inside(here, group.cpus)
		here = outside(here, group.cpus)
		part.parts = append(part.parts, group)
	}
	return part, rest
}

// group returns what is between a core and the L3 cache: an L2 cache of several
// cores, or a cluster.
func (v *View) group(c core) level {
	m, cpu := v.Machine, c.cpus[0]
	if l2 := m.Cache(2, cpu); l2 != nil && len(l2.CPUs) > len(c.cpus) {
		return level{name: "L2", kind: "L2", bytes: l2.Bytes, cpus: l2.CPUs}
	}
	for i := range m.CPUs {
		if m.CPUs[i].ID == cpu && m.CPUs[i].Cluster != nil {
			return level{name: "cluster", kind: "cluster", cpus: m.CPUs[i].Cluster}
		}
	}
	return level{}
}
