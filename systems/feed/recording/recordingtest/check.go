package recordingtest

import (
	"slices"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
)

// Check reads data and holds its events against want, one a line as [Show]
// writes them.
func Check(t *testing.T, read recording.Reader, data, want string) *recording.Match {
	t.Helper()
	names := ecs.NewSymbols()
	m, err := recording.Read(read, []byte(data), names)
	if err != nil {
		t.Fatal(err)
	}
	Sound(t, m)
	wanted := strings.Split(strings.TrimSpace(want), "\n")
	for i := range max(len(wanted), len(m.Events)) {
		has, wants := "nothing", "nothing"
		if i < len(m.Events) {
			has = Show(&m.Events[i], names)
		}
		if i < len(wanted) {
			wants = strings.TrimSpace(wanted[i])
		}
		if has != wants {
			t.Errorf("event %d:\n got %s\nwant %s", i+1, has, wants)
		}
	}
	return m
}

// Sound checks what holds for every match: the events of each source are numbered
// as they come, they are of the match or of its texts and not yet laid out, periods
// and their clocks do not go back, and what begins ends.
func Sound(t testing.TB, m *recording.Match) {
	t.Helper()
	var period components.Period
	var clock components.PTS
	ended := true
	seqs := map[components.Input]uint32{}
	for i := range m.Events {
		e := &m.Events[i]
		seqs[e.Source]++
		switch {
		case e.Seq != seqs[e.Source]:
			t.Fatalf("event %d has the number %d, want %d of %v", i+1, e.Seq, seqs[e.Source], e.Source)
		case e.Kind.Control() || e.Source != e.Kind.Input() || e.Occurred != 0 || e.Received < 0 || e.Kind >= components.EventKinds || e.Team > components.Away:
			t.Fatalf("event %d: %+v", i+1, e)
		case e.Period < period || e.Period == period && e.Clock < clock || e.Clock < 0:
			t.Fatalf("event %d is at %v of period %d, after %v of period %d", i+1, e.Clock.Duration(), e.Period, clock.Duration(), period)
		case e.Kind == components.Goal && !goalOfShot(m.Events[:i], e):
			t.Fatalf("event %d is a goal without a shot on target", i+1)
		case (e.X == components.NoPlace) != (e.Y == components.NoPlace) || (e.EndX == components.NoPlace) != (e.EndY == components.NoPlace):
			t.Fatalf("event %d is half in a place: %+v", i+1, e)
		}
		period, clock = e.Period, e.Clock
		switch e.Kind {
		case components.PeriodStart:
			ended = false
		case components.PeriodEnd, components.Abandoned:
			ended = true
		}
	}
	if !ended {
		t.Fatalf("period %d does not end", period)
	}
	if n := len(m.Events); n > 0 && m.Events[n-1].Kind != components.MatchEnd && m.Events[n-1].Kind != components.Abandoned {
		t.Fatalf("the match ends with %v", m.Events[n-1].Kind)
	}
}

// goalOfShot reports whether one of the last events before a goal is its shot, or
// one that lasts until the goal.
func goalOfShot(before []components.Event, goal *components.Event) bool {
	for i, e := range slices.Backward(before) {
		if last := i >= len(before)-8 || e.Clock+components.PTS(e.Duration)*90 >= goal.Clock; e.Kind == components.Shot && e.Team == goal.Team && e.Flags&components.OnTarget != 0 && last {
			return true
		}
	}
	return false
}
