package ndjson_test

import (
	"errors"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/ndjson"
	"touchline/systems/feed/recording"
)

// TestBreaks checks that breaks are read, and written as they were; and what is
// wrong with them where something is.
func TestBreaks(t *testing.T) {
	tests := []struct {
		text string
		want [6]components.PTS
		bad  string
	}{
		{"", [6]components.PTS{}, ""},
		{`,"breaks_ms":[958010]`, [6]components.PTS{2: 958_010 * 90}, ""},
		{`,"breaks_ms":[0,1,0,0.011]`, [6]components.PTS{3: 90, 5: 1}, ""},
		{`,"breaks_ms":[604800000]`, [6]components.PTS{2: 7 * 24 * 3600 * components.PTSPerSecond}, ""},
		{`,"breaks_ms":[604800001]`, [6]components.PTS{}, "line 1: breaks_ms 604800001: out of range: want milliseconds, up to a week"},
		{`,"breaks_ms":[-1]`, [6]components.PTS{}, "line 1: breaks_ms -1: out of range: want milliseconds, up to a week"},
		{`,"breaks_ms":["1"]`, [6]components.PTS{}, `line 1: breaks_ms "1": of the wrong type: want milliseconds, up to a week`},
		{`,"breaks_ms":{}`, [6]components.PTS{}, "line 1: breaks_ms {}: of the wrong type: want a list of milliseconds"},
		{`,"breaks_ms":[1,2,3,4,5]`, [6]components.PTS{}, "line 1: breaks_ms 5: out of range: want at most 4 breaks"},
	}
	for _, tt := range tests {
		names := ecs.NewSymbols()
		m, err := recording.Read(ndjson.Read, []byte(`{"v":1`+tt.text+`}`), names)
		if tt.bad != "" {
			if !errors.Is(err, recording.ErrFormat) || err.Error() != tt.bad {
				t.Errorf("%s\n got %v\nwant %s", tt.text, err, tt.bad)
			}
			continue
		}
		if err != nil || m.Breaks != tt.want {
			t.Errorf("%s: breaks %v, %v, want %v", tt.text, m.Breaks, err, tt.want)
			continue
		}
		if got := string(ndjson.Append(nil, m, names.Text)); !strings.Contains(got, tt.text) || tt.text == "" && strings.Contains(got, "breaks") {
			t.Errorf("%s is written as %s", tt.text, got)
		}
	}
}
