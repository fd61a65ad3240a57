package recording_test

import (
	"errors"
	"iter"
	"math/rand/v2"
	"reflect"
	"testing"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// own returns e of a side.
func own(e components.Event, team components.Team) components.Event {
	e.Team = team
	return e
}

// flagged returns e with flags.
func flagged(e components.Event, flags components.EventFlags) components.Event {
	e.Flags = flags
	return e
}

// revised returns e as revision rev of event seq.
func revised(e components.Event, seq uint32, rev uint8) components.Event {
	e.Seq, e.Rev = seq, rev
	return e
}

// about returns e as speaking of event seq.
func about(e components.Event, seq uint32) components.Event {
	e.Ref = seq
	return e
}

func TestScore(t *testing.T) {
	goal := own(at(1, 60, components.Goal), components.Home)
	tests := []struct {
		name   string
		events []components.Event
		want   recording.Tally
	}{
		{"none", []components.Event{own(at(1, 60, components.Shot), components.Home)}, recording.Tally{}},
		{"one each", []components.Event{goal, own(goal, components.Away)}, recording.Tally{Home: 1, Away: 1}},
		{"own goal", []components.Event{own(at(1, 60, components.OwnGoal), components.Away)}, recording.Tally{Away: 1}},
		{"of no side", []components.Event{own(goal, components.NoTeam)}, recording.Tally{}},
		{"disallowed", []components.Event{goal, about(at(1, 70, components.GoalDisallowed), 1)}, recording.Tally{}},
		{"disallowed before it counted", []components.Event{goal, at(1, 70, components.GoalDisallowed)}, recording.Tally{Home: 1}},
		{"another disallowed", []components.Event{goal, goal, about(at(1, 70, components.GoalDisallowed), 2)}, recording.Tally{Home: 1}},
		{"overturned", []components.Event{goal, flagged(about(at(1, 70, components.ReviewEnd), 1), components.Overturned)}, recording.Tally{}},
		{"upheld", []components.Event{goal, about(at(1, 70, components.ReviewEnd), 1)}, recording.Tally{Home: 1}},
		{"disallowed and overturned", []components.Event{goal, about(at(1, 70, components.GoalDisallowed), 1), flagged(about(at(1, 71, components.ReviewEnd), 1), components.Overturned)}, recording.Tally{}},
		{"disallowed, then that taken back", []components.Event{goal, about(at(1, 70, components.GoalDisallowed), 1), flagged(revised(about(at(1, 70, components.GoalDisallowed), 1), 2, 1), components.Voided)}, recording.Tally{Home: 1}},
		{"taken back", []components.Event{goal, flagged(revised(goal, 1, 1), components.Voided)}, recording.Tally{}},
		{"taken back and given again", []components.Event{goal, flagged(revised(goal, 1, 1), components.Voided), revised(goal, 1, 2)}, recording.Tally{Home: 1}},
		{"for the other side after all", []components.Event{goal, revised(own(goal, components.Away), 1, 1)}, recording.Tally{Away: 1}},
		{"revision first", []components.Event{revised(own(goal, components.Away), 1, 1), revised(goal, 1, 0)}, recording.Tally{Away: 1}},
		{"came twice", []components.Event{revised(goal, 1, 0), revised(own(goal, components.Away), 1, 0)}, recording.Tally{Home: 1}},
		{"same number from the control room", []components.Event{goal, revised(at(1, 60, components.OperatorHold), 1, 1)}, recording.Tally{Home: 1}},
		{"kick of the shoot-out", []components.Event{flagged(own(at(5, 1, components.PenaltyKick), components.Home), components.Scored), own(at(5, 2, components.Goal), components.Home)}, recording.Tally{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := match(tt.events...).Result()
			if r.Score != tt.want {
				t.Errorf("score %+v, want %+v", r.Score, tt.want)
			}
		})
	}
}

func TestResult(t *testing.T) {
	kick := own(at(5, 30, components.PenaltyKick), components.Home)
	m := match(
		at(1, 0, components.PeriodStart), own(at(1, 30, components.PenaltyKick), components.Home), at(1, 60, components.PeriodEnd),
		at(5, 0, components.PeriodStart), flagged(kick, components.Scored), kick, flagged(own(kick, components.Away), components.Scored),
		flagged(kick, components.Scored), at(5, 60, components.Abandoned),
	)
	r := m.Result()
	if r.Shootout != (recording.Tally{Home: 2, Away: 1}) || !r.Kicks || !r.Abandoned || r.Periods != 2 || r.Events != 9 || r.Kinds[components.PenaltyKick] != 5 {
		t.Errorf("%+v", r)
	}
	if got := r.PerMinute(); got != 4.5 {
		t.Errorf("%v events a minute, want 4.5", got)
	}
	if got := (&recording.Result{Events: 1}).PerMinute(); got != 0 {
		t.Errorf("%v events a minute of nothing", got)
	}
}

// TestInnings checks that runs and wickets go to the innings that is played, and
// that a super over counts in none of the scores.
func TestInnings(t *testing.T) {
	runs := func(p components.Period, team components.Team, n int32) components.Event {
		e := own(at(p, 9, components.Score), team)
		e.Value = n
		return e
	}
	start := func(p components.Period, team components.Team) components.Event {
		return own(at(p, 0, components.PeriodStart), team)
	}
	const super = components.SuperOver
	m := match(
		at(0, 0, components.MatchStart),
		start(1, components.Away), runs(1, components.Away, 4), own(at(1, 9, components.Wicket), components.Away), runs(1, components.Away, 6),
		start(2, components.Home), runs(2, components.Home, 3), runs(2, components.Home, 7), flagged(revised(runs(2, components.Home, 7), 8, 1), components.Voided),
		start(super, components.Home), runs(super, components.Home, 15), start(super+1, components.Away),
		own(at(super+1, 9, components.Wicket), components.Away), about(flagged(at(super+1, 9, components.ReviewEnd), components.Overturned), 13),
	)
	m.Sport = "cricket"
	r := m.Result()
	want := []recording.Innings{
		{Team: components.Away, Runs: 10, Wickets: 1}, {Team: components.Home, Runs: 3},
		{Team: components.Home, Runs: 15, Super: true}, {Team: components.Away, Super: true},
	}
	if !reflect.DeepEqual(r.Innings, want) || r.Score != (recording.Tally{Home: 3, Away: 10}) {
		t.Errorf("score %+v, innings %+v, want %+v", r.Score, r.Innings, want)
	}
}

func TestOutcome(t *testing.T) {
	home, away := own(at(1, 60, components.Goal), components.Home), own(at(1, 60, components.Goal), components.Away)
	kick := flagged(own(at(5, 60, components.PenaltyKick), components.Away), components.Scored)
	tests := []struct {
		name, sport string
		source      recording.Outcome
		events      []components.Event
		want        recording.Outcome
	}{
		{"home", "football", "", []components.Event{home}, "home"},
		{"away", "football", "", []components.Event{away}, "away"},
		{"level", "football", "", []components.Event{home, away}, "draw"},
		{"shoot-out", "football", "", []components.Event{home, away, kick}, "away"},
		{"shoot-out of a match that is not level", "football", "", []components.Event{home, kick}, "home"},
		{"level at cricket", "cricket", "", nil, "tie"},
		{"as the source has it", "cricket", recording.Draw, []components.Event{home}, "draw"},
		{"as its end has it", "cricket", "", []components.Event{home, own(at(1, 60, components.MatchEnd), components.Away)}, "away"},
		{"for the side that is at home", "cricket", "", []components.Event{away, own(at(1, 60, components.MatchEnd), components.Home)}, "home"},
		{"a tie that was decided", "cricket", "", []components.Event{home, flagged(own(at(1, 60, components.MatchEnd), components.Away), components.Tied)}, "tie"},
		{"a draw", "cricket", "", []components.Event{home, flagged(at(1, 60, components.MatchEnd), components.Drawn)}, "draw"},
		{"the end says nothing", "cricket", "", []components.Event{home, at(1, 60, components.MatchEnd)}, "home"},
		{"the end of football does not say", "football", "", []components.Event{home, own(at(1, 60, components.MatchEnd), components.Away)}, "home"},
		{"the source before its end", "cricket", recording.Draw, []components.Event{own(at(1, 60, components.MatchEnd), components.Home)}, "draw"},
		{"abandoned", "cricket", recording.HomeWin, []components.Event{home, at(1, 70, components.Abandoned)}, "no-result"},
	}
	for _, tt := range tests {
		m := match(tt.events...)
		m.Sport, m.Outcome = tt.sport, tt.source
		if r := m.Result(); r.Outcome != tt.want || (r.Innings != nil) != (tt.sport == "cricket" && tt.events != nil) {
			t.Errorf("%s: %s, innings %v, want %s", tt.name, r.Outcome, r.Innings, tt.want)
		} else if decided := tt.name == "a tie that was decided"; (r.Eliminator == components.Away) != decided {
			t.Errorf("%s: decided for %v", tt.name, r.Eliminator)
		}
	}
}

// TestResultOrder is the property that lets the result be taken before or after
// the match is laid out.
func TestResultOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	kinds := [...]components.EventKind{components.Goal, components.OwnGoal, components.GoalDisallowed, components.ReviewEnd, components.PenaltyKick, components.Pass}
	for range 200 {
		var events []components.Event
		for seq := uint32(1); seq <= 20; seq++ {
			for rev := range 1 + rng.IntN(3) {
				e := revised(at(components.Period(1+rng.IntN(5)), rng.IntN(100), kinds[rng.IntN(len(kinds))]), seq, uint8(rev))
				e.Team, e.Ref = components.Team(rng.IntN(3)), uint32(rng.IntN(21))
				e.Flags = components.EventFlags(rng.Uint32()) & (components.Voided | components.Overturned | components.Scored)
				events = append(events, e)
			}
		}
		want := match(events...).Result()
		rng.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		if got := match(events...).Result(); !reflect.DeepEqual(got, want) {
			t.Fatalf("result\n got %+v\nwant %+v", got, want)
		}
		m := match(events...)
		m.Lay(recording.Layout{})
		if got := m.Result(); !reflect.DeepEqual(got, want) {
			t.Fatalf("laid out\n got %+v\nwant %+v", got, want)
		}
	}
}

