package topology

import (
	"fmt"
	"slices"
)

// Policy is a way to choose CPUs for workers.
type Policy uint8

// Each of them keeps to the rules of [Machine.Plan].
const (
	None    Policy = iota // pin nobody
	Compact               // as few L3 caches as will do: workers hand each other shards
	Spread                // as many L3 caches as there are: more of them for each worker
	Listed                // the CPUs of the placement, in order
)

var policies = []string{"none", "compact", "spread"}

// Placement is a policy, or CPUs that somebody chose.
type Placement struct {
	Policy Policy
	CPUs   CPUs // if it is Listed
}

// ParsePlacement reads none, compact, spread, or CPUs as 0-3,8.
func ParsePlacement(text string) (Placement, error) {
	if i := slices.Index(policies, text); i >= 0 {
		return Placement{Policy: Policy(i)}, nil
	}
	list, err := ParseCPUs(text)
	if err != nil || len(list) == 0 {
		return Placement{}, fmt.Errorf("pinning %q: want none, compact, spread, or CPUs as 0-3,8", text)
	}
	return Placement{Listed, list}, nil
}

// String writes p as ParsePlacement reads it.
func (p Placement) String() string {
	if p.Policy == Listed {
		return p.CPUs.String()
	}
	return policies[p.Policy]
}

// MarshalText implements encoding.TextMarshaler.
func (p Placement) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (p *Placement) UnmarshalText(text []byte) error {
	v, err := ParsePlacement(string(text))
	*p = v
	return err
}
