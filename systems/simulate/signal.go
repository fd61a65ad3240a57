package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// signals lets the analyser of each stream speak of one camera after the other.
func (s *System) signals(r *ecs.Run) {
	first := r.Append(components.Signal, r.Len(components.Stream))
	a := analysers{
		every: s.cfg.Signal, fan: r.Schema().Fan(components.Camera),
		due: components.StreamSignalDue.Of(r), number: components.StreamNumber.Of(r), fixture: components.StreamFixture.Of(r),
		phase: components.FixturePhase.Of(r), role: components.CameraRole.Of(r), levels: components.CameraLevels.Of(r),
		stream: components.SignalStream.Of(r)[first:], camera: components.SignalCamera.Of(r)[first:], said: components.SignalLevels.Of(r)[first:],
	}
	r.Truncate(components.Signal, int(first)+a.speak(r.Seed, r.Now))
}

// analysers are the columns of the analysers of a shard.
type analysers struct {
	every components.PTS // from one row to the next
	fan   int            // cameras of a stream

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
func (a *analysers) speak(seed uint64, now ecs.Now) (rows int) {
	// A camera is framed well or badly for some seconds at a time.
	spell, tick := uint64(now.PTS/(4*components.PTSPerSecond)), uint64(now.Tick)
	seeded := ecs.NewSeeded(seed)
	due := a.due
	number, fixture := a.number[:len(due)], a.fixture[:len(due)]
	stream, camera, said := a.stream[:len(due)], a.camera[:len(due)], a.said[:len(due)]
	last, k := components.PTS(-1), 0 // most are due at one moment
	for i, at := range due {
		if at > now.PTS {
			continue
		}
		if at != last {
			last, k = at, int(uint64(at/a.every)%uint64(a.fan))
		}
		rng := seeded.Rand(uint64(number[i]), tick, forSignal)
		noise := rng.Uint64()
		framing := seeded.Rand(uint64(number[i])<<8|uint64(k), spell, forSignal)
		well := int32(framing.N(400))
		want := &mood[a.phase[fixture[i]]&7][a.role[i*a.fan+k]&7]
		old := a.levels[i*a.fan+k]
		stream[rows], camera[rows] = components.Row(i), uint8(k)
		said[rows] = components.Levels{
			Audio:    toward(old.Audio, int32(want.Audio)+well/4, noise),
			Face:     toward(old.Face, int32(want.Face)+well, noise>>16),
			Motion:   toward(old.Motion, int32(want.Motion)+well/2, noise>>32),
			Speaking: toward(old.Speaking, int32(want.Speaking)+well/4, noise>>48),
		}
		rows++
		if at += a.every; at <= now.PTS { // the engine is slower than the analyser: it speaks once a tick
			at = now.PTS + 1
		}
		due[i] = at
	}
	return rows
}

func toward(old components.Permille, want int32, noise uint64) components.Permille {
	level := int32(old) + (want-int32(old))/4 + int32(noise&127) - 64
	return components.Permille(min(max(level, 0), 1000))
}

// mood is what the cameras of each role see and hear in each phase.
var mood = func() (m [components.Phases][components.Roles]components.Levels) {
	for phase := range m {
		for role := range m[phase] {
			l := components.Levels{Audio: 250, Face: 100, Motion: 250, Speaking: 50}
			close := components.Role(role) == components.MainTight || components.Role(role) == components.LowHalfway
			switch components.Phase(phase) {
			case components.Attack, components.Shooting:
				l.Audio, l.Motion = 550, 500
			case components.Celebrate:
				l.Audio, l.Motion = 800, 400
				if close {
					l.Face, l.Speaking = 600, 400
				}
			case components.Stopped, components.InReview, components.NoPlay:
				l.Motion = 100
				if close {
					l.Face, l.Speaking = 500, 200
				}
			}
			m[phase][role] = l
		}
	}
	return m
}()
