package skillcorner_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/skillcorner"
)

// squads is the file of the match with its players. The home side plays toward −x of
// the tracking in the first half.
const squads = `{"id":5,"home_team":{"id":70,"name":"Seventy FC"},"away_team":{"id":9,"name":"Nine FC"},
"match_periods":[{"period":1,"start_frame":100,"end_frame":1500},{"period":2,"start_frame":1900,"end_frame":3000}],
"home_team_side":["right_to_left","left_to_right"],"ball":{"trackable_object":55},"referees":[{"id":1,"trackable_object":56}],
"players":[{"id":1,"trackable_object":11,"team_id":70,"short_name":"Elm"},{"id":2,"trackable_object":12,"team_id":9,"short_name":null,"first_name":"Old","last_name":"Oak"},
{"id":3,"trackable_object":13,"team_id":8,"last_name":"Yew"},{"id":4,"trackable_object":14,"team_id":9,"first_name":"Ash"}]}`

// line is a frame on a line of its own, as newer files have them.
func line(number int, period, time, ball, group string, players ...string) string {
	return fmt.Sprintf(`{"frame": %d, "timestamp": %s, "period": %s, "ball_data": %s, "possession": {"player_id": null, "group": %s}, "image_corners_projection": {"x_top_left": null}, "player_data": [%s]}`,
		number, time, period, ball, group, strings.Join(players, ", ")) + "\n"
}

func at(id int, x, y string) string {
	return fmt.Sprintf(`{"x": %s, "y": %s, "player_id": %d, "is_detected": true}`, x, y, id)
}

const nowhere = `{"x": null, "y": null, "z": null, "is_detected": null}`

// tracked is tracking of our own, of the match that squads and game are of.
var tracked = line(98, "null", "null", nowhere, "null") +
	line(99, "1", `"00:00:00.00"`, nowhere, "null") + // before the period, by the file of the match
	line(105, "1", `"00:00:00.50"`, `{"x": -0.28, "y": 0.22, "z": 0.105, "is_detected": true}`, `"home team"`, at(1, "-0.3", "1.005"), at(2, "60", "-37.5")) +
	line(106, "1", `"00:00:00.60"`, `{"x": 1, "y": 2, "z": null}`, "null", at(3, "0", "-0"), at(9, "1e1", "1"), at(4, "60.01", "0"), at(4, "1", "42.51")) +
	line(106, "1", `"00:00:00.60"`, nowhere, "null") +
	line(107, "1", "null", `{"x": 99, "y": 0, "z": 1}`, `"away team"`, at(1, "null", "1")) +
	line(1910, "2", `"45:01.0"`, `{"x": 10.5, "y": 1, "z": -0.04}`, "null", at(1, "-20", "0"), at(2, "1e300", "0")) +
	line(1911, "2", `"0:45:01.10"`, `{"x": 10.5, "y": 1, "z": 100.1}`, "null") +
	line(1912, "null", "null", nowhere, "null")

// older is the same moment in an array, as older files have them.
const older = `[{"frame":0,"period":null,"time":null,"possession":{"group":null,"trackable_object":null},"data":[]},
{"data":[{"x":-0.28,"y":0.22,"z":0.105,"track_id":55,"trackable_object":55},{"x":-0.3,"y":1.005,"track_id":8,"trackable_object":11},
{"x":5,"y":6,"track_id":9,"group_name":"away goalkeeper"},{"x":7,"y":8,"track_id":10,"group_name":"home team"},{"x":0,"y":0,"track_id":3,"trackable_object":56},
{"x":0,"y":0,"track_id":4,"group_name":"referee"},{"x":1,"y":1,"track_id":5},null],
"frame":105,"possession":{"group":"home team","trackable_object":11},"period":1,"time":"0:00.50"},
{"frame":106,"period":1,"time":"0:00.60","possession":null,"data":null},
{"frame":107,"period":1,"time":"0:00.70","possession":{},"data":[{"x":3,"y":4,"group_name":"balls"}]},
{"frame":108,"period":1,"time":"0:00.80","data":[{"x":4,"y":5,"trackable_object":55}]}]`

