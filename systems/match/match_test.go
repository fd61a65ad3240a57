package match_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"
	"unsafe"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
)

// TestNews checks what is news, and what is counted.
func TestNews(t *testing.T) {
	r := newRig(t, 1)
	pass := func(seq uint32) message { return message{kind: components.Pass, seq: seq, period: 1} }
	steps := []struct {
		name                   string
		event                  message
		news                   bool
		repeats, late, refused uint32
	}{
		{"first", pass(1), true, 0, 0, 0},
		{"again", pass(1), false, 1, 0, 0},
		{"later", pass(100), true, 1, 0, 0},
		{"late", pass(99), true, 1, 1, 0},
		{"late, again", pass(99), false, 2, 1, 0},
		{"too old to tell", pass(36), false, 3, 1, 0},
		{"an incident is never too old", goal(2, components.Home), true, 3, 2, 0},
		{"unless it is known", goal(2, components.Home), false, 4, 2, 0},
		{"or corrected", message{kind: components.Goal, seq: 2, rev: 1, team: components.Away}, true, 4, 3, 0},
		{"correction again", message{kind: components.Goal, seq: 2, rev: 1, team: components.Away}, false, 5, 3, 0},
		{"an order has its own sequence", message{kind: components.Preset, seq: 1}, true, 5, 3, 0},
		{"order again", message{kind: components.Preset, seq: 1}, false, 6, 3, 0},
		{"made up", message{kind: components.Pass, seq: 1 << 24, flags: components.Synthetic}, true, 6, 3, 0},
		{"made up, again", message{kind: components.Pass, seq: 1 << 24, flags: components.Synthetic}, true, 6, 3, 0},
		{"newest of the source", pass(101), true, 6, 3, 0},
	}
	for _, s := range steps {
		news := r.say(0, s.event)
		if news[0] != s.news {
			t.Errorf("%s: news %t, want %t", s.name, news[0], s.news)
		}
		if (components.FixtureNow.Of(r)[0] == 1<<s.event.kind) != s.news {
			t.Errorf("%s: kinds of the tick are %#x", s.name, components.FixtureNow.Of(r)[0])
		}
		repeats, late, refused := components.FixtureRepeats.Of(r)[0], components.FixtureLate.Of(r)[0], components.FixtureRefused.Of(r)[0]
		if repeats != s.repeats || late != s.late || refused != s.refused {
			t.Errorf("%s: %d repeats, %d late, %d refused; want %d, %d, %d", s.name, repeats, late, refused, s.repeats, s.late, s.refused)
		}
	}
	r.say(0)
	if now := components.FixtureNow.Of(r)[0]; now != 0 {
		t.Errorf("kinds of an idle tick are %#x", now)
	}
}

// TestPlay checks what counts as the newest play, shot on target and injury.
func TestPlay(t *testing.T) {
	r := newRig(t, 1)
	r.say(0,
		message{kind: components.KickOff, seq: 3},
		message{kind: components.ThrowIn, seq: 7},
		message{kind: components.Pass, seq: 6},
		message{kind: components.Pressure, seq: 8},
		message{kind: components.Pass, seq: 9, flags: components.Voided},
		message{kind: components.Pass, seq: 1 << 24, flags: components.Synthetic},
		message{kind: components.Shot, seq: 10, occurred: 10, flags: components.OnTarget},
		message{kind: components.Shot, seq: 11, occurred: 11},
		message{kind: components.Shot, seq: 5, occurred: 5, flags: components.OnTarget},
		message{kind: components.Injury, seq: 4, occurred: 4},
		message{kind: components.Injury, seq: 4, rev: 1, occurred: 14},
		message{kind: components.Injury, seq: 13, occurred: 13, flags: components.Voided},
	)
	if got := components.FixtureHeard.Of(r)[0].Play; got != 7 {
		t.Errorf("last play is %d, want 7", got)
	}
	if got := components.FixtureLastKick.Of(r)[0]; got != 3 {
		t.Errorf("last kick-off is %d, want 3", got)
	}
	if got := components.FixtureShot.Of(r)[0]; got.Seq != 10 || got.At != 10 {
		t.Errorf("last shot on target is %+v, want 10", got)
	}
	if got := components.FixtureInjury.Of(r)[0]; got.Seq != 4 || got.At != 14 {
		t.Errorf("last injury is %+v, want 4 at 14", got)
	}
}

