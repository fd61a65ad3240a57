package profiles

import (
	"errors"
	"regexp"
	"slices"

	"touchline/scheduler/topology"
)

// names of profiles, which files and flags have to hold.
var nameForm = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,63}$`)

var goals = []string{"", "p50", "p99", "throughput", "cpu"}

// Parse reads and checks a profile. Everything that is wrong is in the error.
func Parse(text []byte) (*Profile, error) {
	f, err := decode(text)
	if err != nil {
		return nil, err
	}
	c := &checker{lines: linesOf(text)}
	if f.Schema != schema {
		c.fault("", "schema", "%d: want %d", f.Schema, schema)
	}
	if !nameForm.MatchString(f.Name) {
		c.fault("", "name", "%q: want up to 64 of a-z, 0-9, and . _ - after the first", f.Name)
	}
	p := &Profile{Name: f.Name, About: f.About}
	p.Machine = c.machine(&f.Machine)
	p.Settings = c.settings(&f.Settings)
	p.Evidence = c.evidence(&f.Evidence)
	if len(c.found) == 0 {
		return p, nil
	}
	slices.SortStableFunc(c.found, func(a, b fault) int { return a.line - b.line })
	errs := make([]error, len(c.found))
	for i, f := range c.found {
		errs[i] = f.err
	}
	return nil, errors.Join(errs...)
}

func (c *checker) machine(f *machineFile) Machine {
	const table = "machine"
	c.between(table, "cores", f.Cores, 0, 8192)
	c.between(table, "allowed", f.Allowed, 0, 8192)
	c.between(table, "nodes", f.Nodes, 0, 1024)
	c.between(table, "line", f.Line, 0, 1024)
	c.between(table, "l3_caches", f.L3s, 0, 8192)
	l2, err2 := parseSize(f.L2)
	l3, err3 := parseSize(f.L3)
	c.note(table, "l2", err2)
	c.note(table, "l3", err3)
	return Machine{f.OS, f.Arch, f.Brand, f.Cores, f.Allowed, f.Nodes, f.Line, int(l2), int(l3), f.L3s}
}

func (c *checker) settings(f *settingsFile) Settings {
	const table = "settings"
	s := Settings{Workers: f.Workers, ShardSize: f.ShardSize, Spins: f.Spins, GOGC: f.GOGC}
	var err error
	c.between(table, "workers", f.Workers, 0, 1024)
	if f.ShardSize != 0 {
		c.between(table, "shard_size", f.ShardSize, 64, 1<<20)
	}
	c.between(table, "spins", f.Spins, 0, 1_000_000)
	c.between(table, "gogc", f.GOGC, -1, 10_000)
	s.Pinning, err = topology.ParsePlacement(f.Pinning)
	c.note(table, "pinning", err)
	s.Spin, err = parseDuration(f.Spin)
	c.note(table, "spin", err)
	s.Prewake, err = parseDuration(f.Prewake)
	c.note(table, "prewake", err)
	s.MemoryLimit, err = parseSize(f.MemoryLimit)
	c.note(table, "memory_limit", err)
	if f.GOGC == -1 && f.MemoryLimit == "" {
		c.fault(table, "gogc", "-1: without memory_limit the heap would grow without bound")
	}
	if listed := s.Pinning.CPUs; len(listed) > 0 && f.Workers > len(listed) {
		c.fault(table, "workers", "%d: must be at most %d, as many as pinning has CPUs", f.Workers, len(listed))
	}
	return s
}

func (c *checker) evidence(f *evidenceFile) Evidence {
	const table = "evidence"
	e := Evidence{Basis: Basis(f.Basis), Note: f.Note, Goal: f.Goal, Ratio: f.Ratio, Pairs: f.Pairs, Load: f.Load, Revision: f.Revision}
	if !slices.Contains([]Basis{Measured, Derived, Unproven}, e.Basis) {
		c.fault(table, "basis", "%q: want measured, derived or none", f.Basis)
	}
	if !slices.Contains(goals, f.Goal) {
		c.fault(table, "goal", "%q: want p50, p99, throughput or cpu", f.Goal)
	}
	if len(f.Interval) == 2 {
		e.Interval = [2]float64(f.Interval)
	}
	if low, high := e.Interval[0], e.Interval[1]; f.Interval != nil && !(0 < low && low <= f.Ratio && f.Ratio <= high) {
		c.fault(table, "interval", "%v: want a lower and an upper bound above 0, with the ratio %v between them", f.Interval, f.Ratio)
	}
	if measured := f.Interval != nil || f.Ratio != 0 || f.Pairs != 0; measured != (e.Basis == Measured) {
		c.fault(table, "basis", "%q: want ratio, interval and pairs if it is measured, and only then", f.Basis)
	} else if measured && (f.Pairs < 1 || f.Interval == nil || f.Goal == "") {
		c.fault(table, "basis", "measured: want goal, ratio, interval and pairs")
	}
	return e
}
