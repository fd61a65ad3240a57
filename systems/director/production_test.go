package director_test

import (
	"math/rand/v2"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/director"
)

// A production is a rig with a random house of cameras, and its model.
type production struct {
	t     testing.TB
	rig   *rig
	model *model
	at    components.PTS
	last  []components.PTS // release of the last cut, by stream
	why   map[components.CutReason]int
}

func newProduction(t testing.TB, rng *rand.Rand, fan int) *production {
	cfg := randomConfig(rng)
	fixtures, streams := 1+rng.IntN(3), 1+rng.IntN(5)
	p := &production{t: t, rig: newRig(t, cfg, fan, 8), model: &model{cfg: cfg, fan: fan},
		last: make([]components.PTS, streams), why: map[components.CutReason]int{}}
	for n := range fixtures {
		p.rig.fixture(components.Number(n + 1))
		p.model.fixtures = append(p.model.fixtures, modelFixture{ball: components.NoPlace})
	}
	for n := range streams {
		p.addStream(rng, components.Number(n+1), rng.IntN(fixtures))
	}
	return p
}

func (p *production) addStream(rng *rand.Rand, n components.Number, fixture int) {
	r, fan := p.rig, p.model.fan
	s := &modelStream{
		number: n, fixture: fixture, frames: []components.Rate{{Num: 25, Den: 1}, {Num: 30000, Den: 1001}, {Num: 50, Den: 1}}[rng.IntN(3)],
		present: map[int]bool{}, lost: map[int]bool{}, safe: rng.IntN(fan), air: rng.IntN(fan), preset: rng.IntN(len(p.model.cfg.Presets)),
	}
	var mask uint32
	for k := range fan {
		c := modelCamera{role: components.Role(rng.IntN(int(components.Roles))), size: components.ShotSize(rng.IntN(3)), side: components.Side(rng.IntN(3))}
		s.cameras = append(s.cameras, c)
		if rng.IntN(8) > 0 {
			s.present[k] = true
			mask |= 1 << k
		}
	}
	p.model.streams = append(p.model.streams, s)
	row := r.stream(n, components.Row(fixture))
	components.StreamFrames.Of(r)[row] = s.frames
	components.StreamBus.Of(r)[row] = components.Bus{
		Cameras: mask, Program: uint8(s.air), Shot: s.cameras[s.air].size, Preset: uint8(s.preset),
	}
	components.StreamSafe.Of(r)[row] = uint8(s.safe)
	for k, c := range s.cameras {
		i := int(row)*fan + k
		components.CameraSetup.Of(r)[i] = components.SetupOf(c.role, c.size, c.side)
	}
}

func randomConfig(rng *rand.Rand) director.Config {
	cfg := director.Config{React: components.PTS(rng.IntN(300_000))}
	for n := range 1 + rng.IntN(4) {
		p := director.Sports()
		p.Name = string(rune('a' + n))
		a, b := rng.IntN(501), rng.IntN(501)
		p.Weights = director.Weights{
			Audio: components.Permille(a), Face: components.Permille(500 - a),
			Motion: components.Permille(b), Speaking: components.Permille(500 - b),
		}
		p.MinShot = components.PTS(1 + rng.IntN(100_000))
		for size := range p.MaxShot {
			p.MaxShot[size] = p.MinShot + components.PTS(1+rng.IntN(1<<(1+rng.IntN(20))))
		}
		p.Gain = components.Permille(1 + rng.IntN(200))
		p.Smooth = components.PTS(rng.IntN(30_000))
		p.JumpCuts, p.Cross = rng.IntN(4) == 0, rng.IntN(4) == 0
		if rng.IntN(3) == 0 {
			for phase := range p.Moment {
				for role := range p.Moment[phase] {
					p.Moment[phase][role] = components.Permille(rng.IntN(601) - 300)
				}
			}
		}
		cfg.Presets = append(cfg.Presets, p)
	}
	return cfg
}

