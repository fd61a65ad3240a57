package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// framed is how long a camera is framed as well as it is.
const framed = 4 * components.PTSPerSecond

// signals lets the analyser of each stream speak of one camera after the other. Whose
// turn it is follows from the time alone, so that it is the same camera of all streams,
// and no stream has to be asked.
func (s *System) signals(r *ecs.Run) {
	turn, speaks := s.turn(r.Now)
	if !speaks {
		return
	}
	n, fan := r.Len(components.Stream), r.Schema().Fan(components.Camera)
	first, camera := r.Append(components.Signal, n), uint8(turn%uint64(fan))
	a := analysers{
		number: components.StreamNumber.Of(r), fixture: components.StreamFixture.Of(r), phase: components.FixturePhase.Of(r),
		setup: components.CameraSetup.Of(r), levels: components.AnalyserLevels.Of(r)[int(camera)*r.Plane(components.Analyser):][:n], fan: uint(fan), turn: camera, like: model(r),
		stream: components.SignalStream.Of(r)[first:], camera: components.SignalCamera.Of(r)[first:], said: components.SignalLevels.Of(r)[first:],
	}
	a.find()
	a.speak(newDice(r.Seed, uint64(r.Now.PTS/framed)<<8|uint64(camera), forFraming), s.dice(r, forSignal))
}

// turn is the number of the row that analysers write in this tick, if they do: of one
// that is due before the next tick, or of any if they are due as often as there are ticks.
func (s *System) turn(now ecs.Now) (turn uint64, speaks bool) {
	every := s.cfg.Signal
	if now.Period >= every {
		return uint64(now.Tick), true
	}
	turn = uint64((now.PTS + every - 1) / every)
	return turn, components.PTS(turn)*every < now.PTS+now.Period
}

// analysers are the columns of the analysers of a shard.
type analysers struct {
	fan  uint           // cameras of a stream
	turn uint8          // the one whose turn it is
	like components.Row // see [model]

	// Of streams, their fixtures and their cameras.
	number  []components.Number
	fixture []components.Row
	phase   []components.Phase
	setup   []components.Setup
	levels  []components.Levels // of their analysers of this camera

	// Of the rows that are written, one for each stream.
	stream []components.Row
	camera []uint8
	said   []components.Levels
}

// find makes each row what its camera finds at this moment of the match.
//
// It reads 5 bytes for each row and one of its fixture, and writes 13.
func (a *analysers) find() {
	phase, setups, fan, at, turn := a.phase, a.setup, a.fan&uint(a.like), uint(a.turn), a.turn
	stream, camera, said := a.stream, a.camera[:len(a.stream)], a.said[:len(a.stream)]
	for i, f := range a.fixture[:len(stream)] {
		stream[i], camera[i] = components.Row(i), turn
		said[i] = mood[phase[f]&7][setups[at].Role()].levels()
		at += fan
	}
}

// speak makes each row the levels of its camera as they were, moved to what it finds,
// which is more if it is framed well.
//
// It reads 24 bytes for each row, 8 of them of its camera, and writes 8.
func (a *analysers) speak(framing, noise dice) {
	said := a.said
	number, levels := a.number[:len(said)], a.levels[:len(said)]
	for i, n := range number {
		want := packed(&said[i]).framed(framing.roll(n))
		said[i] = packed(&levels[i]).toward(want, noise.roll(n)).levels()
	}
}