// show writes the frames of m, one a line: period, ms, ball, holder, and who was
// seen where.
func show(m *recording.Match, names *ecs.Symbols) (lines []string) {
	place := func(p components.Place) string {
		if p == (components.Place{X: components.NoPlace, Y: components.NoPlace}) {
			return "-"
		}
		return fmt.Sprintf("%d,%d", p.X, p.Y)
	}
	for i := range m.Frames {
		f := &m.Frames[i]
		text := fmt.Sprintf("%d@%d %s", f.Period, f.Clock/90, place(f.Ball))
		if f.Height != components.NoPlace {
			text += fmt.Sprintf("^%d", f.Height)
		}
		text += " " + f.Holder.String() + ":"
		for _, s := range m.Of(f) {
			name := "?"
			if s.Who > 0 {
				p := m.Squads[s.Who-1]
				name = names.Text(p.Name)
				if p.Team != s.Team {
					name += "!"
				}
			}
			text += fmt.Sprintf(" %v/%s(%s)", s.Team, name, place(s.Place))
		}
		lines = append(lines, text)
	}
	return lines
}

// readFrames reads frames as the file has them, in its order.
func readFrames(t testing.TB, text, info string) (*recording.Match, *ecs.Symbols) {
	t.Helper()
	m, names := &recording.Match{}, ecs.NewSymbols()
	var with recording.Parts
	if info != "" {
		with.Info = []byte(info)
	}
	for s, err := range skillcorner.Frames([]byte(text), with, names, m) {
		if err != nil {
			t.Fatal(err)
		}
		s.First, s.Players = uint32(len(m.Seen)), uint8(len(s.Seen))
		m.Frames, m.Seen = append(m.Frames, s.Frame), append(m.Seen, s.Seen...)
	}
	return m, names
}

