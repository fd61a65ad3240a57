package profiles_test

import (
	"errors"
	"io/fs"
	"testing"

	"touchline/profiles"
	"touchline/scheduler/topology"
	"touchline/scheduler/topology/topologytest"
)

// machines are those that built-in profiles are tried on.
func machines(t *testing.T) map[string]*topology.Machine {
	t.Helper()
	read := func(fsys fs.FS) *topology.Machine {
		m, err := topology.Read(fsys, nil)
		if err != nil {
			t.Fatal(err)
		}
		return &m
	}
	mac, err := topology.ReadSysctl(topologytest.M4Max)
	if err != nil {
		t.Fatal(err)
	}
	mac.Arch, mac.Brand = "arm64", "Apple M4 Max"
	return map[string]*topology.Machine{
		"vm": read(topologytest.VM()), "epyc": read(topologytest.EPYC()), "c8g": read(topologytest.C8g()), "bare": read(topologytest.Bare()), "mac": &mac,
	}
}

// TestFit has which of the built-in profiles fit which machine.
func TestFit(t *testing.T) {
	fits := map[string]string{"vm-2vcpu": "vm", "c8g-metal-48xl": "c8g", "m4-max": "mac"}
	all := machines(t)
	for _, name := range profiles.Names() {
		p, err := profiles.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		if p.Name != name || p.About == "" || p.Evidence.Note == "" {
			t.Errorf("%s: name %q, about %q, note %q", name, p.Name, p.About, p.Evidence.Note)
		}
		if measured := p.Evidence.Basis == profiles.Measured; measured != (name == "vm-2vcpu") || measured && p.Evidence.Load == "" {
			t.Errorf("%s: is said to be measured: %v, with %q", name, measured, p.Evidence.Load)
		}
		for machine, m := range all {
			err := p.Fit(m)
			if want := fits[name] == "" || fits[name] == machine; (err == nil) != want {
				t.Errorf("%s on %s: %v, want it to fit: %v", name, machine, err, want)
			}
			if _, ok := errors.AsType[*profiles.Misfit](err); err != nil && !ok {
				t.Errorf("%s on %s: error %v is no Misfit", name, machine, err)
			}
		}
	}
	if len(profiles.Names()) != 5 {
		t.Errorf("built in are %v", profiles.Names())
	}
}

func TestMisfit(t *testing.T) {
	m := machines(t)["epyc"]
	same := profiles.Of(m)
	if err := (&profiles.Profile{Name: "x", Machine: same}).Fit(m); err != nil {
		t.Errorf("the machine itself: %v", err)
	}
	for _, tt := range []struct {
		change func(*profiles.Machine)
		want   string
	}{
		{func(f *profiles.Machine) { f.OS = "darwin" }, "os linux, want darwin"},
		{func(f *profiles.Machine) { f.Arch = "arm64" }, "arch amd64, want arm64"},
		{func(f *profiles.Machine) { f.Brand = "Neoverse V2" }, `brand "AMD EPYC 9124", want "Neoverse V2"`},
		{func(f *profiles.Machine) { f.Cores = 4 }, "cores 8, want 4"},
		{func(f *profiles.Machine) { f.Allowed = 4 }, "allowed CPUs 16, want 4"},
		{func(f *profiles.Machine) { f.Nodes = 2 }, "NUMA nodes 1, want 2"},
		{func(f *profiles.Machine) { f.Line = 128 }, "cache line 64, want 128"},
		{func(f *profiles.Machine) { f.L2 = 512 << 10 }, "L2 1MiB, want 512KiB"},
		{func(f *profiles.Machine) { f.L3 = 36 << 20 }, "L3 32MiB, want 36MiB"},
		{func(f *profiles.Machine) { f.L3s = 1 }, "L3 caches 2, want 1"},
	} {
		p := &profiles.Profile{Name: "x", Machine: same}
		tt.change(&p.Machine)
		want := "profile x does not fit this machine: " + tt.want
		if err := p.Fit(m); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	p := &profiles.Profile{Name: "x", Settings: profiles.Settings{Pinning: topology.Placement{Policy: topology.Listed, CPUs: topology.CPUs{3, 16}}}}
	const want = "profile x does not fit this machine: pinning to CPU 16, not among the allowed 0-15"
	if err := p.Fit(m); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// TestPlans has what the profiles of single machines come to on these.
func TestPlans(t *testing.T) {
	all := machines(t)
	for _, tt := range []struct{ profile, machine, cpus, rest string }{
		{"vm-2vcpu", "vm", "0-1", ""},
		{"c8g-metal-48xl", "c8g", "1-95", "0,96-191"},
		{"m4-max", "mac", "", ""},
	} {
		p, err := profiles.Load(tt.profile)
		if err != nil {
			t.Fatal(err)
		}
		plan := all[tt.machine].Plan(p.Settings.Workers, p.Settings.Pinning)
		if plan.CPUs().String() != tt.cpus || plan.Rest.String() != tt.rest {
			t.Errorf("%s: workers on %v, the rest on %v, want %s and %s", tt.profile, plan.CPUs(), plan.Rest, tt.cpus, tt.rest)
		}
	}
}
