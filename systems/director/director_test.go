package director_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/director"
)

// wide and tight are a pair that may always be cut between; see [plain] for the
// limits that the cases below stand at.
func wide(level components.Permille) camera {
	return camera{level, components.MainWide, components.Wide, components.Near}
}

func tight(level components.Permille) camera {
	return camera{level, components.MainTight, components.Close, components.Near}
}

func medium(level components.Permille, side components.Side) camera {
	return camera{level, components.BoxLeft, components.Medium, side}
}

// TestCut starts each case with camera 0 on air since the media time 0.
func TestCut(t *testing.T) {
	const live, dead = components.Attack, components.Stopped
	far := func(level components.Permille) camera {
		return camera{level, components.Reverse, components.Wide, components.Far}
	}
	tests := []struct {
		name    string
		phase   components.Phase
		cameras []camera
		at      components.PTS
		want    int // on air after the tick
		reason  components.CutReason
	}{
		{"better", dead, []camera{wide(300), tight(500)}, 2 * second, 1, components.BetterShot},
		{"too soon", dead, []camera{wide(300), tight(1000)}, 2*second - 1, 0, 0},
		{"gain just enough", dead, []camera{wide(300), tight(399)}, 2 * second, 1, components.BetterShot},
		{"gain too small", dead, []camera{wide(300), tight(398)}, 2 * second, 0, 0},
		{"half the gain at half time", dead, []camera{wide(300), tight(352)}, 6 * second, 1, components.BetterShot},
		{"less than half at half time", dead, []camera{wide(300), tight(351)}, 6 * second, 0, 0},
		{"hardly any gain near the end", dead, []camera{wide(300), tight(301)}, 10*second - 1, 1, components.BetterShot},
		{"equal near the end", dead, []camera{wide(300), tight(300)}, 10*second - 1, 0, 0},
		{"too long", dead, []camera{wide(300), tight(20)}, 10 * second, 1, components.LongShot},
		{"not yet too long", dead, []camera{wide(300), tight(20)}, 10*second - 1, 0, 0},
		{"too long, the better of two", dead, []camera{wide(300), tight(20), medium(21, components.Near)}, 10 * second, 2, components.LongShot},
		{"too long, but alone", dead, []camera{wide(300)}, 10 * second, 0, 0},
		{"tie", dead, []camera{wide(300), medium(500, components.Near), tight(500)}, 2 * second, 1, components.BetterShot},

		{"jump cut", dead, []camera{wide(300), wide(900)}, 2 * second, 0, 0},
		{"same size, other side", dead, []camera{wide(300), far(900)}, 2 * second, 1, components.BetterShot},
		{"second best does not jump", dead, []camera{wide(300), wide(900), tight(500)}, 2 * second, 2, components.BetterShot},
		{"too long, and all would jump", dead, []camera{wide(300), wide(200), wide(250)}, 10 * second, 2, components.LongShot},
		{"too long, and one does not jump", dead, []camera{wide(300), wide(900), tight(20)}, 10 * second, 2, components.LongShot},

		{"across the line", live, []camera{wide(300), far(499)}, 2 * second, 0, 0},
		{"across for twice the gain", live, []camera{wide(300), far(500)}, 2 * second, 1, components.BetterShot},
		{"across when play is dead", dead, []camera{wide(300), far(499)}, 2 * second, 1, components.BetterShot},
		{"across to a close shot", live, []camera{wide(300), {499, components.Reverse, components.Close, components.Far}}, 2 * second, 1, components.BetterShot},
		{"across from a close shot", live, []camera{tight(300), far(499)}, 2 * second, 1, components.BetterShot},
		{"onto the line", live, []camera{wide(300), {499, components.GoalLeft, components.Wide, components.OnLine}}, 2 * second, 1, components.BetterShot},
		{"back across the line", live, []camera{far(300), wide(499)}, 2 * second, 0, 0},
		{"too long, and all are across", live, []camera{wide(300), far(200)}, 10 * second, 1, components.LongShot},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, plain(), 4, 1)
			f := r.fixture(1)
			components.FixturePhase.Of(r)[f] = tt.phase
			s := r.stream(1, f, tt.cameras...)
			r.run(tt.at)
			if got := r.program(s); got != tt.want {
				t.Fatalf("on air: camera %d, want %d", got, tt.want)
			}
			rows := r.cuts()
			if tt.want == 0 {
				if len(rows) != 0 {
					t.Errorf("cuts: %+v, want none", rows)
				}
				return
			}
			want := take{
				stream: 1, to: uint8(tt.want), reason: tt.reason, shot: rows[0].release,
				score: tt.cameras[tt.want].level, against: tt.cameras[0].level,
				occurred: tt.at, heard: tt.at, release: components.Rate{Num: 25, Den: 1}.Up(tt.at),
			}
			if len(rows) != 1 || rows[0] != want {
				t.Errorf("cuts: %+v, want %+v", rows, want)
			}
			if got := components.StreamBus.Of(r)[s].Taken; got != want.release {
				t.Errorf("taken at %d, want the release %d", got, want.release)
			}
		})
	}
}

