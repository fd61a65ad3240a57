package reference

import (
	"sync"

	"touchline/components"
	"touchline/systems/director"
)

// Director chooses the cameras of streams.
type Director struct {
	mu      sync.RWMutex
	streams map[string]*program
	rules   rules
}

// program is what a stream has on air, and could have.
type program struct {
	cameras []Camera
	frames  components.Rate
	air     int
	taken   components.PTS // when it was cut to
	cuts    uint32
}

// Camera is a live source of a stream.
type Camera struct {
	Role   components.Role
	Size   components.ShotSize
	Side   components.Side
	Levels components.Levels
	Score  components.Permille
}

// Signal is what the analyser of a camera says.
type Signal struct {
	Camera uint8
	Levels components.Levels
}

// Decision is what the director makes of a tick.
type Decision struct {
	Cut     bool // the rest is zero without one
	From    uint8
	To      uint8
	Reason  components.CutReason
	Score   components.Permille // of the new camera
	Against components.Permille // of the old one
	Shot    components.PTS      // how long that was on air
	Release components.PTS      // the frame at which the cut is made
}

// NewDirector returns a service for so many streams, which is called for each of
// them once in a period.
func NewDirector(p director.Preset, period components.PTS, streams int) *Director {
	return &Director{streams: make(map[string]*program, streams), rules: newRules(p, period)}
}

// Add adds a stream that has had camera air on air since taken. It keeps cameras.
func (d *Director) Add(stream string, frames components.Rate, cameras []Camera, air int, taken components.PTS) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.streams[stream] = &program{cameras: cameras, frames: frames, air: air, taken: taken}
}

// Tick takes in a signal, scores the cameras of a stream, and decides whether to
// cut.
func (d *Director) Tick(stream string, now components.PTS, m Moment, s Signal) (Decision, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	p := d.streams[stream]
	if p == nil {
		return Decision{}, unknown("stream", stream)
	}
	if int(s.Camera) < len(p.cameras) {
		p.cameras[s.Camera].Levels = s.Levels
	}
	d.rules.score(p.cameras, m)
	to, reason, ok := d.rules.decide(p.cameras, p.air, p.taken, m, now)
	if !ok {
		return Decision{}, nil
	}
	return p.cut(to, reason, now), nil
}

// cut brings a camera on air at the next frame.
func (p *program) cut(to int, reason components.CutReason, now components.PTS) Decision {
	release := p.frames.Up(now)
	c := Decision{
		Cut: true, From: uint8(p.air), To: uint8(to), Reason: reason,
		Score: p.cameras[to].Score, Against: p.cameras[p.air].Score,
		Shot: release - p.taken, Release: release,
	}
	p.air, p.taken = to, release
	p.cuts++
	return c
}
