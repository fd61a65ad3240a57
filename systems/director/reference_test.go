package director_test

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/director"
)

// A model is the director once more, said as plainly as possible: one stream
// after the other, with sorted lists instead of tables and tricks.
type model struct {
	cfg      director.Config
	fan      int
	fixtures []modelFixture
	streams  []*modelStream
}

type modelFixture struct {
	phase  components.Phase
	ball   components.Centimeter
	moment *modelEvent
}

type modelStream struct {
	number        components.Number
	fixture       int
	frames        components.Rate
	present, lost map[int]bool
	safe, air     int
	taken         components.PTS
	control       components.Control
	preset        int
	refused, cuts uint32
	alerts        components.AlertSet
	cameras       []modelCamera
}

type modelCamera struct {
	levels components.Levels
	score  int
	role   components.Role
	size   components.ShotSize
	side   components.Side
}

type modelEvent struct {
	fixture         int
	kind            components.EventKind
	value           int
	news, voided    bool
	cause           components.Cause
	occurred, heard components.PTS
}

type modelSignal struct {
	stream, camera int
	levels         components.Levels
}

// tick returns the cuts of a tick.
func (m *model) tick(now ecs.Now, signals []modelSignal, events []modelEvent) (cuts []take) {
	for _, g := range signals {
		s := m.streams[g.stream]
		if g.camera >= m.fan {
			s.refused++
			continue
		}
		l := g.levels
		for _, p := range []*components.Permille{&l.Audio, &l.Face, &l.Motion, &l.Speaking} {
			*p = components.Permille(math.Min(math.Max(float64(*p), 0), 1000))
		}
		if l != g.levels {
			s.refused++
		}
		s.cameras[g.camera].levels = l
	}
	for i := range events {
		e := &events[i]
		goals := []components.EventKind{components.Goal, components.OwnGoal, components.PenaltyAwarded, components.RedCard, components.SecondYellow}
		if e.news && !e.voided && slices.Contains(goals, e.kind) {
			m.fixtures[e.fixture].moment = e
		}
	}
	for _, s := range m.streams {
		if c, ok := m.stream(s, now, events); ok {
			s.air, s.taken = int(c.to), c.release
			s.cuts++
			cuts = append(cuts, c)
		}
		for _, e := range events {
			if e.fixture == s.fixture && e.news && e.kind == components.Preset {
				if e.value >= 0 && e.value < len(m.cfg.Presets) {
					s.preset = e.value
				} else {
					s.refused++
				}
			}
		}
	}
	return cuts
}

