package sportec_test

import (
	"reflect"
	"slices"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/ndjson"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/recordingtest"
	"touchline/systems/feed/sportec"
	"touchline/systems/internal/recorded"
)

// file returns a file of the recorded match, which lies beside the checkout.
func file(t testing.TB, name string) []byte {
	t.Helper()
	return recorded.File(t, "sportec", name)
}

// TestFile is what makes the reader right: the score that it derives is the
// match's own, and so are its kick-off, its half-time and its counts.
func TestFile(t *testing.T) {
	events := file(t, "J03WPY_events.xml")
	withInfo, err := sportec.WithInfo(file(t, "J03WPY_meta.xml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, home, away, scorer string
		read                     recording.Reader
	}{
		{"events alone", "DFL-CLU-00000P", "DFL-CLU-000005", "DFL-OBJ-J0178P", sportec.Read},
		{"with information", "Fortuna Düsseldorf", "1. FC Nürnberg", "Kwadwo Duah", withInfo},
	} {
		t.Run(tt.name, func(t *testing.T) {
			names := ecs.NewSymbols()
			m, err := recording.Read(tt.read, events, names)
			if err != nil {
				t.Fatal(err)
			}
			sound(t, m)
			r := m.Result()
			if m.Home != tt.home || m.Away != tt.away || m.Records != 1504 || r.Score != (recording.Tally{Away: 1}) || r.Periods != 2 {
				t.Errorf("%s - %s of %d records, %+v", m.Home, m.Away, m.Records, r)
			}
			if m.Kickoff != 1_665_831_688_310 || m.Breaks != [6]components.PTS{2: 958_010 * 90} {
				t.Errorf("kick-off at %d, breaks %v", m.Kickoff, m.Breaks)
			}
			for kind, want := range map[components.EventKind]int{
				components.Pass: 798, components.ThrowIn: 41, components.Shot: 26, components.FreeKick: 20, components.Foul: 18,
				components.GoalKick: 18, components.Corner: 11, components.YellowCard: 9, components.Substitution: 9,
				components.Save: 5, components.DropBall: 4, components.KickOff: 3, components.Offside: 2,
				components.PenaltyNotAwarded: 2, components.PeriodEnd: 2, components.Goal: 1, components.Other: 0,
			} {
				if r.Kinds[kind] != want {
					t.Errorf("%d of %v, want %d", r.Kinds[kind], kind, want)
				}
			}
			if len(m.Warnings) != 2 || m.Warnings.Count(recording.LateEntry) != 191 || m.Warnings.Count(recording.Tombstone) != 60 {
				t.Errorf("warnings\n%v", m.Warnings)
			}
			i := slices.IndexFunc(m.Events, func(e components.Event) bool { return e.Kind == components.Goal })
			if e := m.Events[i]; names.Text(e.Player) != tt.scorer || e.Team != components.Away || e.Period != 2 || e.Clock != 84_514*90 || e.X != 4288 {
				t.Errorf("the goal is %+v by %s", e, names.Text(e.Player))
			}
		})
	}
}

// TestSidesOfFile checks that the sides attack the way they should: shots are
// taken in the half that is attacked.
func TestSidesOfFile(t *testing.T) {
	m := read(t, string(file(t, "J03WPY_events.xml")))
	for _, e := range m.Events {
		if e.Kind == components.Shot && ((e.Team == components.Home) == (e.Period == 1)) != (e.X > 0) {
			t.Errorf("%v shoots at %d in period %d", e.Team, e.X, e.Period)
		}
	}
}

// TestFileIsWritten checks that the match is the same when it was written as
// NDJSON and read again, and laid out likewise.
func TestFileIsWritten(t *testing.T) {
	names := ecs.NewSymbols()
	first, err := recording.Read(sportec.Read, file(t, "J03WPY_events.xml"), names)
	if err != nil {
		t.Fatal(err)
	}
	again(t, first, names)
}

// again writes m as NDJSON and reads it.
func again(t *testing.T, m *recording.Match, names *ecs.Symbols) {
	t.Helper()
	written := ndjson.Append(nil, m, names.Text)
	second, err := recording.Read(ndjson.Read, written, names)
	if err != nil {
		t.Fatalf("cannot read back: %v", err)
	}
	if !slices.Equal(m.Events, second.Events) || m.Breaks != second.Breaks || m.Home != second.Home || m.Kickoff != second.Kickoff {
		t.Fatalf("%d events, and %d when they are read again", len(m.Events), len(second.Events))
	}
	m.Lay(recording.Layout{})
	second.Lay(recording.Layout{})
	if !slices.Equal(m.Events, second.Events) || m.End != second.End {
		t.Fatal("laid out they are not the same")
	}
}

// sound checks what holds for every match of the format. Of an event that was
// revised the newest word is in its place.
func sound(t *testing.T, m *recording.Match) {
	t.Helper()
	var last components.Event
	for i, e := range m.Events {
		newest := i+1 == len(m.Events) || m.Events[i+1].Seq != e.Seq
		switch {
		case e.Seq == last.Seq && e.Rev <= last.Rev, e.Seq != last.Seq && (e.Seq != last.Seq+1 || e.Rev != 0):
			t.Fatalf("event %d.%d comes after %d.%d", e.Seq, e.Rev, last.Seq, last.Rev)
		case e.Source != components.FromMatch || e.Occurred != 0 || e.Received < 0 || e.Clock < 0 || e.Kind >= components.EventKinds || e.Team > components.Away:
			t.Fatalf("event %d: %+v", i+1, e)
		case e.Period < 1 || e.Period > components.Shootout:
			t.Fatalf("event %d is of period %d", i+1, e.Period)
		case (e.X == components.NoPlace) != (e.Y == components.NoPlace):
			t.Fatalf("event %d is half in a place: %+v", i+1, e)
		}
		if newest {
			k := i
			for k > 0 && m.Events[k-1].Seq == e.Seq {
				k--
			}
			if k > 0 {
				if p := m.Events[k-1]; e.Period < p.Period || e.Period == p.Period && e.Clock < p.Clock {
					t.Fatalf("event %d is at %v of period %d, after %v of period %d", e.Seq, e.Clock.Duration(), e.Period, p.Clock.Duration(), p.Period)
				}
			}
		}
		last = e
	}
	if r := m.Result(); r.Kinds[components.PeriodStart] < r.Periods || r.Kinds[components.MatchStart] > 1 || r.Kinds[components.MatchEnd] > 1 {
		t.Fatalf("%d periods, of which %d begin", r.Periods, r.Kinds[components.PeriodStart])
	}
}

// FuzzRead checks that any bytes are a sound match, which can be laid out and
// written and read again, or are refused with the place of the fault.
func FuzzRead(f *testing.F) {
	f.Add([]byte(game))
	f.Add([]byte(whole))
	f.Add([]byte(put(first, goal, half, goal, entry("g1", 7*minute, `<ShotAtGoal Team="B"><SavedShot/></ShotAtGoal>`), entry("g1", 3*minute, `<Delete/>`), second, full)))
	f.Add([]byte(put(entry("1", 9, `<FinalWhistle GameSection="secondHalf" FinalResult="0:1"/>`), entry("2", 3, `<OwnGoal Team="A" CurrentResult="0:1"/>`), entry("3", 5, `<StartPenaltyShootOut/>`))))
	f.Add([]byte("\uFEFF<PutDataRequest><!-- --><Event EventId='&#49;' EventTime='2022-08-06T18:00:00.123456789-12:00'><Run/><Foul/></Event></PutDataRequest>"))
	f.Add([]byte(put(first, entry("2", 24*60*minute, `<Run/>`), entry("3", -24*60*minute, `<Foul/>`))))
	f.Add([]byte(information))
	f.Fuzz(func(t *testing.T, data []byte) {
		sportec.Is(data)
		if withInfo, err := sportec.WithInfo(data); err == nil {
			data = []byte(whole) // read by names of any kind
			if _, err := recording.Read(withInfo, data, ecs.NewSymbols()); err != nil && !isError(err) {
				t.Errorf("error %v does not say where", err)
			}
		} else if why := recordingtest.Misplaced(err, data); why != "" {
			t.Errorf("%v: %s", err, why)
		}
		names := ecs.NewSymbols()
		m, err := recording.Read(sportec.Read, data, names)
		if err != nil {
			if why := recordingtest.Misplaced(err, data); why != "" {
				t.Errorf("%v: %s", err, why)
			}
			return
		}
		sound(t, m)
		before := m.Result()
		again(t, m, names)
		if after := m.Result(); !reflect.DeepEqual(before, after) {
			t.Fatalf("result %+v, and %+v when it is laid out", before, after)
		}
	})
}

// BenchmarkRead measures a match of 1,504 entries, read whole.
func BenchmarkRead(b *testing.B) {
	data := file(b, "J03WPY_events.xml")
	names := ecs.NewSymbols()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := recording.Read(sportec.Read, data, names); err != nil {
			b.Fatal(err)
		}
	}
}
