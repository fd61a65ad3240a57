package program

import (
	"sync/atomic"

	"touchline/systems/manifest/index"
)

// places is how many views there is room for: the one that is read now, one that is
// being written, and some that a reader was taken from its processor with.
const places = 8

// Published is the newest view of a program, for any number of readers. Neither
// they nor the writer wait for each other: the writer takes a place that nobody
// reads, and if there is none, leaves the view that there is for another tick.
//
// The zero Published has an empty view.
type Published struct {
	current atomic.Uint32
	slots   [places]slot
}

type slot struct {
	readers atomic.Int32 // how many copy the view; -1 while it is written
	view    index.View
}

// store publishes v. It has one caller at a time, and allocates nothing.
func (p *Published) store(v *index.View) bool {
	current := p.current.Load()
	for i := range uint32(places) {
		s := &p.slots[i]
		if i == current || !s.readers.CompareAndSwap(0, -1) {
			continue
		}
		s.view = *v
		s.readers.Store(0)
		p.current.Store(i)
		return true
	}
	return false
}

// Load returns the newest view.
func (p *Published) Load() index.View {
	for {
		s := &p.slots[p.current.Load()]
		n := s.readers.Load()
		if n < 0 || !s.readers.CompareAndSwap(n, n+1) {
			continue // it has just been replaced, or another reader came first
		}
		v := s.view
		s.readers.Add(-1)
		return v
	}
}
