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
	a := analysers{
		every: s.cfg.Signal, fan: r.Schema().Fan(components.Camera),
		seed: r.Seed, noise: s.dice(r, forSignal), spell: uint64(r.Now.PTS / framed),
		due: components.StreamSignalDue.Of(r), number: components.StreamNumber.Of(r), fixture: components.StreamFixture.Of(r),
		phase: components.FixturePhase.Of(r), role: components.CameraRole.Of(r), levels: components.CameraLevels.Of(r),
		stream: components.SignalStream.Of(r)[first:], camera: components.SignalCamera.Of(r)[first:], said: components.SignalLevels.Of(r)[first:],
	}
	r.Truncate(components.Signal, int(first)+a.speak(r.Now.PTS))
}

// analysers are the columns of the analysers of a shard.
type analysers struct {
	every components.PTS // from one row to the next
	fan   int            // cameras of a stream

	seed  uint64
	noise dice
	spell uint64 // of framing, since the epoch

	// Of streams, their fixtures and their cameras.
	due     []components.PTS
	number  []components.Number
	fixture []components.Row
	phase   []components.Phase
	role    []components.Role
	levels  []components.Levels

	// Of the rows that are written.
	stream []components.Row
	camera []uint8
	said   []components.Levels
}

// speak moves the levels of a camera of each stream a quarter of the way to where the
// moment and its framing would have them. It returns how many rows that makes.
//
// It reads 20 bytes and writes 8 for each stream, reads 9 of one of its cameras and one
// of its fixture, and writes 13 for each row.
func (a *analysers) speak(now components.PTS) (rows int) {
	due := a.due
	number, fixture := a.number[:len(due)], a.fixture[:len(due)]
	stream, camera, said := a.stream[:len(due)], a.camera[:len(due)], a.said[:len(due)]
	levels, roles, phase := a.levels, a.role, a.phase
	roles = roles[:len(levels)]
	noise, fan := a.noise, a.fan
	last, k, framing := components.PTS(-1), 0, dice(0) // most are due at one moment
	for i, at := range due {
		if at > now {
			continue
		}
		if at != last {
			last, k = at, int(uint64(at/a.every)%uint64(fan))
			framing = newDice(a.seed, a.spell<<8|uint64(k), forFraming)
		}
		n := i*fan + k
		want := mood[phase[fixture[i]]&7][roles[n]&7].framed(framing.roll(number[i]))
		stream[rows], camera[rows] = components.Row(i), uint8(k)
		said[rows] = packed(&levels[n]).toward(want, noise.roll(number[i])).levels()
		rows++
		next := at + a.every
		if next <= now { // the engine is slower than the analyser: it speaks once a tick
			next = now + 1
		}
		due[i] = next
	}
	return rows
}