func checkFrames(t *testing.T, text, info, want, warnings string) *recording.Match {
	t.Helper()
	m, names := readFrames(t, text, info)
	wanted := strings.Split(strings.TrimSpace(want), "\n")
	for i := range wanted {
		wanted[i] = strings.TrimSpace(wanted[i])
	}
	if got := show(m, names); !slices.Equal(got, wanted) {
		t.Errorf("frames\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(wanted, "\n     "))
	}
	if got := m.Warnings.String(); got != warnings {
		t.Errorf("warnings\n got %s\nwant %s", got, warnings)
	}
	return m
}

func TestFrames(t *testing.T) {
	m := checkFrames(t, tracked, squads, `
		1@500 28,-22^11 home: home/Elm(30,-101) away/Old Oak(-6000,3750)
		1@600 -100,-200 : /Yew(0,0) /?(-1000,-100)
		1@700 - away:
		2@1000 -1050,-100^0 : home/Elm(2000,0)
		2@1100 -1050,-100 :`, `bad-place: 5 times, first frame 106: player_data 60.01, 0 is far off the pitch: not known
duplicate-id: frame 106: came before: left out
unknown-player: frame 106: player_data.player_id 9: not in the file of the match`)
	if m.Home != "Seventy FC" || m.Away != "Nine FC" || m.Format != "skillcorner" || m.Sport != "football" || m.Source == "" || m.Terms == "" {
		t.Errorf("header %+v", m)
	}
	if m.Breaks != [6]components.PTS{2: 40 * components.PTSPerSecond} {
		t.Errorf("breaks %v", m.Breaks)
	}
}

// TestFramesAlone checks what is read without the file of the match: players have
// their IDs for names, and periods begin where the match clock says.
func TestFramesAlone(t *testing.T) {
	m := checkFrames(t, tracked, "", `
		1@0 - :
		1@600 -28,22^11 home: /1(-30,101) /2(6000,-3750)
		1@700 100,200 : /3(0,0) /9(1000,100)
		1@800 - away:
		2@1000 1050,100^0 : /1(-2000,0)
		2@1100 1050,100 :`, `bad-place: 5 times, first frame 106: player_data 60.01, 0 is far off the pitch: not known
duplicate-id: frame 106: came before: left out
unknown-sides: the file of the match says who plays for which side, and which way: taken to be toward +x`)
	if m.Breaks != [6]components.PTS{2: 1793 * components.PTSPerSecond / 10} {
		t.Errorf("breaks %v", m.Breaks)
	}
}

func TestOlderFrames(t *testing.T) {
	checkFrames(t, older, squads, `
		1@500 28,-22^11 home: home/Elm(30,-101) away/?(-500,-600) home/?(-700,-800) /?(-100,-100)
		1@600 - :
		1@700 -300,-400 :
		1@800 -400,-500 :`, "")
	checkFrames(t, older, "", `
		1@500 -28,22^11 home: /11(-30,101) away/?(500,600) home/?(700,800) /56(0,0) /?(100,100)
		1@600 - :
		1@700 300,400 :
		1@800 - : /55(400,500)`, `unknown-sides: the file of the match says who plays for which side, and which way: taken to be toward +x`)
}

// TestHeader checks that nothing is put in the place of what the match has.
func TestHeader(t *testing.T) {
	m := &recording.Match{Format: "a", Sport: "b", Home: "c", Away: "d", Source: "e", Terms: "f", Breaks: [6]components.PTS{2: 7}, Records: 3}
	if err := m.ReadFrames(skillcorner.Frames, []byte(tracked), recording.Parts{Info: []byte(squads)}, ecs.NewSymbols()); err != nil {
		t.Fatal(err)
	}
	if got := m.Format + m.Sport + m.Home + m.Away + m.Source + m.Terms; got != "abcdef" || m.Breaks[2] != 7 || m.Records != 3 {
		t.Errorf("header %s, break %d, %d records", got, m.Breaks[2], m.Records)
	}
}

// TestTogether holds frames against the events of the same match: the kick-off of
// game is at frame 105, by a player of the home side, and the second half begins
// with the away side at (−1500,0).
func TestTogether(t *testing.T) {
	m, err := recording.Read(with(t, squads), []byte(game), ecs.NewSymbols())
	if err != nil {
		t.Fatal(err)
	}
	breaks := m.Breaks
	text := line(105, "1", `"00:00:00.50"`, `{"x": -0.28, "y": 0.22, "z": 0}`, "null") + line(2000, "2", `"45:10.0"`, `{"x": -15, "y": 0, "z": 0}`, "null")
	if err := m.ReadFrames(skillcorner.Frames, []byte(text), recording.Parts{Info: []byte(squads)}, ecs.NewSymbols()); err != nil {
		t.Fatal(err)
	}
	var found int
	for i := range m.Events {
		e := &m.Events[i]
		for _, f := range m.Frames {
			if e.Period == f.Period && e.Clock == f.Clock && (e.Kind == components.KickOff || e.Kind == components.Pass) {
				found++
				if (components.Place{X: e.X, Y: e.Y}) != f.Ball {
					t.Errorf("%v at (%d,%d), the ball is at %v", e.Kind, e.X, e.Y, f.Ball)
				}
			}
		}
	}
	if found != 2 || m.Breaks != breaks {
		t.Errorf("%d events have a frame, want 2; breaks %v, were %v", found, m.Breaks, breaks)
	}
}

// TestFace checks that the home side is the one nearer to its own goal where the
// file of the match does not say, in whichever half the tracking begins.
func TestFace(t *testing.T) {
	silent := strings.Replace(squads, `"home_team_side"`, `"x"`, 1)
	silent = strings.Replace(silent, `"players":[`, `"players":[{"id":21,"team_id":70},{"id":22,"team_id":70},{"id":31,"team_id":9},`, 1)
	tests := []struct {
		name, period string
		number       int
		home         string
		want         components.Centimeter
		warning      string
	}{
		{"left", "1", 200, "-10", 500, "taken to be toward +x, by where the players are"},
		{"right", "1", 200, "10", -500, "taken to be toward -x, by where the players are"},
		{"left in the second half", "2", 2000, "-10", -500, "taken to be toward -x, by where the players are"},
		{"right in the second half", "2", 2000, "10", 500, "taken to be toward +x, by where the players are"},
		{"nobody", "1", 200, "null", 500, "taken to be toward +x"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := line(tt.number, tt.period, "null", `{"x": 5, "y": 0, "z": 0}`, "null",
				at(1, tt.home, "0"), at(21, tt.home, "9"), at(22, tt.home, "-9"), at(2, "0", "0"), at(4, "1", "1"), at(31, "-1", "-1"))
			m, _ := readFrames(t, text, silent)
			if m.Frames[0].Ball.X != tt.want {
				t.Errorf("ball at %d, want %d", m.Frames[0].Ball.X, tt.want)
			}
			if want := "unknown-sides: the file of the match does not say which way the home side plays: " + tt.warning; m.Warnings.String() != want {
				t.Errorf("warnings\n got %s\nwant %s", m.Warnings, want)
			}
		})
	}
}

