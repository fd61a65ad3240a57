// Package topologytest has the files of machines that tests are not run on.
package topologytest

import (
	_ "embed"
	"fmt"
	"strings"
	"testing/fstest"

	"touchline/scheduler/topology"
)

// Put adds a file with a line of text.
func Put(fsys fstest.MapFS, name, text string) {
	fsys[name] = &fstest.MapFile{Data: []byte(text + "\n")}
}

// vm2 is what the files of a real machine hold: a virtual machine with two CPUs.
//
//go:embed vm-2vcpu.txt
var vm2 string

// VM is a virtual machine with two CPUs of an EPYC, and control groups of version 1.
func VM() fstest.MapFS {
	fsys := fstest.MapFS{}
	for line := range strings.Lines(vm2) {
		name, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
		if f := fsys[name]; f != nil { // a file of several lines
			text = string(f.Data) + text
		}
		Put(fsys, name, text)
	}
	return fsys
}

// shape is a machine of equal parts, numbered as Linux does: the first threads of
// all cores before the second ones.
type shape struct {
	nodes, cachesPerNode, coresPerCache, threads int
	l1, l2, l3                                   string
	line                                         int
	midr, model                                  string
	remote                                       int // distance between nodes
}

func (s shape) files() fstest.MapFS {
	fsys := fstest.MapFS{}
	perNode := s.cachesPerNode * s.coresPerCache
	cores := s.nodes * perNode
	cpu := func(n int, file, text string) {
		Put(fsys, fmt.Sprintf("sys/devices/system/cpu/cpu%d/%s", n, file), text)
	}
	threads := func(first, count int) string {
		var list topology.CPUs
		for t := range s.threads {
			for c := first; c < first+count; c++ {
				list = append(list, t*cores+c)
			}
		}
		return list.String()
	}
	for n := range cores * s.threads {
		core := n % cores
		node := core / perNode
		all := threads(node*perNode, perNode)
		cpu(n, "topology/core_cpus_list", threads(core, 1))
		cpu(n, "topology/thread_siblings_list", threads(core, 1))
		cpu(n, "topology/package_cpus_list", all)
		cpu(n, "topology/cluster_cpus_list", all)
		cpu(n, "topology/physical_package_id", fmt.Sprint(node))
		if s.midr != "" {
			cpu(n, "regs/identification/midr_el1", s.midr)
		}
		for k, c := range []struct{ level, kind, size, cpus string }{
			{"1", "Data", s.l1, threads(core, 1)},
			{"1", "Instruction", s.l1, threads(core, 1)},
			{"2", "Unified", s.l2, threads(core, 1)},
			{"3", "Unified", s.l3, threads(core/s.coresPerCache*s.coresPerCache, s.coresPerCache)},
		} {
			index := fmt.Sprintf("cache/index%d/", k)
			cpu(n, index+"level", c.level)
			cpu(n, index+"type", c.kind)
			cpu(n, index+"size", c.size)
			cpu(n, index+"shared_cpu_list", c.cpus)
			cpu(n, index+"coherency_line_size", fmt.Sprint(s.line))
		}
	}
	for node := range s.nodes {
		dir := fmt.Sprintf("sys/devices/system/node/node%d/", node)
		Put(fsys, dir+"cpulist", threads(node*perNode, perNode))
		distances := make([]string, s.nodes)
		for other := range distances {
			distances[other] = fmt.Sprint(s.remote)
			if other == node {
				distances[other] = "10"
			}
		}
		Put(fsys, dir+"distance", strings.Join(distances, " "))
	}
	Put(fsys, "sys/devices/system/cpu/online", fmt.Sprintf("0-%d", cores*s.threads-1))
	if s.model != "" {
		Put(fsys, "proc/cpuinfo", "processor\t: 0\nmodel name\t: "+s.model+"\nflags\t\t: fpu vme de")
	}
	return fsys
}
