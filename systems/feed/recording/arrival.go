package recording

import (
	"fmt"
	"strings"
	"time"

	"touchline/components"
)

// Arrival says when the engine hears of an event. The zero Arrival is Recorded.
type Arrival struct {
	Mode   ArrivalMode
	Median time.Duration // of a scout's delay
}

// ArrivalMode is where the delay of an event comes from.
type ArrivalMode uint8

// The modes.
const (
	Recorded ArrivalMode = iota // from the file; none where it gives none
	Zero                        // there is none
	Scout                       // as a scout at the ground would have it, where the file gives none
)

// maxMedian keeps a mistyped delay from pushing a match past its own end.
const maxMedian = time.Minute

// ParseArrival reads "recorded", "zero" or "scout:" with a median delay up to a
// minute: "scout:1.5s".
func ParseArrival(text string) (Arrival, error) {
	switch text {
	case "recorded":
		return Arrival{Mode: Recorded}, nil
	case "zero":
		return Arrival{Mode: Zero}, nil
	}
	delay, ok := strings.CutPrefix(text, "scout:")
	if !ok {
		return Arrival{}, fmt.Errorf("arrival %q: must be recorded, zero or scout:DELAY", text)
	}
	d, err := time.ParseDuration(delay)
	if err != nil || d < 0 || d > maxMedian {
		return Arrival{}, fmt.Errorf("arrival %q: the delay must be a duration from 0s to %v, like scout:1.5s", text, maxMedian)
	}
	return Arrival{Mode: Scout, Median: d}, nil
}

// String returns the text that [ParseArrival] reads.
func (a Arrival) String() string {
	switch a.Mode {
	case Zero:
		return "zero"
	case Scout:
		return "scout:" + a.Median.String()
	}
	return "recorded"
}

// delays gives the arrival of one event after another, in the order of the file.
type delays struct {
	arrival Arrival
	seed    uint64
	last    components.PTS // when the scout's last message came
}

// arrives returns when e is received, if the file gives it the delay recorded.
//
// A scout sends one message after another, so they do not overtake: one that is
// typed slowly holds up the next. What the file itself says came late does so,
// whoever else was quicker, orders to the engine come from its own house, and
// synthetic play is nobody's message.
func (d *delays) arrives(e *components.Event, recorded components.PTS) components.PTS {
	switch {
	case d.arrival.Mode == Zero:
		return e.Occurred
	case d.arrival.Mode == Recorded, recorded != 0, e.Kind.Control(), e.Flags&components.Synthetic != 0:
		return e.Occurred + recorded
	}
	d.last = max(d.last, e.Occurred+d.typing(e))
	return d.last
}

// typing is the scout's delay for e: between half and twice the median, as often
// below it as above. It goes by the event's number, so that other events added
// to the match do not change it.
func (d *delays) typing(e *components.Event) components.PTS {
	median := uint64(components.PTSOf(d.arrival.Median))
	r := mix(d.seed + mix(uint64(e.Seq)<<8|uint64(e.Rev)))
	share := r & (1<<16 - 1) // of the way, in 65536ths
	if r>>63 == 0 {
		return components.PTS(median/2 + median*share>>17)
	}
	return components.PTS(median + median*share>>16)
}

// mix is the finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable
// pseudorandom number generators, 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
