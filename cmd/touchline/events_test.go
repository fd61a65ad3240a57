package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEvents checks that what inspect lists of a match replays to the same state as
// the match, with everything that is in its files: a match of each format, and one
// with each sort of file.
func TestEvents(t *testing.T) {
	const transcript = "soccernet/echoes/2015-02-21_-_18-00_Chelsea_1_-_1_Burnley/whisper_v1_en_"
	const labels = "soccernet/england_epl/2016-2017/2017-02-04 - 18-00 Chelsea 3 - 1 Arsenal/Labels-replays.json"
	matches := [][]string{
		{"statsbomb/15986_events.json", "statsbomb/15986_lineups.json"},
		{"wyscout/2058005.json"},
		{"sportec"},
		{"sportec/sportec_positional_w_referee.xml"},
		{"metrica/Sample_Game_3_events.json", "metrica/Sample_Game_3_metadata.xml"},
		{"metrica/Sample_Game_1_RawEventsData.csv", "metrica/kloppy_metrica_home.csv", "metrica/kloppy_metrica_away.csv"},
		{"metrica/kloppy_epts_metrica_tracking.txt", "metrica/kloppy_epts_metrica_metadata.xml"},
		{"skillcorner"},
		{"skillcorner/kloppy_skillcorner_v3_raw_data.jsonl", "skillcorner/kloppy_skillcorner_meta_data.json"},
		{"cricsheet/829813.json"},
		{labels, transcript + "1_asr.json", transcript + "2_asr.json"},
	}
	for _, names := range append(matches, []string{"drill"}, []string{"testdata/overs.ndjson"}) {
		t.Run(names[0], func(t *testing.T) {
			var files []string
			for _, name := range names {
				if strings.Contains(name, "/") && !strings.HasPrefix(name, "testdata") || name == "sportec" || name == "skillcorner" {
					name = filepath.Join("../../../shared/matches", name)
					if _, err := os.Stat(name); err != nil {
						t.Skip("the recorded match is not here")
					}
				}
				files = append(files, name)
			}
			path := filepath.Join(t.TempDir(), "match.ndjson")
			events := stdout(t, append([]string{"inspect", "--quiet", "--events"}, files...)...)
			if err := os.WriteFile(path, events, 0o644); err != nil {
				t.Fatal(err)
			}
			hash := func(match ...string) string {
				out := string(stdout(t, append([]string{"replay", "--quiet", "--hash", "--viewers", "0"}, match...)...))
				return out[strings.LastIndex(out, "state hash"):]
			}
			if want, got := hash(files...), hash(path); got != want {
				t.Errorf("the match comes to %s, its events to %s", want, got)
			}
		})
	}
}