// TestRelease checks that a shot is as long from frame to frame as its rule says,
// although cuts are decided between frames.
func TestRelease(t *testing.T) {
	r := newRig(t, plain(), 4, 1)
	f := r.fixture(1)
	s := r.stream(1, f, wide(300), tight(500))
	components.StreamFrames.Of(r)[s] = components.Rate{Num: 24, Den: 1} // 3,750 steps a frame
	r.run(180_001)
	if got, want := r.cuts()[0].release, components.PTS(183_750); got != want {
		t.Fatalf("release at %d, want %d", got, want)
	}
	r.run(180_001+180_000, func(r *ecs.Run) { addSignal(r, 0, 0, all(900)) })
	if rows := r.cuts(); len(rows) != 0 {
		t.Fatalf("cut %d after the tick of the last, %d before its release is so old", rows[0].release, 3749)
	}
	r.run(183_750 + 180_000)
	if rows := r.cuts(); len(rows) != 1 || rows[0].shot != 183_750+180_000+3750-183_750-3750 {
		t.Fatalf("cuts: %+v, want one of a shot of two seconds", rows)
	}
}

// TestLost checks that no stream stays on a camera without a picture, however
// short the shot was and whoever chose it.
func TestLost(t *testing.T) {
	const at = components.PTS(9000)
	tests := []struct {
		name    string
		control components.Control
		safe    uint8
		cameras uint32 // before
		lost    []int32
		want    int
		cuts    int
	}{
		{"to the safe camera", components.Auto, 3, 0b1111, []int32{0}, 3, 1},
		{"taken", components.Taken, 3, 0b1111, []int32{0}, 3, 1},
		{"held", components.Held, 3, 0b1111, []int32{0}, 3, 1},
		{"safe camera lost too", components.Auto, 3, 0b1111, []int32{3, 0}, 1, 1},
		{"safe camera is the one", components.Auto, 0, 0b1111, []int32{0}, 1, 1},
		{"no safe camera", components.Auto, 40, 0b1111, []int32{0}, 1, 1},
		{"another", components.Auto, 3, 0b1111, []int32{1}, 0, 0},
		{"the last", components.Auto, 3, 0b0001, []int32{0}, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, plain(), 4, 1)
			s := r.stream(1, r.fixture(1), wide(900), medium(500, components.Near), tight(500), wide(100))
			components.StreamBus.Of(r)[s].Cameras = tt.cameras
			components.StreamBus.Of(r)[s].Control, components.StreamSafe.Of(r)[s] = tt.control, tt.safe
			r.run(at, func(r *ecs.Run) {
				for _, k := range tt.lost {
					addEvent(r, 0, components.CameraLost, k, true)
				}
			})
			rows := r.cuts()
			if got := r.program(s); got != tt.want || len(rows) != tt.cuts {
				t.Fatalf("on air: camera %d after %d cuts, want %d after %d", got, len(rows), tt.want, tt.cuts)
			}
			if tt.cuts == 0 {
				return
			}
			cause := components.Cause{Seq: uint32(len(tt.lost)), Kind: components.CameraLost, Source: components.FromControl}
			if c := rows[0]; c.reason != components.LostCamera || c.cause != cause || c.occurred != at-90_000 || c.heard != at {
				t.Errorf("cut %+v does not go back to the event %+v", c, cause)
			}
			if got := components.StreamBus.Of(r)[s].Control; got != tt.control {
				t.Errorf("control is %v, want %v still", got, tt.control)
			}
		})
	}
}

