package scheduler

import (
	"fmt"

	"touchline/components"
)

// Gap says that ticks were given up. A run may be told what another gave up, and then
// gives up the same: which ticks were run is part of the input of a run.
type Gap struct {
	Tick  components.Tick // the one that was run after them
	Count uint64          // how many they were
}

// CheckGaps reports what is wrong with a list of gaps, which must be in their order.
func CheckGaps(list []Gap) error {
	for i, s := range list {
		switch {
		case s.Count == 0 || s.Count > uint64(s.Tick):
			return fmt.Errorf("a gap of %d ticks before tick %d: must be from 1 to as many as there are", s.Count, s.Tick)
		case i > 0 && uint64(s.Tick)-s.Count <= uint64(list[i-1].Tick):
			return fmt.Errorf("a gap of %d ticks before tick %d: tick %d, which is none of them, was run before", s.Count, s.Tick, list[i-1].Tick)
		}
	}
	return nil
}

// told returns the tick to be run in the place of next, if ticks are to be given up
// there.
func (p *pace) told(next components.Tick) (components.Tick, bool) {
	for len(p.gaps) > 0 {
		s := p.gaps[0]
		first := s.Tick - components.Tick(s.Count)
		if next < first {
			return 0, false
		}
		p.gaps = p.gaps[1:]
		if next == first {
			p.jumps++
			return s.Tick, true
		}
	}
	return 0, false
}
