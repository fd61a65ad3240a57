package metrica_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/metrica"
	"touchline/systems/feed/recording"
)

// sheet is a table of a side with men at so many hundredths of the pitch, and the
// ball at its own for each frame, from frame first.
func sheet(side string, period, first int, men []int, balls ...int) string {
	var b strings.Builder
	b.WriteString(",,," + strings.Repeat(side+",,", len(men)) + ",\n,,,\nPeriod,Frame,Time [s],")
	for i := range men {
		fmt.Fprintf(&b, "%s%d,,", side, i)
	}
	b.WriteString("Ball,\n")
	for n, ball := range balls {
		fmt.Fprintf(&b, "%d,%d,%d.%02d,", period, first+n, (first+n)/25, (first+n)%25*4)
		for _, x := range men {
			fmt.Fprintf(&b, "%d.%02d,0.5,", x/100, x%100)
		}
		fmt.Fprintf(&b, "%d.%02d,0.5\n", ball/100, ball%100)
	}
	return b.String()
}

var (
	onLeft  = []int{5, 20, 30, 40, 45, 49, 49}
	onRight = []int{95, 80, 70, 60, 55, 51, 51}
	six     = onLeft[:6]
)

const noWay = "unknown-sides: nothing says which way the home side plays: taken to be toward +x"

// TestFace checks that the home side attacks toward +x in the first half, whichever
// way the file has it, and whichever side it has.
func TestFace(t *testing.T) {
	both := strings.Replace(sheet("Home", 1, 1, append(onRight[:6:6], onLeft...), 60), strings.Repeat("Home,,", 13), strings.Repeat("Home,,", 6)+strings.Repeat("Away,,", 7), 1)
	tests := []struct {
		name, text string
		ball       components.Centimeter // which is at 60
		warnings   string
	}{
		{"home on the left", sheet("Home", 1, 1, onLeft, 60), 1050, ""},
		{"home on the right", sheet("Home", 1, 1, onRight, 60), -1050, ""},
		{"away on the left", sheet("Away", 1, 1, onLeft, 60), -1050, ""},
		{"away on the right", sheet("Away", 1, 1, onRight, 60), 1050, ""},
		{"both, home on the right", both, -1050, ""},
		{"on the left in the second half", sheet("Home", 2, 1, onLeft, 60), -1050, ""},
		{"on the right in extra time", sheet("Home", 3, 1, onRight, 60), -1050, ""},
		{"at the shoot-out", sheet("Home", 5, 1, onRight, 60), 1050, noWay},
		{"six men", sheet("Home", 1, 1, six, 60), 1050, noWay},
		{"about the halfway line", sheet("Home", 1, 1, []int{50, 50, 50, 50, 50, 20, 80}, 60), 1050, noWay},
		{"no side", sheet("Oaks", 1, 1, onRight, 60), 1050,
			"unknown-sides: nothing says which side is at home: players are of neither\nunknown-team: 7 times, first line 1: column 4 is of Oaks: taken as none"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, _ := readFrames(t, recording.Parts{}, tt.text)
			if m.Frames[0].Ball.X != tt.ball || m.Frames[0].Clock != 0 {
				t.Errorf("frame %+v, want the ball at %d", m.Frames[0], tt.ball)
			}
			if got := m.Warnings.String(); got != tt.warnings {
				t.Errorf("warnings\n got %s\nwant %s", got, tt.warnings)
			}
		})
	}
}

// TestFaceOfFirst checks that the first second tells, and not what follows.
func TestFaceOfFirst(t *testing.T) {
	later := sheet("Home", 1, 26, onRight, make([]int, 100)...)
	text := sheet("Home", 1, 1, onLeft, make([]int, 25)...) + later[strings.Index(later, "\n1,26,")+1:]
	m, _ := readFrames(t, recording.Parts{}, text)
	if x := m.Frames[0].Ball.X; x != -5250 || len(m.Frames) != 125 {
		t.Errorf("%d frames, the ball at %d, want -5250", len(m.Frames), x)
	}
}

