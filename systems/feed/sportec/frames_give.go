package sportec

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// give yields the frames of the file, once it has been read: what all objects have
// of one number is a frame. Those of before the kick-off are left out.
func (f *frames) give(yield func(recording.Sight, error) bool) {
	for p := range f.periods {
		f.periods[p].sort()
	}
	begins, turn := f.origins(), f.turned()
	var room [components.MaxSeen]components.Seen
	for p := components.FirstHalf; p <= components.Shootout; p++ {
		s := &f.periods[p]
		for n := s.next(); n != over; n = s.next() {
			sight := f.gather(s, n, room[:0])
			if turn[p] {
				turnAbout(&sight)
			}
			sight.Period = p
			if sight.Clock -= begins[p]; sight.Clock >= 0 && !yield(sight, nil) {
				return
			}
		}
	}
}

// gather returns frame n of the period s as the file has it, with its clock on the
// wall, and goes on to the next of all objects that are in it. The players are put
// into room. The first object that was seen says when that was.
func (f *frames) gather(s *stretch, n int64, room []components.Seen) recording.Sight {
	const none = components.NoPlace
	out := recording.Sight{Frame: components.Frame{Ball: components.Place{X: none, Y: none}, Height: none}}
	for i := range s.tracks {
		t := &s.tracks[i]
		if t.now != n {
			continue
		}
		at, k := t.at()
		if out.Clock == 0 {
			out.Clock = at
		}
		if t.who == 0 {
			b := &f.flights[k]
			out.Ball, out.Height, out.Play, out.Holder = b.place, b.height, b.play, b.holder
		} else if p := f.places[k]; p.X != none && len(room) < cap(room) {
			room = append(room, components.Seen{Place: p, Who: t.who, Team: t.team})
		}
		for range t.step() {
			f.match.Warnings.Add(recording.DuplicateID, "an object is twice in the frame after %d: one of them counts", n)
		}
	}
	out.Seen = room
	return out
}

// turnAbout turns the places of s about the center spot.
func turnAbout(s *recording.Sight) {
	if s.Ball.X != components.NoPlace {
		s.Ball.X, s.Ball.Y = -s.Ball.X, -s.Ball.Y
	}
	for i := range s.Seen {
		p := &s.Seen[i].Place
		p.X, p.Y = -p.X, -p.Y
	}
}