// stream returns the cut of one stream.
func (m *model) stream(s *modelStream, now ecs.Now, events []modelEvent) (take, bool) {
	p, f := &m.cfg.Presets[s.preset], &m.fixtures[s.fixture]
	var takes, loss *modelEvent
	for i := range events {
		e := &events[i]
		if e.fixture != s.fixture || !e.news || e.kind != components.CameraLost && e.kind != components.CameraBack {
			continue
		}
		switch {
		case e.value < 0 || e.value >= m.fan:
			s.refused++
		case e.kind == components.CameraLost:
			if s.present[e.value] {
				s.present[e.value], s.lost[e.value] = false, true
			}
			if e.value == s.air {
				loss = e
			}
		case s.lost[e.value]:
			s.present[e.value], s.lost[e.value] = true, false
		}
	}
	for i := range events {
		e := &events[i]
		if e.fixture != s.fixture || !e.news {
			continue
		}
		switch e.kind {
		case components.OperatorTake:
			if s.present[e.value] {
				s.control, takes = components.Taken, e
			} else {
				s.refused++
			}
		case components.OperatorHold:
			s.control = components.Held
		case components.OperatorAuto:
			s.control = components.Auto
		}
	}
	m.score(s, p, f, now)

	to := func(k int, reason components.CutReason, e *modelEvent) (take, bool) {
		if e == nil {
			e = &modelEvent{occurred: now.PTS, heard: now.PTS}
		}
		release := s.frames.Up(max(now.PTS, e.heard))
		return take{
			s.number, uint8(s.air), uint8(k), reason,
			components.Permille(s.cameras[k].score), components.Permille(s.cameras[s.air].score),
			release - s.taken, e.cause, e.occurred, e.heard, release,
		}, true
	}
	if takes != nil && takes.value != s.air {
		return to(takes.value, components.OperatorCut, takes)
	}
	ranked := m.ranked(s)
	if !s.present[s.air] {
		if s.present[s.safe] {
			return to(s.safe, components.LostCamera, loss)
		}
		if len(ranked) > 0 {
			return to(ranked[0], components.LostCamera, loss)
		}
		return take{}, false
	}
	age := now.PTS - s.taken
	if s.control != components.Auto || age < p.MinShot {
		return take{}, false
	}
	if s.alerts&(1<<components.Threshold|1<<components.Sustained) != 0 && s.present[s.safe] {
		if s.air != s.safe {
			doubt := components.Cause{Source: components.FromDetector}
			return to(s.safe, components.SuspectCut, &modelEvent{cause: doubt, occurred: now.PTS, heard: now.PTS})
		}
		return take{}, false
	}
	var allowed []int
	for _, k := range ranked {
		if m.allowed(s, p, f, k) {
			allowed = append(allowed, k)
		}
	}
	longest := p.MaxShot[s.cameras[s.air].size]
	if len(allowed) > 0 && s.cameras[allowed[0]].score-s.cameras[s.air].score >= m.need(p, age, longest) {
		if e := f.moment; e != nil && now.PTS-e.heard <= m.cfg.React {
			return to(allowed[0], components.EventCut, e)
		}
		return to(allowed[0], components.BetterShot, nil)
	}
	if age >= longest {
		if len(allowed) > 0 {
			return to(allowed[0], components.LongShot, nil)
		}
		if len(ranked) > 0 {
			return to(ranked[0], components.LongShot, nil)
		}
	}
	return take{}, false
}

func (m *model) score(s *modelStream, p *director.Preset, f *modelFixture, now ecs.Now) {
	zone := director.Nowhere
	switch x := f.ball; {
	case x == components.NoPlace:
	case x < -3600:
		zone = director.LeftBox
	case x < -1750:
		zone = director.LeftThird
	case x <= 1750:
		zone = director.Middle
	case x <= 3600:
		zone = director.RightThird
	default:
		zone = director.RightBox
	}
	elapsed := int(now.Period) * (1 + int(now.Skipped))
	pace := 1024 * elapsed / (int(p.Smooth) + elapsed)
	for k := range s.cameras {
		c := &s.cameras[k]
		w, l := p.Weights, c.levels
		sum := int(w.Audio)*int(l.Audio) + int(w.Face)*int(l.Face) + int(w.Motion)*int(l.Motion) + int(w.Speaking)*int(l.Speaking)
		aim := sum/1000 + int(p.Moment[f.phase][c.role]) + int(p.Ball[zone][c.role])
		aim = min(max(aim, 0), 1000)
		switch way := float64(aim-c.score) * float64(max(pace, 1)) / 1024; {
		case way > 0:
			c.score += int(math.Ceil(way))
		case way < 0:
			c.score += int(math.Floor(way))
		}
	}
}

// ranked returns the other cameras that give a picture, the best first.
func (m *model) ranked(s *modelStream) []int {
	var others []int
	for k := range s.cameras {
		if k != s.air && s.present[k] {
			others = append(others, k)
		}
	}
	slices.SortStableFunc(others, func(a, b int) int { return s.cameras[b].score - s.cameras[a].score })
	return others
}

func (m *model) allowed(s *modelStream, p *director.Preset, f *modelFixture, k int) bool {
	from, to := s.cameras[s.air], s.cameras[k]
	if !p.JumpCuts && from.size == to.size && from.side == to.side {
		return false
	}
	inPlay := f.phase == components.BuildUp || f.phase == components.Attack || f.phase == components.Shooting
	turns := from.side != to.side && from.side != components.OnLine && to.side != components.OnLine
	hidden := from.size == components.Close || to.size == components.Close
	return p.Cross || !inPlay || !turns || hidden || to.score-from.score >= 2*int(p.Gain)
}

