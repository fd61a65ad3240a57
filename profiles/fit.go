package profiles

import (
	"fmt"
	"strings"

	"touchline/scheduler/topology"
)

// Misfit says why a profile does not fit a machine.
type Misfit struct {
	Profile string
	Reasons []string // what was found, and what the profile is for
}

func (e *Misfit) Error() string {
	return fmt.Sprintf("profile %s does not fit this machine: %s", e.Profile, strings.Join(e.Reasons, "; "))
}

// Of returns the fingerprint of a machine.
func Of(m *topology.Machine) Machine {
	f := Machine{
		OS: m.OS, Arch: m.Arch, Brand: m.Brand, Line: m.Line,
		Cores: len(m.Cores()), Allowed: len(m.Allowed), Nodes: len(m.Nodes),
		L2: m.CacheBytes(2), L3: m.CacheBytes(3),
	}
	for _, c := range m.Caches {
		if c.Level == 3 {
			f.L3s++
		}
	}
	return f
}

// Fit returns nil if p fits a machine, or else a *[Misfit] with all that differs.
func (p *Profile) Fit(m *topology.Machine) error {
	is, want := Of(m), &p.Machine
	var reasons []string
	differ := func(what string, is, want any) {
		reasons = append(reasons, fmt.Sprintf("%s %v, want %v", what, is, want))
	}
	text := func(what, is, want string) {
		if want != "" && is != want {
			differ(what, orUnknown(is), want)
		}
	}
	number := func(what string, is, want int) {
		if want != 0 && is != want {
			differ(what, is, want)
		}
	}
	size := func(what string, is, want int) {
		if want != 0 && is != want {
			differ(what, orUnknown(sizeText(int64(is))), sizeText(int64(want)))
		}
	}
	text("os", is.OS, want.OS)
	text("arch", is.Arch, want.Arch)
	if !strings.Contains(is.Brand, want.Brand) {
		differ("brand", fmt.Sprintf("%q", is.Brand), fmt.Sprintf("%q", want.Brand))
	}
	number("cores", is.Cores, want.Cores)
	number("allowed CPUs", is.Allowed, want.Allowed)
	number("NUMA nodes", is.Nodes, want.Nodes)
	number("cache line", is.Line, want.Line)
	size("L2", is.L2, want.L2)
	size("L3", is.L3, want.L3)
	number("L3 caches", is.L3s, want.L3s)
	if outside := p.Settings.Pinning.CPUs.Without(m.Allowed); len(outside) > 0 {
		reasons = append(reasons, fmt.Sprintf("pinning to %s, not among the allowed %v", outside.Named(), m.Allowed))
	}
	if reasons == nil {
		return nil
	}
	return &Misfit{p.Name, reasons}
}

func orUnknown(text string) string {
	if text == "" {
		return "not known"
	}
	return text
}