// controls are the events that concern the director, and some that do not.
var controls = []components.EventKind{
	components.CameraLost, components.CameraLost, components.CameraBack, components.CameraBack, components.OperatorTake,
	components.OperatorHold, components.OperatorAuto, components.OperatorAuto, components.Preset, components.Goal,
	components.RedCard, components.PenaltyAwarded, components.SecondYellow, components.OwnGoal, components.Pass, components.OperatorSuspend,
}

// step runs a tick with random input, and compares.
func (p *production) step(rng *rand.Rand) {
	p.t.Helper()
	r, m := p.rig, p.model
	now := ecs.Now{Tick: r.tick, PTS: p.at, Period: 4500, Skipped: uint32(max(0, rng.IntN(20)-17))}
	r.tick++
	p.at += now.Period * components.PTS(1+now.Skipped)
	r.Now = now
	r.Clear()
	p.moveMatch(rng)
	signals, events := p.input(rng, now)
	before := p.programs()
	want := m.tick(now, signals, events)
	r.Do(r.director)
	got := r.cuts()
	p.judge(before, got)
	byStream := map[components.Number][]take{}
	for _, c := range got {
		byStream[c.stream] = append(byStream[c.stream], c)
	}
	for _, c := range want {
		if cuts := byStream[c.stream]; len(cuts) != 1 || cuts[0] != c {
			p.t.Errorf("stream %d: cuts %+v, want %+v", c.stream, cuts, c)
		}
		delete(byStream, c.stream)
	}
	for n, cuts := range byStream {
		p.t.Errorf("stream %d: cuts %+v, want none", n, cuts)
	}
	p.compare()
}

func (p *production) moveMatch(rng *rand.Rand) {
	for i := range p.model.fixtures {
		f := &p.model.fixtures[i]
		if rng.IntN(30) == 0 {
			f.phase = components.Phase(rng.IntN(int(components.Phases)))
		}
		if rng.IntN(10) == 0 {
			edges := []components.Centimeter{components.NoPlace, -3601, -3600, -1751, -1750, 0, 1750, 1751, 3600, 3601}
			f.ball = edges[rng.IntN(len(edges))]
		}
		components.FixturePhase.Of(p.rig)[i], components.FixtureAim.Of(p.rig)[i].X = f.phase, f.ball
	}
	for i, s := range p.model.streams {
		if rng.IntN(60) == 0 {
			s.alerts = components.AlertSet(rng.IntN(8) & rng.IntN(8))
			components.StreamAlerts.Of(p.rig)[i] = s.alerts
		}
	}
}

// input adds random rows to the rig and returns them for the model.
func (p *production) input(rng *rand.Rand, now ecs.Now) (signals []modelSignal, events []modelEvent) {
	for range rng.IntN(2 * len(p.model.streams)) {
		level := func() components.Permille { return components.Permille(rng.IntN(1100) - 50) }
		g := modelSignal{rng.IntN(len(p.model.streams)), rng.IntN(p.model.fan + 1), components.Levels{Audio: level(), Face: level(), Motion: level(), Speaking: level()}}
		addSignal(p.rig.Run, components.Row(g.stream), uint8(g.camera), g.levels)
		signals = append(signals, g)
	}
	for rng.IntN(6) == 0 {
		e := modelEvent{
			fixture: rng.IntN(len(p.model.fixtures)), kind: controls[rng.IntN(len(controls))],
			value: rng.IntN(p.model.fan+2) - 1, news: rng.IntN(8) > 0, voided: rng.IntN(8) == 0,
			occurred: now.PTS - components.PTS(rng.IntN(200_000)), heard: now.PTS + components.PTS(rng.IntN(4500)),
		}
		i := addEvent(p.rig.Run, components.Row(e.fixture), e.kind, int32(e.value), e.news)
		says := components.EventReport.At(p.rig, i)
		e.cause = says.Cause
		says.Occurred, says.Received = e.occurred, e.heard
		if e.voided {
			says.Flags = components.Voided
		}
		events = append(events, e)
	}
	return signals, events
}

