package topology_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"touchline/scheduler/topology"
	"touchline/scheduler/topology/topologytest"
)

// read reads a machine whose process may run on allowed, or on all if it is empty.
func read(t *testing.T, fsys fs.FS, allowed string) *topology.Machine {
	t.Helper()
	m, err := topology.Read(fsys, cpus(t, allowed))
	if err != nil {
		t.Fatal(err)
	}
	return &m
}

// outline is what the tests of whole machines compare.
func outline(m *topology.Machine) string {
	text := fmt.Sprintf("%s %q: %d CPUs, %d cores, %d packages, %d nodes, line %d\n", m.Arch, m.Brand, len(m.CPUs), len(m.Cores()), m.Packages(), len(m.Nodes), m.Line)
	text += fmt.Sprintf("allowed %v offline %v isolated %v nohz_full %v quota %d/%d\n", m.Allowed, m.Offline, m.Isolated, m.NoHzFull, m.Quota.US, m.Quota.PeriodUS)
	kinds := map[string]int{}
	var order []string
	for _, c := range m.Caches {
		kind := fmt.Sprintf("L%d %s %d by %d", c.Level, c.Type, c.Bytes, len(c.CPUs))
		if kinds[kind]++; kinds[kind] == 1 {
			order = append(order, kind)
		}
	}
	for _, kind := range order {
		text += fmt.Sprintf("%d × %s\n", kinds[kind], kind)
	}
	for _, n := range m.Nodes {
		text += fmt.Sprintf("node %d: %v %v\n", n.ID, n.CPUs, n.Distances)
	}
	return text
}