func TestWarnings(t *testing.T) {
	var w recording.Warnings
	if w.String() != "" || w.Count(recording.BadPlace) != 0 {
		t.Errorf("no warnings: %q", w)
	}
	w.Add(recording.UnknownType, "line %d", 3)
	w.Add(recording.ClockRollover, "event %d", 1)
	w.Add(recording.UnknownType, "line %d", 4)
	if got, want := w.String(), "clock-rollover: event 1\nunknown-type: 2 times, first line 3"; got != want {
		t.Errorf("warnings\n got %s\nwant %s", got, want)
	}
	if got := w.Count(recording.UnknownType); got != 2 {
		t.Errorf("%d unknown types, want 2", got)
	}
}

func TestError(t *testing.T) {
	tests := []struct {
		err  recording.Error
		want string
	}{
		{
			recording.Error{Offset: 182334, Record: 512, ID: "9f3b51c0-0000", Field: "timestamp", Found: `"00:61:00.000"`, Want: "00-59", Err: recording.Fault("minutes out of range")},
			`byte 182334, event 512 (id 9f3b51c0..): timestamp "00:61:00.000": minutes out of range: want 00-59`,
		},
		{recording.Error{Line: 3, Offset: 9, Field: "t", Err: recording.Missing}, "line 3: t: missing"},
		{recording.Error{Record: 1, ID: "123456789012", Err: recording.Truncated}, "byte 0, event 1 (id 123456789012): the file ends too early"},
		{recording.Error{Field: "an HTML page", Err: recording.ErrUnknown}, "an HTML page: of no known format"},
	}
	for _, tt := range tests {
		if got := tt.err.Error(); got != tt.want {
			t.Errorf("message\n got %s\nwant %s", got, tt.want)
		}
		if unknown := tt.err.Err == recording.ErrUnknown; errors.Is(&tt.err, recording.ErrFormat) == unknown || errors.Is(&tt.err, recording.ErrUnknown) != unknown {
			t.Errorf("%v is of the wrong class", &tt.err)
		}
	}
}

