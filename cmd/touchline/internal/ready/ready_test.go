package ready_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"touchline/cmd/touchline/internal/ready"
	"touchline/scheduler/topology"
	"touchline/scheduler/topology/topologytest"
)

// checks returns those of a machine, by name.
func checks(t *testing.T, fsys fstest.MapFS, allowed topology.CPUs, p ready.Process) map[string]ready.Check {
	t.Helper()
	m, err := topology.Read(fsys, allowed)
	if err != nil {
		t.Fatal(err)
	}
	p.Root = fsys
	if p.GOMAXPROCS == 0 {
		p.GOMAXPROCS = len(m.Allowed)
	}
	byName := map[string]ready.Check{}
	for _, c := range ready.Checks(&m, &p) {
		byName[c.Name] = c
	}
	return byName
}

// TestChecks has each check in each of its states.
func TestChecks(t *testing.T) {
	const (
		cpu   = "sys/devices/system/cpu/"
		clock = "sys/devices/system/clocksource/clocksource0/current_clocksource"
		slack = "proc/self/timerslack_ns"
		pages = "sys/kernel/mm/transparent_hugepage/enabled"
	)
	for _, tt := range []struct {
		name    string
		files   []string // what the machine has besides
		allowed topology.CPUs
		process ready.Process
		state   ready.State
		found   string
	}{
		{"pinning", nil, nil, ready.Process{}, ready.OK, "sched_setaffinity"},
		{"allowed CPUs", nil, nil, ready.Process{}, ready.OK, "0-15, all that are online"},
		{"allowed CPUs", nil, topology.CPUs{2, 3}, ready.Process{}, ready.Note, "2-3 of 0-15 that are online"},
		{"allowed CPUs", nil, topology.CPUs{3}, ready.Process{}, ready.Bad, "3 alone: workers and the rest of the process take turns"},
		{"CPU quota", nil, nil, ready.Process{}, ready.OK, "none"},
		{"CPU quota", []string{
			"proc/self/cgroup", "0::/", "proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw",
			"sys/fs/cgroup/cpu.max", "150000 100000",
		}, nil, ready.Process{}, ready.Bad, "150000 µs in each 100000 µs"},
		{"GOMAXPROCS", nil, nil, ready.Process{GOMAXPROCS: 16}, ready.OK, "16"},
		{"GOMAXPROCS", nil, nil, ready.Process{GOMAXPROCS: 15}, ready.Note, "15, of 16 CPUs"},
		{"GOMAXPROCS", nil, nil, ready.Process{GOMAXPROCS: 17}, ready.Bad, "17, of 16 CPUs: workers take turns"},
		{"GOMAXPROCS", nil, nil, ready.Process{GOMAXPROCS: 1}, ready.Bad, "1, of 16 CPUs: there is one worker"},
		{"GOMAXPROCS", nil, topology.CPUs{5}, ready.Process{GOMAXPROCS: 1}, ready.OK, "1"},
		{"garbage collector", nil, nil, ready.Process{}, ready.OK, "as the profile says; a steady tick allocates nothing"},
		{"garbage collector", nil, nil, ready.Process{GOGC: "off", GOMEMLIMIT: "1GiB"}, ready.Note, "GOGC=off, GOMEMLIMIT=1GiB: goes before a profile"},
		{"SMT", nil, nil, ready.Process{}, ready.Note, "2 threads a core"},
		{"SMT", []string{cpu + "online", "0-7"}, nil, ready.Process{}, ready.OK, "one thread a core"},
		{"isolated CPUs", nil, nil, ready.Process{}, ready.Note, "none: other programs may run on the workers' CPUs"},
		{"isolated CPUs", []string{cpu + "isolated", "2-3"}, nil, ready.Process{}, ready.OK, "2-3"},
		{"timer interrupts", nil, nil, ready.Process{}, ready.Note, "on all CPUs"},
		{"timer interrupts", []string{cpu + "nohz_full", "4-7"}, nil, ready.Process{}, ready.OK, "nohz_full 4-7"},
		{"load", nil, nil, ready.Process{}, ready.Unknown, "no /proc/loadavg"},
		{"load", []string{"proc/loadavg", "8.00 9.00 1.00 2/185 7"}, nil, ready.Process{}, ready.OK, "8.00 of 16 CPUs in the last minute"},
		{"load", []string{"proc/loadavg", "8.01 9.00 1.00 2/185 7"}, nil, ready.Process{}, ready.Note, "8.01 of 16 CPUs in the last minute"},
		{"load", []string{"proc/loadavg", "16.01 0 0 2/185 7"}, nil, ready.Process{}, ready.Bad, "16.01 of 16 CPUs in the last minute"},
		{"load", []string{"proc/loadavg", "much"}, nil, ready.Process{}, ready.Unknown, `/proc/loadavg has "much"`},
		{"steal", nil, nil, ready.Process{}, ready.Unknown, "no /proc/stat"},
		{"steal", []string{"proc/stat", "cpu 900 0 0 100 0 0 0 0 0 0\ncpu0 1"}, nil, ready.Process{}, ready.OK, "0.0 % of the time since boot"},
		{"steal", []string{"proc/stat", "cpu 900 0 0 91 0 0 0 9 7 7"}, nil, ready.Process{}, ready.Note, "0.9 % of the time since boot"},
		{"steal", []string{"proc/stat", "cpu 900 0 0 90 0 0 0 10 7 7"}, nil, ready.Process{}, ready.Bad, "1.0 % of the time since boot"},
		{"steal", []string{"proc/stat", "cpu 900 0 0 90 0 0 0 ten 7 7"}, nil, ready.Process{}, ready.Unknown, `/proc/stat has "ten"`},
		{"hypervisor", nil, nil, ready.Process{}, ready.OK, "none that says so"},
		{"hypervisor", []string{"proc/cpuinfo", "flags : fpu hypervisor"}, nil, ready.Process{}, ready.Note, "there is one: a CPU that sleeps wakes through it"},
		{"governor", nil, nil, ready.Process{}, ready.Unknown, "no /sys/devices/system/cpu/cpu*/cpufreq"},
		{"governor", []string{cpu + "cpu0/cpufreq/scaling_governor", "performance"}, nil, ready.Process{}, ready.OK, "performance"},
		{"governor", []string{cpu + "cpu0/cpufreq/scaling_governor", "performance", cpu + "cpu3/cpufreq/scaling_governor", "powersave"}, nil, ready.Process{}, ready.Note, "performance, powersave"},
		{"governor", []string{cpu + "cpu3/cpufreq/scaling_governor", "powersave"}, topology.CPUs{0, 1}, ready.Process{}, ready.Unknown, "no /sys/devices/system/cpu/cpu*/cpufreq"},
		{"idle states", nil, nil, ready.Process{}, ready.Unknown, "no /sys/devices/system/cpu/cpu*/cpuidle/state*"},
		{"idle states", idle("POLL", "0", "0", "C1", "2", "0", "C6", "200", "0"), nil, ready.Process{}, ready.OK, "C6 takes up to 200 µs to leave"},
		{"idle states", idle("POLL", "0", "0", "C1", "2", "0", "C6", "201", "0"), nil, ready.Process{}, ready.Note, "C6 takes up to 201 µs to leave"},
		{"idle states", idle("POLL", "0", "0", "C1", "2", "0", "C6", "201", "1"), nil, ready.Process{}, ready.OK, "C1 takes up to 2 µs to leave"},
		{"clock source", nil, nil, ready.Process{}, ready.Unknown, "no current_clocksource below /sys"},
		{"clock source", []string{clock, "arch_sys_counter"}, nil, ready.Process{}, ready.OK, "arch_sys_counter"},
		{"clock source", []string{clock, "hpet"}, nil, ready.Process{}, ready.Bad, "hpet: each reading is a system call"},
		{"timer slack", nil, nil, ready.Process{}, ready.Unknown, "no /" + slack},
		{"timer slack", []string{slack, "100000"}, nil, ready.Process{}, ready.OK, "100 µs: less than what is spun before a tick"},
		{"timer slack", []string{slack, "100001"}, nil, ready.Process{}, ready.Note, "100 µs"},
		{"timer slack", []string{slack, "-1"}, nil, ready.Process{}, ready.Unknown, `/proc/self/timerslack_ns has "-1"`},
		{"CAP_SYS_NICE", nil, nil, ready.Process{}, ready.Unknown, "no /proc/self/status"},
		{"CAP_SYS_NICE", []string{"proc/self/status", "Name:\tx\nCapEff:\t0000000000800000"}, nil, ready.Process{}, ready.OK, "held: chrt may put the program in a real-time class"},
		{"CAP_SYS_NICE", []string{"proc/self/status", "Name:\tx\nCapEff:\t000001ffff7fffff"}, nil, ready.Process{}, ready.Note, "not held: no real-time class; pinning does without"},
		{"CAP_SYS_NICE", []string{"proc/self/status", "CapEff:\tall"}, nil, ready.Process{}, ready.Unknown, `/proc/self/status has "all"`},
		{"huge pages", nil, nil, ready.Process{}, ready.Unknown, "no /" + pages},
		{"huge pages", []string{pages, "[always] madvise never"}, nil, ready.Process{}, ready.OK, "always"},
		{"huge pages", []string{pages, "always [madvise] never"}, nil, ready.Process{}, ready.Note, "madvise: the columns of many streams are in small pages"},
		{"huge pages", []string{pages, "always"}, nil, ready.Process{}, ready.Unknown, "/" + pages + ` has "always"`},
	} {
		fsys := topologytest.EPYC()
		for i := 0; i < len(tt.files); i += 2 {
			topologytest.Put(fsys, tt.files[i], tt.files[i+1])
		}
		got := checks(t, fsys, tt.allowed, tt.process)[tt.name]
		if got.State != tt.state || got.Found != tt.found {
			t.Errorf("%s: %s, %q, want %s, %q", tt.name, got.State, got.Found, tt.state, tt.found)
		}
		if wants := got.State == ready.Note || got.State == ready.Bad; wants && got.Do == "" {
			t.Errorf("%s is %s: %s, and nothing is said of what to do", tt.name, got.State, got.Found)
		} else if !wants && got.Do != "" {
			t.Errorf("%s is %s, and there is something to do: %s", tt.name, got.State, got.Do)
		}
	}
}

