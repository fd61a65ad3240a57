package statsbomb_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/statsbomb"
)

// sheet has the line-ups of the match that game is.
const sheet = `[{"team_id":7,"team_name":"T7","lineup":[{"player_id":1,"player_name":"Zo\u00eb Long Name","player_nickname":"Zo\u00eb","cards":[]},
{"player_id":2,"player_name":"Bee","player_nickname":null,"cards":[{"time":"02:00","card_type":"Yellow Card","reason":"Foul Committed","period":1},{"card_type":"Yellow Card"},{"card_type":"Second Yellow"}]}]},
{"team_id":9,"team_name":"T9","lineup":[{"player_id":3,"player_name":"Cee","player_nickname":"C","cards":[{"card_type":"Red Card"},{"card_type":"Green Card"}]},{"player_id":4,"player_name":"Dee","cards":null}]}]`

func lineUp(t testing.TB, text string) recording.Reader {
	t.Helper()
	read, err := statsbomb.WithInfo([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// carded has a player of each kind: with a nickname, without one, not lined up; who
// passes, is passed to and is exchanged.
var carded = array(
	rec(1, 1, "00:00:00.000", 30, 7, `"player":{"id":1,"name":"Zoe"},"pass":{"recipient":{"id":2,"name":"B"}}`),
	rec(2, 1, "00:00:01.000", 30, 9, `"player":{"id":5,"name":"E"},"pass":{"recipient":{"id":3,"name":"Cee"}}`),
	rec(3, 1, "00:00:02.000", 19, 9, `"player":{"name":"Cee"},"substitution":{"replacement":{"id":3,"name":"Cee"}}`),
	rec(4, 1, "00:00:03.000", 22, 7, `"player":{"id":2,"name":"B"},"foul_committed":{"card":{"id":7}}`),
	rec(5, 1, "00:00:04.000", 24, 7, `"player":{"id":2,"name":"B"},"bad_behaviour":{"card":{"id":65}}`),
	rec(6, 1, "00:00:05.000", 24, 7, `"player":{"id":2,"name":"B"},"bad_behaviour":{"card":{"id":66}}`),
	rec(7, 1, "00:00:06.000", 24, 9, `"player":{"id":3,"name":"Cee"},"bad_behaviour":{"card":{"id":67}}`),
	rec(8, 1, "00:00:07.000", 24, 9, `"player":{"id":5,"name":"E"},"bad_behaviour":{"card":{"id":67}}`),
	rec(9, 1, "00:45:00.000", 34, 7, ``),
)

func TestLineups(t *testing.T) {
	names := ecs.NewSymbols()
	m, err := recording.Read(lineUp(t, sheet), []byte(carded), names)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range m.Events {
		if e := &m.Events[i]; e.Player != 0 || e.Other != 0 {
			text := fmt.Sprintf("%v %s", e.Kind, names.Text(e.Player))
			if e.Other != 0 {
				text += ">" + names.Text(e.Other)
			}
			got = append(got, text)
		}
	}
	if want := "pass Zoë>B, pass E>C, sub Cee>C, foul B, card_yellow B, card_yellow B, card_second B, card_red C, card_red E"; strings.Join(got, ", ") != want {
		t.Errorf("events\n got %s\nwant %s", strings.Join(got, ", "), want)
	}
	const warnings = `unknown-player: 2 times, first event 2 (id e2): player 5 is not in the line-ups`
	if m.Warnings.String() != warnings {
		t.Errorf("warnings\n got %s\nwant %s", m.Warnings, warnings)
	}
	if m.Home != "T7" || m.Away != "T9" || m.Records != 9 {
		t.Errorf("%s - %s, %d records", m.Home, m.Away, m.Records)
	}
}

// TestCardsDiffer checks what is said of cards that one of the files does not have.
func TestCardsDiffer(t *testing.T) {
	tests := []struct{ name, old, with, want string }{
		{"the same", "", "", ""},
		{"one less", `{"card_type":"Yellow Card"},`, "", "cards-differ: Bee: 1 yellow, 1 second yellow, 0 red in the line-ups; 2 yellow, 1 second yellow, 0 red in the events"},
		{"one more", `"cards":null`, `"cards":[{"card_type":"Yellow Card"}]`, "cards-differ: Dee: 1 yellow, 0 second yellow, 0 red in the line-ups; 0 yellow, 0 second yellow, 0 red in the events"},
		{"another", `"Red Card"`, `"Second Yellow"`, "cards-differ: C: 0 yellow, 1 second yellow, 0 red in the line-ups; 0 yellow, 0 second yellow, 1 red in the events"},
		{"not told", `"cards"`, `"x"`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			read := lineUp(t, strings.ReplaceAll(sheet, tt.old, tt.with))
			if tt.old == "" {
				read = lineUp(t, sheet)
			}
			for range 2 { // cards of one reading are not counted in the next
				m, err := recording.Read(read, []byte(carded), ecs.NewSymbols())
				if err != nil {
					t.Fatal(err)
				}
				got, _, _ := strings.Cut(m.Warnings.String(), "unknown-player")
				if strings.TrimSpace(got) != tt.want {
					t.Errorf("warnings\n got %s\nwant %s", got, tt.want)
				}
			}
		})
	}
}

func TestLineupErrors(t *testing.T) {
	swap := func(old, with string) string { return strings.Replace(sheet, old, with, 1) }
	tests := []struct{ name, text, message string }{
		{"empty", "", "byte 0: the file ends too early: want a value"},
		{"object", "{}", "byte 0: {}: of the wrong type: want an array"},
		{"one team", sheet[:strings.Index(sheet, `,`+"\n"+`{"team_id":9`)] + "]", "byte 0: line-ups: missing: want those of two teams"},
		{"no team", swap(`"team_id":7`, `"x":7`), "byte 1: team_id: missing: want a number, 1 to 2^53"},
		{"team", swap(`"team_id":7`, `"team_id":"7"`), `byte 12: team_id "7": of the wrong type: want a number, 1 to 2^53`},
		{"three teams", sheet[:len(sheet)-1] + `,{"team_id":11,"lineup":[]}]`, `byte 565: team_id 11: out of range: want two teams`},
		{"no line-up", swap(`"lineup"`, `"x"`), "byte 1: lineup: missing: want an array"},
		{"line-up", swap(`"cards":[]`, `"cards":[7]`), "byte 129: lineup.cards 7: of the wrong type: want an object"},
		{"no player", swap(`"player_id":1`, `"x":1`), "byte 1: lineup.player_id: missing: want a number, 1 to 2^53"},
		{"player", swap(`"player_id":1`, `"player_id":0`), "byte 54: lineup.player_id 0: out of range: want a number, 1 to 2^53"},
		{"nickname", swap(`"player_nickname":null`, `"player_nickname":5`), "byte 186: lineup.player_nickname 5: of the wrong type: want a text"},
		{"cut short", sheet[:100], "byte 100: the file ends too early: want the end of a string"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := statsbomb.WithInfo([]byte(tt.text))
			if !errors.Is(err, recording.ErrFormat) || err.Error() != tt.message {
				t.Errorf("message\n got %v\nwant %s", err, tt.message)
			}
			lies(t, tt.text, err)
		})
	}
	for _, tt := range []struct{ name, text, message string }{
		{"first team", strings.ReplaceAll(carded, `"team":{"id":7,`, `"team":{"id":17,`), "byte 90, event 1 (id e1): team.id 17: of another match: want 7 or 9, as in the line-ups"},
		{"second team", strings.ReplaceAll(carded, `"team":{"id":9,`, `"team":{"id":19,`), "byte 268, event 2 (id e2): team.id 19: of another match: want 7 or 9, as in the line-ups"},
		{"player", strings.Replace(carded, `{"id":1,`, `{"id":"1",`, 1), `byte 120, event 1 (id e1): player "1": of the wrong type: want a whole number`},
	} {
		_, err := recording.Read(lineUp(t, sheet), []byte(tt.text), ecs.NewSymbols())
		if err == nil || err.Error() != tt.message || errors.Is(err, recording.OtherMatch) != (tt.name != "player") {
			t.Errorf("%s\n got %v\nwant %s", tt.name, err, tt.message)
		}
		lies(t, tt.text, err)
	}
}

// lies checks that what an error has found lies where it says.
func lies(t *testing.T, text string, err error) {
	t.Helper()
	e, ok := errors.AsType[*recording.Error](err)
	if !ok {
		t.Fatalf("%v does not say where", err)
	}
	if found, _ := strings.CutSuffix(e.Found, ".."); !strings.HasPrefix(text[e.Offset:], found) {
		t.Errorf("%v: what is at byte %d is %.20s", err, e.Offset, text[e.Offset:])
	}
}

func TestIsInfo(t *testing.T) {
	for _, tt := range []struct {
		text string
		want bool
	}{
		{sheet, true}, {"\uFEFF" + sheet, true}, {sheet[:60], true}, {sheet[:20], false}, {game, false}, {`[{"team_id":7,"lineup":[]}]`, false}, {`{"team_id":7,"team_name":"","lineup":[]}`, false}, {``, false},
	} {
		if got := statsbomb.IsInfo([]byte(tt.text)); got != tt.want || got && statsbomb.Is([]byte(tt.text)) {
			t.Errorf("%.40s: %v, want %v alone", tt.text, got, tt.want)
		}
	}
}

// TestLineupAllocations checks that line-ups cost nothing for an event.
func TestLineupAllocations(t *testing.T) {
	read := lineUp(t, sheet)
	count := func(n int) float64 {
		records := make([]string, n)
		for i := range records {
			records[i] = rec(i+1, 1, "00:00:01.000", 30, 7, `"player":{"id":1,"name":"Zoe"},"pass":{"recipient":{"id":2,"name":"B"}}`)
		}
		data, names := []byte(array(records...)), ecs.NewSymbols()
		return testing.AllocsPerRun(10, func() {
			for _, err := range read(data, names, &recording.Match{}) {
				if err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	short, long := count(2000), count(4000)
	t.Logf("%v allocations for 2,000 events, %v for 4,000", short, long)
	if long > short+100 { // the set of IDs grows by tables, as many as its random seed makes
		t.Errorf("%v allocations for 2,000 events, %v for 4,000", short, long)
	}
}

// TestLineupFiles reads matches with their line-ups. What they call a player is in
// as many events as the player was.
func TestLineupFiles(t *testing.T) {
	for _, tt := range []struct {
		events, lineups string
		warnings        int
	}{{"15946_events_pristine.json", "15946_lineups.json", 0}, {"15986_events.json", "15986_lineups.json", 1}} {
		data, info := file(t, tt.events), file(t, tt.lineups)
		if !statsbomb.IsInfo(info) {
			t.Errorf("%s is not known", tt.lineups)
		}
		names := ecs.NewSymbols()
		plain, err := recording.Read(statsbomb.Read, data, names)
		if err != nil {
			t.Fatal(err)
		}
		m, err := recording.Read(lineUp(t, string(info)), data, names)
		if err != nil {
			t.Fatal(err)
		}
		if len(m.Events) != len(plain.Events) || len(m.Warnings) != tt.warnings || len(plain.Warnings) != tt.warnings {
			t.Errorf("%d events, %d without line-ups; warnings\n%v", len(m.Events), len(plain.Events), m.Warnings)
		}
		nick := make(map[components.Symbol]components.Symbol) // by full name
		renamed := 0
		for i := range m.Events {
			a, b := plain.Events[i], m.Events[i]
			if was, ok := nick[a.Player]; ok && was != b.Player {
				t.Fatalf("event %d: %s is called %s, and was %s", i+1, names.Text(a.Player), names.Text(b.Player), names.Text(was))
			}
			nick[a.Player] = b.Player
			if a.Player != b.Player {
				renamed++
			}
			a.Player, a.Other, b.Player, b.Other = 0, 0, 0, 0
			if a != b {
				t.Fatalf("event %d is %+v, without line-ups %+v", i+1, b, a)
			}
		}
		if got := names.Text(nick[names.Intern([]byte("Lionel Andrés Messi Cuccittini"))]); got != "Lionel Messi" || renamed < 500 {
			t.Errorf("%d events have a player of another name; he is called %q", renamed, got)
		}
	}
	_, err := recording.Read(lineUp(t, string(file(t, "15986_lineups.json"))), file(t, "15946_events_pristine.json"), ecs.NewSymbols())
	if !errors.Is(err, recording.OtherMatch) {
		t.Errorf("with the line-ups of another match: %v", err)
	}
}

// FuzzInfo checks that any line-ups are read or refused, and then any events with
// them.
func FuzzInfo(f *testing.F) {
	f.Add([]byte(sheet), []byte(carded))
	f.Add([]byte(sheet), []byte(game))
	f.Fuzz(func(t *testing.T, info, data []byte) {
		read, err := statsbomb.WithInfo(info)
		if (read == nil) == (err == nil) || err != nil && !errors.Is(err, recording.ErrFormat) {
			t.Fatalf("reader %v, %v", read != nil, err)
		}
		if read == nil {
			return
		}
		if _, err := recording.Read(read, data, ecs.NewSymbols()); err != nil && !errors.Is(err, recording.ErrFormat) {
			t.Fatal(err)
		}
	})
}