// TestSides checks which places are turned where the file of the match says which
// way the home side plays.
func TestSides(t *testing.T) {
	for _, tt := range []struct {
		sides string
		want  [4]bool // by period
	}{
		{`["left_to_right"]`, [4]bool{}},
		{`["left_to_right","right_to_left","right_to_left","left_to_right"]`, [4]bool{2: true, 3: true}},
		{`["right_to_left","left_to_right"]`, [4]bool{true, true, true, true}},
		{`["right_to_left","left_to_right","left_to_right","right_to_left","left_to_right"]`, [4]bool{true, true, false, false}},
	} {
		info := strings.Replace(squads, `["right_to_left","left_to_right"]`, tt.sides, 1)
		if tt.sides == `["left_to_right","right_to_left","right_to_left","left_to_right"]` {
			tt.want = [4]bool{false, false, true, true}
		}
		var text string
		for p, clock := range []string{"0:00.00", "45:00.00", "90:00.00", "105:00.00"} {
			text += line(1000*(p+1), fmt.Sprint(p+1), `"`+clock+`"`, `{"x": 1, "y": 2}`, "null")
		}
		m, _ := readFrames(t, text, info)
		for i, want := range tt.want {
			if got := m.Frames[i].Ball == (components.Place{X: -100, Y: -200}); got != want {
				t.Errorf("%s: period %d turned %v, want %v: %v", tt.sides, i+1, got, want, m.Frames[i].Ball)
			}
		}
	}
}

func TestFrameTimes(t *testing.T) {
	for _, tt := range []struct {
		time string
		want int // tenths
	}{
		{"00:00.0", 0}, {"0:00", 0}, {"45:59.94", 27599}, {"45:59.95", 27600}, {"100:00.1", 60001}, {"01:39:14.70", 59547}, {"1:00:00.123456789", 36001}, {"00:00:00.049", 0},
		{"00:00:00.05", 1}, {"5", -1}, {"5.1", -1}, {"1:2.0", -1}, {"1:60.0", -1}, {"1:60:00.0", -1}, {"1:00:00:00.0", -1}, {"00:00.", -1}, {"00:00.x", -1}, {":00", -1}, {"-1:00", -1}, {"", -1},
		{"1:00.0123456789", 600}, {"2000:00.0", -1},
	} {
		m := &recording.Match{}
		text := line(1, "1", `"`+tt.time+`"`, nowhere, "null") + line(90000, "1", "null", nowhere, "null")
		err := m.ReadFrames(skillcorner.Frames, []byte(text), recording.Parts{}, ecs.NewSymbols())
		if tt.want < 0 {
			want := fmt.Sprintf(`line 1 (id 1): timestamp "%s": not a time: want MM:SS.cc or HH:MM:SS.cc`, tt.time)
			if err == nil || err.Error() != want {
				t.Errorf("%s: %v, want %s", tt.time, err, want)
			}
			continue
		}
		if err != nil || m.Frames[0].Clock != components.PTS(tt.want)*9000 || m.Frames[1].Clock != components.PTS(tt.want+89999)*9000 {
			t.Errorf("%s: %v, %v, want %d tenths", tt.time, m.Frames, err, tt.want)
		}
	}
}

