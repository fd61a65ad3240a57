package main

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/pflag"

	"touchline/profiles"
	"touchline/scheduler"
	"touchline/scheduler/topology"
)

// profileFlags say how the machine is used.
type profileFlags struct {
	profile string
	force   bool
}

func (f *profileFlags) add(fs *pflag.FlagSet) {
	fs.StringVar(&f.profile, "profile", "", "how the machine is used: a `name` ("+strings.Join(profiles.Names(), ", ")+") or a TOML file")
	fs.BoolVar(&f.force, "force", false, "use a profile that does not fit this machine")
}

// load returns the profile for this machine, if it fits or is forced, or nil if
// there is to be none.
func (f *profileFlags) load() (*tuned, error) {
	if f.profile == "" {
		return f.loadFor(nil)
	}
	m, err := topology.Host()
	if err != nil {
		return nil, err
	}
	return f.loadFor(&m)
}

// loadFor does the same for any machine.
func (f *profileFlags) loadFor(m *topology.Machine) (*tuned, error) {
	switch {
	case f.profile == "" && f.force:
		return nil, as(errUsage, errors.New("--force: only with --profile"))
	case f.profile == "":
		return nil, nil
	}
	p, err := profiles.Load(f.profile)
	switch {
	case errors.Is(err, profiles.ErrMalformed):
		return nil, as(errBad, err)
	case errors.Is(err, profiles.ErrUnknown):
		return nil, as(errUsage, fmt.Errorf("--profile: %w", err))
	case err != nil:
		return nil, as(errInput, err)
	}
	misfit := p.Fit(m)
	if misfit != nil && !f.force {
		return nil, as(errProfile, fmt.Errorf("%w; --force uses it all the same", misfit))
	}
	return &tuned{Profile: p, machine: m, misfit: misfit}, nil
}

// tuned is a profile with the machine that it is used on.
type tuned struct {
	*profiles.Profile
	machine *topology.Machine
	misfit  error // it was forced
	plan    topology.Plan
	kept    error // the rest of the process is not where it was to be
}

// apply sets up a run of so many workers: who is pinned where, and what the profile
// says of waiting and of garbage. What the user's environment says goes first. Undo
// is called after the run.
func (t *tuned) apply(c *scheduler.Config, workers int) (undo func()) {
	var undos []func()
	t.Apply(c)
	t.plan = t.machine.Plan(workers, t.Settings.Pinning)
	c.Pin = t.plan.Pinner()
	if len(t.plan.Rest) > 0 {
		var back func() error
		back, t.kept = topology.Confine(t.plan.Rest)
		undos = append(undos, func() { _ = back() }) // the run is over, and so is the process soon
	}
	if n := t.Settings.GOGC; n != 0 && os.Getenv("GOGC") == "" {
		before := debug.SetGCPercent(n)
		undos = append(undos, func() { debug.SetGCPercent(before) })
	}
	if n := t.Settings.MemoryLimit; n != 0 && os.Getenv("GOMEMLIMIT") == "" {
		before := debug.SetMemoryLimit(n)
		undos = append(undos, func() { debug.SetMemoryLimit(before) })
	}
	return func() {
		for _, u := range undos {
			u()
		}
	}
}

// pinning says in one line what was pinned, and what was not and why. Ran is what
// the engine says of it.
func (t *tuned) pinning(ran string) string {
	if len(t.plan.Seats) == 0 {
		return "pinning: none (" + strings.Join(t.plan.Reasons, "; ") + ")"
	}
	text := fmt.Sprintf("%s on %s (%v); ", ran, t.plan.CPUs().Named(), t.Settings.Pinning)
	if t.kept != nil {
		return text + "the rest of the process runs anywhere: " + t.kept.Error()
	}
	return text + t.plan.Reasons[len(t.plan.Reasons)-1]
}
