package source_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"touchline/cmd/touchline/internal/source"
	"touchline/ecs"
	"touchline/systems/feed/builtin"
)

// TestNameSaysNothing checks that a match is the same whatever its file is called:
// as another format's would be, or as nothing at all.
func TestNameSaysNothing(t *testing.T) {
	files := map[string][]byte{}
	files["builtin.ndjson"], _ = builtin.Open(builtin.Default)
	for _, name := range []string{
		"statsbomb/7584_events.json", "wyscout/2058017.json", "cricsheet/829813.json", "sportec/J03WPY_events.xml",
		"metrica/Sample_Game_1_RawEventsData.csv", "skillcorner/2015213_dynamic_events.csv",
	} {
		data, err := os.ReadFile(filepath.Join("../../../../../shared/matches", name))
		if err != nil {
			t.Logf("no recorded match: %v", err)
			continue
		}
		files[filepath.Base(name)] = data
	}
	for name, data := range files {
		t.Run(name, func(t *testing.T) {
			want, err := source.Read(write(t, name, string(data)), ecs.NewSymbols())
			if err != nil {
				t.Fatal(err)
			}
			for _, other := range []string{"match.json", "match.xml", "match.csv", "match.ndjson", "match.gz", "match.html", "match"} {
				m, err := source.Read(write(t, other, string(data)), ecs.NewSymbols())
				if err != nil {
					t.Errorf("%s: %v", other, err)
				} else if m.Format != want.Format || !slices.Equal(m.Events, want.Events) {
					t.Errorf("%s: %s, %d events, want %s, %d", other, m.Format, len(m.Events), want.Format, len(want.Events))
				}
			}
		})
	}
}
