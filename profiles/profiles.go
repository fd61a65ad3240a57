// Package profiles holds named profiles of machines: how many workers, on which
// CPUs, how shards are cut, how long a wait spins, when the garbage collector runs.
//
// A profile is a TOML file. It says which machine it is for, by a fingerprint that
// people can read: what it leaves out, it does not ask for. A profile that does not
// fit a machine is refused, with everything that differs. And it says what it rests
// on: a measurement, the topology of a machine that nothing was measured on, or
// nothing.
package profiles

import (
	"time"

	"touchline/scheduler"
	"touchline/scheduler/topology"
)

// Profile is how a machine is used.
type Profile struct {
	Name     string
	About    string // one line
	Machine  Machine
	Settings Settings
	Evidence Evidence
}

// Machine is the fingerprint of a machine. What is zero may be anything.
type Machine struct {
	OS      string
	Arch    string
	Brand   string // is part of the machine's
	Cores   int
	Allowed int // CPUs that are open to the process
	Nodes   int
	Line    int
	L2, L3  int // bytes of one cache
	L3s     int // how many there are
}

// Settings are what a profile sets. What is zero is left to the engine.
type Settings struct {
	Workers     int
	Pinning     topology.Placement
	ShardSize   int // streams
	Spin        time.Duration
	Prewake     time.Duration
	Spins       int
	GOGC        int   // as in runtime/debug.SetGCPercent; -1 is off
	MemoryLimit int64 // bytes; with it the collector runs before they are reached
}

// Basis is what a profile rests on.
type Basis string

// The bases.
const (
	Measured Basis = "measured" // on a machine that it fits
	Derived  Basis = "derived"  // from the topology of the machine: nothing was measured
	Unproven Basis = "none"
)

// Evidence says why the settings are what they are.
type Evidence struct {
	Basis    Basis
	Note     string
	Goal     string     // what was to become better: p50, p99, throughput or cpu
	Ratio    float64    // of the goal, to that of the baseline; below 1 is better
	Interval [2]float64 // of the ratio, with 95 % confidence
	Pairs    int        // of blocks, measured in turns
	Load     string     // what was run
	Revision string     // of the program
}

// Apply sets what the profile says of waiting. A clock that does not spin is left
// as it is.
func (p *Profile) Apply(c *scheduler.Config) {
	s := &p.Settings
	if wall, ok := c.Clock.(*scheduler.Wall); ok && s.Spin != 0 {
		wall.Spin = s.Spin
	}
	if s.Prewake != 0 {
		c.Prewake = s.Prewake
	}
	if s.Spins != 0 {
		c.Spins = s.Spins
	}
}
