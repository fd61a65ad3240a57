package builtin_test

import (
	"slices"
	"testing"
	"unicode/utf8"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/builtin"
	"touchline/systems/feed/ndjson"
	"touchline/systems/feed/recording"
)

const second = components.PTSPerSecond

// open reads a built-in match. It returns the names of its players too.
func open(t *testing.T, name string) (*recording.Match, *ecs.Symbols) {
	t.Helper()
	data, ok := builtin.Open(name)
	if !ok {
		t.Fatalf("there is no match %q", name)
	}
	names := ecs.NewSymbols()
	m, err := recording.Read(ndjson.Read, data, names)
	if err != nil {
		t.Fatal(err)
	}
	return m, names
}

func TestNames(t *testing.T) {
	if got, want := builtin.Names(), []string{builtin.Default, "drill"}; !slices.Equal(got, want) {
		t.Errorf("Names() = %q, want %q", got, want)
	}
	if _, ok := builtin.Open("nothing"); ok {
		t.Error("there is a match called nothing")
	}
}

// TestOpenCopies checks that a caller may scribble on what it was given.
func TestOpenCopies(t *testing.T) {
	first, _ := builtin.Open("final")
	clear(first)
	if again, _ := builtin.Open("final"); again[0] != '{' {
		t.Error("Open returns what an earlier caller has overwritten")
	}
}

// TestFiles checks what both files have in common.
func TestFiles(t *testing.T) {
	for _, name := range builtin.Names() {
		t.Run(name, func(t *testing.T) {
			data, _ := builtin.Open(name)
			if len(data) > 20_000 {
				t.Errorf("%d bytes, want at most 20,000: it is in every copy of the program", len(data))
			}
			if !utf8.Valid(data) || data[len(data)-1] != '\n' {
				t.Error("not lines of UTF-8")
			}
			m, _ := open(t, name)
			if m.Home == "" || m.Away == "" || m.Source == "" || m.Terms == "" || m.Kickoff == 0 {
				t.Errorf("header %q %q %q %q %d: want teams, source, terms and kick-off", m.Home, m.Away, m.Source, m.Terms, m.Kickoff)
			}
			for i, e := range m.Events[1:] {
				before := m.Events[i]
				if e.Period < before.Period || e.Period == before.Period && e.Clock < before.Clock {
					t.Errorf("event %d is at %v of period %d, after one at %v of period %d",
						e.Seq, e.Clock.Duration(), e.Period, before.Clock.Duration(), before.Period)
				}
				if e.Rev == 0 && before.Seq >= e.Seq {
					t.Errorf("event %d follows event %d", e.Seq, before.Seq)
				}
				if e.Flags&components.Synthetic != 0 {
					t.Errorf("event %d is synthetic", e.Seq)
				}
			}
		})
	}
}

// stands returns the events of m at their highest revision, without those that
// were taken back, in the order of their first mention.
func stands(m *recording.Match) []components.Event {
	var events []components.Event
	for _, e := range m.Events {
		i := slices.IndexFunc(events, func(o components.Event) bool { return o.Seq == e.Seq })
		if i < 0 {
			events = append(events, e)
		} else if e.Rev > events[i].Rev {
			events[i] = e
		}
	}
	return slices.DeleteFunc(events, func(e components.Event) bool { return e.Flags&components.Voided != 0 })
}

// TestGoals checks that each goal is announced and followed as in a live feed: by
// a shot of the same side at most two seconds before, and by a kick-off of the
// other side before the next one, unless a review takes it away.
func TestGoals(t *testing.T) {
	for _, name := range builtin.Names() {
		t.Run(name, func(t *testing.T) {
			m, _ := open(t, name)
			events := stands(m)
			for i, e := range events {
				if e.Kind != components.Goal && e.Kind != components.OwnGoal {
					continue
				}
				shot := slices.ContainsFunc(events[:i], func(s components.Event) bool {
					return s.Kind == components.Shot && s.Team == e.Team && s.Period == e.Period && s.Clock < e.Clock &&
						e.Clock-s.Clock <= 2*second && (s.Flags^e.Flags)&components.FromPenalty == 0
				})
				if !shot {
					t.Errorf("goal %d: no shot before it", e.Seq)
				}
				next := slices.IndexFunc(events[i:], func(k components.Event) bool {
					return k.Kind == components.KickOff || k.Kind == components.GoalDisallowed && k.Ref == e.Seq
				})
				if next < 0 {
					t.Errorf("goal %d: no kick-off after it", e.Seq)
					continue
				}
				k := events[i+next]
				if k.Kind == components.KickOff && (k.Team != e.Team.Opponent() || k.Period != e.Period ||
					k.Clock-e.Clock < 45*second || k.Clock-e.Clock > 75*second) {
					t.Errorf("goal %d: kick-off of %v after %v", e.Seq, k.Team, (k.Clock - e.Clock).Duration())
				}
			}
		})
	}
}

// TestReferences checks that what an event speaks of came before it.
func TestReferences(t *testing.T) {
	for _, name := range builtin.Names() {
		m, _ := open(t, name)
		for i, e := range m.Events {
			known := slices.ContainsFunc(m.Events[:i], func(o components.Event) bool { return o.Seq == e.Ref })
			if e.Ref != 0 && !known {
				t.Errorf("%s: event %d speaks of %d, which is not before it", name, e.Seq, e.Ref)
			}
		}
	}
}

// minute is when e happened as it is reported: the first minute is 1.
func minute(e components.Event) int {
	return int((components.Football.ClockAt(e.Period)+e.Clock)/(60*second)) + 1
}
