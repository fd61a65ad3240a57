package topology_test

import (
	"testing"

	"touchline/scheduler/topology"
	"touchline/scheduler/topology/topologytest"
)

func TestSysctl(t *testing.T) {
	m, err := topology.ReadSysctl(topologytest.M4Max)
	if err != nil {
		t.Fatal(err)
	}
	const want = ` "": 16 CPUs, 16 cores, 1 packages, 0 nodes, line 128
allowed 0-15 offline  isolated  nohz_full  quota 0/0
12 × L1 Data 131072 by 1
4 × L1 Data 65536 by 1
12 × L1 Instruction 196608 by 1
4 × L1 Instruction 131072 by 1
2 × L2 Unified 16777216 by 6
1 × L2 Unified 4194304 by 4
`
	if got := outline(&m); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	for cpu, want := range map[int]string{0: "0-5", 11: "6-11", 12: "12-15"} {
		if got := m.CPUs[cpu].Cluster.String(); got != want || m.Efficient(cpu) != (cpu >= 12) {
			t.Errorf("CPU %d: cluster %s, want %s; efficiency %v", cpu, got, want, m.Efficient(cpu))
		}
	}
}

// TestSysctlIntel: a Mac without performance levels, with two threads a core.
func TestSysctlIntel(t *testing.T) {
	names := map[string]uint64{
		"hw.physicalcpu": 4, "hw.logicalcpu": 8, "hw.cachelinesize": 64, "hw.l1dcachesize": 32768, "hw.l2cachesize": 262144, "hw.l3cachesize": 8 << 20,
	}
	m, err := topology.ReadSysctl(func(name string) (uint64, bool) { v, ok := names[name]; return v, ok })
	if err != nil {
		t.Fatal(err)
	}
	const want = ` "": 8 CPUs, 4 cores, 1 packages, 0 nodes, line 64
allowed 0-7 offline  isolated  nohz_full  quota 0/0
4 × L1 Data 32768 by 2
4 × L2 Unified 262144 by 2
1 × L3 Unified 8388608 by 8
`
	if got := outline(&m); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	const none = "sysctl hw.physicalcpu: no CPUs: want at least one"
	if _, err := topology.ReadSysctl(func(string) (uint64, bool) { return 0, false }); err == nil || err.Error() != none {
		t.Errorf("no answers: %v, want %s", err, none)
	}
}
