package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// framed is how long a camera is framed as well as it is.
const framed = 4 * components.PTSPerSecond

// signals lets the analyser of each stream speak of one camera after the other.
func (s *System) signals(r *ecs.Run) {
	first := r.Append(components.Signal, r.Len(components.Stream))
	stream, camera := components.SignalStream.Of(r)[first:], components.SignalCamera.Of(r)[first:]
	t := turns{every: s.cfg.Signal, fan: r.Schema().Fan(components.Camera)}
	n := t.take(components.StreamSignalDue.Of(r), r.Now.PTS, stream, camera)
	r.Truncate(components.Signal, int(first)+n)
	a := analysers{
		turns: t, number: components.StreamNumber.Of(r), fixture: components.StreamFixture.Of(r),
		phase: components.FixturePhase.Of(r), role: components.CameraRole.Of(r), levels: components.AnalyserLevels.Of(r), plane: uint(r.Plane(components.Analyser)),
		stream: stream[:n], camera: camera[:n], said: components.SignalLevels.Of(r)[first:],
	}
	a.frame(r.Seed, uint64(r.Now.PTS/framed))
	a.speak(s.dice(r, forSignal))
}

// turns is whose turn it is of the cameras of a stream.
type turns struct {
	every components.PTS // from one row to the next
	fan   int            // cameras of a stream
	seen  uint32         // the cameras whose turn it was of any stream
}

// take writes the rows of the streams whose analyser is due, and of which camera it
// will speak. It returns how many there are.
//
// It reads and writes 8 bytes for each stream, and writes 5 for each row.
func (t *turns) take(due []components.PTS, now components.PTS, stream []components.Row, camera []uint8) (rows int) {
	stream, camera = stream[:len(due)], camera[:len(due)]
	every, last, next, k := t.every, components.PTS(-1), components.PTS(0), uint8(0) // most are due at one moment
	for i, at := range due {
		if at > now {
			continue
		}
		if at != last {
			last, k = at, uint8(uint64(at/every)%uint64(t.fan))
			t.seen |= 1 << k
			if next = at + every; next <= now { // the engine is slower than the analyser: it speaks once a tick
				next = now + 1
			}
		}
		due[i] = next
		stream[rows], camera[rows] = components.Row(i), k
		rows++
	}
	return rows
}

// analysers are the columns of the analysers of a shard.
type analysers struct {
	turns

	// Of streams, their fixtures and their cameras.
	number  []components.Number
	fixture []components.Row
	phase   []components.Phase
	role    []components.Role
	levels  []components.Levels // of analysers
	plane   uint

	// Of the rows that are written.
	stream []components.Row
	camera []uint8
	said   []components.Levels
}

// frame makes each row what the moment and the framing of its camera, in a spell, would
// have it say.
//
// It reads 17 bytes for each row and one of its fixture and writes 8.
func (a *analysers) frame(seed, spell uint64) {
	var framing [32]dice
	for k := range framing {
		if a.seen>>k&1 != 0 {
			framing[k] = newDice(seed, spell<<8|uint64(k), forFraming)
		}
	}
	stream, fan := a.stream, uint(a.fan)
	camera, said := a.camera[:len(stream)], a.said[:len(stream)]
	fixture, phase, roles := a.fixture, a.phase, a.role
	number := a.number[:len(fixture)]
	for j, i := range stream {
		k := camera[j]
		role := roles[uint(i)*fan+uint(k)]
		said[j] = mood[phase[fixture[i]]&7][role&7].framed(framing[k&31].roll(number[i])).levels()
	}
}

// speak makes each row the levels of its camera as they were, moved to what it says.
//
// It reads 29 bytes for each row, 8 of them of its camera, and writes 8.
func (a *analysers) speak(noise dice) {
	stream, plane := a.stream, a.plane
	camera, said := a.camera[:len(stream)], a.said[:len(stream)]
	number, levels := a.number, a.levels
	for j, i := range stream {
		old := &levels[uint(camera[j])*plane+uint(i)]
		said[j] = packed(old).toward(packed(&said[j]), noise.roll(number[i])).levels()
	}
}
