package why_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchline/cmd/touchline/internal/decisions"
	"touchline/cmd/touchline/internal/decisions/why"
)

// FuzzExplain: whatever the rows say, there is an answer in which each part is a
// sentence and each statement has a row, or an error.
func FuzzExplain(f *testing.F) {
	f.Add([]byte(strings.Join(story, "\n")), uint16(2000))
	f.Add([]byte(strings.Join(match, "\n")), uint16(930))
	f.Add([]byte(strings.ReplaceAll(strings.Join(story, "\n"), `"suspend"`, `"ü"`)), uint16(100))
	path := filepath.Join(f.TempDir(), "decisions.ndjson")
	f.Fuzz(func(t *testing.T, data []byte, tick uint16) {
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		clock, err := why.AtClock("1@00:20")
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range []why.Question{{At: clock}, {At: why.AtTick(uint64(tick))}, {At: clock, Camera: true}, {At: clock, Market: "result"}} {
			a, err := why.Explain(decisions.Read(decisions.Stream{Path: path}), q)
			if err != nil {
				continue
			}
			said := a.Made
			for _, p := range a.Parts {
				if p.Text == "" || p.State == "" || p.About == "" {
					t.Errorf("%+v", p)
				}
				said = append(said, append(p.Why, p.Later...)...)
			}
			for _, s := range said {
				if s.Text == "" || s.Row == nil {
					t.Errorf("statement %+v", s)
				}
			}
		}
	})
}
