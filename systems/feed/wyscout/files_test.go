package wyscout_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/recordingtest"
	"touchline/systems/feed/wyscout"
	"touchline/systems/internal/recorded"
)

// summary is what the data set itself says of a match.
type summary struct {
	Label string
	Teams map[string]struct {
		Side                   string
		Score, ScoreET, ScoreP int
	} `json:"teamsData"`
	ID       int `json:"wyId"`
	Duration string
}

// result returns the score, after extra time if there was one, and the shoot-out.
func (s *summary) result() (score, shootout recording.Tally) {
	for _, team := range s.Teams {
		n := max(team.Score, team.ScoreET)
		if team.Side == "home" {
			score.Home, shootout.Home = n, team.ScoreP
		} else {
			score.Away, shootout.Away = n, team.ScoreP
		}
	}
	return score, shootout
}

// summaries reads what the data set says of every match.
func summaries(t *testing.T) map[int]summary {
	data := recorded.File(t, "wyscout", "matches.zip")
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[int]summary{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		var list []summary
		if err := json.Unmarshal(text, &list); err != nil {
			t.Fatal(err)
		}
		for _, s := range list {
			all[s.ID] = s
		}
	}
	return all
}

// TestFiles is what makes the reader right: the score that it derives is the
// match's own.
func TestFiles(t *testing.T) {
	all := summaries(t)
	for _, tt := range []struct {
		id, records, periods int
		home, away           string
	}{
		{2058017, 1462, 2, "France", "Croatia"},
		{1694440, 2076, 4, "Portugal", "France"},
		{2058005, 2060, 5, "Croatia", "Denmark"},
		{2499719, 1768, 2, "Arsenal", "Leicester City"},
	} {
		t.Run(fmt.Sprint(tt.id), func(t *testing.T) {
			data := recorded.File(t, "wyscout", fmt.Sprintf("%d.json", tt.id))
			m, err := recording.Read(wyscout.Read, data, ecs.NewSymbols())
			if err != nil {
				t.Fatal(err)
			}
			recordingtest.Sound(t, m)
			if m.Home != tt.home || m.Away != tt.away || m.Records != tt.records || len(m.Warnings) > 0 {
				t.Errorf("%s - %s, %d records, warnings %v", m.Home, m.Away, m.Records, m.Warnings)
			}
			own := all[tt.id]
			score, shootout := own.result()
			r := m.Result()
			if r.Score != score || r.Shootout != shootout || r.Periods != tt.periods {
				t.Errorf("%d-%d (%+v) in %d periods, want %s", r.Score.Home, r.Score.Away, r.Shootout, r.Periods, own.Label)
			}
			kickOffs(t, m)
		})
	}
}

// kickOffs checks that play begins again after every goal but the last of a
// period.
func kickOffs(t *testing.T, m *recording.Match) {
	var since components.EventKind // the goal after which nothing happened yet
	for i := range m.Events {
		switch e := &m.Events[i]; e.Kind {
		case components.Goal, components.OwnGoal:
			if since != components.Other {
				t.Errorf("event %d: a goal, and no kick-off since the one before", e.Seq)
			}
			since = e.Kind
		case components.KickOff, components.PeriodEnd:
			since = components.Other
		}
	}
}
