package topologytest

import (
	"fmt"
	"testing/fstest"
)

// EPYC has one socket with two core complexes of four cores, and two threads a
// core.
func EPYC() fstest.MapFS {
	return shape{
		nodes: 1, cachesPerNode: 2, coresPerCache: 4, threads: 2,
		l1: "32K", l2: "1024K", l3: "32768K", line: 64, model: "AMD EPYC 9124",
	}.files()
}

// C8g is a c8g.metal-48xl: two sockets with 96 Neoverse V2 each, one thread a core.
func C8g() fstest.MapFS {
	return shape{
		nodes: 2, cachesPerNode: 1, coresPerCache: 96, threads: 1,
		l1: "64K", l2: "2048K", l3: "36864K", line: 64, midr: "0x00000000410fd4f1", remote: 20,
	}.files()
}

// BigLittle has four slow cores, numbered first, three fast ones, and one that is
// a little faster still.
func BigLittle() fstest.MapFS {
	fsys := fstest.MapFS{}
	for n, capacity := range []int{326, 326, 326, 326, 871, 871, 871, 1024} {
		cpu := fmt.Sprintf("sys/devices/system/cpu/cpu%d/", n)
		cluster := []string{"0-3", "4-6", "7"}[min(max(n-3, 0), 1)+max(n-6, 0)]
		Put(fsys, cpu+"cpu_capacity", fmt.Sprint(capacity))
		Put(fsys, cpu+"topology/core_cpus_list", fmt.Sprint(n))
		Put(fsys, cpu+"topology/cluster_cpus_list", cluster)
		Put(fsys, cpu+"topology/package_cpus_list", "0-7")
	}
	Put(fsys, "sys/devices/system/cpu/online", "0-7")
	return fsys
}

// Bare has four CPUs of an arm64 virtual machine that says nothing of caches,
// nodes or cores.
func Bare() fstest.MapFS {
	fsys := fstest.MapFS{}
	for n := range 4 {
		Put(fsys, fmt.Sprintf("sys/devices/system/cpu/cpu%d/topology/physical_package_id", n), "-1")
	}
	Put(fsys, "sys/devices/system/cpu/online", "0-3")
	return fsys
}

// Container is a container with two CPUs of sixteen and a quota of one and a half,
// under control groups of version 2.
func Container() fstest.MapFS {
	fsys := EPYC()
	Put(fsys, "proc/self/cgroup", "0::/pod/app")
	Put(fsys, "proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate")
	Put(fsys, "sys/fs/cgroup/cpuset.cpus.effective", "0-15")
	Put(fsys, "sys/fs/cgroup/pod/cpu.max", "max 100000")
	Put(fsys, "sys/fs/cgroup/pod/cpuset.cpus.effective", "2-3,10-11")
	Put(fsys, "sys/fs/cgroup/pod/app/cpuset.cpus.effective", "2-3")
	Put(fsys, "sys/fs/cgroup/pod/app/cpu.max", "150000 100000")
	return fsys
}

// M4Max answers to the names of sysctl as a Mac with an M4 Max: twelve performance
// and four efficiency cores.
func M4Max(name string) (uint64, bool) {
	v, ok := map[string]uint64{
		"hw.cachelinesize": 128, "hw.nperflevels": 2, "hw.physicalcpu": 16, "hw.logicalcpu": 16,
		"hw.perflevel0.physicalcpu": 12, "hw.perflevel0.logicalcpu": 12, "hw.perflevel0.cpusperl2": 6,
		"hw.perflevel0.l1dcachesize": 128 << 10, "hw.perflevel0.l1icachesize": 192 << 10, "hw.perflevel0.l2cachesize": 16 << 20,
		"hw.perflevel1.physicalcpu": 4, "hw.perflevel1.logicalcpu": 4, "hw.perflevel1.cpusperl2": 4,
		"hw.perflevel1.l1dcachesize": 64 << 10, "hw.perflevel1.l1icachesize": 128 << 10, "hw.perflevel1.l2cachesize": 4 << 20,
	}[name]
	return v, ok
}
