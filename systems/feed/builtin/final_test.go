package builtin_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// TestFinal checks what the match came to: 3-3 after extra time, 4-2 on
// penalties.
func TestFinal(t *testing.T) {
	m, _ := open(t, "final")
	r := m.Result()
	if want := (recording.Tally{Home: 3, Away: 3}); r.Score != want {
		t.Errorf("score %+v, want %+v", r.Score, want)
	}
	if want := (recording.Tally{Home: 4, Away: 2}); !r.Kicks || r.Shootout != want {
		t.Errorf("shoot-out %+v, want %+v", r.Shootout, want)
	}
	if r.Periods != 5 || r.Abandoned {
		t.Errorf("%d periods, abandoned %v; want 5, false", r.Periods, r.Abandoned)
	}
	if m.Home != "Argentina" || m.Away != "France" {
		t.Errorf("%s against %s, want Argentina against France", m.Home, m.Away)
	}
	kickoff := time.UnixMilli(m.Kickoff).UTC()
	if want := time.Date(2022, 12, 18, 15, 0, 0, 0, time.UTC); !kickoff.Equal(want) {
		t.Errorf("kick-off at %v, want %v", kickoff, want)
	}
	if len(m.Warnings) != 0 {
		t.Errorf("warnings:\n%v", m.Warnings)
	}
	for _, e := range m.Events {
		if e.Rev != 0 || e.Received != 0 || e.Kind.Control() {
			t.Errorf("event %d, %v: a record of a match has no revisions, delays or orders", e.Seq, e.Kind)
		}
	}
}

// TestFinalReport checks goals, cards, substitutions and the shoot-out against
// the minutes that were reported. Added time counts on: 52 is 45+7.
func TestFinalReport(t *testing.T) {
	want := map[components.EventKind][]string{
		components.Goal: {
			"23 home Lionel Messi penalty", "36 home Ángel Di María", "80 away Kylian Mbappé penalty",
			"81 away Kylian Mbappé", "108 home Lionel Messi", "118 away Kylian Mbappé penalty",
		},
		components.YellowCard: {
			"52 home Enzo Fernández", "55 away Adrien Rabiot", "87 away Marcus Thuram", "95 away Olivier Giroud",
			"98 home Marcos Acuña", "114 home Leandro Paredes", "116 home Gonzalo Montiel", "125 home Emiliano Martínez",
		},
		components.Substitution: {
			"41 away Olivier Giroud, Marcus Thuram", "41 away Ousmane Dembélé, Randal Kolo Muani",
			"64 home Ángel Di María, Marcos Acuña", "71 away Antoine Griezmann, Kingsley Coman",
			"71 away Theo Hernández, Eduardo Camavinga", "91 home Nahuel Molina, Gonzalo Montiel",
			"96 away Adrien Rabiot, Youssouf Fofana", "102 home Rodrigo De Paul, Leandro Paredes",
			"103 home Julián Álvarez, Lautaro Martínez", "113 away Raphaël Varane, Ibrahima Konaté",
			"116 home Alexis Mac Allister, Germán Pezzella", "121 home Nicolás Tagliafico, Paulo Dybala",
			"121 away Jules Koundé, Axel Disasi",
		},
		components.PenaltyAwarded: {"21 home ", "79 away ", "116 away "},
		components.PenaltyKick: {
			"away Kylian Mbappé scored", "home Lionel Messi scored", "away Kingsley Coman", "home Paulo Dybala scored",
			"away Aurélien Tchouaméni", "home Leandro Paredes scored", "away Randal Kolo Muani scored",
			"home Gonzalo Montiel scored",
		},
	}
	m, names := open(t, "final")
	got := make(map[components.EventKind][]string)
	for _, e := range m.Events {
		line := fmt.Sprintf("%d %v %s", minute(e), e.Team, names.Text(e.Player))
		switch e.Kind {
		case components.PenaltyKick: // a shoot-out has no clock
			line = fmt.Sprintf("%v %s", e.Team, names.Text(e.Player))
		case components.Substitution:
			line += ", " + names.Text(e.Other)
		}
		if e.Flags&components.FromPenalty != 0 {
			line += " penalty"
		}
		if e.Flags&components.Scored != 0 {
			line += " scored"
		}
		got[e.Kind] = append(got[e.Kind], line)
	}
	for kind, lines := range want {
		if !slices.Equal(got[kind], lines) {
			t.Errorf("%v:\n got %q\nwant %q", kind, got[kind], lines)
		}
	}
}

// TestEqualizer checks the one interval that was reported in seconds: 97 between
// the two goals that brought France level.
func TestEqualizer(t *testing.T) {
	m, _ := open(t, "final")
	var goals []components.PTS
	for _, e := range m.Events {
		if e.Kind == components.Goal && e.Period == components.SecondHalf {
			goals = append(goals, e.Clock)
		}
	}
	if len(goals) != 2 || goals[1]-goals[0] != 97*second {
		t.Errorf("goals of the second half at %v, want two 97 s apart", goals)
	}
}