func (p *production) programs() []int {
	var air []int
	for _, s := range p.model.streams {
		air = append(air, s.air)
	}
	return air
}

// judge holds the cuts of a tick to what is promised of them, whatever the model
// says.
func (p *production) judge(before []int, cuts []take) {
	p.t.Helper()
	cut := make(map[components.Number]bool)
	for _, c := range cuts {
		if cut[c.stream] {
			p.t.Errorf("stream %d was cut twice in a tick", c.stream)
		}
		cut[c.stream] = true
		p.why[c.reason]++
		s, last := p.model.streams[c.stream-1], &p.last[c.stream-1]
		if c.from == c.to || int(c.from) != before[c.stream-1] {
			p.t.Errorf("stream %d: cut from %d to %d with %d on air", c.stream, c.from, c.to, before[c.stream-1])
		}
		// Which preset ruled is not asked: it may have changed since.
		rules := limits(p.model.cfg)
		forced := c.reason == components.OperatorCut || c.reason == components.LostCamera
		if !forced && s.cuts > 1 && c.release-*last < rules.minShot {
			p.t.Errorf("stream %d: a shot of %d", c.stream, c.release-*last)
		}
		from, to := s.cameras[c.from], s.cameras[c.to]
		alike := from.size == to.size && from.side == to.side
		alone := c.reason == components.LongShot || c.reason == components.SuspectCut // there was no choice
		if !forced && !alone && alike && !rules.jumps {
			p.t.Errorf("stream %d: a jump cut from %d to %d", c.stream, c.from, c.to)
		}
		*last = c.release
	}
	for i := range p.last {
		air := components.StreamBus.Of(p.rig)[i].Program
		cameras := components.StreamBus.Of(p.rig)[i].Cameras
		if cameras != 0 && cameras>>air&1 == 0 {
			p.t.Errorf("stream %d stays on camera %d, which gives no picture, and has %b", i+1, air, cameras)
		}
	}
}

// loosest is the limits that hold under any of the presets.
type loosest struct {
	minShot components.PTS
	jumps   bool
}

func limits(cfg director.Config) loosest {
	l := loosest{minShot: cfg.Presets[0].MinShot}
	for _, p := range cfg.Presets {
		l.minShot, l.jumps = min(l.minShot, p.MinShot), l.jumps || p.JumpCuts
	}
	return l
}

// compare compares the columns that the director writes.
func (p *production) compare() {
	p.t.Helper()
	same := func(stream int, name string, got, want any) {
		if got != want {
			p.t.Errorf("stream %d: %s %v, want %v", stream+1, name, got, want)
		}
	}
	r := p.rig
	for i, s := range p.model.streams {
		var present, lost uint32
		for k := range p.model.fan {
			if s.present[k] {
				present |= 1 << k
			}
			if s.lost[k] {
				lost |= 1 << k
			}
			c := i*p.model.fan + k
			same(i, "score", int(components.CameraScore.Of(r)[c]), s.cameras[k].score)
			same(i, "levels", *r.levels(components.Row(i), k), s.cameras[k].levels)
		}
		same(i, "cameras", components.StreamBus.Of(r)[i].Cameras, present)
		same(i, "lost", components.StreamLost.Of(r)[i], lost)
		same(i, "program", int(components.StreamBus.Of(r)[i].Program), s.air)
		same(i, "taken", components.StreamBus.Of(r)[i].Taken, s.taken)
		same(i, "control", components.StreamBus.Of(r)[i].Control, s.control)
		same(i, "preset", int(components.StreamBus.Of(r)[i].Preset), s.preset)
		same(i, "refused", components.StreamRefused.Of(r)[i], s.refused)
	}
	for i, f := range p.model.fixtures {
		var e modelEvent
		if f.moment != nil {
			e = *f.moment
		}
		same(i, "moment", components.FixtureMoment.Of(r)[i], components.Moment{Cause: e.cause, At: e.occurred, Heard: e.heard})
	}
}
