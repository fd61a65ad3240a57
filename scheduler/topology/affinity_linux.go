package topology

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"

	"golang.org/x/sys/unix"
)

// Pin ties the thread of the caller, who has locked it, to a CPU.
func Pin(cpu int) error {
	if err := setAffinity(0, CPUs{cpu}); err != nil {
		return fmt.Errorf("CPU %d: %w", cpu, err)
	}
	return nil
}

// Confine keeps all threads of the process, and those that they will start, to
// cpus. It is called before workers are pinned, so that they alone are elsewhere.
// Undo lets the threads that are left run where the caller's could before.
//
// GOMAXPROCS is fixed at what it is. The runtime counts the CPUs of one of its own
// threads every second, and would find those of cpus alone: workers that spin would
// be left without a processor.
func Confine(cpus CPUs) (undo func() error, err error) {
	runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	before := affinity(0)
	err = confine(cpus)
	return func() error { return confine(before) }, err
}

// confine goes over the threads until there is none that it has not seen: one that
// was there while it looked may have started another.
func confine(cpus CPUs) error {
	seen := map[int]bool{}
	for again := true; again; {
		again = false
		threads, err := os.ReadDir("/proc/self/task")
		if err != nil {
			return err
		}
		for _, t := range threads {
			id, err := strconv.Atoi(t.Name())
			if err != nil || seen[id] {
				continue
			}
			seen[id], again = true, true
			if err := setAffinity(id, cpus); err != nil && !errors.Is(err, unix.ESRCH) { // it may have ended
				return fmt.Errorf("%s: thread %d: %w", cpus.Named(), id, err)
			}
		}
	}
	return nil
}

func setAffinity(thread int, cpus CPUs) error {
	var set unix.CPUSet
	for _, cpu := range cpus {
		if cpu >= len(set)*64 {
			return unix.EINVAL
		}
		set.Set(cpu)
	}
	return unix.SchedSetaffinity(thread, &set)
}