// TestStale checks to one step of the clock when a feed is stale.
func TestStale(t *testing.T) {
	tests := []struct {
		name    string
		every   components.PTS
		last    components.PTS // before now
		outage  components.PTS // after now
		beat    bool
		want    bool
		changed bool
	}{
		{"has no heartbeat", 0, 1e9, 0, false, false, false},
		{"missed one", 9000, 18000, 0, false, false, false},
		{"missed two", 9000, 18001, 0, false, true, true},
		{"is back", 9000, 18001, 0, true, false, false},
		{"held back by a drill", 9000, 18001, 1, true, true, true},
		{"drill is over", 9000, 18001, 0, true, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, 1)
			r.tick = 100
			now := components.PTS(r.tick+1) * 4500
			components.FixtureBeatEvery.Of(r)[0], components.FixtureBeatLast.Of(r)[0] = tt.every, now-tt.last
			components.FixtureOutage.Of(r)[0] = now + tt.outage
			var said []message
			if tt.beat {
				said = []message{{kind: components.Heartbeat}}
			}
			r.say(0, said...)
			if got := components.FixtureStale.Of(r)[0]; got != tt.want {
				t.Errorf("stale %t, want %t", got, tt.want)
			}
			if got := components.FixtureChanged.Of(r)[0] != 0; got != tt.changed {
				t.Errorf("changed %t, want %t", got, tt.changed)
			}
		})
	}
}

// TestOrder checks that the same messages in another order end in the same state,
// in all that does not depend on it by its nature.
func TestOrder(t *testing.T) {
	passing := []components.AnyColumn{
		components.FixtureNumber, components.FixtureRepeats, components.FixtureLate, components.FixtureNow,
		components.FixtureSince, components.FixtureHolder, components.FixtureBall,
	}
	rng := rand.New(rand.NewPCG(3, 4))
	for n := range 4000 {
		sport := components.Sport(n % 2)
		r := newSharedRig(t, sport)
		said := disorder(rng, sport)
		for f := range components.Row(4) {
			for _, m := range said {
				r.say(f, m)
			}
			rng.Shuffle(len(said), func(i, j int) { said[i], said[j] = said[j], said[i] })
		}
		for _, c := range r.Schema().Catalog().Columns {
			if c.Kind.Root() != components.Fixture || c.Attr&components.Hashed == 0 ||
				slices.ContainsFunc(passing, func(p components.AnyColumn) bool { return p.ID() == c.ID }) {
				continue
			}
			for f := 1; f < 4; f++ {
				if want, got := row(r.World, c, 0), row(r.World, c, f); !bytes.Equal(got, want) {
					t.Fatalf("%s.%s is %v in another order, and was %v, of\n%+v", c.Kind.Name, c.Name, got, want, said)
				}
			}
		}
	}
}

var shared *rig

// newSharedRig returns a rig whose four fixtures are as new, and of sport.
func newSharedRig(t *testing.T, sport components.Sport) *rig {
	if shared == nil {
		shared = newRig(t, 5)
	}
	shared.t = t
	components.FixtureSport.Of(shared)[4] = sport
	for f := range components.Row(4) {
		shared.CopyRow(components.Fixture, f, shared.World, 4)
	}
	return shared
}

// disorder returns messages of all kinds, some of them corrections and repeats; at
// cricket two in three are of balls and wickets.
func disorder(rng *rand.Rand, sport components.Sport) (said []message) {
	periods := []components.Period{1, 2, 3, 4, 5}
	if sport == components.Cricket {
		periods = []components.Period{0, 1, 2, 3, components.SuperOver, components.SuperOver + 1, components.SuperOver + 3}
	}
	kind := func() components.EventKind {
		if sport == components.Cricket && rng.IntN(3) > 0 {
			return [...]components.EventKind{components.Score, components.Score, components.Wicket}[rng.IntN(3)]
		}
		return components.EventKind(rng.IntN(int(components.EventKinds)))
	}
	for seq := uint32(1); len(said) < 25; seq++ {
		m := message{
			kind: kind(), seq: seq, value: int32(rng.IntN(7)),
			team: components.Team(rng.IntN(3)), period: periods[rng.IntN(len(periods))],
			flags: components.EventFlags(rng.IntN(1<<9)) &^ (components.Synthetic | components.Voided),
			ref:   uint32(rng.IntN(int(seq) + 3)), occurred: components.PTS(int(seq)/2) * 4500,
		}
		if m.kind == components.Heartbeat {
			continue // it counts when it comes
		}
		said = append(said, m)
		for m.rev < 2 && rng.IntN(4) == 0 && !m.kind.Control() {
			m.rev++
			m.flags ^= components.EventFlags(rng.IntN(2)) * components.Voided
			m.team, m.value = m.team.Opponent(), int32(rng.IntN(7))
			if rng.IntN(2) == 0 {
				m.kind = components.EventKind(rng.IntN(int(components.Abandoned)))
			}
			said = append(said, m)
		}
		if rng.IntN(6) == 0 {
			said = append(said, said[rng.IntN(len(said))])
		}
	}
	return said
}