// TestBack checks that only a camera that was lost comes back.
func TestBack(t *testing.T) {
	r := newRig(t, plain(), 4, 1)
	s := r.stream(1, r.fixture(1), wide(900), tight(500), medium(400, components.Near)) // three of four
	step := func(kind components.EventKind, k int32, want, lost, refused uint32) {
		t.Helper()
		r.run(0, order(kind, k))
		if got := components.StreamBus.Of(r)[s].Cameras; got != want {
			t.Errorf("%v %d: cameras %04b, want %04b", kind, k, got, want)
		}
		if got := components.StreamLost.Of(r)[s]; got != lost {
			t.Errorf("%v %d: lost %04b, want %04b", kind, k, got, lost)
		}
		if got := components.StreamRefused.Of(r)[s]; got != refused {
			t.Errorf("%v %d: refused %d, want %d", kind, k, got, refused)
		}
	}
	step(components.CameraLost, 1, 0b101, 0b010, 0)
	step(components.CameraLost, 1, 0b101, 0b010, 0)
	step(components.CameraBack, 1, 0b111, 0, 0)
	step(components.CameraBack, 1, 0b111, 0, 0)
	step(components.CameraBack, 3, 0b111, 0, 0) // it never had that
	step(components.CameraLost, 3, 0b111, 0, 0)
	step(components.CameraLost, 4, 0b111, 0, 1)
	step(components.CameraLost, -1, 0b111, 0, 2)
}

func TestOperator(t *testing.T) {
	r := newRig(t, plain(), 4, 2)
	f := r.fixture(1)
	s := r.stream(1, f, wide(900), tight(500), medium(400, components.Near))
	other := r.stream(2, r.fixture(2), wide(900), tight(500))
	components.StreamBus.Of(r)[other].Control = components.Held
	step := func(at components.PTS, want int, control components.Control, cuts int, refused uint32, orders ...func(*ecs.Run)) {
		t.Helper()
		r.run(at, orders...)
		if got := r.program(s); got != want {
			t.Errorf("at %d: on air camera %d, want %d", at, got, want)
		}
		if got := components.StreamBus.Of(r)[s].Control; got != control {
			t.Errorf("at %d: control %v, want %v", at, got, control)
		}
		if got := len(r.cuts()); got != cuts {
			t.Errorf("at %d: %d cuts, want %d", at, got, cuts)
		}
		if got := components.StreamRefused.Of(r)[s]; got != refused {
			t.Errorf("at %d: refused %d, want %d", at, got, refused)
		}
		if got := r.program(other); got != 0 {
			t.Errorf("at %d: the stream of another match has camera %d on air", at, got)
		}
	}
	const taken, held, auto = components.Taken, components.Held, components.Auto
	take := func(k int32) func(*ecs.Run) { return order(components.OperatorTake, k) }
	step(0, 1, taken, 1, 0, take(1)) // at once, at any age
	step(4500, 1, taken, 0, 0)
	step(9*second, 1, taken, 0, 0)   // though camera 0 is better
	step(9*second+1, 1, taken, 0, 0) // and the shot grows long
	step(9*second+2, 1, taken, 0, 0, take(1))
	step(9*second+3, 1, taken, 0, 1, take(3)) // there is no such picture
	step(9*second+4, 1, taken, 0, 2, take(4))
	step(9*second+5, 1, taken, 0, 3, take(-1))
	step(9*second+6, 0, taken, 1, 3, take(2), take(0)) // the last one counts, and makes the only cut
	step(9*second+7, 0, held, 0, 3, order(components.OperatorHold, 0))
	step(99*second, 0, held, 0, 3)
	step(99*second+1, 1, auto, 1, 3, order(components.OperatorAuto, 0)) // long overdue
	step(99*second+2, 1, held, 0, 3, take(1), order(components.OperatorHold, 0))
	step(99*second+3, 2, auto, 1, 3, take(2), order(components.OperatorAuto, 0))
	step(99*second+4, 0, auto, 1, 4, order(components.CameraLost, 2), take(2)) // pictures come before words
	step(99*second+5, 0, auto, 0, 5, take(2), order(components.CameraLost, 1), order(components.CameraLost, 2))
	r.run(99*second+6, func(r *ecs.Run) { addEvent(r, f, components.OperatorTake, 0, false) }) // heard before
	if got := components.StreamBus.Of(r)[s].Control; got != auto {
		t.Errorf("a repeated order was obeyed: control %v", got)
	}
}

// TestOperatorCut checks what the row of an operator's cut says.
func TestOperatorCut(t *testing.T) {
	r := newRig(t, plain(), 4, 1)
	r.stream(1, r.fixture(1), wide(900), tight(500))
	r.run(4500, func(r *ecs.Run) {
		i := addEvent(r, 0, components.OperatorTake, 1, true)
		components.EventReport.At(r, i).Received = 8000 // heard of within the tick, after it was due
	})
	want := take{
		stream: 1, to: 1, reason: components.OperatorCut, score: 500, against: 900, shot: 10_800,
		cause:    components.Cause{Seq: 1, Kind: components.OperatorTake, Source: components.FromControl},
		occurred: 4500 - 90_000, heard: 8000, release: 10_800,
	}
	if rows := r.cuts(); len(rows) != 1 || rows[0] != want {
		t.Errorf("cuts: %+v, want %+v", rows, want)
	}
}

