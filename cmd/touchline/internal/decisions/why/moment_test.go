package why_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	. "touchline/cmd/touchline/internal/decisions/decisionstest"
	"touchline/cmd/touchline/internal/decisions/why"
	"touchline/systems/feed/recording"
)

// match is a run whose clock stands after the first half, with a cut to another
// camera in every row: which camera is on air says where the moment is.
var match = []string{
	cutAt(0, "1@00:00", 1), cutAt(20, "1@00:01", 2), cutAt(39, "1@00:01", 3), cutAt(80, "1@00:04", 4),
	cutAt(920, "1@45:30", 5), cutAt(930, "1@45:30", 6), cutAt(941, "1@45:30", 7), cutAt(2000, "1@45:30", 8),
	cutAt(3000, "2@45:00", 9), cutAt(3600, "2@45:30", 10), cutAt(3700, "2@46:10", 11), cutAt(3760, "2@46:13", 12),
}

func cutAt(tick int, clock string, to int) string {
	return RowAt("cut", tick, clock, fmt.Sprintf(`"from":0,"from_role":"a","to":%d,"to_role":"b","reason":"better","score":5,"against":4,"shot_ms":2000`, to))
}

// TestMoment: a clock means the second in which it first shows that, and a tick
// means itself; what is in force is what is at the end of that.
func TestMoment(t *testing.T) {
	for _, tt := range []struct{ at, want string }{
		{"00:00", "camera 1 at 1@00:00"},
		{"0:01", "camera 3 at 1@00:01"},
		{"1@00:01", "camera 3 at 1@00:01"},
		{"00:02", "camera 3 at 1@00:02"}, // nothing was decided in it
		{"00:04", "camera 4 at 1@00:04"},
		{"45:00", "camera 4 at 1@45:00"}, // in added time: the first half shows it first
		{"2@45:00", "camera 9 at 2@45:00"},
		{"45:30", "camera 6 at 1@45:30"}, // the clock stands from here on, for longer than a second
		{"2@45:30", "camera 10 at 2@45:30"},
		{"45:31", "camera 10 at 2@45:31"}, // never in the first half
		{"46:10", "camera 11 at 2@46:10"},
		{"46:13", "camera 12 at 2@46:13"},
		{"tick 0", "camera 1 at 1@00:00"},
		{"tick 39", "camera 3 at 1@00:01"},
		{"tick 40", "camera 3 at 1@00:01"},
		{"tick 1999", "camera 7 at 1@45:30"},
		{"tick 3760", "camera 12 at 2@46:13"},
	} {
		t.Run(tt.at, func(t *testing.T) {
			a := ask(t, why.Question{At: at(t, tt.at), Camera: true}, match...)
			if got := a.Parts[0].State + " at " + a.Clock.String(); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

// at returns the moment of a clock, or of "tick N".
func at(t *testing.T, text string) why.Moment {
	t.Helper()
	var tick uint64
	if n, _ := fmt.Sscanf(text, "tick %d", &tick); n == 1 {
		return why.AtTick(tick)
	}
	m, err := why.AtClock(text)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func ask(t *testing.T, q why.Question, lines ...string) *why.Answer {
	t.Helper()
	a, err := why.Explain(Rows(t, lines...), q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestNoBreak: if one period follows the other at once, the end of the first is in
// no row; the clock has run to it all the same.
func TestNoBreak(t *testing.T) {
	whole := []string{cutAt(0, "1@00:00", 1), cutAt(200, "1@00:10", 2), cutAt(460, "2@45:03", 3), cutAt(470, "2@45:03", 4)}
	ended := slices.Insert(slices.Clone(whole), 2, RowAt("clip", 210, "1@00:10", Cause("period_end", 1, 0)))
	stood := slices.Insert(slices.Clone(whole), 2, cutAt(220, "1@00:10", 9))
	for _, tt := range []struct {
		name, at string
		lines    []string
		want     string // or a part of the error
	}{
		{"before the end", "00:19", whole, "camera 2 at 1@00:19"},
		{"at the end", "1@00:20", whole, "camera 2 at 1@00:20"},
		{"after it", "00:21", whole, "shows 1@00:00-00:20, 2@45:00-45:03"},
		{"in the other period", "45:00", whole, "camera 2 at 2@45:00"},
		{"at its first row", "45:03", whole, "camera 4 at 2@45:03"},
		{"the period has ended", "00:11", ended, "shows 1@00:00-00:10, 2@45:00-45:03"},
		{"the clock has stood", "00:11", stood, "shows 1@00:00-00:10, 2@45:00-45:03"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, err := why.Explain(Rows(t, tt.lines...), why.Question{At: at(t, tt.at), Camera: true})
			got := fmt.Sprint(err)
			if err == nil {
				got = a.Parts[0].State + " at " + a.Clock.String()
			}
			if !strings.HasSuffix(got, tt.want) {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

func TestNever(t *testing.T) {
	const shows = "not in the run, whose clock shows 1@00:00-45:30, 2@45:00-46:13"
	part := match[8:]
	for _, tt := range []struct {
		at      string
		lines   []string
		message string
	}{
		{"47:00", match, `clock "47:00": ` + shows},
		{"1@45:31", match, `clock "1@45:31": ` + shows},
		{"2@44:59", match, `clock "2@44:59": ` + shows},
		{"3@90:00", match, `clock "3@90:00": ` + shows},
		{"44:00", part, `clock "44:00": not in the run, whose clock shows 2@45:00-46:13`},
		{"45:10", match[9:], `clock "45:10": not in the run, whose clock shows 2@45:30-46:13`},
		{"1@45:10", part, `clock "1@45:10": not in the run, whose clock shows 2@45:00-46:13`},
		{"44:00", append(slices.Clone(part), cutAt(4000, "3@90:00", 1)), `clock "44:00": not in the run, whose clock shows 2@45:00-46:25, 3@90:00-90:00`},
		{"tick 3761", match, "tick 3761: not in the run, which has decisions of the ticks 0 to 3760"},
		{"tick 2999", part, "tick 2999: not in the run, which has decisions of the ticks 3000 to 3760"},
	} {
		t.Run(tt.at, func(t *testing.T) {
			_, err := why.Explain(Rows(t, tt.lines...), why.Question{At: at(t, tt.at)})
			if !errors.Is(err, why.ErrNever) || err.Error() != tt.message {
				t.Errorf("error %v, want %s", err, tt.message)
			}
		})
	}
	if _, err := why.Explain(Rows(t), why.Question{At: at(t, "0:00")}); !errors.Is(err, recording.ErrUnknown) {
		t.Errorf("a run without decisions: %v", err)
	}
	for _, bad := range []string{"", "1", "1:2", "0@00:00", "x@00:00", "1@00:60"} {
		if _, err := why.AtClock(bad); err == nil || !strings.HasPrefix(err.Error(), fmt.Sprintf("clock %q: ", bad)) {
			t.Errorf("clock %q: error %v", bad, err)
		}
	}
}

// TestBadRow: a row that cannot be read is an error, wherever it stands.
func TestBadRow(t *testing.T) {
	for _, kind := range []string{"wager", "cut", "alert", "segment-entry", "grant"} {
		_, err := why.Explain(Rows(t, match[0], Row(kind, 0, "")), why.Question{At: at(t, "0:00")})
		if !errors.Is(err, recording.ErrFormat) || !strings.Contains(err.Error(), "/decisions.ndjson: line 2: ") {
			t.Errorf("%s: error %v", kind, err)
		}
	}
}
