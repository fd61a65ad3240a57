package skillcorner_test

import (
	"errors"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/skillcorner"
	"touchline/systems/internal/recorded"
)

// TestFramesFile reads the beginning and the end of a tracked match, whose home side
// plays toward −x of the file first.
func TestFramesFile(t *testing.T) {
	data := recorded.File(t, "skillcorner", "kloppy_skillcorner_v3_raw_data.jsonl")
	info := recorded.File(t, "skillcorner", "kloppy_skillcorner_meta_data.json")
	if !skillcorner.IsFrames(data) || !skillcorner.IsInfo(info) {
		t.Error("the files are not known")
	}
	m := &recording.Match{}
	names := ecs.NewSymbols()
	if err := m.ReadFrames(skillcorner.Frames, data, recording.Parts{Info: info}, names); err != nil {
		t.Fatal(err)
	}
	sane(t, m)
	if len(m.Frames) != 27 || len(m.Seen) != 6*22 || len(m.Squads) != 31 || len(m.Warnings) > 0 {
		t.Errorf("%d frames, %d sightings of %d players, warnings\n%v", len(m.Frames), len(m.Seen), len(m.Squads), m.Warnings)
	}
	lines := show(m, names)
	for i, want := range map[int]string{
		0:  "1@0 - :",
		11: "1@1100 -3,34^21 : ",
		13: "2@3254700 3327,3342^49 : ",
		26: "2@3256000 - home:",
	} {
		if !strings.HasPrefix(lines[i], want) {
			t.Errorf("frame %d is %.40s, want %s", i+1, lines[i], want)
		}
	}
	if want := "away/Player 22 short name(4197,61)"; !strings.Contains(lines[10], want) {
		t.Errorf("frame 11 is %s, want %s in it", lines[10], want)
	}
	// Goalkeepers stay; the home side attacks toward +x at first, and toward −x then.
	for _, f := range []int{10, 13} {
		var home, away int64
		for _, s := range m.Of(&m.Frames[f]) {
			switch s.Team {
			case components.Home:
				home += int64(s.Place.X)
			case components.Away:
				away += int64(s.Place.X)
			default:
				t.Errorf("frame %d: %+v has no side", f+1, s)
			}
		}
		if (home < away) != (m.Frames[f].Period == components.FirstHalf) {
			t.Errorf("frame %d: the sides are at %d and %d", f+1, home/11, away/11)
		}
	}

	err := (&recording.Match{}).ReadFrames(skillcorner.Frames, data, recording.Parts{Info: recorded.File(t, "skillcorner", "2015213_match.json")}, names)
	if !errors.Is(err, recording.OtherMatch) || err.Error() != "line 21 (id 20): player_data.player_id 76: of another match: want players of match 2015213" {
		t.Errorf("with the file of another match: %v", err)
	}
}

// TestNames checks that players are called the same in the events and in the file of
// the match, by which frames call them.
func TestNames(t *testing.T) {
	info := recorded.File(t, "skillcorner", "2015213_match.json")
	names := ecs.NewSymbols()
	m, err := recording.Read(with(t, string(info)), recorded.File(t, "skillcorner", "2015213_dynamic_events.csv"), names)
	if err != nil {
		t.Fatal(err)
	}
	var text string
	players := 0
	for _, part := range strings.Split(string(info), `"team_player_id":`)[1:] {
		_, id, _ := strings.Cut(part, `"id":`)
		id, _, _ = strings.Cut(id, ",")
		text += `{"x":0,"y":0,"player_id":` + id + `},`
		players++
	}
	text = line(2300, "1", "null", nowhere, "null", strings.TrimSuffix(text, ","))
	if err := m.ReadFrames(skillcorner.Frames, []byte(text), recording.Parts{Info: info}, names); err != nil {
		t.Fatal(err)
	}
	side := make(map[components.Symbol]components.Team)
	for _, p := range m.Squads {
		side[p.Name] = p.Team
	}
	if len(m.Squads) != players || players != 36 || len(m.Warnings) > 0 {
		t.Errorf("%d of %d players, warnings\n%v", len(m.Squads), players, m.Warnings)
	}
	told := 0
	for _, e := range m.Events {
		if e.Player != 0 && e.Team != components.NoTeam {
			told++
			if side[e.Player] != e.Team && e.Kind != components.OwnGoal {
				t.Fatalf("event %d: %s plays for %v, the frames say %v", e.Seq, names.Text(e.Player), e.Team, side[e.Player])
			}
		}
	}
	if told < 1000 {
		t.Errorf("%d events have a player, want more", told)
	}
}