func TestFrameErrors(t *testing.T) {
	good := line(101, "1", `"00:00.1"`, nowhere, "null", at(1, "1", "2"))
	swap := func(old, with string) string { return good + strings.Replace(good, old, with, 1) }
	crowd := make([]string, 256)
	for i := range crowd {
		crowd[i] = at(i+1, "0", "0")
	}
	tests := []struct{ name, text, info, message string }{
		{"empty", "", "", `line 1: the file ends too early: want a value`},
		{"no frame", good + "7", "", `line 2: 7: of the wrong type: want a frame`},
		{"no JSON", good + "x", "", `line 2: x: not JSON: want a value`},
		{"no number", swap(`"frame"`, `"x"`), "", `line 2: frame: missing: want a frame, 0 to 864000`},
		{"number", swap(`101`, `"101"`), "", `line 2: frame "101": of the wrong type: want a frame, 0 to 864000`},
		{"number below 0", swap(`101`, `-1`), "", `line 2 (id -1): frame -1: out of range: want a frame, 0 to 864000`},
		{"fraction", swap(`101`, `1.5`), "", `line 2: frame 1.5: out of range: want a frame, 0 to 864000`},
		{"period", swap(`"period": 1`, `"period": 6`), "", `line 2 (id 101): period 6: out of range: want a period, 1 to 5`},
		{"period of the wrong type", swap(`"period": 1`, `"period": true`), "", `line 2 (id 101): period true: of the wrong type: want a period, 1 to 5`},
		{"time", swap(`"00:00.1"`, `1`), "", `line 2 (id 101): timestamp 1: of the wrong type: want MM:SS.cc or HH:MM:SS.cc`},
		{"x", swap(`"x": 1`, `"x": "1"`), "", `line 2 (id 101): player_data.x "1": of the wrong type: want meters`},
		{"y", swap(`"y": 2`, `"y": []`), "", `line 2 (id 101): player_data.y []: of the wrong type: want meters`},
		{"ball", swap(nowhere, `[]`), "", `line 2 (id 101): ball_data []: of the wrong type: want an object`},
		{"height", swap(nowhere, `{"x":1,"y":1,"z":{}}`), "", `line 2 (id 101): ball_data.z {}: of the wrong type: want meters`},
		{"players", swap(`"player_data": [`, `"player_data": 5, "x": [`), "", `line 2 (id 101): player_data 5: of the wrong type: want an array`},
		{"player", swap(at(1, "1", "2"), `[]`), "", `line 2 (id 101): player_data []: of the wrong type: want an object`},
		{"ID", swap(`"player_id": 1`, `"player_id": 1.5`), "", `line 2 (id 101): player_data.player_id 1.5: of the wrong type: want a whole number`},
		{"cut short", good + good[:len(good)-4], "", `line 2 (id 101): the file ends too early: want a comma or }`},
		{"two in a line", swap("]}\n", "]},"), "", `line 2: ,: not JSON: want a value`},
		{"256 players", line(1, "1", `"0:00"`, nowhere, "null", crowd...), "", `line 1 (id 1): player_data.player_id 256: out of range: want at most 255 players`},
		{"another match", line(1, "1", `"0:00"`, nowhere, "null") + line(101, "1", `"0:00"`, nowhere, "null", at(8, "1", "2"), at(9, "1", "2")), squads,
			`line 2 (id 101): player_data.player_id 8: of another match: want players of match 5`},
		{"older, not in an array", older[:20] + "}", squads, `byte 20 (id 0): }: not JSON: want a colon`},
		{"older, of another match", strings.ReplaceAll(older, ":11", ":77"), squads, `byte 230: data.trackable_object 77: of another match: want players of match 5`},
		{"older, cut short", older[:len(older)-1], squads, `byte ` + fmt.Sprint(len(older)-1) + `: the file ends too early: want a comma or ]`},
		{"older, and more", older + "[]", squads, `byte ` + fmt.Sprint(len(older)) + `: []: trailing bytes: want nothing more`},
		{"file of the match", good, `[]`, `byte 0: []: of the wrong type: want an object`},
		{"side", good, strings.Replace(squads, `"left_to_right"`, `"up"`, 1), `byte 239: home_team_side "up": out of range: want left_to_right or right_to_left`},
		{"no ID", good, strings.Replace(squads, `"id":1,"trackable_object":11`, `"trackable_object":11`, 1), `byte 0: players.id: missing: want a number, 0 to 2^53`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var with recording.Parts
			if tt.info != "" {
				with.Info = []byte(tt.info)
			}
			m := &recording.Match{}
			err := m.ReadFrames(skillcorner.Frames, []byte(tt.text), with, ecs.NewSymbols())
			if !errors.Is(err, recording.ErrFormat) || err.Error() != tt.message {
				t.Errorf("message\n got %v\nwant %s", err, tt.message)
			}
			if errors.Is(err, recording.OtherMatch) != strings.Contains(tt.name, "another match") {
				t.Errorf("%v is of another match: %v", err, errors.Is(err, recording.OtherMatch))
			}
			text := tt.text
			if tt.name == "file of the match" || tt.name == "side" || tt.name == "no ID" {
				text = tt.info
			}
			if e, ok := errors.AsType[*recording.Error](err); ok && !strings.HasPrefix(text[e.Offset:], e.Found) {
				t.Errorf("%v: what is at byte %d is %.20s", err, e.Offset, text[e.Offset:])
			}
		})
	}
}

