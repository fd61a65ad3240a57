package match

import (
	"math/bits"

	"touchline/components"
	"touchline/ecs"
)

// found is how a frame found its fixture.
type found struct {
	watched components.Watched
	since   components.PTS // how much longer who had the ball has had it
	phase   components.Phase
	holder  components.Team
}

// echo takes in the frames after frame i that show the same of the fixtures after its
// own, as long as they find these as it found it: it does to them what it did. It returns
// how many. Fixtures beside each other often play the same match.
func (e *eyes) echo(i int, was *found) int {
	f := int(e.fixture[i])
	next := f + 1
	n := e.show(f, e.like(f, e.shared(i), was), &was.watched)
	hold(e.held[next:][:n], was.holder, was.since)
	if holder := e.holder[f]; holder != was.holder {
		fill(e.holder[next:][:n], holder)
	}
	if phase := e.phase[f]; phase != was.phase {
		fill(e.phase[next:][:n], phase)
		fill(e.since[next:][:n], e.since[f])
	}
	return n
}

// shared is how many frames after frame i were taken with it and share its players, and
// so show the same, each of the fixture after the last.
//
// It reads 16 bytes for each.
func (e *eyes) shared(i int) int {
	fixtures, ats, firsts := e.fixture[i:], e.at[i:], e.first[i:]
	ats, firsts = ats[:len(fixtures)], firsts[:len(fixtures)]
	f, at, first := fixtures[0], ats[0], firsts[0]
	for k := range fixtures {
		if firsts[k] != first || ats[k] != at || fixtures[k] != f+components.Row(k) {
			return k - 1
		}
	}
	return len(fixtures) - 1
}

// like is how many of the n fixtures after f are as f was, but for what was watched.
//
// It reads 4 bytes for each, mostly of eight at once.
func (e *eyes) like(f, n int, was *found) int {
	next := f + 1
	phases := e.phase[next:]
	holders, sports, periods := e.holder[next:][:len(phases)], e.sport[next:][:len(phases)], e.period[next:][:len(phases)]
	phase, holder, sport, period := each(was.phase), each(was.holder), each(e.sport[f]), each(e.period[f])
	i := 0
	for ; i < n && len(phases) >= 8; i += 8 {
		differ := (ecs.Eight(phases) ^ phase) | (ecs.Eight(holders) ^ holder) |
			(ecs.Eight(sports) ^ sport) | (ecs.Eight(periods) ^ period)
		if differ != 0 {
			return min(i+bits.TrailingZeros64(differ)/8, n)
		}
		phases, holders, sports, periods = phases[8:], holders[8:], sports[8:], periods[8:]
	}
	for k := 0; i < n && phases[k] == was.phase && holders[k] == was.holder && sports[k] == e.sport[f] && periods[k] == e.period[f]; k++ {
		i++
	}
	return min(i, n)
}

// each is eight times a value of a byte.
func each[T ~uint8](value T) uint64 { return uint64(value) * 0x0101_0101_0101_0101 }

// show shows the fixtures after f, no more than n, the ball as f saw it, as long as they
// had watched the same before. It returns how many.
//
// It reads and writes 16 bytes for each, and writes 9.
func (e *eyes) show(f, n int, was *components.Watched) int {
	last, ball, aim, crowd := e.watched[f], spotOf(&e.ball[f]), spotOf(&e.aim[f]), e.crowd[f]
	f++
	watched, balls, aims, crowds := e.watched[f:][:n], e.ball[f:][:n], e.aim[f:][:n], e.crowd[f:][:n]
	at, place, near := was.At, spotOf(&was.Ball), nearOf(was)
	for k := range watched {
		w := &watched[k]
		if w.At != at || spotOf(&w.Ball) != place || nearOf(w) != near {
			return k
		}
		*w, crowds[k] = last, crowd
		ball.put(&balls[k])
		aim.put(&aims[k])
	}
	return n
}

// fill makes all of a column value.
func fill[T any](column []T, value T) {
	for i := range column {
		column[i] = value
	}
}