// TestFaceOfSlices checks that of two slices of a match the first tells, in which the
// players are where they are at a kick-off.
func TestFaceOfSlices(t *testing.T) {
	later := sheet("Home", 2, 9000, onLeft, 60, 60)
	text := sheet("Home", 1, 1, []int{49, 49, 49, 49, 49, 49, 49}, 60) + later[strings.Index(later, "\n2,9000,")+1:]
	m, _ := readFrames(t, recording.Parts{}, text)
	if x := m.Frames[0].Ball.X; x != 1050 || len(m.Frames) != 3 {
		t.Errorf("%d frames, the ball at %d, want 1050", len(m.Frames), x)
	}
}

// TestFrameNames checks that a name can always be shown.
func TestFrameNames(t *testing.T) {
	m, names := readFrames(t, recording.Parts{}, sheet("H\xff", 1, 1, onLeft[:1], 1), sheet("Home", 1, 1, onLeft, 1))
	if got := names.Text(m.Squads[0].Name); got != "H\uFFFD0" {
		t.Errorf("name %q", got)
	}
	if got, want := m.Warnings[0].String(), "bad-text: line 3: column H\uFFFD0"; got != want {
		t.Errorf("warning %q, want %q", got, want)
	}
}

// TestFaceByOthers checks that metadata count for more than shots, shots more than
// where players are, and that the events are turned as the frames are.
func TestFaceByOthers(t *testing.T) {
	shots := head + "Home,SHOT,,1,1,0.04,1,0.04,P1,,0.9,0.5,NaN,NaN\n"
	way := func(a, b string) []byte {
		text := strings.Replace(metadataOf, "left_to_right", a, 1)
		text = strings.Replace(text, "<Name>Birch</Name>", "<Name>Birch</Name><Name/><ProviderParameter><Name>attack_direction_first_half</Name><Value>"+b+"</Value></ProviderParameter>", 1)
		return []byte(text)
	}
	const left, right, none = "right_to_left", "left_to_right", "unknown"
	tests := []struct {
		name   string
		info   []byte
		events bool
		turned bool
	}{
		{"events", nil, true, false},
		{"away to the right", way(right, none), true, true},
		{"away to the left", way(left, none), true, false},
		{"home to the right", way(none, right), true, false},
		{"home to the left", way(none, left), true, true},
		{"each its way", way(right, left), true, true},
		{"both to the left", way(left, left), true, false},
		{"metadata alone", way(left, right), false, false},
		{"metadata that do not say", way(none, none), false, true},
		{"metadata that do not say, and events", way(none, none), true, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			with := recording.Parts{Info: tt.info}
			if tt.events {
				with.Events = []byte(shots)
			}
			text := sheet("Home", 1, 1, onRight, 90)
			m, _ := readFrames(t, with, text)
			want := components.Place{X: 4200}
			if tt.info != nil {
				want.X = 4000 // on the pitch of the metadata
			}
			if tt.turned {
				want.X = -want.X
			}
			if m.Frames[0].Ball != want || len(m.Warnings) > 0 {
				t.Errorf("the ball is at %v, want %v; %v", m.Frames[0].Ball, want, m.Warnings)
			}
			if !tt.events {
				return
			}
			read := metrica.Read
			if tt.info != nil {
				var err error
				if read, err = metrica.WithInfo(tt.info); err != nil {
					t.Fatal(err)
				}
			}
			e, err := recording.Read(read, []byte(shots), ecs.NewSymbols())
			if err != nil || e.Events[2].Kind != components.Shot || e.Events[2].X != want.X {
				t.Errorf("%v, the shot is %+v, want at %d", err, e.Events[2], want.X)
			}
		})
	}
}

