package metrica_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/metrica"
	"touchline/systems/feed/recording"
)

func TestFrameErrors(t *testing.T) {
	table := func(old, with string) string { return strings.Replace(homeSheet, old, with, 1) }
	line := func(old, with string) string { return strings.Replace(lined, old, with, 1) }
	info := func(old, with string) recording.Parts {
		return recording.Parts{Info: []byte(strings.Replace(metadataOf, old, with, 1))}
	}
	none, all := recording.Parts{}, info("", "")
	rate := func(r string) recording.Parts { return info("25.0", r) }
	const notNumber = ": not a number: want a share of the pitch, or NaN"
	tests := []struct {
		name, text string
		with       recording.Parts
		message    string
	}{
		{"one line", ",,,Home\n", none, "line 1: the file ends too early: want three lines that name the columns"},
		{"header cut short", table("Ball,\n", "Ball"), none, "line 3: Ball1 250: not as the columns are described: want two columns, the second without a name"},
		{"no period", table("Period,", "x,"), none, `line 3: column "Period": missing: want it in the third line`},
		{"no frame", table("Frame,", ""), none, `line 3: column "Frame": missing: want it in the third line`},
		{"no time", table(",Time [s],P2,,P3,,Ball,", ""), none, `line 3: column "Time [s]": missing: want it in the third line`},
		{"name over y", table("P2,,", "P2,P4,"), none, "line 3: P2 P4: not as the columns are described: want two columns, the second without a name"},
		{"too many columns", table("Ball,\n", "Ball,"+strings.Repeat(",", 4097-9)+"\n"), none, "line 3: too many columns: want at most 4096"},
		{"crowd", sheet("Home", 1, 1, make([]int, 256), 1), none, "line 3: Home255: out of range: want at most 255 players"},
		{"too few values", table("1,250,10,0.5,0.5,", "1,250,10,"), none, `line 4: P3 0.5: not as the columns are described: want "," after value 7 of 9`},
		{"too many values", table("0.5,0.5\n", "0.5,0.5,0.5\n"), none, `line 4: Ball 0.5,0.5: not as the columns are described: want 9 values`},
		{"period 0", table("1,251", "0,251"), none, "line 5: Period 0: out of range: want a period, 1 to 5"},
		{"period 6", table("1,251", "6,251"), none, "line 5: Period 6: out of range: want a period, 1 to 5"},
		{"no period in a line", table("1,251", ",251"), none, "line 5: Period: out of range: want a period, 1 to 5"},
		{"frame below 0", table("1,251", "1,-1"), none, "line 5: Frame -1: out of range: want the number of a frame, 0 to 2160000"},
		{"frame after a day", table("1,251", "1,2160001"), none, "line 5: Frame 2160001: out of range: want the number of a frame, 0 to 2160000"},
		{"fraction", table("1,251", "1,251.5"), none, "line 5: Frame 251.5: out of range: want the number of a frame, 0 to 2160000"},
		{"time", table("10.04", "10:04"), none, "line 5: Time [s] 10:04: not a number: want seconds since the file began, 0 to 86400"},
		{"x", table("0.25,1", "left,1"), none, "line 5: P2 left" + notNumber},
		{"y", table("0.25,1,", "0.25,1e,"), none, "line 5: P2 1e" + notNumber},
		{"huge", table("0.25,1,", "0.25,1e13,"), none, "line 5: P2 1e13" + notNumber},
		{"infinite", table("0.45,0.43", "0.45,inf"), none, "line 6: Ball inf" + notNumber},
		{"all before the match", "\n" + homeSheet[:strings.Index(homeSheet, "1,251")], none, "line 1: metadata: missing: want the match's file of metadata beside it, which says what the values of a line are"},
		{"before the kick-off", homeSheet[:strings.Index(homeSheet, "1,251")], recording.Parts{Events: []byte(rows)},
			"line 4: of another match: want frames of its periods, as the other files of the match have them"},

		{"no metadata", lined, none, "line 1: metadata: missing: want the match's file of metadata beside it, which says what the values of a line are"},
		{"other information", lined, recording.Parts{Info: []byte("{}"), Events: []byte(rows)}, "line 1: metadata: missing: want the match's file of metadata beside it, which says what the values of a line are"},
		{"empty", "", all, "line 1: the file ends too early: want a frame"},
		{"blank", "\n\n", all, "line 2: the file ends too early: want a frame"},
		{"text of another match", line("nonsense 1|15:00/239|\n0.5 0.5|15:00/242|fast,0.25,0#NaN,0.5|7", "0.5 0.5|15:00/242|fast,0.25#0,NaN#0.5|7"), all,
			`line 1: 2 0.25#0: of another match: want "," after value 6 of 10, as the metadata have it`},
		{"other registers", line("1|15:00/239|", "1:15:00:239:"), all, `line 1: ball px 1:15:00:239:: of another match: want "|" after value 2 of 10, as the metadata have it`},
		{"no frame of a period", "nonsense 1|15:00/239|\nnonsense 1|15:00/300|", all, "line 1: of another match: want frames of its periods, as the other files of the match have them"},
		{"too few in a line", line("#0.6,0.5|", "#0.6|"), all, `line 3: 4 0.6|7: not as the columns are described: want "," after value 8 of 10`},
		{"too many in a line", line("#0.6,0.5|7", "#0.6,0.5|7|8"), all, `line 3: frameCount 7|8: not as the columns are described: want 10 values`},
		{"number of the frame", line("/251|", "/25x|"), all, "line 3: frameCount 25x: out of range: want the number of a frame, 0 to 2160000"},
		{"y of the ball", line("0.5 0.25|", "0,5 0.25|"), all, `line 3: ball py 0,5: not as the columns are described: want " " after value 1 of 10`},
		{"x of a player", line("#0.6,0.5|7\n\n", "#0.6x,0.5|7\n\n"), all, "line 3: 4 0.6x" + notNumber},
		{"no specification of it", lined, info(`endFrame="9000"`, `endFrame="3999"`), "line 9: frame 4001: not as the columns are described: want one that the metadata describe, 1 to 3999"},

		{"metadata cut short", lined, recording.Parts{Info: []byte(metadataOf[:400])}, "byte 400: of the metadata: the file ends too early: want the end of the document"},
		{"no rate", lined, rate(""), "byte 139: of the metadata: FrameRate: missing: want 1 to 1000 frames a second"},
		{"rate", lined, rate("fast"), "byte 139: of the metadata: FrameRate fast: out of range: want 1 to 1000 frames a second"},
		{"slow", lined, rate("0.999"), "byte 139: of the metadata: FrameRate 0.999: out of range: want 1 to 1000 frames a second"},
		{"no halves", lined, recording.Parts{Info: []byte(strings.ReplaceAll(metadataOf, "half_start", "x"))}, "byte 0: of the metadata: first_half_start: missing: want the frame at which the match begins"},
		{"begin of a half", lined, info(">240<", ">-1<"), "byte 237: of the metadata: first_half_start -1: out of range: want the number of a frame"},
		{"end of a half", lined, info(">299<", ">2.5<"), "byte 322: of the metadata: first_half_end 2.5: out of range: want the number of a frame"},
		{"short pitch", lined, info(">100<", ">39.99<"), "byte 907: of the metadata: FieldSize.Width 39.99: out of range: want 40 to 150 meters"},
		{"wide pitch", lined, info(">60.0<", ">6800<"), "byte 926: of the metadata: FieldSize.Height 6800: out of range: want 40 to 150 meters"},
		{"no specifications", lined, recording.Parts{Info: []byte(strings.ReplaceAll(metadataOf, "DataFormatSpecification", "x"))}, "byte 0: of the metadata: DataFormatSpecification: missing: want what the values of a line are"},
		{"unit", lined, info("normalized", "m"), "byte 2373: of the metadata: Channel px Unit m: out of range: want normalized"},
		{"no such channel of a player", lined, info(`playerChannelId="6"`, `playerChannelId="66"`), "byte 2571: of the metadata: PlayerChannelRef 66: missing: want a PlayerChannel of that ID"},
		{"no number of the frame", lined, info(`"frameCount"`, `"frame"`), "byte 2248: of the metadata: StringRegister frameCount: missing: want it in every DataFormatSpecification"},
		{"number elsewhere", lined, info(`<StringRegister name="clock"/><StringRegister name="frameCount"/>`, `<StringRegister name="frameCount"/><StringRegister name="clock"/>`), "byte 2980: of the metadata: StringRegister frameCount: not as the columns are described: want it in the same place in every DataFormatSpecification"},
		{"number before another separator", lined, info(`separator="/"`, `separator="+++"`), "byte 2462: of the metadata: separator +++: out of range: want what is not in a number, nor the end of a line"},
		{"other separator before the number", lined, info(`separator="/"`, `separator="//"`), "byte 2981: of the metadata: StringRegister frameCount: not as the columns are described: want it in the same place in every DataFormatSpecification"},
		{"no separator", lined, info(`separator="|"`, ``), "byte 2369: of the metadata: separator: out of range: want what is not in a number, nor the end of a line"},
		{"no first frame", lined, info(`startFrame="300"`, ``), "byte 2248: of the metadata: DataFormatSpecification.startFrame: missing: want the number of a frame"},
		{"last frame", lined, info(`endFrame="9000"`, `endFrame="99999999999"`), "byte 2248: of the metadata: DataFormatSpecification.endFrame 99999999999: out of range: want the number of a frame"},
		{"events cut short", homeSheet, recording.Parts{Events: []byte(document(rows)[:300])}, "byte 300: of the events: the file ends too early: want the end of a string"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := &recording.Match{}
			err := m.ReadFrames(metrica.Frames, []byte(tt.text), tt.with, ecs.NewSymbols())
			e, ok := errors.AsType[*recording.Error](err)
			if !ok || !errors.Is(err, recording.ErrFormat) || len(m.Frames) > 0 {
				t.Fatalf("error = %v, want one that is %v", err, recording.ErrFormat)
			}
			if err.Error() != tt.message {
				t.Errorf("message\n got %s\nwant %s", err, tt.message)
			}
			if other := strings.Contains(tt.message, "of another match"); errors.Is(err, recording.OtherMatch) != other {
				t.Errorf("%v: want one that is %v: %v", err, recording.OtherMatch, other)
			}
			if e.Line > 1 && strings.Count(tt.text[:e.Offset], "\n") != e.Line-1 && !errors.Is(err, recording.Truncated) {
				t.Errorf("%v: byte %d is not in that line", err, e.Offset)
			}
			if found := strings.TrimSuffix(e.Found, ".."); strings.Contains(e.Field, "of the metadata") && !strings.Contains(string(tt.with.Info[max(e.Offset-200, 0):min(int(e.Offset)+200, len(tt.with.Info))]), found) && found != "" {
				t.Errorf("%v: not near byte %d", err, e.Offset)
			}
		})
	}
}