func row(w *ecs.World, c *components.ColumnInfo, f int) []byte {
	n := w.Schema().Fan(c.Kind) * int(c.Type.Size())
	return unsafe.Slice((*byte)(unsafe.Add(w.Columns().Base[c.ID], f*n)), n)
}

func TestAccess(t *testing.T) {
	r := newRig(t, 1)
	r.Clear()
	for i, kind := range []components.EventKind{
		components.MatchStart, components.PeriodStart, components.Goal, components.ReviewStart, components.PeriodEnd,
		components.Pass, components.Shot, components.Injury, components.OperatorSuspend, components.Heartbeat, components.Preset,
	} {
		m := message{kind: kind, seq: uint32(20 - i), period: 1, flags: components.OnTarget, place: at(0)}
		hear(r.Run, 0, m)
		hear(r.Run, 0, m)
	}
	components.FixtureSport.Of(r)[0] = components.Cricket
	for _, rev := range []uint8{0, 2, 1} {
		hear(r.Run, 0, message{kind: components.Score, seq: 30, rev: rev, period: 1, value: 4})
		hear(r.Run, 0, message{kind: components.Wicket, seq: 31, rev: rev, period: 1})
	}
	hear(r.Run, 0, message{kind: components.Foul, seq: 30, rev: 3, period: 1})
	components.FixtureBeatEvery.Of(r)[0], components.FixtureBeatLast.Of(r)[0] = 1, -100
	ecstest.CheckAccess(t, r.Run, r.match)
}

func TestRunAllocatesNothing(t *testing.T) {
	r := newRig(t, 2)
	seq := uint32(0)
	if n := testing.AllocsPerRun(200, func() {
		r.Clear()
		for f := range components.Row(2) {
			components.FixtureSport.Of(r)[f] = components.Sport(f)
			for _, kind := range [...]components.EventKind{components.Pass, components.Shot, components.Goal, components.Score, components.Wicket} {
				seq++
				hear(r.Run, f, message{kind: kind, seq: seq, team: components.Home, period: 1, flags: components.OnTarget})
			}
		}
		r.Do(r.match)
	}); n != 0 {
		t.Errorf("a tick allocates %v times, want 0", n)
	}
}

// FuzzMatch checks that no input breaks the system, and that incidents stay in the
// order of their numbers. Each message is four bytes: kind, number, reference and
// revision with flags.
func FuzzMatch(f *testing.F) {
	f.Add([]byte{byte(components.Goal), 5, 0, 0, byte(components.GoalDisallowed), 6, 5, 0})
	f.Add([]byte{byte(components.ReviewEnd), 9, 5, 0x38, byte(components.ReviewStart), 8, 5, 0, byte(components.Goal), 5, 0, 1})
	f.Add([]byte{255, 255, 255, 255, 0, 0, 0, 0})
	f.Add([]byte{byte(components.Score), 5, 1, 0, byte(components.Score), 4, 1, 0, byte(components.Wicket), 5, 2, 1, byte(components.Score), 5, 11, 2})
	f.Fuzz(func(t *testing.T, data []byte) {
		r := newRig(t, 1)
		components.FixtureSport.Of(r)[0] = components.Sport(len(data) % 2)
		for ; len(data) >= 4; data = data[4:] {
			r.say(0, message{
				kind: components.EventKind(data[0]), seq: uint32(data[1]), ref: uint32(data[2]), rev: data[3] & 3,
				flags: components.EventFlags(data[3] >> 2), team: components.Team(data[0] % 3), period: components.Period(data[2] % 15),
				value: int32(data[2]) << 24,
			})
		}
		n := int(components.FixtureIncidents.Of(r)[0])
		if !slices.IsSorted(components.IncidentSeq.Of(r)[:n]) {
			t.Errorf("incidents are out of order: %v", components.IncidentSeq.Of(r)[:n])
		}
		if n := int(components.FixturePoints.Of(r)[0]); !slices.IsSorted(components.PointSeq.Of(r)[:n]) {
			t.Errorf("points are out of order: %v", components.PointSeq.Of(r)[:n])
		}
	})
}
