package wagering

import (
	"errors"
	"fmt"

	"touchline/components"
)

// Config says which markets are offered, and how long a threat lasts.
type Config struct {
	// Markets are those that are offered. The others stay deactivated.
	Markets GroupSet
	// Quiet is how long a shot on target or an injury keeps markets suspended if
	// its source says nothing of play going on: by then it would have told a goal.
	// With 0 only play lifts them, as suits a source that tells every pass.
	Quiet components.PTS
}

// Default offers all markets. Its sources are those that tell only what is worth
// telling, a few minutes apart.
func Default() Config {
	return Config{Markets: AllMarkets, Quiet: 60 * components.PTSPerSecond}
}

// Validate reports everything that is wrong with c.
func (c Config) Validate() error {
	var errs []error
	if c.Markets&^AllMarkets != 0 {
		errs = append(errs, fmt.Errorf("markets %#x: there are %#x", uint8(c.Markets), uint8(AllMarkets)))
	}
	if c.Quiet < 0 {
		errs = append(errs, fmt.Errorf("quiet %v: must be at least 0", c.Quiet.Duration()))
	}
	return errors.Join(errs...)
}

// GroupSet is a set of groups: bit g is group g.
type GroupSet uint8

// AllMarkets are all groups.
const AllMarkets GroupSet = 1<<components.Groups - 1

// SetOf returns the set of groups.
func SetOf(groups ...components.Group) GroupSet {
	var s GroupSet
	for _, g := range groups {
		s |= 1 << g
	}
	return s
}

// Has reports whether g is in s.
func (s GroupSet) Has(g components.Group) bool { return s>>g&1 != 0 }