// TestFrameCuts cuts files short everywhere. In an array that shows; a file of lines
// that is cut after one cannot be told from a shorter one.
func TestFrameCuts(t *testing.T) {
	read := func(text string) error {
		m := &recording.Match{}
		return m.ReadFrames(skillcorner.Frames, []byte(text), recording.Parts{Info: []byte(squads)}, ecs.NewSymbols())
	}
	for n := range len(older) {
		err := read(older[:n])
		if e, ok := errors.AsType[*recording.Error](err); !ok || !errors.Is(err, recording.Truncated) || e.Offset != int64(n) {
			t.Fatalf("cut at byte %d: %v", n, err)
		}
	}
	for n := range len(tracked) {
		err := read(tracked[:n])
		whole := n > 0 && (tracked[n-1] == '\n' || tracked[n] == '\n')
		if e, ok := errors.AsType[*recording.Error](err); whole && err != nil ||
			!whole && (!ok || !errors.Is(err, recording.Truncated) || e.Line != 1+strings.Count(tracked[:n], "\n")) {
			t.Fatalf("cut at byte %d: %v", n, err)
		}
	}
}

// TestFrameStop checks that whoever takes the frames may stop at any.
func TestFrameStop(t *testing.T) {
	for n := 1; n < 7; n++ {
		taken := 0
		for range skillcorner.Frames([]byte(tracked+"x"), recording.Parts{}, ecs.NewSymbols(), &recording.Match{}) {
			if taken++; taken == n {
				break
			}
		}
		if taken != n {
			t.Errorf("took %d, want %d", taken, n)
		}
	}
}

func TestIsFrames(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{tracked, true}, {older, true}, {"\uFEFF " + tracked, true}, {tracked[:220], true}, {older[:100], true}, {tracked[:30], false},
		{game, false}, {about, false}, {squads, false}, {`[{"frame":1,"frame":2,"period":3}]`, false}, {`[]`, false}, {`{}`, false}, {``, false}, {`{"data":[{"frame":1,"period":1,"possession":1,"data":1}]}`, false},
	}
	for _, tt := range tests {
		data := []byte(tt.text)
		if got := skillcorner.IsFrames(data); got != tt.want {
			t.Errorf("%.40s: %v, want %v", tt.text, got, tt.want)
		}
		if tt.want && (skillcorner.Is(data) || skillcorner.IsInfo(data)) {
			t.Errorf("%.40s is something else too", tt.text)
		}
	}
	if !skillcorner.IsInfo([]byte(`{"pitch_length":105,"home_team":{},"away_team":{}}`)) {
		t.Error("an older file of a match is not known")
	}
}