// idle has the files of idle states: name, latency and whether it is disabled.
func idle(states ...string) (files []string) {
	for i := 0; i < len(states); i += 3 {
		at := "sys/devices/system/cpu/cpu0/cpuidle/state" + string(rune('0'+i/3)) + "/"
		files = append(files, at+"name", states[i], at+"latency", states[i+1], at+"disable", states[i+2])
	}
	return files
}

// TestNeverSilent: the same checks are reported of every machine.
func TestNeverSilent(t *testing.T) {
	mac, err := topology.ReadSysctl(topologytest.M4Max)
	if err != nil {
		t.Fatal(err)
	}
	bare, err := topology.Read(topologytest.Bare(), nil)
	if err != nil {
		t.Fatal(err)
	}
	vm, err := topology.Read(topologytest.VM(), nil)
	if err != nil {
		t.Fatal(err)
	}
	list := func(m *topology.Machine, fsys fstest.MapFS) (names []string) {
		for _, c := range ready.Checks(m, &ready.Process{GOMAXPROCS: 1, Root: fsys}) {
			names = append(names, c.Name)
			if c.Found == "" {
				t.Errorf("%s: nothing found is said", c.Name)
			}
		}
		return names
	}
	want := strings.Join(list(&vm, topologytest.VM()), ", ")
	if n := strings.Count(want, ",") + 1; n != 17 {
		t.Errorf("%d checks: %s", n, want)
	}
	if got := strings.Join(list(&mac, fstest.MapFS{}), ", "); got != want {
		t.Errorf("on macOS %s, want %s", got, want)
	}
	if got := strings.Join(list(&bare, topologytest.Bare()), ", "); got != want {
		t.Errorf("on a bare machine %s, want %s", got, want)
	}
	first := ready.Checks(&mac, &ready.Process{Root: fstest.MapFS{}})[0]
	if first.State != ready.Bad || first.Found != "threads cannot be pinned here (darwin)" {
		t.Errorf("pinning on macOS: %+v", first)
	}
}

