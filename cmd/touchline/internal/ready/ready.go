// Package ready looks whether a machine is ready for pinned workers and steady
// ticks. Each prerequisite is reported, whatever its state: what is missing in
// silence is looked for last.
package ready

import (
	"fmt"
	"io/fs"
	"strings"

	"touchline/scheduler/topology"
)

// State is how a prerequisite stands.
type State string

// The states.
const (
	OK      State = "ok"
	Note    State = "note"    // could be better
	Bad     State = "bad"     // ticks will be late for it, or nothing is pinned
	Unknown State = "unknown" // the machine does not say
)

// Check is one prerequisite.
type Check struct {
	Name  string `json:"name"`
	State State  `json:"state"`
	Found string `json:"found"`
	Do    string `json:"do,omitempty"` // to make it better
}

// Process is what is known of the process itself.
type Process struct {
	GOMAXPROCS int
	GOGC       string // of the environment
	GOMEMLIMIT string
	Root       fs.FS // the files of the machine
}

// Checks reports all prerequisites.
func Checks(m *topology.Machine, p *Process) []Check {
	h := &host{m: m, p: p}
	return []Check{
		h.pinning(), h.allowed(), h.quota(), h.procs(), h.garbage(),
		h.smt(), h.isolated(), h.tickless(), h.load(), h.steal(), h.hypervisor(),
		h.governor(), h.idle(), h.clock(), h.slack(), h.nice(), h.pages(),
	}
}

type host struct {
	m *topology.Machine
	p *Process
}

// text returns the content of a file, or "" if there is none.
func (h *host) text(name string) string {
	b, err := fs.ReadFile(h.p.Root, name)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(b))
}

// unknown is for what is in a file that is not there.
func unknown(name, file string) Check {
	return Check{Name: name, State: Unknown, Found: "no /" + file}
}

func (h *host) pinning() Check {
	if why := h.m.Unpinnable; why != "" {
		return Check{"pinning", Bad, "threads cannot be pinned here (" + why + ")", "nothing: leave pinning at none"}
	}
	return Check{"pinning", OK, "sched_setaffinity", ""}
}

func (h *host) allowed() Check {
	const name, do = "allowed CPUs", "taskset, cpuset.cpus or the container's CPU manager decide"
	online, allowed := h.m.Online(), h.m.Allowed
	switch {
	case len(allowed) == 1:
		return Check{name, Bad, fmt.Sprintf("%v alone: workers and the rest of the process take turns", allowed), do}
	case len(allowed) < len(online):
		return Check{name, Note, fmt.Sprintf("%v of %v that are online", allowed, online), do}
	}
	return Check{name, OK, fmt.Sprintf("%v, all that are online", allowed), ""}
}

func (h *host) quota() Check {
	if q := h.m.Quota; q.US > 0 {
		return Check{"CPU quota", Bad, fmt.Sprintf("%d µs in each %d µs", q.US, q.PeriodUS),
			"lift it, or give whole CPUs by cpuset: who has used it up stands still until the period ends"}
	}
	return Check{"CPU quota", OK, "none", ""}
}

func (h *host) procs() Check {
	const name = "GOMAXPROCS"
	switch n, has := h.p.GOMAXPROCS, len(h.m.Allowed); {
	case n == 1 && has > 1:
		return Check{name, Bad, fmt.Sprintf("1, of %d CPUs: there is one worker", has), "unset GOMAXPROCS"}
	case n < has:
		return Check{name, Note, fmt.Sprintf("%d, of %d CPUs", n, has), "unset GOMAXPROCS to have them all"}
	case n > has:
		return Check{name, Bad, fmt.Sprintf("%d, of %d CPUs: workers take turns", n, has), "unset GOMAXPROCS"}
	default:
		return Check{name, OK, fmt.Sprint(n), ""}
	}
}

func (h *host) garbage() Check {
	var set []string
	for _, v := range []struct{ name, value string }{{"GOGC", h.p.GOGC}, {"GOMEMLIMIT", h.p.GOMEMLIMIT}} {
		if v.value != "" {
			set = append(set, v.name+"="+v.value)
		}
	}
	if set != nil {
		return Check{"garbage collector", Note, strings.Join(set, ", ") + ": goes before a profile", "unset it to use the profile's"}
	}
	return Check{"garbage collector", OK, "as the profile says; a steady tick allocates nothing", ""}
}