// TestFrameBounds checks what is just within the bounds that others are beyond.
func TestFrameBounds(t *testing.T) {
	crowd := sheet("Home", 1, 1, make([]int, 255), 1)
	for name, text := range map[string]string{
		"crowd":   crowd,
		"frame":   strings.Replace(homeSheet, "2,4025,160", "2,2160000,86400", 1),
		"columns": strings.Replace(homeSheet[:strings.Index(homeSheet, "1,250")], "Ball,\n", "Ball,"+strings.Repeat(",", 4096-9)+"\n", 1),
	} {
		if err := (&recording.Match{}).ReadFrames(metrica.Frames, []byte(text), recording.Parts{}, ecs.NewSymbols()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestFrameRates checks how long 3700 frames last.
func TestFrameRates(t *testing.T) {
	for _, r := range []struct {
		rate string
		want components.PTS
	}{
		{"25", 13_320_000}, {"10", 33_300_000}, {"29.97", 11_111_100}, {"59.94", 5_555_550}, {"29.98", 11_107_404}, {"1000", 333_000}, {"1", 333_000_000}, {"24.5", 13_591_836},
	} {
		with := recording.Parts{Info: []byte(strings.NewReplacer("25.0", r.rate, "3990", "301").Replace(metadataOf))}
		m, _ := readFrames(t, with, lined)
		if got := m.Frames[len(m.Frames)-1].Clock; got != r.want {
			t.Errorf("at %s a second they last %d, want %d", r.rate, got, r.want)
		}
	}
}

// TestFrameCuts cuts files short everywhere. They are malformed in the middle of a
// value or before the last, warned of after that, and cannot be told from shorter
// ones after the end of a line.
func TestFrameCuts(t *testing.T) {
	for _, tt := range []struct {
		text   string
		with   recording.Parts
		values func(line string) bool // whether it has all
	}{
		{homeSheet, recording.Parts{}, func(line string) bool { return strings.Count(line, ",") == 8 }},
		{lined, recording.Parts{Info: []byte(metadataOf)}, func(line string) bool {
			bars := 3
			if strings.Contains(line, "_") {
				bars = 4
			}
			return strings.Contains(line, "/239|") || strings.Contains(line, "/300|") || strings.Count(line, "|") == bars
		}},
	} {
		for n := range len(tt.text) {
			text := tt.text[:n]
			m := &recording.Match{}
			err := m.ReadFrames(metrica.Frames, []byte(text), tt.with, ecs.NewSymbols())
			e, _ := errors.AsType[*recording.Error](err)
			line := text[strings.LastIndex(text, "\n")+1:]
			switch {
			case errors.Is(err, recording.Truncated) && e.Offset == int64(n) && line != "":
			case errors.Is(err, recording.Truncated) && strings.Trim(text, "\n") == "":
			case strings.Count(text, "\n") < 3 && errors.Is(err, recording.Truncated):
			case errors.Is(err, recording.OtherMatch) && len(m.Frames) == 0 && strings.HasPrefix(text, "nonsense") && !strings.Contains(text, "/242|"):
			case n < 3 && tt.with.Info == nil && errors.Is(err, recording.Missing): // not known as a table
			case err == nil && line == "":
			case err == nil && tt.values(line):
			default:
				t.Fatalf("cut at byte %d, in %q: %v", n, line, err)
			}
		}
	}
	m, _ := readFrames(t, recording.Parts{}, strings.TrimSpace(homeSheet))
	if want := "no-line-end: line 11: it may be cut short\n"; !strings.Contains(m.Warnings.String(), want) {
		t.Errorf("warnings %v, want %s among them", m.Warnings, want)
	}
	m, _ = readFrames(t, recording.Parts{}, homeSheet[:strings.Index(homeSheet, "1,250")])
	if want := "no-events: line 3: there are columns, but no frames\n" + noWay; m.Warnings.String() != want {
		t.Errorf("warnings %v, want %s", m.Warnings, want)
	}
}

// TestFrameStop checks that whoever takes the frames may stop at any of them.
func TestFrameStop(t *testing.T) {
	for n := 1; n < 6; n++ {
		taken := 0
		for _, err := range metrica.Frames([]byte(homeSheet), recording.Parts{}, ecs.NewSymbols(), &recording.Match{}) {
			if err != nil {
				t.Fatal(err)
			}
			if taken++; taken == n {
				break
			}
		}
		if taken != n {
			t.Errorf("%d frames taken, want %d", taken, n)
		}
	}
}

func TestIsFrames(t *testing.T) {
	header := homeSheet[:strings.Index(homeSheet, "P2")]
	for text, want := range map[string]bool{
		homeSheet: true, "\uFEFF" + awaySheet: true, header: true, strings.ReplaceAll(header, "\n", "\r\n"): true, header[:len(header)-1]: false,
		",,,\n": false, ",,,\n,,,\nTeam,Type,Subtype,Period,": false, "450:0.3,0.9,5,1.11;NaN,NaN,-1,NaN:0.5,0.6,NaN\n": true, "450:0.3,0.9,5,1.1": true,
		"\uFEFF450|1 2|,\r\n": true, "450:0.3,0.9": false, "1,2,3,4,5,6": false, "450.5:0.3,0.9;1,1:2": false, "x:0.3,0.9;1,1:2": false, "450:0.3,0.9;1,H:2": false,
		"": false, ":1,2;3,4": false, "2019-01-01 10:00:00,1 1 1 1": false, rows: false, document(rows): false, metadataOf: false, "[1,2,3,4:5]": false, "1\n1:2,3;4:5,6": false,
	} {
		if got := metrica.IsFrames([]byte(text)); got != want {
			t.Errorf("%.40q: %v, want %v", text, got, want)
		}
	}
	for _, text := range []string{homeSheet, lined} {
		if metrica.Is([]byte(text)) || metrica.IsInfo([]byte(text)) {
			t.Errorf("%.20q is known as events or metadata", text)
		}
	}
	long := "1:" + strings.Repeat("0.5,0.5;", 1<<20)
	if !metrica.IsFrames([]byte(long)) || testing.AllocsPerRun(10, func() { metrica.IsFrames([]byte(fmt.Sprint(long[:10]))) }) > 5 {
		t.Error("a long line")
	}
}