func TestWrite(t *testing.T) {
	var b strings.Builder
	err := ready.Write(&b, []ready.Check{
		{Name: "one", State: ready.OK, Found: "fine"},
		{Name: "governor", State: ready.Note, Found: "powersave", Do: "cpupower frequency-set -g performance: a CPU that idles between ticks is slow when they come"},
		{Name: "CPU quota", State: ready.Bad, Found: "150000 µs in each 100000 µs", Do: "lift it"},
		{Name: "steal", State: ready.Unknown, Found: "no /proc/stat"},
	})
	const want = `ok       one               fine
note     governor          powersave
                        -> cpupower frequency-set -g performance: a CPU that
                           idles between ticks is slow when they come
bad      CPU quota         150000 µs in each 100000 µs
                        -> lift it
unknown  steal             no /proc/stat

1 ok, 1 could be better, 1 bad, 1 not known
`
	if err != nil || b.String() != want {
		t.Errorf("%v, got\n%s\nwant\n%s", err, b.String(), want)
	}
	b.Reset()
	m, err := topology.Read(topologytest.Container(), topology.CPUs{2, 3})
	if err != nil {
		t.Fatal(err)
	}
	if err := ready.Write(&b, ready.Checks(&m, &ready.Process{GOMAXPROCS: 16, Root: topologytest.Container()})); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if n := utf8.RuneCountInString(line) - 1; n > 80 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
}
