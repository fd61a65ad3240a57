package reference

import "touchline/components"

// shots is what a stream has on air, and could have.
type shots struct {
	taken   components.PTS // when the shot was cut to
	frames  components.Rate
	cuts    uint32
	count   uint8 // of its cameras
	air     uint8
	cameras [mostCameras]Camera
}

func newShots(s *Channel) shots {
	p := shots{frames: s.Frames, air: uint8(s.Air), taken: s.Taken}
	p.count = uint8(copy(p.cameras[:], s.Cameras))
	return p
}

// tick takes in a signal, scores the cameras of a stream, and decides whether to cut.
func (b *Best) tick(s *state, now components.PTS, m Moment, signal Signal) Decision {
	p := &s.program
	cameras := p.cameras[:p.count]
	if int(signal.Camera) < len(cameras) {
		cameras[signal.Camera].Levels = signal.Levels
	}
	b.rules.score(cameras, m)
	to, reason, ok := b.rules.decide(cameras, int(p.air), p.taken, m, now)
	if !ok {
		return Decision{}
	}
	release := p.frames.Up(now)
	d := Decision{
		Cut: true, From: p.air, To: uint8(to), Reason: reason,
		Score: cameras[to].Score, Against: cameras[p.air].Score,
		Shot: release - p.taken, Release: release,
	}
	p.air, p.taken = uint8(to), release
	p.cuts++
	return d
}
