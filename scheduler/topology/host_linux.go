package topology

import (
	"os"

	"golang.org/x/sys/unix"
)

func host() (Machine, error) { return Read(os.DirFS("/"), affinity(0)) }

// affinity returns the CPUs that a thread may run on, or nil if that is not known:
// the kernel may have more than a set has room for. Thread 0 is the caller's.
func affinity(thread int) CPUs {
	var set unix.CPUSet
	if err := unix.SchedGetaffinity(thread, &set); err != nil {
		return nil
	}
	var list CPUs
	for cpu := range len(set) * 64 {
		if set.IsSet(cpu) {
			list = append(list, cpu)
		}
	}
	return list
}