// need is the gain that is left of a shot's age: in steps of a power of two, at
// least 64 of them, it falls by the urgency.
func (m *model) need(p *director.Preset, age, longest components.PTS) int {
	over, span := age-p.MinShot, longest-p.MinShot
	step := components.PTS(1)
	for span/step >= 128 {
		step *= 2
	}
	over = min(over, span) / step * step
	return max(1, int(p.Gain)*(1000-int(director.Urgency(over, span)))/1000)
}

// TestAgainstModel runs the director and the model side by side through random
// productions, and compares every cut and every column that the director writes.
func TestAgainstModel(t *testing.T) {
	why := map[components.CutReason]int{}
	for seed := range uint64(240) {
		rng := rand.New(rand.NewPCG(seed, 1))
		p := newProduction(t, rng, []int{1, 2, 4, 8, 32}[seed%5])
		for range 250 {
			p.step(rng)
			if t.Failed() {
				t.Fatalf("seed %d, tick %d", seed, p.rig.tick-1)
			}
		}
		for reason, n := range p.why {
			why[reason] += n
		}
	}
	for reason := components.BetterShot; reason <= components.EventCut; reason++ {
		if why[reason] < 100 {
			t.Errorf("only %d cuts for the reason %v: the test has lost its reach", why[reason], reason)
		}
	}
}

// TestRowOrder is the property that lets streams come and go: what a stream has on
// air depends on its cameras and its match, not on the rows they happen to be in.
func TestRowOrder(t *testing.T) {
	const streams, ticks = 16, 400
	play := func(order []int) (cuts [streams][]take) {
		r := newRig(t, director.Default(), 4, streams)
		fixtures := map[int]components.Row{}
		for _, n := range order {
			if _, ok := fixtures[n%3]; !ok {
				fixtures[n%3] = r.fixture(components.Number(n%3 + 1))
			}
			r.stream(components.Number(n+1), fixtures[n%3], house...)
		}
		for tick := range components.PTS(ticks) {
			for match, row := range fixtures {
				components.FixturePhase.Of(r)[row] = components.Phase((int(tick)/50 + match) % int(components.Phases))
			}
			r.run(tick*4500, func(r *ecs.Run) {
				for row, n := range order {
					rng := rand.New(rand.NewPCG(uint64(n), uint64(tick)))
					l := func() components.Permille { return components.Permille(rng.IntN(1001)) }
					addSignal(r, components.Row(row), uint8(rng.IntN(4)), components.Levels{Audio: l(), Face: l(), Motion: l(), Speaking: l()})
				}
				if tick%100 == 99 {
					for match := range 3 {
						addEvent(r, fixtures[match], components.OperatorTake, int32(match), true)
						components.EventReport.At(r, components.Row(match)).Cause = components.Cause{}
					}
				} else if tick%100 == 0 {
					for match := range 3 {
						addEvent(r, fixtures[match], components.OperatorAuto, 0, true)
					}
				}
			})
			for _, c := range r.cuts() {
				cuts[c.stream-1] = append(cuts[c.stream-1], c)
			}
		}
		return cuts
	}
	rng := rand.New(rand.NewPCG(1, 2))
	order := rng.Perm(streams)
	want := play(order)
	for range 4 {
		rng.Shuffle(streams, func(i, j int) { order[i], order[j] = order[j], order[i] })
		if got := play(order); !reflect.DeepEqual(got, want) {
			t.Fatalf("streams in the rows %v cut otherwise", order)
		}
	}
	if len(want[0]) < 5 {
		t.Errorf("stream 1 was cut %d times: too few to tell", len(want[0]))
	}
}

// FuzzAgainstModel does the same from bytes that choose the production.
func FuzzAgainstModel(f *testing.F) {
	for seed := range uint64(4) {
		f.Add(seed, uint8(3+seed))
	}
	f.Fuzz(func(t *testing.T, seed uint64, fan uint8) {
		rng := rand.New(rand.NewPCG(seed, 2))
		p := newProduction(t, rng, 1+int(fan)%32)
		for range 100 {
			p.step(rng)
		}
	})
}
