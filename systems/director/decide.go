package director

import (
	"touchline/components"
	"touchline/ecs"
)

// decide makes the cut of a stream, if the rules allow one.
func (s *System) decide(r *ecs.Run, stream components.Row, orders []order) {
	sh := s.shots(r, stream)
	if !sh.present(sh.air) {
		safe := int(*components.StreamSafe.At(r, stream))
		to, ok := safe, sh.present(safe)
		if !ok {
			to, ok = sh.best(func(int) bool { return true })
		}
		if ok {
			cut(r, stream, to, components.LostCamera, lossOf(r, stream, orders))
		}
		return
	}
	shot := s.rules.span(sh.bus.Preset, sh.bus.Shot)
	age := r.Now.PTS - sh.bus.Taken - shot.min
	if sh.bus.Control != components.Auto || age < 0 {
		return
	}
	if *components.StreamAlerts.At(r, stream)&doubted != 0 && sh.present(int(*components.StreamSafe.At(r, stream))) {
		// The picture may not be genuine: the safe camera has the air until
		// that is cleared.
		if safe := int(*components.StreamSafe.At(r, stream)); sh.air != safe {
			cut(r, stream, safe, components.SuspectCut, because{
				cause:    components.Cause{Source: components.FromDetector},
				occurred: r.Now.PTS, received: r.Now.PTS,
			})
		}
		return
	}
	to, ok := sh.best(sh.allowed)
	if ok && sh.lead(to) >= shot.need(min(age, shot.length)) {
		if why, moved := s.moment(r, sh.fixture); moved {
			cut(r, stream, to, components.EventCut, why)
		} else {
			cut(r, stream, to, components.BetterShot, itself(r))
		}
		return
	}
	if age < shot.length {
		return
	}
	if !ok { // each of the others would jump or cross: even so, this shot has to end
		to, ok = sh.best(func(int) bool { return true })
	}
	if ok {
		cut(r, stream, to, components.LongShot, itself(r))
	}
}

// moment returns the event of the match that a cut made now goes back to, if
// there is one.
func (s *System) moment(r *ecs.Run, fixture components.Row) (because, bool) {
	m := components.FixtureMoment.At(r, fixture)
	why := because{cause: m.Cause, occurred: m.At, received: m.Heard}
	return why, why.cause.Kind.In(moments) && r.Now.PTS-why.received <= s.react
}

// shots are the cameras of one stream.
type shots struct {
	rule    *grammar
	bus     components.Bus
	fixture components.Row
	air     int // the camera on air
	scores  []components.Permille
	setups  []components.Setup
	live    bool // the ball is in play
}

func (s *System) shots(r *ecs.Run, stream components.Row) shots {
	fan := components.Row(r.Schema().Fan(components.Camera))
	from, to := stream*fan, stream*fan+fan
	fixture, bus := *components.StreamFixture.At(r, stream), *components.StreamBus.At(r, stream)
	return shots{
		rule:    &s.rules.grammars[s.rules.rule(bus.Preset)],
		bus:     bus,
		fixture: fixture,
		air:     int(bus.Program),
		scores:  components.CameraScore.Of(r)[from:to],
		setups:  components.CameraSetup.Of(r)[from:to],
		live:    inPlay(*components.FixturePhase.At(r, fixture)),
	}
}

// present reports whether camera k gives a picture.
func (s *shots) present(k int) bool { return k < len(s.scores) && s.bus.Cameras>>k&1 != 0 }

// lead is by how much camera k is better than the one on air.
func (s *shots) lead(k int) int32 { return int32(s.scores[k]) - int32(s.scores[s.air]) }

// best returns the best camera to cut to among those that are allowed. Of equal
// ones it is the one with the lower number.
func (s *shots) best(allowed func(int) bool) (camera int, ok bool) {
	for k := range s.scores {
		if k != s.air && s.present(k) && allowed(k) && (!ok || s.scores[k] > s.scores[camera]) {
			camera, ok = k, true
		}
	}
	return camera, ok
}