// TestPreset checks that a preset rules from the tick after the order.
func TestPreset(t *testing.T) {
	r := newRig(t, plain(), 4, 1)
	s := r.stream(1, r.fixture(1), wide(300), tight(900))
	r.run(2*second-2, order(components.Preset, 1))
	if got := r.program(s); got != 0 {
		t.Fatalf("the new preset ruled in the tick of the order")
	}
	r.run(2*second - 1)
	if got := r.program(s); got != 1 {
		t.Fatalf("the new preset did not rule in the tick after the order")
	}
	for _, n := range []int32{2, -1, 257} {
		r.run(2*second, order(components.Preset, n))
	}
	if got, refused := components.StreamBus.Of(r)[s].Preset, components.StreamRefused.Of(r)[s]; got != 1 || refused != 3 {
		t.Errorf("preset %d after %d refusals, want 1 after 3", got, refused)
	}
}

// TestMoment checks which cuts are said to go back to an event of the match.
func TestMoment(t *testing.T) {
	tests := []struct {
		name string
		kind components.EventKind
		news bool
		flag components.EventFlags
		age  components.PTS // of the event at the cut
		want components.CutReason
	}{
		{"goal", components.Goal, true, 0, 0, components.EventCut},
		{"own goal", components.OwnGoal, true, 0, second, components.EventCut},
		{"penalty", components.PenaltyAwarded, true, 0, second, components.EventCut},
		{"red card", components.RedCard, true, 0, second, components.EventCut},
		{"second yellow", components.SecondYellow, true, 0, second, components.EventCut},
		{"just soon enough", components.Goal, true, 0, 2 * second, components.EventCut},
		{"too late", components.Goal, true, 0, 2*second + 1, components.BetterShot},
		{"repeated", components.Goal, false, 0, second, components.BetterShot},
		{"taken back", components.Goal, true, components.Voided, second, components.BetterShot},
		{"corner", components.Corner, true, 0, second, components.BetterShot},
		{"wicket", components.Wicket, true, 0, second, components.EventCut},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, plain(), 4, 1)
			f := r.fixture(1)
			s := r.stream(1, f, wide(300), tight(300))
			at := 4 * second
			r.run(at-tt.age, func(r *ecs.Run) {
				i := addEvent(r, f, tt.kind, 0, tt.news)
				components.EventReport.At(r, i).Flags = tt.flag
				if tt.age == 0 {
					say(1, 900)(r)
				}
			})
			if tt.age > 0 {
				r.run(at, say(1, 900))
			}
			c := r.cuts()[0]
			if c.reason != tt.want {
				t.Fatalf("reason %v, want %v", c.reason, tt.want)
			}
			if tt.want == components.EventCut && (c.cause.Kind != tt.kind || c.heard != at-tt.age || c.occurred != at-tt.age-90_000) {
				t.Errorf("cut %+v does not go back to the %v", c, tt.kind)
			}
			if r.program(s) != 1 {
				t.Error("no cut")
			}
		})
	}
}

// TestBoundary checks that of the balls of cricket those hit to the boundary are
// moments.
func TestBoundary(t *testing.T) {
	for runs, want := range map[int32]components.CutReason{
		0: components.BetterShot, 3: components.BetterShot, 4: components.EventCut, 6: components.EventCut,
	} {
		r := newRig(t, plain(), 4, 1)
		f := r.fixture(1)
		r.stream(1, f, wide(300), tight(300))
		r.run(4*second, func(r *ecs.Run) {
			addEvent(r, f, components.Score, runs, true)
			say(1, 900)(r)
		})
		if got := r.cuts()[0].reason; got != want {
			t.Errorf("%d runs: reason %v, want %v", runs, got, want)
		}
	}
}

