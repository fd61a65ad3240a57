package topology_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"touchline/scheduler/topology"
	"touchline/scheduler/topology/topologytest"
)

func placement(t *testing.T, text string) topology.Placement {
	t.Helper()
	p, err := topology.ParsePlacement(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestPlan has the CPU of each worker, where the rest is kept, and the reasons.
func TestPlan(t *testing.T) {
	isolated := with(topologytest.EPYC(), "isolated", "2-3,10-11")
	for _, tt := range []struct {
		name, allowed string
		fsys          fstest.MapFS
		workers       int
		policy        string
		seats, rest   string
		reasons       string
	}{
		{"one of two", "", topologytest.VM(), 1, "compact", "1", "0",
			"workers are within one L3 cache; the rest of the process is kept to CPU 0"},
		{"both", "", topologytest.VM(), 2, "compact", "1 0", "",
			"workers are within one L3 cache; the rest of the process runs beside workers: no CPU is spare"},
		{"too many", "", topologytest.VM(), 3, "compact", "", "", "3 workers for the 2 CPUs 0-1"},
		{"none", "", topologytest.VM(), 1, "none", "", "", "not asked for"},

		{"a core each", "", topologytest.EPYC(), 3, "compact", "1 2 3", "0,4-8,12-15",
			"workers are within one L3 cache; the rest of the process is kept to CPUs 0,4-8,12-15"},
		{"a whole complex", "", topologytest.EPYC(), 4, "compact", "1 2 3 0", "4-7,12-15",
			"workers are within one L3 cache; the rest of the process is kept to CPUs 4-7,12-15"},
		{"both complexes", "", topologytest.EPYC(), 6, "compact", "1 2 3 0 4 5", "6-7,14-15",
			"workers are on 2 L3 caches of one NUMA node; the rest of the process is kept to CPUs 6-7,14-15"},
		{"spread", "", topologytest.EPYC(), 4, "spread", "1 4 2 5", "0,3,6-8,11,14-15",
			"workers are on 2 L3 caches of one NUMA node; the rest of the process is kept to CPUs 0,3,6-8,11,14-15"},
		{"every core", "", topologytest.EPYC(), 8, "compact", "1 2 3 0 4 5 6 7", "8-15",
			"workers are on 2 L3 caches of one NUMA node; the rest of the process is kept to CPUs 8-15, on cores of workers: no core is spare"},
		{"second threads", "", topologytest.EPYC(), 10, "compact", "1 2 3 0 4 5 6 7 9 10", "8,11-15",
			"workers are on 2 L3 caches of one NUMA node; 10 workers share 8 cores; the rest of the process is kept to CPUs 8,11-15, on cores of workers: no core is spare"},
		{"mask of second threads", "8-11", topologytest.EPYC(), 2, "compact", "9 10", "8,11",
			"workers are within one L3 cache; the rest of the process is kept to CPUs 8,11"},
		{"the complex that has room", "0-1,4-6", topologytest.EPYC(), 3, "compact", "4 5 6", "0-1",
			"workers are within one L3 cache; the rest of the process is kept to CPUs 0-1"},
		{"quota", "", topologytest.Container(), 2, "compact", "", "", "2 workers for a quota of 150000 µs in each 100000 µs"},
		{"within the quota", "", topologytest.Container(), 1, "compact", "3", "2",
			"workers are within one L3 cache; the rest of the process is kept to CPU 2"},
		{"isolated", "", isolated, 2, "compact", "2 3", "0-1,4-9,12-15",
			"2 isolated cores are enough for 2 workers; workers are within one L3 cache; the rest of the process is kept to CPUs 0-1,4-9,12-15"},
		{"isolated to spare", "", with(topologytest.EPYC(), "isolated", "6-7,14-15"), 1, "compact", "6", "0-5,8-13",
			"2 isolated cores are enough for 1 workers; workers are within one L3 cache; the rest of the process is kept to CPUs 0-5,8-13"},
		{"too few isolated", "", isolated, 3, "compact", "1 2 3", "0,4-8,12-15",
			"workers are within one L3 cache; the rest of the process is kept to CPUs 0,4-8,12-15"},

		{"one node", "", topologytest.C8g(), 3, "compact", "1 2 3", "0,4-191",
			"workers are within one L3 cache; the rest of the process is kept to CPUs 0,4-191"},
		{"the node that has room", "0-1,100-103", topologytest.C8g(), 4, "compact", "100 101 102 103", "0-1",
			"workers are within one L3 cache; the rest of the process is kept to CPUs 0-1"},
		{"the first node that has room", "0-1,96-99", topologytest.C8g(), 2, "compact", "1 0", "96-99",
			"workers are within one L3 cache; the rest of the process is kept to CPUs 96-99"},
		{"two nodes", "0-2,96-99", topologytest.C8g(), 5, "compact", "96 97 98 99 1", "0,2",
			"workers span 2 NUMA nodes: no node has 5 cores of one kind for them; the rest of the process is kept to CPUs 0,2"},

		{"performance cores", "", topologytest.BigLittle(), 3, "compact", "4 5 6", "0-3,7",
			"the rest of the process is kept to CPUs 0-3,7"},
		{"efficiency cores last", "", topologytest.BigLittle(), 6, "compact", "4 5 6 7 1 2", "0,3",
			"2 of 6 workers are on efficiency cores; the rest of the process is kept to CPUs 0,3"},
		{"nothing known", "", topologytest.Bare(), 2, "compact", "1 2", "0,3",
			"the rest of the process is kept to CPUs 0,3"},

		{"a list", "", topologytest.EPYC(), 2, "5,7", "5 7", "0-4,6,8-12,14",
			"the rest of the process is kept to CPUs 0-4,6,8-12,14"},
		{"a longer list", "", topologytest.EPYC(), 1, "5,7", "5", "0-4,6-12,14-15",
			"the rest of the process is kept to CPUs 0-4,6-12,14-15"},
		{"a list of one core", "", topologytest.EPYC(), 2, "0,8", "0 8", "1-7,9-15",
			"2 workers share 1 core; the rest of the process is kept to CPUs 1-7,9-15"},
		{"a short list", "", topologytest.EPYC(), 3, "5,7", "", "", "3 workers for the 2 CPUs 5,7"},
		{"a list of others' CPUs", "0-3", topologytest.EPYC(), 1, "3-4", "", "", "CPU 4: not among the allowed 0-3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			plan := read(t, tt.fsys, tt.allowed).Plan(tt.workers, placement(t, tt.policy))
			var seats []string
			for i, s := range plan.Seats {
				if s.Worker != i {
					t.Errorf("seat %d is of worker %d", i, s.Worker)
				}
				seats = append(seats, fmt.Sprint(s.CPU))
			}
			if got := strings.Join(seats, " "); got != tt.seats {
				t.Errorf("workers on %q, want %q", got, tt.seats)
			}
			if got := plan.Rest.String(); got != tt.rest {
				t.Errorf("the rest on %q, want %q", got, tt.rest)
			}
			if got := strings.Join(plan.Reasons, "; "); got != tt.reasons {
				t.Errorf("reasons\n %s, want\n %s", got, tt.reasons)
			}
		})
	}
}

// TestWhy has what is said of single workers.
func TestWhy(t *testing.T) {
	for _, tt := range []struct {
		fsys    fstest.MapFS
		workers int
		policy  string
		worker  int
		want    string
	}{
		{topologytest.EPYC(), 2, "compact", 0, "a core to itself; node 0, L3 of CPUs 0-3,8-11"},
		{topologytest.EPYC(), 2, "0,8", 0, "shares core 0,8 with worker 1; node 0, L3 of CPUs 0-3,8-11"},
		{topologytest.EPYC(), 2, "0,8", 1, "shares core 0,8 with worker 0; node 0, L3 of CPUs 0-3,8-11"},
		{topologytest.BigLittle(), 5, "compact", 4, "an efficiency core to itself; node 0"},
		{with(topologytest.EPYC(), "isolated", "6"), 1, "compact", 0, "an isolated core to itself; node 0, L3 of CPUs 4-7,12-15"},
	} {
		if got := read(t, tt.fsys, "").Plan(tt.workers, placement(t, tt.policy)).Seats[tt.worker].Why; got != tt.want {
			t.Errorf("worker %d of %d, %s: %s, want %s", tt.worker, tt.workers, tt.policy, got, tt.want)
		}
	}
}

// TestPlanDarwin: nobody is pinned, and the plan says so.
func TestPlanDarwin(t *testing.T) {
	m, err := topology.ReadSysctl(topologytest.M4Max)
	if err != nil {
		t.Fatal(err)
	}
	plan := m.Plan(4, placement(t, "compact"))
	if len(plan.Seats) != 0 || len(plan.Rest) != 0 || strings.Join(plan.Reasons, "; ") != "darwin" {
		t.Errorf("plan %+v, want nobody pinned: darwin", plan)
	}
}

// TestPlanAlways: for every number of workers each has a CPU of its own that is
// allowed, the rest has others, and no second thread is taken while there are
// cores.
func TestPlanAlways(t *testing.T) {
	for _, fsys := range []fstest.MapFS{topologytest.VM(), topologytest.EPYC(), topologytest.C8g(), topologytest.BigLittle(), topologytest.Bare()} {
		m := read(t, fsys, "")
		for _, policy := range []string{"compact", "spread"} {
			for workers := 1; workers <= len(m.Allowed); workers++ {
				plan := m.Plan(workers, placement(t, policy))
				taken := plan.CPUs()
				if len(taken) != workers || len(taken.And(m.Allowed)) != workers || len(taken.And(plan.Rest)) > 0 {
					t.Fatalf("%s, %d workers: on %v, the rest on %v", policy, workers, taken, plan.Rest)
				}
				cores := map[int]bool{}
				for _, cpu := range taken {
					cores[m.CPUs[cpu].Siblings[0]] = true
				}
				if want := min(workers, len(m.Cores())); len(cores) != want {
					t.Fatalf("%s, %d workers: on %d cores, want %d", policy, workers, len(cores), want)
				}
			}
		}
	}
}

func TestParsePlacement(t *testing.T) {
	for _, text := range []string{"none", "compact", "spread", "0-3,8"} {
		if got := placement(t, text).String(); got != text {
			t.Errorf("%q is written %q", text, got)
		}
	}
	for _, text := range []string{"", "wide", "3-1"} {
		want := fmt.Sprintf("pinning %q: want none, compact, spread, or CPUs as 0-3,8", text)
		if _, err := topology.ParsePlacement(text); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestOneNode(t *testing.T) {
	mac, err := topology.ReadSysctl(topologytest.M4Max)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		m    *topology.Machine
		want int
	}{
		{"vm", read(t, topologytest.VM(), ""), 2},
		{"epyc", read(t, topologytest.EPYC(), ""), 8},
		{"c8g", read(t, topologytest.C8g(), ""), 96},
		{"c8g, partly", read(t, topologytest.C8g(), "0-2,96-99"), 4},
		{"big.LITTLE", read(t, topologytest.BigLittle(), ""), 4},
		{"only little", read(t, topologytest.BigLittle(), "0-3"), 1},
		{"container", read(t, topologytest.Container(), ""), 1},
		{"mac", &mac, 12},
	} {
		if got := tt.m.OneNode(); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
}
