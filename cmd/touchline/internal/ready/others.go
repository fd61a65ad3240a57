package ready

import (
	"fmt"
	"strconv"
	"strings"
)

// smt is whether cores have two threads.
func (h *host) smt() Check {
	threads := 1
	for _, c := range h.m.Cores() {
		threads = max(threads, len(c))
	}
	if threads > 1 {
		return Check{"SMT", Note, fmt.Sprintf("%d threads a core", threads),
			"workers take one of each core; keep other load off the second, or boot with nosmt"}
	}
	return Check{"SMT", OK, "one thread a core", ""}
}

func (h *host) isolated() Check {
	if list := h.m.Isolated; len(list) > 0 {
		return Check{"isolated CPUs", OK, list.String(), ""}
	}
	if h.m.OS != "linux" {
		return Check{"isolated CPUs", Unknown, "not known on " + h.m.OS, ""}
	}
	return Check{"isolated CPUs", Note, "none: other programs may run on the workers' CPUs", "boot with isolcpus=, or make an isolated cpuset partition"}
}

func (h *host) tickless() Check {
	if list := h.m.NoHzFull; len(list) > 0 {
		return Check{"timer interrupts", OK, "nohz_full " + list.String(), ""}
	}
	if h.m.OS != "linux" {
		return Check{"timer interrupts", Unknown, "not known on " + h.m.OS, ""}
	}
	return Check{"timer interrupts", Note, "on all CPUs", "boot with nohz_full= for the workers' CPUs"}
}

// load is what other programs take, over the last minute.
func (h *host) load() Check {
	const name, file = "load", "proc/loadavg"
	words := strings.Fields(h.text(file))
	if len(words) == 0 {
		return unknown(name, file)
	}
	load, err := strconv.ParseFloat(words[0], 64)
	if err != nil {
		return Check{name, Unknown, fmt.Sprintf("/%s has %q", file, words[0]), ""}
	}
	found := fmt.Sprintf("%.2f of %d CPUs in the last minute", load, len(h.m.CPUs))
	switch cpus := float64(len(h.m.CPUs)); {
	case load > cpus:
		return Check{name, Bad, found, "end what else runs: a thread that is not pinned waits behind it, and a pinned one must"}
	case load > cpus/2:
		return Check{name, Note, found, "measure on a quiet machine"}
	}
	return Check{name, OK, found, ""}
}

// steal is the time in which the hypervisor ran somebody else on our CPUs.
func (h *host) steal() Check {
	const name, file = "steal", "proc/stat"
	line, _, _ := strings.Cut(h.text(file), "\n")
	words := strings.Fields(line) // cpu user nice system idle iowait irq softirq steal guest guest_nice
	if len(words) < 9 || words[0] != "cpu" {
		return unknown(name, file)
	}
	var all, stolen uint64
	for i, w := range words[1:9] {
		n, err := strconv.ParseUint(w, 10, 64)
		if err != nil {
			return Check{name, Unknown, fmt.Sprintf("/%s has %q", file, w), ""}
		}
		all += n
		if i == 7 {
			stolen = n
		}
	}
	permille := stolen * 1000 / max(all, 1)
	found := fmt.Sprintf("%d.%d %% of the time since boot", permille/10, permille%10)
	switch {
	case permille >= 10:
		return Check{name, Bad, found, "take a machine with CPUs of its own: no setting here brings the time back"}
	case permille > 0:
		return Check{name, Note, found, "the host runs others on these CPUs now and then"}
	}
	return Check{name, OK, found, ""}
}

func (h *host) hypervisor() Check {
	if h.m.Virtual {
		return Check{"hypervisor", Note, "there is one: a CPU that sleeps wakes through it", "spin for longer before a tick, and measure; only bare metal has none"}
	}
	return Check{"hypervisor", OK, "none that says so", ""}
}
