package ready

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// governor is what sets the frequency of the CPUs that are allowed.
func (h *host) governor() Check {
	const name = "governor"
	var list []string
	for _, cpu := range h.m.Allowed {
		if g := h.text(fmt.Sprintf("sys/devices/system/cpu/cpu%d/cpufreq/scaling_governor", cpu)); g != "" && !slices.Contains(list, g) {
			list = append(list, g)
		}
	}
	switch {
	case list == nil:
		return unknown(name, "sys/devices/system/cpu/cpu*/cpufreq")
	case len(list) == 1 && list[0] == "performance":
		return Check{name, OK, list[0], ""}
	}
	return Check{name, Note, strings.Join(list, ", "), "cpupower frequency-set -g performance: a CPU that idles between ticks is slow when they come"}
}

// deep is how many µs a CPU may take to leave an idle state before a tick is late
// for it: the spin covers about as much.
const deep = 200

// idle is the idle state that takes longest to leave.
func (h *host) idle() Check {
	const name = "idle states"
	longest, what := -1, ""
	for k := range 16 {
		at := fmt.Sprintf("sys/devices/system/cpu/cpu%d/cpuidle/state%d/", h.m.Allowed[0], k)
		us, err := strconv.Atoi(h.text(at + "latency"))
		if err != nil || h.text(at+"disable") == "1" {
			continue
		}
		if us > longest {
			longest, what = us, h.text(at+"name")
		}
	}
	found := fmt.Sprintf("%s takes up to %d µs to leave", what, longest)
	switch {
	case longest < 0:
		return unknown(name, "sys/devices/system/cpu/cpu*/cpuidle/state*")
	case longest > deep:
		return Check{name, Note, found, "cpupower idle-set -D " + strconv.Itoa(deep) + ", or spin for longer before a tick"}
	}
	return Check{name, OK, found, ""}
}

// clock is whether the clock is read without a system call.
func (h *host) clock() Check {
	const name, file = "clock source", "sys/devices/system/clocksource/clocksource0/current_clocksource"
	switch source := h.text(file); source {
	case "":
		return Check{name, Unknown, "no current_clocksource below /sys", ""}
	case "tsc", "arch_sys_counter", "kvm-clock", "hyperv_clocksource_tsc_page":
		return Check{name, OK, source, ""}
	default:
		return Check{name, Bad, source + ": each reading is a system call", "boot with clocksource=tsc, if the processor has a steady one"}
	}
}

// slack is by how much the kernel may let a sleep last longer.
func (h *host) slack() Check {
	const name, file = "timer slack", "proc/self/timerslack_ns"
	text := h.text(file)
	if text == "" {
		return unknown(name, file)
	}
	ns, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return Check{name, Unknown, fmt.Sprintf("/%s has %q", file, text), ""}
	}
	found := fmt.Sprintf("%d µs", ns/1000)
	if ns > deep*1000/2 {
		return Check{name, Note, found, "the spin before a tick has to be longer than this"}
	}
	return Check{name, OK, found + ": less than what is spun before a tick", ""}
}

// nice is whether the process may ask for a real-time class.
func (h *host) nice() Check {
	const name, file, sysNice = "CAP_SYS_NICE", "proc/self/status", 23
	for line := range strings.Lines(h.text(file)) {
		word, ok := strings.CutPrefix(line, "CapEff:")
		if !ok {
			continue
		}
		held, err := strconv.ParseUint(strings.TrimSpace(word), 16, 64)
		if err != nil {
			return Check{name, Unknown, fmt.Sprintf("/%s has %q", file, strings.TrimSpace(word)), ""}
		}
		if held>>sysNice&1 == 1 {
			return Check{name, OK, "held: chrt may put the program in a real-time class", ""}
		}
		return Check{name, Note, "not held: no real-time class; pinning does without", "setcap cap_sys_nice+ep, if chrt is wanted"}
	}
	return unknown(name, file)
}

// pages is whether memory comes in huge pages.
func (h *host) pages() Check {
	const name, file = "huge pages", "sys/kernel/mm/transparent_hugepage/enabled"
	text := h.text(file)
	if text == "" {
		return unknown(name, file)
	}
	_, rest, _ := strings.Cut(text, "[")
	mode, _, ok := strings.Cut(rest, "]")
	switch {
	case !ok:
		return Check{name, Unknown, fmt.Sprintf("/%s has %q", file, text), ""}
	case mode == "always":
		return Check{name, OK, mode, ""}
	}
	return Check{name, Note, mode + ": the columns of many streams are in small pages", "write always to /" + file + ", and measure"}
}
