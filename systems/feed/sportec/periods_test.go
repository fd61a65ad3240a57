package sportec_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// TestPeriods checks what begins and ends periods, and what is made of a file in
// which that is missing.
func TestPeriods(t *testing.T) {
	kick := func(id, section string, ms int) string {
		return entry(id, ms, `<KickOff GameSection="`+section+`"/>`)
	}
	whistle := func(id, section string, ms int) string {
		return entry(id, ms, `<FinalWhistle GameSection="`+section+`"/>`)
	}
	foul := func(ms int) string { return entry(fmt.Sprint("f", ms), ms, `<Foul/>`) }
	tests := []struct {
		name     string
		entries  []string
		want     string // without the fouls: period@milliseconds kind
		warnings string
	}{
		{"nothing", nil, "", ""},
		{"a kick-off", []string{kick("k", "firstHalf", 9)}, "1@0 match_start, 1@0 period_start, 1@0 kickoff, 1@0 period_end repaired, 1@0 match_end", "period-missing-end"},
		{"no kick-off", []string{foul(7), foul(9), whistle("w", "firstHalf", 12)}, "1@0 match_start, 1@0 period_start, 1@5 period_end, 1@5 match_end", "period-missing-start"},
		{"neither", []string{foul(7), foul(9)}, "1@0 match_start, 1@0 period_start, 1@2 period_end repaired, 1@2 match_end", "period-missing-end period-missing-start"},
		{"no second kick-off", []string{kick("k", "firstHalf", 0), whistle("w", "firstHalf", 5), foul(8), whistle("v", "secondHalf", 10)},
			"1@0 match_start, 1@0 period_start, 1@0 kickoff, 1@5 period_end, 2@0 period_start, 2@2 period_end, 2@2 match_end", "period-missing-start"},
		{"no second kick-off, and two whistles before it", []string{kick("k", "firstHalf", 0), whistle("w", "firstHalf", 7), whistle("u", "firstHalf", 5), foul(6), foul(8), whistle("v", "secondHalf", 10)},
			"1@0 match_start, 1@0 period_start, 1@0 kickoff, 1@5 period_end late, 1@7 period_end, 2@0 period_start, 2@2 period_end, 2@2 match_end", "late-entry period-missing-start"},
		{"a whistle in the next half", []string{kick("k", "firstHalf", 0), kick("l", "secondHalf", 5), whistle("w", "firstHalf", 7), whistle("v", "secondHalf", 9)},
			"1@0 match_start, 1@0 period_start, 1@0 kickoff, 1@7 period_end, 2@0 period_start, 2@0 kickoff, 2@4 period_end, 2@4 match_end", ""},
		{"the second half alone", []string{kick("k", "secondHalf", 3), whistle("w", "secondHalf", 5)}, "2@0 match_start, 2@0 period_start, 2@0 kickoff, 2@2 period_end, 2@2 match_end", ""},
		{"extra time", []string{kick("k", "firstHalfExtra", 3), whistle("w", "FirstHalfExtra", 5), kick("l", "secondHalfExtra", 6), whistle("v", "secondHalfExtra", 8)},
			"3@0 match_start, 3@0 period_start, 3@0 kickoff, 3@2 period_end, 4@0 period_start, 4@0 kickoff, 4@2 period_end, 4@2 match_end", ""},
		{"two kick-offs, the later first", []string{kick("k", "firstHalf", 9), kick("l", "firstHalf", 3), whistle("w", "firstHalf", 12)},
			"1@0 match_start, 1@0 period_start, 1@0 kickoff late, 1@6 kickoff, 1@9 period_end, 1@9 match_end", "late-entry"},
		{"a kick-off taken back", []string{kick("k", "firstHalf", 3), entry("k", 3, `<Delete/>`), kick("l", "firstHalf", 5), whistle("w", "firstHalf", 12)},
			"1@0 match_start, 1@0 period_start, 1@0 kickoff repaired, 1@0 kickoff void,repaired, 1@0 kickoff, 1@7 period_end, 1@7 match_end", ""},
		{"two whistles", []string{kick("k", "firstHalf", 0), whistle("w", "firstHalf", 5), whistle("v", "firstHalf", 7)},
			"1@0 match_start, 1@0 period_start, 1@0 kickoff, 1@5 period_end, 1@7 period_end, 1@7 match_end", ""},
		{"before the kick-off", []string{foul(1), kick("k", "firstHalf", 4), foul(5), whistle("w", "firstHalf", 6)},
			"1@0 match_start, 1@0 period_start, 1@0 kickoff, 1@2 period_end, 1@2 match_end", "time-regress"},
		{"after the whistle", []string{kick("k", "firstHalf", 4), whistle("w", "firstHalf", 6), foul(9), kick("l", "secondHalf", 10), whistle("v", "secondHalf", 11), foul(12)},
			"1@0 match_start, 1@0 period_start, 1@0 kickoff, 1@2 period_end, 2@0 period_start, 2@0 kickoff, 2@1 period_end, 2@1 match_end", ""},
		{"broken off", []string{kick("k", "firstHalf", 4), entry("w", 6, `<FinalWhistle GameSection="firstHalf" BreakingOff="true"/>`)},
			"1@0 match_start, 1@0 period_start, 1@0 kickoff, 1@2 abandoned", ""},
		{"a section that is none", []string{kick("k", "firstHalf", 4), kick("l", "third", 5), whistle("w", "", 6)},
			"1@0 match_start, 1@0 period_start, 1@0 kickoff, 1@1 kickoff, 1@2 period_end, 1@2 match_end", "unknown-type"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := read(t, put(tt.entries...))
			var got []string
			for i := range m.Events {
				if e := &m.Events[i]; e.Kind != components.Foul {
					got = append(got, fmt.Sprintf("%d@%d %v%s", e.Period, e.Clock/90, e.Kind, marks(e.Flags)))
				}
			}
			if text := strings.Join(got, ", "); text != tt.want {
				t.Errorf("events\n got %s\nwant %s", text, tt.want)
			}
			var classes []string
			for _, w := range m.Warnings {
				if w.Class != recording.NoEvents {
					classes = append(classes, string(w.Class))
				}
			}
			if text := strings.Join(classes, " "); text != tt.warnings {
				t.Errorf("warnings %s, want %s\n%v", text, tt.warnings, m.Warnings)
			}
		})
	}
}