// TestDoubt checks that a picture that may not be genuine gives way to the safe
// camera, which then keeps the air.
func TestDoubt(t *testing.T) {
	const spike, threshold, sustained = 1 << components.Spike, 1 << components.Threshold, 1 << components.Sustained
	tests := []struct {
		name    string
		alerts  components.AlertSet
		control components.Control
		safe    uint8
		cameras uint32
		at      components.PTS
		want    int
	}{
		{"threshold", threshold, components.Auto, 2, 0b111, 2 * second, 2},
		{"sustained", sustained, components.Auto, 2, 0b111, 2 * second, 2},
		{"spike", spike, components.Auto, 2, 0b111, 2 * second, 1},
		{"too soon", threshold, components.Auto, 2, 0b111, 2*second - 1, 0},
		{"held", threshold, components.Held, 2, 0b111, 2 * second, 0},
		{"on air already", threshold, components.Auto, 0, 0b111, 20 * second, 0},
		{"without a picture", threshold, components.Auto, 2, 0b011, 2 * second, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, plain(), 4, 1)
			s := r.stream(1, r.fixture(1), wide(300), tight(900), wide(0))
			components.StreamAlerts.Of(r)[s], components.StreamBus.Of(r)[s].Cameras = tt.alerts, tt.cameras
			components.StreamBus.Of(r)[s].Control, components.StreamSafe.Of(r)[s] = tt.control, tt.safe
			r.run(tt.at)
			if got := r.program(s); got != tt.want {
				t.Fatalf("on air: camera %d, want %d", got, tt.want)
			}
			if tt.want == 2 {
				c := r.cuts()[0]
				if c.reason != components.SuspectCut || c.cause != (components.Cause{Source: components.FromDetector}) {
					t.Errorf("cut %+v, want one that goes back to the detector", c)
				}
			}
		})
	}
}

// TestSignals checks that what an analyser says is brought into range or refused.
func TestSignals(t *testing.T) {
	r := newRig(t, plain(), 4, 2)
	f := r.fixture(1)
	r.stream(1, f, wide(300), tight(300))
	s := r.stream(2, f, wide(300), tight(300))
	r.run(0, func(r *ecs.Run) {
		addSignal(r, s, 1, all(700))
		addSignal(r, s, 1, components.Levels{Audio: 1, Face: 0, Motion: 1000, Speaking: 3})
		addSignal(r, s, 3, components.Levels{Audio: -1, Face: 1001, Motion: -32768, Speaking: 32767})
		addSignal(r, s, 4, all(1))
	})
	levels := [4]components.Levels{*r.levels(s, 0), *r.levels(s, 1), *r.levels(s, 2), *r.levels(s, 3)}
	want := [4]components.Levels{
		all(300), {Audio: 1, Motion: 1000, Speaking: 3}, {}, {Face: 1000, Speaking: 1000},
	}
	if levels != want {
		t.Errorf("levels %v, want %v", levels, want)
	}
	if got := components.StreamRefused.Of(r)[s]; got != 2 {
		t.Errorf("%d rows refused, want 2", got)
	}
	if a, b := *r.levels(0, 0), *r.levels(0, 1); a != all(300) || b != all(300) {
		t.Errorf("levels of the other stream: %v, %v", a, b)
	}
}

// TestScore checks what moment and ball add to the weighted levels, and how the
// score moves to the sum.
func TestScore(t *testing.T) {
	cfg := plain()
	p := &cfg.Presets[0]
	p.Weights = director.Weights{Audio: 400, Face: 300, Motion: 200, Speaking: 100}
	p.Moment[components.Attack] = [components.Roles]components.Permille{100, 200, 0, -1000, 1000}
	p.Ball[director.RightBox] = [components.Roles]components.Permille{-1, -2, 0, 0, 0}
	p.Smooth = 4500 // one tick: half of the way
	r := newRig(t, cfg, 5, 1)
	f := r.fixture(1)
	var cameras []camera
	for role := range components.Role(5) {
		cameras = append(cameras, camera{0, role, components.Wide, components.Near})
	}
	s := r.stream(1, f, cameras...)
	speak := func(r *ecs.Run) {
		for k := range cameras {
			addSignal(r, s, uint8(k), components.Levels{Audio: 100, Face: 200, Motion: 301, Speaking: 400})
		}
	}
	components.FixturePhase.Of(r)[f] = components.Attack
	components.FixtureAim.Of(r)[f].X = 3601
	// 40 + 60 + 60.2 + 40 = 200
	for _, want := range [][5]components.Permille{
		{150, 199, 100, 0, 500}, {225, 299, 150, 0, 750}, {262, 349, 175, 0, 875},
	} {
		r.run(0, speak)
		if got := [5]components.Permille(components.CameraScore.Of(r)[s*5:]); got != want {
			t.Fatalf("scores %v, want %v", got, want)
		}
	}
	for range 20 {
		r.run(0)
	}
	if got, want := [5]components.Permille(components.CameraScore.Of(r)[s*5:]), [5]components.Permille{299, 398, 200, 0, 1000}; got != want {
		t.Errorf("scores come to rest at %v, want %v", got, want)
	}
	r.Now = ecs.Now{PTS: 0, Period: 4500, Skipped: 2}
	components.CameraScore.Of(r)[s*5+2] = 0
	r.Clear()
	r.Do(r.director)
	if got := components.CameraScore.Of(r)[s*5+2]; got != 150 {
		t.Errorf("score %d after two skipped ticks, want three quarters of 200", got)
	}
}

