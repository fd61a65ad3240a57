package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// signals lets the analyser of each stream speak of one camera after the other.
func (s *System) signals(r *ecs.Run) {
	due := components.StreamSignalDue.Of(r)
	fan := r.Schema().Fan(components.Camera)
	for i := range due {
		if due[i] > r.Now.PTS {
			continue
		}
		s.signal(r, components.Row(i), int(uint64(due[i]/s.cfg.Signal)%uint64(fan)), fan)
		due[i] += s.cfg.Signal
		if due[i] <= r.Now.PTS { // the engine is slower than the analyser: it speaks once a tick
			due[i] = r.Now.PTS + 1
		}
	}
}

// signal moves the levels of a camera a quarter of the way to where the moment
// and its framing would have them.
func (s *System) signal(r *ecs.Run, stream components.Row, k, fan int) {
	camera := int(stream)*fan + k
	number := components.StreamNumber.Of(r)[stream]
	rng := r.Rand(number, forSignal)
	noise := rng.Uint64()
	// A camera is framed well or badly for some seconds at a time.
	framing := ecs.NewRand(r.Seed, uint64(number)<<8|uint64(k), uint64(r.Now.PTS/(4*components.PTSPerSecond)), forSignal)
	well := int32(framing.N(400))
	phase := components.FixturePhase.Of(r)[components.StreamFixture.Of(r)[stream]]
	want := &mood[phase][components.CameraRole.Of(r)[camera]]
	old := components.CameraLevels.Of(r)[camera]

	i := r.Append(components.Signal, 1)
	*components.SignalStream.At(r, i) = stream
	*components.SignalCamera.At(r, i) = uint8(k)
	*components.SignalLevels.At(r, i) = components.Levels{
		Audio:    toward(old.Audio, int32(want.Audio)+well/4, noise),
		Face:     toward(old.Face, int32(want.Face)+well, noise>>16),
		Motion:   toward(old.Motion, int32(want.Motion)+well/2, noise>>32),
		Speaking: toward(old.Speaking, int32(want.Speaking)+well/4, noise>>48),
	}
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
