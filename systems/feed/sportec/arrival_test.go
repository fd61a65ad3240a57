package sportec_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/sportec"
)

// read reads a file that is in order.
func read(t *testing.T, data string) *recording.Match {
	t.Helper()
	m, err := recording.Read(sportec.Read, []byte(data), ecs.NewSymbols())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestHeard checks when entries are heard of: by the latest moment that an entry
// before them in the file speaks of.
func TestHeard(t *testing.T) {
	foul := func(id string, second int) string {
		return entry(id, second*1000, fmt.Sprintf(`<Foul Fouler="%s"/>`, id))
	}
	m := read(t, put(first, foul("10", 10), foul("20", 20), foul("15", 15), foul("12", 12), foul("20b", 20), foul("19", 19),
		entry("gone", 25_000, `<Delete/>`), foul("21", 21), foul("22", 22), foul("22b", 22), half, foul("3", 3), foul("2", 2)))
	late := map[components.PTS]components.PTS{} // by the second
	for _, e := range m.Events {
		if e.Kind == components.Foul {
			late[e.Clock/components.PTSPerSecond] = e.Received
		}
		if (e.Received > 0) != (e.Flags&components.Late != 0) {
			t.Errorf("%v at %v is heard of %v later, flags %b", e.Kind, e.Clock.Duration(), e.Received.Duration(), e.Flags)
		}
	}
	const s = components.PTSPerSecond
	want := map[components.PTS]components.PTS{
		2: 46*60*s - 2*s + 2*s, 3: 46*60*s - 3*s + 1*s, // after the whistle, in the order in which they were made
		10: 0, 12: 8*s + 2, 15: 5*s + 1, 19: 1*s + 3, 20: 0, 21: 0, 22: 0, // what was taken back says nothing of the time
	}
	for second, w := range want {
		if late[second] != w {
			t.Errorf("the foul of second %d is heard of %d steps later, want %d", second, late[second], w)
		}
	}
	if n := m.Warnings.Count(recording.LateEntry); n != 5 {
		t.Errorf("%d late entries, want 5: %v", n, m.Warnings)
	}
	const text = "late-entry: 5 times, first event 4 (id 15): it is of 5s before the latest one: heard of after that"
	if !strings.Contains(m.Warnings.String(), text) {
		t.Errorf("warnings\n%v\nwant %s", m.Warnings, text)
	}
	// Laid out as it was recorded, they come in the order of the file.
	m.Lay(recording.Layout{})
	var order []int
	for _, e := range m.Events {
		if e.Kind == components.Foul {
			order = append(order, int(e.Clock/s))
		}
	}
	if want := []int{10, 20, 20, 15, 12, 19, 21, 22, 22, 3, 2}; !slices.Equal(order, want) {
		t.Errorf("heard of in the order %v, want %v", order, want)
	}
}

// revisions lists the messages about fouls, cards and what they become, in the
// order of their numbers: number.revision kind player late-in-seconds.
func revisions(m *recording.Match) string {
	var b strings.Builder
	base := uint32(0)
	for _, e := range m.Events {
		switch e.Kind {
		case components.Shot, components.Goal, components.Save, components.Foul:
			if base == 0 {
				base = e.Seq - 1
			}
			fmt.Fprintf(&b, "%d.%d %v@%v", e.Seq-base, e.Rev, e.Kind, e.Clock.Duration())
			if e.Received > 0 {
				fmt.Fprintf(&b, "+%v", (e.Received / 90 * 90).Duration())
			}
			if e.Flags&components.Voided != 0 {
				b.WriteString(" void")
			}
			b.WriteByte('\n')
		}
	}
	return strings.TrimSpace(b.String())
}

// TestRevisions checks what becomes of entries whose ID came before.
func TestRevisions(t *testing.T) {
	shot := func(id string, second int, outcome string) string {
		return entry(id, second*1000, `<ShotAtGoal Team="A" Player="a9">`+outcome+`</ShotAtGoal>`)
	}
	const in, saved, wide = `<SuccessfulShot CurrentResult="1:0"/>`, `<SavedShot/>`, `<ShotWide/>`
	foul := entry("f", 30_000, `<Foul/>`)
	gone := func(second int) string { return entry("s", second*1000, `<Delete/>`) }
	tests := []struct {
		name    string
		entries []string
		want    string
		score   int
		warning recording.Class
	}{
		{"once", []string{shot("s", 10, in)}, "1.0 shot@10s\n2.0 goal@10s", 1, ""},
		{"twice the same", []string{shot("s", 10, in), foul, shot("s", 10, in)}, "1.0 shot@10s\n2.0 goal@10s\n3.0 foul@30s", 1, recording.DuplicateID},
		{"taken back", []string{shot("s", 10, in), foul, gone(10)}, "1.0 shot@10s\n1.1 shot@10s+20s void\n2.0 goal@10s\n2.1 goal@10s+20s void\n3.0 foul@30s", 0, ""},
		{"taken back at once", []string{shot("s", 10, in), gone(10)}, "1.0 shot@10s\n1.1 shot@10s void\n2.0 goal@10s\n2.1 goal@10s void", 0, ""},
		{"taken back twice", []string{shot("s", 10, wide), gone(10), foul, gone(11)}, "1.0 shot@10s\n1.1 shot@10s void\n2.0 foul@30s", 0, ""},
		{"taken back and made again", []string{shot("s", 10, wide), gone(10), foul, shot("s", 10, wide)}, "1.0 shot@10s\n1.1 shot@10s void\n1.2 shot@10s+20s\n2.0 foul@30s", 0, ""},
		{"a goal after all", []string{shot("s", 10, saved), foul, shot("s", 10, in)}, "1.0 shot@10s\n1.1 shot@10s+20s\n2.0 save@10s\n2.1 goal@10s+20s\n3.0 foul@30s", 1, ""},
		{"no goal after all", []string{shot("s", 10, in), foul, shot("s", 10, wide)}, "1.0 shot@10s\n1.1 shot@10s+20s\n2.0 goal@10s\n2.1 goal@10s+20s void\n3.0 foul@30s", 0, ""},
		{"more than before", []string{shot("s", 10, wide), foul, shot("s", 10, in)}, "1.0 shot@10s\n1.1 shot@10s+20s\n2.0 goal@10s+20s\n3.0 foul@30s", 1, ""},
		{"more than before, then no more", []string{shot("s", 10, wide), shot("s", 10, in), foul, gone(10)},
			"1.0 shot@10s\n1.1 shot@10s\n1.2 shot@10s+20s void\n2.0 goal@10s\n2.1 goal@10s+20s void\n3.0 foul@30s", 0, ""},
		{"at another time", []string{shot("s", 10, wide), foul, shot("s", 40, wide)}, "1.0 foul@30s\n2.0 shot@10s\n2.1 shot@40s", 0, ""},
		{"nothing to take back", []string{gone(10), foul}, "1.0 foul@30s", 0, recording.Tombstone},
		{"made after it was taken back", []string{gone(10), shot("s", 10, wide), foul}, "1.0 shot@10s\n2.0 foul@30s", 0, recording.Tombstone},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := read(t, put(first, strings.Join(tt.entries, "\n"), entry("w", 60_000, `<FinalWhistle GameSection="firstHalf"/>`)))
			if got := revisions(m); got != tt.want {
				t.Errorf("events\n%s\nwant\n%s", got, tt.want)
			}
			if got := m.Result().Score; got != (recording.Tally{Home: tt.score}) {
				t.Errorf("score %+v, want %d-0", got, tt.score)
			}
			var other recording.Warnings
			for _, w := range m.Warnings {
				if w.Class != tt.warning && w.Class != recording.LateEntry && w.Class != recording.UnknownSides {
					other = append(other, w)
				}
			}
			if len(other) > 0 || tt.warning != "" && m.Warnings.Count(tt.warning) != 1 {
				t.Errorf("warnings\n%v\nwant %q", m.Warnings, tt.warning)
			}
		})
	}
}