// TestMatchLeads checks the tables of the presets of sports by what they are for:
// with cameras that see alike, the match decides.
func TestMatchLeads(t *testing.T) {
	tests := []struct {
		name  string
		sport components.Sport
		phase components.Phase
		x     components.Centimeter
		from  components.Role
		want  components.Role
	}{
		{"goal scored", components.Football, components.Celebrate, 5000, components.MainWide, components.MainTight},
		{"play resumes", components.Football, components.BuildUp, 0, components.MainTight, components.MainWide},
		{"ball out", components.Football, components.Stopped, components.NoPlace, components.MainWide, components.MainTight},
		{"attack on the right", components.Football, components.Attack, 3000, components.MainTight, components.MainWide},
		{"shot on the right", components.Football, components.Shooting, 4500, components.MainTight, components.BoxRight},
		{"shot on the left", components.Football, components.Shooting, -4500, components.MainTight, components.BoxLeft},
		{"run-up", components.Cricket, components.BuildUp, 0, components.MainTight, components.MainWide},
		{"run-up, square of the wicket", components.Cricket, components.BuildUp, 0, components.BoxLeft, components.MainWide},
		{"ball in play", components.Cricket, components.Attack, 0, components.MainTight, components.MainWide},
		{"ball in play, where it was", components.Cricket, components.Attack, 0, components.MainWide, components.MainWide},
		{"boundary", components.Cricket, components.Celebrate, 0, components.MainWide, components.MainTight},
		{"ball is dead", components.Cricket, components.Stopped, 0, components.MainWide, components.MainTight},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, director.Default(), 4, 1)
			f := r.fixture(1)
			components.FixturePhase.Of(r)[f] = tt.phase
			components.FixtureAim.Of(r)[f].X = tt.x
			s := r.stream(1, f, house...)
			components.StreamBus.Of(r)[s].Program = uint8(tt.from)
			components.StreamBus.Of(r)[s].Shot = house[tt.from].size
			components.StreamBus.Of(r)[s].Preset = director.Default().For(tt.sport, 0)
			for tick := range components.PTS(60) {
				r.run(tick * 4500)
			}
			if got := components.Role(r.program(s)); got != tt.want {
				t.Errorf("on air after 3 s: %v, want %v", got, tt.want)
			}
		})
	}
}

// TestAccess lets every pass of the director touch what it touches.
func TestAccess(t *testing.T) {
	r := liveRig(t, 4, 4)
	for _, kind := range []components.EventKind{
		components.CameraLost, components.CameraBack, components.OperatorTake, components.OperatorHold,
		components.OperatorAuto, components.Preset, components.Goal, components.Pass,
	} {
		r.run(20*second, order(kind, 0), analyse) // fill
		ecstest.SetNow(r.Run, 400)
		ecstest.CheckAccess(t, r.Run, r.director)
	}
}

func TestRunAllocatesNothing(t *testing.T) {
	r := liveRig(t, 64, 4)
	busy := func(r *ecs.Run) {
		analyse(r)
		for k, kind := range []components.EventKind{components.OperatorTake, components.CameraLost, components.Goal, components.Preset, components.OperatorAuto, components.CameraBack} {
			addEvent(r, components.Row(k), kind, int32(r.Now.Tick)&3, true)
		}
	}
	cuts := 0
	tick := func() {
		r.Now = ecs.Now{Tick: r.tick, PTS: components.PTS(r.tick) * 4500, Period: 4500}
		r.tick++
		r.Clear()
		busy(r.Run)
		r.Do(r.director)
		cuts += r.Len(components.Cut)
	}
	for range 100 {
		tick()
	}
	if n := testing.AllocsPerRun(1000, tick); n != 0 {
		t.Errorf("a tick allocates %v times, want 0", n)
	}
	if cuts == 0 {
		t.Error("no cut was made")
	}
}
