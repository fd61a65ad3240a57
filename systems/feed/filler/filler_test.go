package filler_test

import (
	"reflect"
	"slices"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/builtin"
	"touchline/systems/feed/filler"
	"touchline/systems/feed/ndjson"
	"touchline/systems/feed/recording"
)

const second = components.PTSPerSecond

// final returns the built-in match that the filler is for.
func final(t testing.TB) *recording.Match { return open(t, builtin.Default) }

func open(t testing.TB, name string) *recording.Match {
	t.Helper()
	data, ok := builtin.Open(name)
	if !ok {
		t.Fatalf("there is no match %q", name)
	}
	return read(t, data, ecs.NewSymbols())
}

func read(t testing.TB, data []byte, names components.Interner) *recording.Match {
	t.Helper()
	m, err := recording.Read(ndjson.Read, data, names)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// event returns an event of a made-up match, at a second of its period.
func event(kind components.EventKind, at components.PTS, team components.Team) components.Event {
	return components.Event{
		Clock: at * second, Period: 1, Kind: kind, Team: team, Source: components.FromMatch,
		X: components.NoPlace, Y: components.NoPlace, EndX: components.NoPlace, EndY: components.NoPlace,
	}
}

func flagged(e components.Event, flags components.EventFlags) components.Event {
	e.Flags |= flags
	return e
}

// half returns a match of one half of ten minutes in which events happen.
func half(events ...components.Event) *recording.Match {
	m := &recording.Match{}
	m.Events = append(m.Events, event(components.PeriodStart, 0, 0), event(components.KickOff, 0, components.Home))
	m.Events = append(m.Events, events...)
	m.Events = append(m.Events, event(components.PeriodEnd, 600, 0))
	for i := range m.Events {
		m.Events[i].Seq = uint32(i + 1)
	}
	return m
}

func synthetic(e components.Event) bool { return e.Flags&components.Synthetic != 0 }

// seeds are the seeds that the properties are held against.
const seeds = 20

// TestFillLeavesTheMatchAlone checks that without the added events the match is
// what it was, in its order, and comes to the same.
func TestFillLeavesTheMatchAlone(t *testing.T) {
	want := final(t)
	result := want.Result()
	for seed := range uint64(seeds) {
		m := final(t)
		if n := filler.Fill(m, seed); n == 0 || n != len(m.Events)-len(want.Events) {
			t.Fatalf("seed %d: Fill says that it added %d events; there are %d more", seed, n, len(m.Events)-len(want.Events))
		}
		got := m.Result()
		if got.Score != result.Score || got.Shootout != result.Shootout || got.Kicks != result.Kicks ||
			got.Abandoned != result.Abandoned || got.Periods != result.Periods || got.Played != result.Played {
			t.Errorf("seed %d: result %+v, want %+v", seed, got, result)
		}
		for k := range components.EventKinds {
			if !k.In(filler.Kinds) && got.Kinds[k] != result.Kinds[k] {
				t.Errorf("seed %d: %d of %v, want %d", seed, got.Kinds[k], k, result.Kinds[k])
			}
		}
		if own := slices.DeleteFunc(m.Events, synthetic); !reflect.DeepEqual(own, want.Events) {
			t.Errorf("seed %d: the events of the match are not what they were", seed)
		}
	}
}

// TestAddedEvents checks what an added event may be.
func TestAddedEvents(t *testing.T) {
	for seed := range uint64(seeds) {
		m := final(t)
		filler.Fill(m, seed)
		next := filler.FirstSeq
		for i, e := range m.Events {
			if !synthetic(e) {
				continue
			}
			if e.Seq != next {
				t.Fatalf("seed %d: event %d has number %d, want %d", seed, i, e.Seq, next)
			}
			next++
			if !e.Kind.In(filler.Kinds) {
				t.Errorf("seed %d: added a %v", seed, e.Kind)
			}
			if e.Player != 0 || e.Other != 0 || e.Ref != 0 || e.Rev != 0 || e.Value != 0 || e.Flags != components.Synthetic {
				t.Errorf("seed %d: event %d says more than that somebody played: %+v", seed, i, e)
			}
			if e.Source != components.FromMatch || e.Occurred != 0 || e.Received != 0 || e.Clock%90 != 0 {
				t.Errorf("seed %d: event %d is not as a reader would give it: %+v", seed, i, e)
			}
			if e.Team != components.Home && e.Team != components.Away {
				t.Errorf("seed %d: event %d is of team %d", seed, i, e.Team)
			}
			if !on(e.X, e.Y) || (e.EndX != components.NoPlace || e.EndY != components.NoPlace) && !on(e.EndX, e.EndY) {
				t.Errorf("seed %d: event %d is off the pitch: %+v", seed, i, e)
			}
		}
	}
}

// on reports whether a place is on the pitch, its lines included.
func on(x, y components.Centimeter) bool {
	return -5250 <= x && x <= 5250 && -3400 <= y && y <= 3400
}

// TestOrder checks that the clock never goes back in a period, and that a move is
// over before the next event.
func TestOrder(t *testing.T) {
	for seed := range uint64(seeds) {
		m := final(t)
		filler.Fill(m, seed)
		for i, e := range m.Events[1:] {
			before := m.Events[i]
			if before.Period != e.Period {
				continue
			}
			if end := before.Clock + components.PTS(before.Duration)*90; end > e.Clock {
				t.Fatalf("seed %d: %v at %d lasts until %d, and %v is at %d", seed, before.Kind, before.Clock, end, e.Kind, e.Clock)
			}
		}
	}
}

// TestBallIsContinuous checks that an added event begins where the one before it
// left the ball.
func TestBallIsContinuous(t *testing.T) {
	for seed := range uint64(seeds) {
		m := final(t)
		filler.Fill(m, seed)
		for i, e := range m.Events[1:] {
			b := m.Events[i]
			if !synthetic(e) || !synthetic(b) {
				continue
			}
			x, y := b.X, b.Y
			if b.EndX != components.NoPlace {
				x, y = b.EndX, b.EndY
			}
			if d := e.Y - y; e.X != x || d != 0 && e.Kind != components.BallOut {
				t.Fatalf("seed %d: %v left the ball at %d,%d and %v has it at %d,%d", seed, b.Kind, x, y, e.Kind, e.X, e.Y)
			}
			if b.Kind == components.BallOut && (e.Kind != components.ThrowIn || e.Team != b.Team.Opponent()) {
				t.Fatalf("seed %d: %v of %v follows a ball put out by %v", seed, e.Kind, e.Team, b.Team)
			}
		}
	}
}

// TestKickOff checks that play begins again on the center spot, and with the side
// that kicks off, also where the source does not say where that is.
func TestKickOff(t *testing.T) {
	for seed := range uint64(seeds) {
		m := half(event(components.Goal, 120, components.Away), event(components.KickOff, 180, components.Home))
		filler.Fill(m, seed)
		i := slices.IndexFunc(m.Events, func(e components.Event) bool { return e.Clock == 180*second })
		e := m.Events[i+1]
		holder := e.Team
		if e.Kind == components.Pressure || e.Kind == components.Possession {
			holder = e.Team.Opponent()
		}
		if e.X != 0 || e.Y != 0 || holder != components.Home {
			t.Errorf("seed %d: after the kick-off %v has the ball at %d,%d", seed, holder, e.X, e.Y)
		}
	}
}

// TestSpread checks that the ball is seldom where play seldom is: within seven
// and a half meters of a goal line.
func TestSpread(t *testing.T) {
	m := final(t)
	n, far := filler.Fill(m, 1), 0
	for _, e := range m.Events {
		if synthetic(e) && max(e.X, -e.X) > 4500 {
			far++
		}
	}
	if far == 0 || far*100 > n*5 {
		t.Errorf("%d of %d events near a goal line, want some and at most 5%%", far, n)
	}
}

// TestDensity checks that the match is as busy as a dense recording of one, and
// of the same mixture. The shares are of the events that the filler knows.
func TestDensity(t *testing.T) {
	m := final(t)
	filler.Fill(m, 1)
	r := m.Result()
	if got := r.PerMinute(); got < 25 || got > 45 {
		t.Errorf("%.1f events a minute, want 25 to 45", got)
	}
	added := 0
	for k := range components.EventKinds {
		if k.In(filler.Kinds) {
			added += r.Kinds[k]
		}
	}
	for _, tt := range []struct {
		kind     components.EventKind
		from, to int // percent
	}{
		{components.Pass, 40, 54},
		{components.Carry, 30, 44},
		{components.Pressure, 8, 18},
		{components.Possession, 2, 9},
		{components.BallOut, 1, 3},
		{components.ThrowIn, 1, 3},
	} {
		if share := (r.Kinds[tt.kind]*100 + added/2) / added; share < tt.from || share > tt.to {
			t.Errorf("%v: %d%% of the added events, want %d%% to %d%%", tt.kind, share, tt.from, tt.to)
		}
	}
}

// TestAttack checks that the ball is with the side that shoots, in the half that
// it attacks, when it does so out of play.
func TestAttack(t *testing.T) {
	for seed := range uint64(seeds) {
		for _, team := range []components.Team{components.Home, components.Away} {
			m := half(event(components.Shot, 300, team))
			filler.Fill(m, seed)
			i := slices.IndexFunc(m.Events, func(e components.Event) bool { return e.Kind == components.Shot })
			last := m.Events[i-1]
			for ; last.Kind == components.Pressure; i-- {
				last = m.Events[i-2]
			}
			x := last.X
			if last.EndX != components.NoPlace {
				x = last.EndX
			}
			if team == components.Away {
				x = -x
			}
			if last.Team != team || x < 2000 {
				t.Errorf("seed %d: before a shot of %v %v has the ball, %d cm up the pitch", seed, team, last.Team, x)
			}
		}
	}
}

// TestKeyed checks that the play added is a function of match and seed, and that
// seeds give different play.
func TestKeyed(t *testing.T) {
	fill := func(seed uint64) []components.Event {
		m := final(t)
		filler.Fill(m, seed)
		return m.Events
	}
	if !slices.Equal(fill(7), fill(7)) {
		t.Error("the same seed gives other play")
	}
	if slices.Equal(fill(7), fill(8)) {
		t.Error("another seed gives the same play")
	}
}

// TestWrittenAndRead checks that a filled match survives being written to a file,
// and is not filled again when it is read.
func TestWrittenAndRead(t *testing.T) {
	names := ecs.NewSymbols()
	data, _ := builtin.Open(builtin.Default)
	m := read(t, data, names)
	filler.Fill(m, 1)
	again := read(t, ndjson.Append(nil, m, names.Text), names)
	filler.Fill(again, 2)
	if !slices.Equal(again.Events, m.Events) || len(again.Warnings) != 0 {
		t.Errorf("%d events and warnings %q, want the %d that were written", len(again.Events), again.Warnings, len(m.Events))
	}
}

func TestSparse(t *testing.T) {
	for _, tt := range []struct {
		name   string
		events int // besides the three of a half of ten minutes
		want   bool
	}{
		{"none", 0, true},
		{"just below five a minute", 46, true},
		{"five a minute", 47, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := half()
			end := m.Events[len(m.Events)-1]
			m.Events = m.Events[:len(m.Events)-1]
			for i := range tt.events {
				e := event(components.Pass, components.PTS(i), components.Home)
				e.Seq = uint32(i) + 100
				m.Events = append(m.Events, e)
			}
			m.Events = append(m.Events, end)
			if got := filler.Sparse(m); got != tt.want {
				t.Errorf("Sparse = %v, want %v", got, tt.want)
			}
			if got := filler.Fill(m, 1) > 0; got != tt.want {
				t.Errorf("Fill adds events: %v, want %v", got, tt.want)
			}
		})
	}
}