func TestMachines(t *testing.T) {
	for _, tt := range []struct {
		name, allowed string
		fsys          fstest.MapFS
		want          string
	}{
		{"virtual machine", "0-1", topologytest.VM(), `
amd64 "AMD EPYC": 2 CPUs, 2 cores, 1 packages, 1 nodes, line 64
allowed 0-1 offline  isolated  nohz_full  quota 0/0
2 × L1 Data 32768 by 1
2 × L1 Instruction 32768 by 1
2 × L2 Unified 1048576 by 1
1 × L3 Unified 33554432 by 2
node 0: 0-1 [10]
`},
		{"two complexes and SMT", "", topologytest.EPYC(), `
amd64 "AMD EPYC 9124": 16 CPUs, 8 cores, 1 packages, 1 nodes, line 64
allowed 0-15 offline  isolated  nohz_full  quota 0/0
8 × L1 Data 32768 by 2
8 × L1 Instruction 32768 by 2
8 × L2 Unified 1048576 by 2
2 × L3 Unified 33554432 by 8
node 0: 0-15 [10]
`},
		{"two sockets of arm64", "", topologytest.C8g(), `
arm64 "Neoverse V2": 192 CPUs, 192 cores, 2 packages, 2 nodes, line 64
allowed 0-191 offline  isolated  nohz_full  quota 0/0
192 × L1 Data 65536 by 1
192 × L1 Instruction 65536 by 1
192 × L2 Unified 2097152 by 1
2 × L3 Unified 37748736 by 96
node 0: 0-95 [10 20]
node 1: 96-191 [20 10]
`},
		{"no caches", "1-3", topologytest.Bare(), `
 "": 4 CPUs, 4 cores, 1 packages, 0 nodes, line 0
allowed 1-3 offline  isolated  nohz_full  quota 0/0
`},
		{"container", "0-7", topologytest.Container(), `
amd64 "AMD EPYC 9124": 16 CPUs, 8 cores, 1 packages, 1 nodes, line 64
allowed 2-3 offline  isolated  nohz_full  quota 150000/100000
8 × L1 Data 32768 by 2
8 × L1 Instruction 32768 by 2
8 × L2 Unified 1048576 by 2
2 × L3 Unified 33554432 by 8
node 0: 0-15 [10]
`},
		{"offline, isolated, tickless", "", with(topologytest.EPYC(), "online", "0-5,8-13", "isolated", "2-3,10-11", "nohz_full", "(null)"), `
amd64 "AMD EPYC 9124": 12 CPUs, 6 cores, 1 packages, 1 nodes, line 64
allowed 0-5,8-13 offline 6-7,14-15 isolated 2-3,10-11 nohz_full  quota 0/0
6 × L1 Data 32768 by 2
6 × L1 Instruction 32768 by 2
6 × L2 Unified 1048576 by 2
1 × L3 Unified 33554432 by 8
1 × L3 Unified 33554432 by 4
node 0: 0-5,8-13 [10]
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := outline(read(t, tt.fsys, tt.allowed)); got != tt.want[1:] {
				t.Errorf("got\n%swant\n%s", got, tt.want[1:])
			}
		})
	}
}

// TestWays: how many ways a cache has is not known where the kernel does not say.
func TestWays(t *testing.T) {
	m := read(t, with(topologytest.EPYC(), "cpu0/cache/index0/ways_of_associativity", "8"), "")
	if c := m.Cache(1, 0); c == nil || c.Ways != 8 {
		t.Errorf("the first level of CPU 0 is %+v, want 8 ways", c)
	}
	if c := m.Cache(2, 0); c == nil || c.Ways != 0 {
		t.Errorf("the second level of CPU 0 is %+v, want no ways", c)
	}
}

// with puts files of the folder of CPUs in, or others by their whole names.
func with(fsys fstest.MapFS, files ...string) fstest.MapFS {
	for i := 0; i < len(files); i += 2 {
		name := files[i]
		if !strings.HasPrefix(name, "sys/") && !strings.HasPrefix(name, "proc/") {
			name = "sys/devices/system/cpu/" + name
		}
		topologytest.Put(fsys, name, files[i+1])
	}
	return fsys
}

func TestBigLittle(t *testing.T) {
	m := read(t, topologytest.BigLittle(), "")
	var slow topology.CPUs
	for _, c := range m.CPUs {
		if m.Efficient(c.ID) {
			slow = append(slow, c.ID)
		}
	}
	if slow.String() != "0-3" {
		t.Errorf("efficiency cores %v, want 0-3", slow)
	}
	for cpu, want := range map[int]string{0: "0-3", 5: "4-6", 7: ""} {
		if got := m.CPUs[cpu].Cluster.String(); got != want {
			t.Errorf("CPU %d: cluster %s, want %s", cpu, got, want)
		}
	}
}

// TestOldNames: core_cpus_list was thread_siblings_list before Linux 5.3.
func TestOldNames(t *testing.T) {
	fsys := topologytest.EPYC()
	for name := range fsys {
		if strings.HasSuffix(name, "core_cpus_list") || strings.HasSuffix(name, "/package_cpus_list") {
			delete(fsys, name)
		}
	}
	if got := read(t, fsys, "").CPUs[1].Siblings.String(); got != "1,9" {
		t.Errorf("siblings of CPU 1: %s, want 1,9", got)
	}
}

func TestGroups(t *testing.T) {
	const v1 = "31 23 0:28 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n32 23 0:29 %s /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset"
	for _, tt := range []struct {
		name    string
		files   []string
		allowed string
		quota   topology.Quota
	}{
		{"version 1", []string{
			"proc/self/cgroup", "4:cpu,cpuacct:/job\n3:cpuset:/job", "proc/self/mountinfo", fmt.Sprintf(v1, "/"),
			"sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_quota_us", "200000", "sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_period_us", "50000",
			"sys/fs/cgroup/cpuset/job/cpuset.cpus", "4-7",
		}, "4-7", topology.Quota{US: 200000, PeriodUS: 50000}},
		{"version 1, mounted from the group down", []string{
			"proc/self/cgroup", "3:cpuset:/docker/0f", "proc/self/mountinfo", fmt.Sprintf(v1, "/docker/0f"),
			"sys/fs/cgroup/cpuset/cpuset.cpus", "1,9",
		}, "1,9", topology.Quota{}},
		{"version 1, a group below what is mounted", []string{
			"proc/self/cgroup", "3:cpuset:/docker/0f/app", "proc/self/mountinfo", fmt.Sprintf(v1, "/docker/0f"),
			"sys/fs/cgroup/cpuset/app/cpuset.cpus", "9",
		}, "9", topology.Quota{}},
		{"a group above has less", []string{
			"proc/self/cgroup", "0::/a/b", "proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw",
			"sys/fs/cgroup/a/cpu.max", "100000 100000", "sys/fs/cgroup/a/b/cpu.max", "40000 20000",
		}, "0-15", topology.Quota{US: 100000, PeriodUS: 100000}},
		{"no quota", []string{
			"proc/self/cgroup", "4:cpu,cpuacct:/", "proc/self/mountinfo", fmt.Sprintf(v1, "/"),
			"sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1",
		}, "0-15", topology.Quota{}},
		{"another namespace", []string{
			"proc/self/cgroup", "0::/../../other", "proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw",
			"sys/fs/cgroup/cpu.max", "70000 100000",
		}, "0-15", topology.Quota{US: 70000, PeriodUS: 100000}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := read(t, with(topologytest.EPYC(), tt.files...), "")
			if m.Allowed.String() != tt.allowed || m.Quota != tt.quota {
				t.Errorf("allowed %v, quota %v, want %v, %v", m.Allowed, m.Quota, tt.allowed, tt.quota)
			}
		})
	}
}

// TestMalformed: an error names the file, what was found and what was wanted.
func TestMalformed(t *testing.T) {
	const cpu = "sys/devices/system/cpu/"
	for _, tt := range []struct{ file, text, want string }{
		{cpu + "online", "0-1,x", cpu + `online: CPUs "0-1,x": "x": want numbers from 0 to 8191, as 0-3,8`},
		{cpu + "isolated", "3-1", cpu + `isolated: CPUs "3-1": "3-1": want numbers from 0 to 8191, as 0-3,8`},
		{cpu + "cpu1/topology/core_cpus_list", "1;9", cpu + `cpu1/topology/core_cpus_list: CPUs "1;9": "1;9": want numbers from 0 to 8191, as 0-3,8`},
		{cpu + "cpu2/cache/index3/size", "32X", cpu + `cpu2/cache/index3/size: "32X": want a size, as 32K`},
		{cpu + "cpu2/cache/index3/size", "K", cpu + `cpu2/cache/index3/size: "K": want a size, as 32K`},
		{cpu + "cpu0/cache/index0/level", "one", cpu + `cpu0/cache/index0/level: "one": want a number`},
		{cpu + "cpu3/cpu_capacity", "fast", cpu + `cpu3/cpu_capacity: "fast": want a number`},
		{cpu + "cpu0/regs/identification/midr_el1", "Arm", cpu + `cpu0/regs/identification/midr_el1: "Arm": want a hexadecimal number`},
		{"sys/devices/system/node/node0/cpulist", "all", `sys/devices/system/node/node0/cpulist: CPUs "all": "all": want numbers from 0 to 8191, as 0-3,8`},
		{"sys/devices/system/node/node0/distance", "10 far", `sys/devices/system/node/node0/distance: "far": want numbers`},
		{"sys/devices/system/node/node0/distance", "10 20", `sys/devices/system/node/node0/distance: 2 distances: want 1, one to each node`},
		{"sys/fs/cgroup/pod/cpu.max", "100000", `sys/fs/cgroup/pod/cpu.max: "100000": want a quota and a period in µs, as 150000 100000, or max 100000`},
		{"sys/fs/cgroup/pod/cpu.max", "max 0", `sys/fs/cgroup/pod/cpu.max: "max 0": want a quota and a period in µs, as 150000 100000, or max 100000`},
		{"sys/fs/cgroup/pod/app/cpuset.cpus.effective", "2-", `sys/fs/cgroup/pod/app/cpuset.cpus.effective: CPUs "2-": "2-": want numbers from 0 to 8191, as 0-3,8`},
	} {
		if _, err := topology.Read(with(topologytest.Container(), tt.file, tt.text), nil); err == nil || err.Error() != tt.want {
			t.Errorf("%s %q: %v, want %s", tt.file, tt.text, err, tt.want)
		}
	}
	const none = "sys/devices/system/cpu: no CPUs found: want online, or folders cpu0, cpu1, …"
	if _, err := topology.Read(fstest.MapFS{}, nil); err == nil || err.Error() != none {
		t.Errorf("no files: %v, want %s", err, none)
	}
	const shut = "no CPU of 0-3 is open to this process: the affinity is 9"
	if _, err := topology.Read(topologytest.Bare(), topology.CPUs{9}); err == nil || err.Error() != shut {
		t.Errorf("no CPU: %v, want %s", err, shut)
	}
}

// TestAnyFileAway: whatever file is not there, a machine is read.
func TestAnyFileAway(t *testing.T) {
	all := topologytest.Container()
	for name := range all {
		some := fstest.MapFS{}
		for other, f := range all {
			if other != name {
				some[other] = f
			}
		}
		m, err := topology.Read(some, nil)
		if err != nil || len(m.CPUs) != 16 {
			t.Errorf("without %s: %d CPUs, %v", name, len(m.CPUs), err)
		}
	}
}