// TestManyRevisions checks that there are as many as can be numbered.
func TestManyRevisions(t *testing.T) {
	var entries []string
	for i := range 256 {
		entries = append(entries, entry("s", 1000+i, `<Foul/>`))
	}
	m := read(t, put(first, strings.Join(entries, "\n")))
	if e := m.Events[len(m.Events)-3]; e.Kind != components.Foul || e.Rev != 255 {
		t.Errorf("the last foul is revision %d", e.Rev)
	}
	_, err := recording.Read(sportec.Read, []byte(put(first, strings.Join(entries, "\n"), entry("s", 0, `<Delete/>`))), ecs.NewSymbols())
	if err == nil || !strings.HasSuffix(err.Error(), "event 258 (id s): EventId s: out of range: want at most 255 revisions") {
		t.Errorf("error %v", err)
	}
}

// TestReviewGoesOn checks that what is entered before it is over is heard of when
// it is.
func TestReviewGoesOn(t *testing.T) {
	m := read(t, put(first, entry("v", 10_000, `<VideoAssistantAction TimestampStartAction="2022-08-06T18:00:08Z" TimestampEndAction="2022-08-06T18:00:30Z"/>`)))
	for _, e := range m.Events {
		want := components.PTS(0)
		if e.Kind == components.ReviewStart {
			want = 2 * components.PTSPerSecond
		}
		if e.Received != want {
			t.Errorf("%v is heard of %v later, want %v", e.Kind, e.Received.Duration(), want.Duration())
		}
	}
}

// TestRevisedClaim checks that who has the ball follows from what stands in the
// end, and that what was taken back leaves nothing of it.
func TestRevisedClaim(t *testing.T) {
	claim := func(id string, second int, team string) string {
		return entry(id, second*1000, `<BallClaiming Team="`+team+`"/>`)
	}
	m := read(t, put(first, claim("1", 1, "A"), claim("2", 2, "B"), claim("3", 3, "B"), claim("4", 4, "A"), entry("2", 2000, `<Delete/>`), claim("5", 5, "B")))
	var got []string
	for _, e := range m.Events {
		if e.Kind == components.Possession {
			got = append(got, fmt.Sprintf("%v %v", e.Clock.Duration(), e.Team))
		}
	}
	if want := []string{"0s home", "3s away", "4s home", "5s away"}; !slices.Equal(got, want) {
		t.Errorf("possession %v, want %v", got, want)
	}
}

// TestNumbers checks that events are numbered by when they happened, though they
// are entered in another order, so that arrival without delay is in order too.
func TestNumbers(t *testing.T) {
	var entries []string
	for i := range 200 {
		entries = append(entries, entry(fmt.Sprint(i), (i*37%200)*1000+500, `<Foul/>`))
	}
	m := read(t, put(first, strings.Join(entries, "\n"), half))
	for _, arrival := range []recording.ArrivalMode{recording.Zero, recording.Scout} {
		again := *m
		again.Events = slices.Clone(m.Events)
		again.Lay(recording.Layout{Arrival: recording.Arrival{Mode: arrival, Median: time.Millisecond}})
		var clock components.PTS
		for i, e := range again.Events {
			if arrival == recording.Zero && (e.Seq != uint32(i+1) || e.Clock < clock) {
				t.Fatalf("event %d is number %d", i+1, e.Seq)
			}
			clock = e.Clock
		}
	}
}