// TestBuiltin checks for which of the built-in matches the filler is.
func TestBuiltin(t *testing.T) {
	for name, want := range map[string]bool{"final": true, "drill": false} {
		if got := filler.Sparse(open(t, name)); got != want {
			t.Errorf("%s is sparse: %v, want %v", name, got, want)
		}
	}
}

// TestFillTwice checks that a match that was filled is not sparse any more.
func TestFillTwice(t *testing.T) {
	m := final(t)
	filler.Fill(m, 1)
	if n := filler.Fill(m, 1); n != 0 {
		t.Errorf("the second time %d events were added, want none", n)
	}
}

// TestFillAfterLay checks that a match whose file order is gone is refused.
func TestFillAfterLay(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a match that was laid out was filled")
		}
	}()
	m := final(t)
	m.Lay(recording.Layout{})
	filler.Fill(m, 1)
}

// TestNumbersTaken checks that a match whose own numbers could be mistaken for
// those of added events is left alone.
func TestNumbersTaken(t *testing.T) {
	for seq, want := range map[uint32]bool{filler.FirstSeq - 1: true, filler.FirstSeq: false} {
		m := half()
		m.Events[1].Seq = seq
		if got := filler.Fill(m, 1) > 0; got != want {
			t.Errorf("with event %d in the match events are added: %v, want %v", seq, got, want)
		}
	}
}