func TestClip(t *testing.T) {
	const forty = "0123456789012345678901234567890123456789"
	tests := []struct{ found, want string }{
		{"", ""}, {forty, forty}, {forty + "0", forty + ".."},
		{forty[:39] + "é", forty[:39] + ".."}, {forty[:38] + "é", forty[:38] + "é"},
		{"a\x1b[2Jb\n", "a\uFFFD[2Jb\uFFFD"}, {"\xff", "\uFFFD"},
	}
	for _, tt := range tests {
		if got := recording.Clip([]byte(tt.found)); got != tt.want {
			t.Errorf("Clip(%q) = %q, want %q", tt.found, got, tt.want)
		}
	}
}

// TestRead checks that a match comes whole or not at all.
func TestRead(t *testing.T) {
	fault := &recording.Error{Line: 2, Err: recording.Truncated}
	reader := func(fail bool) recording.Reader {
		return func(_ []byte, _ components.Interner, m *recording.Match) iter.Seq2[components.Event, error] {
			return func(yield func(components.Event, error) bool) {
				m.Home = "A"
				if yield(at(1, 1, components.Goal), nil) && fail {
					yield(components.Event{}, fault)
				}
			}
		}
	}
	m, err := recording.Read(reader(false), nil, nil)
	if err != nil || m.Home != "A" || len(m.Events) != 1 || m.Warnings.Count(recording.PeriodMissingEnd) != 1 {
		t.Errorf("match %+v, %v", m, err)
	}
	if m, err = recording.Read(reader(true), nil, nil); m != nil || !errors.Is(err, recording.ErrFormat) {
		t.Errorf("match %+v, error %v, want none and %v", m, err, fault)
	}
}

// TestStart checks that the beginning of a text has no half letters, whatever else is
// in it.
func TestStart(t *testing.T) {
	for _, tt := range []struct {
		text string
		n    int
		want string
	}{
		{"", 4, ""},
		{"abcd", 4, "abcd"},
		{"abcde", 4, "abcd"},
		{"abcé", 4, "abc"},
		{"abcé", 5, "abcé"},
		{"a\xffcé!", 4, "a\xffc"},
		{"a😀b", 4, "a"},
		{"a😀b", 5, "a😀"},
		{"\x80\x80\x80\x80\x80", 4, "\x80\x80\x80\x80"},
		{"😀", 1, ""},
		{"ab\xff\xff", 3, "ab\xff"},
	} {
		if got := recording.Start([]byte(tt.text), tt.n); string(got) != tt.want {
			t.Errorf("Start(%q, %d) = %q, want %q", tt.text, tt.n, got, tt.want)
		}
	}
}
