package topology_test

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"touchline/scheduler/topology"
)

// allowedOf returns the CPUs of a thread, as the kernel lists them, or "" if it has
// ended.
func allowedOf(task string) string {
	status, _ := os.ReadFile(task + "/status")
	for line := range strings.Lines(string(status)) {
		if list, ok := strings.CutPrefix(line, "Cpus_allowed_list:"); ok {
			return strings.TrimSpace(list)
		}
	}
	return ""
}

// TestAffinity confines the process, pins one thread elsewhere, and undoes it.
func TestAffinity(t *testing.T) {
	if runtime.GOOS != "linux" {
		if err := topology.Pin(0); err == nil {
			t.Error("a thread was pinned where there is no affinity")
		}
		t.Skip("no affinity on " + runtime.GOOS)
	}
	m, err := topology.Host()
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Allowed) < 2 {
		t.Skip("only one CPU")
	}
	rest, own := topology.CPUs{m.Allowed[0]}, m.Allowed[1]
	runtime.SetDefaultGOMAXPROCS() // package testing has set it, and the runtime left it alone since
	procs := runtime.GOMAXPROCS(0)
	undo, err := topology.Confine(rest)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan string)
	go func() {
		runtime.LockOSThread() // and never unlocked: the thread ends
		before := allowedOf("/proc/thread-self")
		if err := topology.Pin(own); err != nil {
			t.Error(err)
		}
		done <- before + " " + allowedOf("/proc/thread-self")
	}()
	if got, want := <-done, fmt.Sprintf("%d %d", rest[0], own); got != want {
		t.Errorf("a thread was on CPUs %s, want %s", got, want)
	}
	each := func(want topology.CPUs) {
		t.Helper()
		tasks, err := os.ReadDir("/proc/self/task")
		if err != nil {
			t.Fatal(err)
		}
		for _, task := range tasks {
			got := allowedOf("/proc/self/task/" + task.Name())
			if got != want.String() && got != fmt.Sprint(own) && got != "" {
				t.Errorf("thread %s on CPUs %s, want %v", task.Name(), got, want)
			}
		}
	}
	each(rest)
	if !testing.Short() {
		for began := time.Now(); time.Since(began) < 2500*time.Millisecond; { // the runtime looks every second, if there is work
		}
		if got := runtime.GOMAXPROCS(0); got != procs {
			t.Errorf("GOMAXPROCS %d, want %d still", got, procs)
		}
	}
	if err := undo(); err != nil {
		t.Fatal(err)
	}
	each(m.Allowed)
	if err := topology.Pin(8191); err == nil || err.Error() != "CPU 8191: invalid argument" {
		t.Errorf("CPU 8191: %v, want an invalid argument", err)
	}
}