// TestPeriodWithoutEnd checks that a break is no time to play, even if the source
// forgot to say that the period ended and its clock runs on.
func TestPeriodWithoutEnd(t *testing.T) {
	m := half()
	m.Events = m.Events[:len(m.Events)-1] // of the first period only the kick-off is left
	late := event(components.Corner, 600, components.Home)
	late.Period, late.Seq = 2, 9
	m.Events = append(m.Events, late)
	if n := filler.Fill(m, 1); n != 0 {
		t.Errorf("%d events were added between two periods", n)
	}
}

// TestBrokenClock checks that a clock that shows a week does not make a week of
// play.
func TestBrokenClock(t *testing.T) {
	m := half(event(components.Corner, 7*24*3600, components.Home))
	filler.Fill(m, 1)
	for _, e := range m.Events {
		if synthetic(e) && e.Clock >= 90*60*second {
			t.Fatalf("play at %v of a period", e.Clock.Duration())
		}
	}
}

// FuzzFill checks that no order of events, clocks and numbers breaks what the
// filler promises. Three bytes make an event: its kind, the seconds since the one
// before it, which may be negative, and team, period and flags.
func FuzzFill(f *testing.F) {
	f.Add(uint64(1), []byte{byte(components.PeriodStart), 0, 0, byte(components.KickOff), 0, 1, byte(components.Shot), 60, 2, byte(components.Goal), 1, 2})
	f.Add(uint64(2), []byte{byte(components.PeriodStart), 0, 4, byte(components.PenaltyAwarded), 127, 5, byte(components.PenaltyKick), 255, 5})
	f.Add(uint64(3), []byte{byte(components.PeriodStart), 0, 16, byte(components.Foul), 9, 0x8d, byte(components.Corner), 100, 0x32})
	const cricket = 1 << 32 // and above
	f.Add(uint64(cricket), []byte{byte(components.PeriodStart), 0, 4, byte(components.Score), 38, 4, byte(components.Wicket), 0, 4, byte(components.Score), 127, 5})
	f.Add(uint64(cricket), []byte{byte(components.Score), 9, 4, byte(components.ReviewStart), 1, 4, byte(components.ReviewEnd), 99, 4, byte(components.Score), 0xf0, 0x24})
	f.Fuzz(func(t *testing.T, seed uint64, data []byte) {
		m := &recording.Match{}
		clock, unit := components.PTS(0), components.PTS(1)
		if seed >= cricket {
			m.Sport, unit = "cricket", second
		}
		for ; len(data) >= 3 && len(m.Events) < 1000; data = data[3:] {
			clock = max(clock+components.PTS(int8(data[1]))*unit, 0)
			e := event(components.EventKind(data[0])%components.EventKinds, clock, components.Team(data[2]%3))
			e.Period = components.Period(data[2] >> 2 & 7)
			e.Seq = uint32(len(m.Events) + 1)
			e.Flags = components.EventFlags(data[2]>>5) << 1
			m.Events = append(m.Events, e)
		}
		own := slices.Clone(m.Events)
		before := m.Result()
		filler.Fill(m, seed)
		if after := m.Result(); after.Score != before.Score || after.Shootout != before.Shootout || after.Played != before.Played {
			t.Errorf("result %+v, want %+v", after, before)
		}
		last, next := components.Event{}, 0
		for _, e := range m.Events {
			if !synthetic(e) {
				if e != own[next] {
					t.Fatalf("event %d is %+v, want %+v", next, e, own[next])
				}
				next++
			} else if e.Clock < last.Clock || e.Period != last.Period || next == len(own) ||
				e.Clock+components.PTS(e.Duration)*90 > own[next].Clock || seed < cricket && !on(e.X, e.Y) || !e.Kind.In(filler.Kinds) {
				t.Fatalf("after %+v and before %+v: %+v", last, own[next:], e)
			}
			last = e
		}
	})
}
