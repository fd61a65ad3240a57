package recording

import (
	"cmp"
	"iter"
	"slices"

	"touchline/components"
)

// Tracking is where the ball and the players were, frame by frame.
type Tracking struct {
	Squads []Player           // of both sides; Who of a [components.Seen] is a place in it, from 1
	Frames []components.Frame // in the order of time
	Seen   []components.Seen  // the players of the frames, one frame after the other
}

// Player is somebody that a tracking system follows.
type Player struct {
	Name components.Symbol
	Team components.Team
}

// maxSquads keeps a place in the squads in a byte.
const maxSquads = 255

// Enlist adds p to the squads and returns its Who. It reports false if there are
// 255 players already.
func (t *Tracking) Enlist(p Player) (who uint8, ok bool) {
	if len(t.Squads) == maxSquads {
		return 0, false
	}
	t.Squads = append(t.Squads, p)
	return uint8(len(t.Squads)), true
}

// Of returns the players of frame f.
func (t *Tracking) Of(f *components.Frame) []components.Seen {
	return t.Seen[f.First:][:f.Players:f.Players]
}

// Sight is a frame as a reader gives it. Players is the reader's own until the
// next is asked for; First and Players of the frame need not be set.
type Sight struct {
	components.Frame
	Seen []components.Seen
}

// maxFrames is eleven hours at 25 frames a second.
const maxFrames = 1 << 20

// Parts are the other files of a match that a reader of frames is given; each may
// be nil.
type Parts struct {
	Events []byte
	Info   []byte
}

// FrameReader gives the frames of a file, in its order. Period and Clock of a
// frame are set. It enlists the players in m, and fills the header of m where that
// is still empty; strings of m do not share memory with data. The sequence ends
// with at most one error, an [*Error].
type FrameReader func(data []byte, with Parts, names components.Interner, m *Match) iter.Seq2[Sight, error]

// ReadFrames adds to m what read gives for data. Frames that m has of the same
// moments become one with these: some sources have a file for each side.
func (m *Match) ReadFrames(read FrameReader, data []byte, with Parts, names components.Interner) error {
	var t Tracking
	for s, err := range read(data, with, names, m) {
		if err == nil && len(t.Frames) == maxFrames {
			err = &Error{Offset: int64(len(data)), Record: len(t.Frames) + 1, Err: OutOfRange, Want: "at most 1048576 frames in a match"}
		}
		if err != nil {
			return err
		}
		t.Add(&s.Frame, s.Seen)
	}
	t.sort(m)
	if len(m.Frames) > 0 {
		t = together(&m.Tracking, &t)
	}
	m.Frames, m.Seen = t.Frames, t.Seen
	return nil
}

// Add appends frame f with the players seen, in one list or several: those of no
// side first, then the home side's. Players whose place is not known, and those
// beyond [components.MaxSeen], are left out.
func (t *Tracking) Add(f *components.Frame, seen ...[]components.Seen) {
	n := *f
	n.First, n.Players = uint32(len(t.Seen)), 0
	for team := components.NoTeam; team <= components.Away; team++ {
		for _, list := range seen {
			for i := range list {
				p := &list[i]
				if p.Team == team && p.Place.X != components.NoPlace && n.Players < components.MaxSeen {
					t.Seen = append(t.Seen, *p)
					n.Players++
				}
			}
		}
	}
	t.Frames = append(t.Frames, n)
}

// byTime orders frames by period and clock.
func byTime(a, b components.Frame) int {
	return cmp.Or(cmp.Compare(a.Period, b.Period), cmp.Compare(a.Clock, b.Clock))
}

// sort puts the frames and their players in the order of time, and warns if they were
// not.
func (t *Tracking) sort(m *Match) {
	if slices.IsSortedFunc(t.Frames, byTime) {
		return
	}
	for i := 1; i < len(t.Frames); i++ {
		if f := &t.Frames[i]; byTime(t.Frames[i-1], *f) > 0 {
			m.Warnings.Add(TimeRegress, "frame %d is before the frame before it: sorted", i+1)
		}
	}
	slices.SortStableFunc(t.Frames, byTime)
	var sorted Tracking
	for i := range t.Frames {
		sorted.Add(&t.Frames[i], t.Of(&t.Frames[i]))
	}
	t.Frames, t.Seen = sorted.Frames, sorted.Seen
}

// together returns the frames of a and b in the order of time, with those of one
// moment made one: what a says of the ball counts, if it says anything.
func together(a, b *Tracking) Tracking {
	var t Tracking
	for i, j := 0, 0; i < len(a.Frames) || j < len(b.Frames); {
		order := 0
		switch {
		case i == len(a.Frames):
			order = 1
		case j == len(b.Frames):
			order = -1
		default:
			order = byTime(a.Frames[i], b.Frames[j])
		}
		switch {
		case order < 0:
			t.Add(&a.Frames[i], a.Of(&a.Frames[i]))
			i++
		case order > 0:
			t.Add(&b.Frames[j], b.Of(&b.Frames[j]))
			j++
		default:
			f, g := a.Frames[i], &b.Frames[j]
			if f.Ball.X == components.NoPlace {
				f.Ball, f.Height = g.Ball, g.Height
			}
			f.Play, f.Holder = cmp.Or(f.Play, g.Play), cmp.Or(f.Holder, g.Holder)
			t.Add(&f, a.Of(&a.Frames[i]), b.Of(g))
			i, j = i+1, j+1
		}
	}
	return t
}