// TestTwoFiles checks that the second file is turned as the first is, whatever its
// players do, and that it is refused if it is none of the other side's.
func TestTwoFiles(t *testing.T) {
	balls := func(n, from int) (all []int) {
		for i := range n {
			all = append(all, from+i)
		}
		return all
	}
	home := sheet("Home", 1, 1, onLeft, balls(30, 60)...)
	kick := append(slices.Repeat([]int{50}, 30), balls(30, 60)...) // the ball is at the center for long
	hidden := func(text string) string { return strings.ReplaceAll(text, ",0.50,0.5\n", ",NaN,NaN\n") }
	tests := []struct {
		name, first, second, message string
	}{
		{"as players are", home, sheet("Away", 1, 1, onRight, balls(30, 60)...), ""},
		{"as the ball is", home, sheet("Away", 1, 1, onLeft, balls(30, 60)...), ""},
		{"too few men", home, sheet("Away", 1, 1, six, balls(30, 60)...), ""},
		{"ball at the center", home, sheet("Away", 1, 1, onRight, 50, 50, 50), ""},
		{"long at the center", sheet("Home", 1, 1, onLeft, kick...), sheet("Away", 1, 1, onLeft, kick...), ""},
		{"not seen by both", hidden(sheet("Home", 1, 1, onLeft, kick...)), hidden(sheet("Away", 1, 1, onLeft, kick...)), ""},
		{"not seen by one", hidden(sheet("Home", 1, 1, onLeft, kick...)), sheet("Away", 1, 1, onLeft, append(slices.Repeat([]int{30}, 30), kick[30:]...)...), ""},
		{"players of no side", strings.Replace(home, "Home", "Oaks", 1), strings.Replace(sheet("Away", 1, 1, onRight, balls(30, 60)...), "Away", "Oaks", 1), ""},
		{"mostly apart", home, sheet("Away", 1, 1, onRight, append(balls(20, 0), balls(30, 60)[20:]...)...), ""},
		{"more apart", home, sheet("Away", 1, 1, onRight, append(balls(21, 0), balls(30, 60)[21:]...)...), "line 28: the ball: of another match: want it where the file of the other side has it"},
		{"another match", home, sheet("Away", 1, 1, onRight, balls(30, 0)...), "line 28: the ball: of another match: want it where the file of the other side has it"},
		{"the same side", home, sheet("Home", 1, 1, onLeft, balls(30, 60)...), "line 4: of a side that was read before: want the file of the other side"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, names := readFrames(t, recording.Parts{}, tt.first)
			err := m.ReadFrames(metrica.Frames, []byte(tt.second), recording.Parts{}, names)
			if tt.message != "" {
				if err == nil || err.Error() != tt.message || !errors.Is(err, recording.ErrFormat) {
					t.Errorf("message\n got %v\nwant %s", err, tt.message)
				}
				if errors.Is(err, recording.OtherMatch) != strings.Contains(tt.message, "another match") {
					t.Errorf("%v is %v: %v", err, recording.OtherMatch, errors.Is(err, recording.OtherMatch))
				}
				return
			}
			if err != nil || len(m.Warnings) > 0 && !strings.Contains(tt.first, "Oaks") {
				t.Fatalf("%v, %v", err, m.Warnings)
			}
			seen := m.Of(&m.Frames[0])
			away := seen[slices.IndexFunc(seen, func(s components.Seen) bool { return s.Team == components.Away })]
			if strings.Contains(tt.second, "Oaks") {
				away = components.Seen{Place: components.Place{X: 4725}} // the rest of the side was read
			}
			turned := strings.Contains(tt.second, ",0.05,0.5,0.20") // as the men stand, of whom the ball says that they are not
			if want := components.Centimeter(4725); !turned && away.Place.X != want || turned && away.Place.X != -want {
				t.Errorf("the first man of the away side is at %d", away.Place.X)
			}
		})
	}
}

// TestToldAgainstFirst checks that a second file is as the events say, even where the
// first, without them, was thought to be the other way.
func TestToldAgainstFirst(t *testing.T) {
	m, names := readFrames(t, recording.Parts{}, sheet("Home", 1, 1, onLeft, 60, 61, 62))
	with := recording.Parts{Events: []byte(head + "Home,SHOT,,1,1,0.04,1,0.04,P1,,0.1,0.5,NaN,NaN\n")}
	if err := m.ReadFrames(metrica.Frames, []byte(sheet("Away", 1, 1, onLeft, 60, 61, 62)), with, names); err != nil {
		t.Fatal(err)
	}
	if p := m.Of(&m.Frames[0])[len(onLeft)]; p.Place.X != 4725 {
		t.Errorf("the first man of the away side is at %d", p.Place.X)
	}
}
