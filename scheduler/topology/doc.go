// Package topology knows the machine: which CPUs there are and which of them this
// process may use, which share a core, a cache or a NUMA node, and which are fast.
//
// [Read] reads what Linux says of itself under /sys and /proc, [ReadSysctl] what
// macOS answers to sysctl, and [Host] asks the machine that runs the program.
// Files that are not there are normal: kernels, virtual machines and containers
// each leave out some. What is not known is left empty, and never made up.
//
// What a process may use is what the kernel lets its threads run on
// (sched_getaffinity), within what is online and what its control group has. The
// quota of a control group is no set of CPUs, and kept apart.
//
// [Machine.Plan] chooses a CPU for each worker, and says why. It pins nobody:
// [Pin] and [Confine] do.
package topology