// long returns n frames of 22 players.
func long(n int) string {
	var b strings.Builder
	players := make([]string, 22)
	for i := range n {
		for j := range players {
			players[j] = at(j+1, fmt.Sprintf("%d.%02d", j-11, i%100), fmt.Sprintf("-%d.5", j))
		}
		b.WriteString(line(i+1, "1", fmt.Sprintf(`"%02d:%02d:%02d.%d0"`, i/36000, i/600%60, i/10%60, i%10), `{"x": 1.23, "y": -4.56, "z": 0.1, "is_detected": true}`, `"home team"`, players...))
	}
	return b.String()
}

// TestFrameAllocations checks that frames cost no allocation, with the file of the
// match and without.
func TestFrameAllocations(t *testing.T) {
	count := func(n int, with recording.Parts) float64 {
		data, names := []byte(long(n)), ecs.NewSymbols()
		return testing.AllocsPerRun(5, func() {
			for _, err := range skillcorner.Frames(data, with, names, &recording.Match{}) {
				if err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	for _, with := range []recording.Parts{{}, {Info: []byte(squads)}} {
		short, more := count(100, with), count(1000, with)
		t.Logf("%v allocations for 100 frames, %v for 1,000", short, more)
		if more > short+9 { // the runtime has one of its own now and then
			t.Errorf("%v allocations for 100 frames, %v for 1,000", short, more)
		}
	}
}

// BenchmarkFrames measures frames of 22 players.
func BenchmarkFrames(b *testing.B) {
	data, names := []byte(long(2000)), ecs.NewSymbols()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if err := (&recording.Match{}).ReadFrames(skillcorner.Frames, data, recording.Parts{}, names); err != nil {
			b.Fatal(err)
		}
	}
}

// FuzzFrames checks that any bytes are sound frames or refused with the place of the
// fault, and twice the same.
func FuzzFrames(f *testing.F) {
	f.Add([]byte(tracked), []byte(squads))
	f.Add([]byte(older), []byte(squads))
	f.Add([]byte(older), []byte(nil))
	f.Add([]byte(line(7, "2", `"45:01.0"`, nowhere, "null", at(1, "1", "2"))), []byte(`{"id":1,"home_team":{"id":1},"away_team":{"id":2},"players":[{"id":1,"team_id":1}]}`))
	f.Fuzz(func(t *testing.T, data, info []byte) {
		if len(info) == 0 {
			info = nil
		}
		var all [2]*recording.Match
		var text [2]string
		for i := range all {
			all[i] = &recording.Match{}
			if err := all[i].ReadFrames(skillcorner.Frames, data, recording.Parts{Info: info}, ecs.NewSymbols()); err != nil {
				if _, ok := errors.AsType[*recording.Error](err); !ok || !errors.Is(err, recording.ErrFormat) {
					t.Fatalf("error %v does not say where", err)
				}
				text[i] = err.Error()
			}
		}
		m := all[0]
		if text[0] != text[1] || !slices.Equal(m.Frames, all[1].Frames) || !slices.Equal(m.Seen, all[1].Seen) || m.Warnings.String() != all[1].Warnings.String() {
			t.Fatalf("%q and then %q, %d frames and then %d", text[0], text[1], len(m.Frames), len(all[1].Frames))
		}
		sane(t, m)
	})
}

// sane checks what holds for the frames of every match.
func sane(t testing.TB, m *recording.Match) {
	t.Helper()
	const none = components.NoPlace
	on := func(p components.Place) bool {
		return p.X >= -6000 && p.X <= 6000 && p.Y >= -4250 && p.Y <= 4250
	}
	for i := range m.Frames {
		f := &m.Frames[i]
		if f.Clock < 0 || f.Clock%9000 != 0 || f.Period < 1 || f.Period > components.Shootout || f.Players > components.MaxSeen || f.Holder > components.Away ||
			!on(f.Ball) && f.Ball != (components.Place{X: none, Y: none}) || f.Height != none && (f.Height < 0 || f.Height > 10_000) || f.Ball.X == none && f.Height != none {
			t.Fatalf("frame %d: %+v", i+1, f)
		}
		for _, s := range m.Of(f) {
			if !on(s.Place) || int(s.Who) > len(m.Squads) || s.Team > components.Away {
				t.Fatalf("frame %d: %+v", i+1, s)
			}
		}
	}
}