func marks(f components.EventFlags) string {
	var names []string
	for _, flag := range []struct {
		flag components.EventFlags
		name string
	}{{components.Voided, "void"}, {components.Repaired, "repaired"}, {components.Late, "late"}} {
		if f&flag.flag != 0 {
			names = append(names, flag.name)
		}
	}
	if names == nil {
		return ""
	}
	return " " + strings.Join(names, ",")
}

// TestScoreDiffers checks the goals against the score of the last whistle.
func TestScoreDiffers(t *testing.T) {
	whistle := func(id, section, result string, ms int) string {
		return entry(id, ms, `<FinalWhistle GameSection="`+section+`" FinalResult="`+result+`"/>`)
	}
	tests := []struct {
		name, result, half string
		want               string
	}{
		{"as it is", "1:0", "0:0", ""},
		{"one more", "2:0", "1:0", "score-differs: the last whistle has 2:0, the goals before it make 1:0"},
		{"the other way", "0:1", "1:0", "score-differs: the last whistle has 0:1, the goals before it make 1:0"},
		{"not said at the end", "", "0:0", ""},
	}
	for _, tt := range tests {
		m := read(t, put(first, goal, whistle("w", "firstHalf", tt.half, 46*minute), second, whistle("v", "secondHalf", tt.result, 110*minute)))
		i := slices.IndexFunc(m.Warnings, func(w recording.Warning) bool { return w.Class == recording.ScoreDiffers })
		if got := i >= 0 && m.Warnings[i].String() == tt.want; (tt.want != "") != got {
			t.Errorf("%s: warnings %v, want %q", tt.name, m.Warnings, tt.want)
		}
	}
}
