// Package decisions reads what runs decided: the decisions.ndjson that package
// record writes for each stream. What they mean is told by package why, and where
// two runs part by package compare.
package decisions

import (
	"fmt"

	"touchline/components"
)

// A Decision is a line of decisions.ndjson: what lines of all kinds have in
// common, and its text.
type Decision struct {
	Line     int    // in its file, from 1
	Text     []byte // the JSON object
	Kind     string
	System   string
	Stream   uint64
	Fixture  uint64
	Tick     uint64
	T        components.PTS // when the tick begins
	UTC      string
	Timecode string
	Clock    Clock
	Occurred components.PTS
	Received components.PTS
	Release  components.PTS
	Cause    *Cause // nil if it goes back to no input
	file     string
}

// Cause is the input that a decision goes back to.
type Cause struct {
	Source   string `json:"source"`
	Event    string `json:"event"`
	Sequence uint64 `json:"sequence"`
	Revision uint64 `json:"revision"`
}

// String returns what a person needs to find the input: "match 14 rev 0".
func (c *Cause) String() string {
	if c == nil {
		return "no cause"
	}
	return fmt.Sprintf("%s %d rev %d", c.Source, c.Sequence, c.Revision)
}

// Clock is what the match clock shows.
type Clock struct {
	Period components.Period
	Second int64 // of the whole match: 45:00 is 2700
}

// String writes it as the command line takes it, P@MM:SS.
func (c Clock) String() string {
	return fmt.Sprintf("%d@%02d:%02d", c.Period, c.Second/60, c.Second%60)
}

// MarshalText lets a clock stand in JSON as it is written.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }
