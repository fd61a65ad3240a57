package sportec

import (
	"cmp"
	"math"
	"slices"

	"touchline/components"
)

// perFrame is the time between frames: there are 25 a second.
const perFrame = components.PTSPerSecond / 25

// stretch is a period of the file.
type stretch struct {
	tracks []track    // in the order of the file
	place  [256]int16 // of a Who in tracks, from 1
}

// track is where one object was throughout a period.
type track struct {
	person
	runs []run

	// Where a walk through it is: at frame now, which is so far into a run.
	now       int64
	run, into int
}

// run is a piece of a track that has no holes: frames whose numbers and times come
// one after the other.
type run struct {
	at     components.PTS // when its first frame was taken
	number int32          // of that
	count  int32
	first  int // its first place, among those of the file
}

// of returns the track of p, which is good until the next is asked for.
func (s *stretch) of(p person) *track {
	if s.place[p.who] == 0 {
		s.tracks = append(s.tracks, track{person: p})
		s.place[p.who] = int16(len(s.tracks))
	}
	return &s.tracks[s.place[p.who]-1]
}

// add adds frame number to the track, which was taken at a time. Its place is the
// one called at. Times that are off by less than jitter are those of the frames.
func (t *track) add(number int64, at components.PTS, place int) {
	const jitter = 5 * 90 // 5 ms
	if n := len(t.runs); n > 0 {
		r := &t.runs[n-1]
		off := at - r.at - components.PTS(r.count)*perFrame
		if number == int64(r.number)+int64(r.count) && place == r.first+int(r.count) && off < jitter && off > -jitter {
			r.count++
			return
		}
	}
	t.runs = append(t.runs, run{at: at, number: int32(number), count: 1, first: place})
}

// over is the frame that a walk is at when it has come to the end.
const over = math.MaxInt64

// sort puts the runs of all tracks in the order of their numbers, for a walk. Tracks
// that have none are not of the period.
func (s *stretch) sort() {
	s.tracks = slices.DeleteFunc(s.tracks, func(t track) bool { return len(t.runs) == 0 })
	for i := range s.tracks {
		t := &s.tracks[i]
		slices.SortStableFunc(t.runs, func(a, b run) int { return cmp.Compare(a.number, b.number) })
		t.now = int64(t.runs[0].number)
	}
}

// next returns the earliest frame that a track is at, [over] if there is none.
func (s *stretch) next() int64 {
	n := int64(over)
	for i := range s.tracks {
		n = min(n, s.tracks[i].now)
	}
	return n
}

// step goes on to the next frame. It returns how many it has left out since they
// came before.
func (t *track) step() (repeated int) {
	for last := t.now; ; repeated++ {
		if t.into++; t.into == int(t.runs[t.run].count) {
			t.run, t.into = t.run+1, 0
		}
		if t.run == len(t.runs) {
			t.now = over
			return repeated
		}
		if t.now = int64(t.runs[t.run].number) + int64(t.into); t.now > last {
			return repeated
		}
	}
}

// at returns when the frame was taken that the walk is at, and the place of it.
func (t *track) at() (at components.PTS, place int) {
	r := &t.runs[t.run]
	return r.at + components.PTS(t.into)*perFrame, r.first + t.into
}
