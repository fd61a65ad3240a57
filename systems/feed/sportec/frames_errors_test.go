package sportec_test

import (
	"errors"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/sportec"
)

// one returns positions of a player in one frame, and of the ball in one that has
// the attributes that are given.
func one(attrs string) string {
	return positions(set("firstHalf", "BALL", "ball", `<Frame `+attrs+`/>`))
}

// stamped returns the attributes of a frame of a time, and more.
func stamped(more string) string { return `N="10000" T="2022-08-06T20:00:00.000+02:00" ` + more }

func TestFramesErrors(t *testing.T) {
	const form = ": want a time as in RFC 3339: 2022-10-15T13:01:28.310+02:00"
	const whole = ": want a number, 0 to 2147483647"
	other := strings.Replace(tracked, `<FrameSet GameSection="firstHalf" MatchId="M" TeamId="referee"`, `<FrameSet GameSection="firstHalf" MatchId="N" TeamId="referee"`, 1)
	crowd := make([]string, 256)
	for i := range crowd {
		crowd[i] = set("firstHalf", "A", "a"+strings.Repeat("i", i))
	}
	tests := []struct {
		name, text string
		with       recording.Parts
		message    string
	}{
		{"empty", "", both, "byte 0: the file ends too early: want the end of the document"},
		{"other root", "<Positions/>", both, "byte 0: <Positions: of the wrong type: want a PutDataRequest"},
		{"two roots", tracked + "<a/>", both, "byte 2258: <a: trailing bytes: want nothing more"},
		{"closed by another", strings.Replace(tracked, "</FrameSet>", "</Frame>", 1), both, "byte 626: element <FrameSet> closed by </Frame>: not XML"},
		{"closed by another, after a Frame", positions("<FrameSet GameSection='firstHalf' TeamId='BALL'><Frame " + stamped(``) + "/></a>"), both, "byte 283: element <FrameSet> closed by </a>: not XML"},
		{"not XML in a Frame", one(stamped(`X="<"`)), both, "byte 312: unescaped < inside quoted string: not XML"},
		{"no number", one(`T="2022-08-06T20:00:00.000+02:00"`), both, "byte 257: Frame.N: missing" + whole},
		{"empty number", one(`N="" T="2022-08-06T20:00:00.000+02:00"`), both, "byte 257: Frame.N: missing" + whole},
		{"number with a point", one(`N="1.0" T="2022-08-06T20:00:00.000+02:00"`), both, "byte 257: Frame.N 1.0: out of range" + whole},
		{"number below 0", one(`N="-1" T="2022-08-06T20:00:00.000+02:00"`), both, "byte 257: Frame.N -1: out of range" + whole},
		{"number too large", one(`N="2147483648" T="2022-08-06T20:00:00.000+02:00"`), both, "byte 257: Frame.N 2147483648: out of range" + whole},
		{"no time", one(`N="1"`), both, "byte 257: Frame.T: missing" + form},
		{"no zone", one(`N="1" T="2022-08-06T20:00:00.000"`), both, "byte 257: Frame.T 2022-08-06T20:00:00.000: not a time" + form},
		{"long ago", one(`N="1" T="1969-12-31T23:59:59Z"`), both, "byte 257: Frame.T 1969-12-31T23:59:59Z: out of range: want a year from 1970"},
		{"no such second", positions(set("firstHalf", "BALL", "", at(1, 0, ""), `<Frame N="2" T="2022-08-06T20:00:60.000+02:00"/>`)), both,
			"byte 305: Frame.T 2022-08-06T20:00:60.000+02:00: not a time" + form},
		{"no such millisecond", positions(set("firstHalf", "BALL", "", at(1, 0, ""), `<Frame N="2" T="2022-08-06T20:00:00.0:0+02:00"/>`)), both,
			"byte 305: Frame.T 2022-08-06T20:00:00.0:0+02:00: not a time" + form},
		{"a day after", positions(set("firstHalf", "BALL", "", at(1, 0, ""), at(2, 24*60*minute+1, ""))), both,
			"byte 305: Frame.T 2022-08-07T20:00:00.001+02:00: not within a day of the first frame: want about 2022-08-06T18:00:00.000Z"},
		{"a day before", positions(set("firstHalf", "BALL", "", at(1, 0, ""), at(2, -24*60*minute-1, ""))), both,
			"byte 305: Frame.T 2022-08-05T19:59:59.999+02:00: not within a day of the first frame: want about 2022-08-06T18:00:00.000Z"},
		{"x alone", one(stamped(`X="1"`)), both, "byte 257: Frame.Y: missing: want meters, as -12.34"},
		{"y alone", one(stamped(`Y="1"`)), both, "byte 257: Frame.X: missing: want meters, as -12.34"},
		{"x", one(stamped(`X="left" Y="1"`)), both, "byte 257: Frame.X left: out of range: want meters, as -12.34"},
		{"y", one(stamped(`X="1" Y="NaN"`)), both, "byte 257: Frame.Y NaN: out of range: want meters, as -12.34"},
		{"z", one(stamped(`X="1" Y="1" Z="1,5"`)), both, "byte 257: Frame.Z 1,5: out of range: want meters, as -12.34"},
		{"a character reference", one(stamped(`X="&#97;" Y="1"`)), both, "byte 257: Frame.X a: out of range: want meters, as -12.34"},
		{"after a byte order mark", "\uFEFF" + one(stamped(`X="left" Y="1"`)), both, "byte 260: Frame.X left: out of range: want meters, as -12.34"},
		{"nobody", positions(set("firstHalf", "A", "")), both, "byte 178: FrameSet.PersonId: missing: want an ID"},
		{"a crowd", positions(crowd...), both, "byte 54493: FrameSet.PersonId aiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii..: out of range: want at most 255 players"},
		{"pitch", strings.Replace(tracked, `X="105.00"`, `X="39.99"`, 1), both, "byte 133: PitchSize.X 39.99: out of range: want 40 to 150 meters"},
		{"pitch as wide as long", strings.Replace(tracked, `Y="68.00"`, `Y="150.01"`, 1), both, "byte 133: PitchSize.Y 150.01: out of range: want 40 to 150 meters"},
		{"no pitch", strings.Replace(tracked, `Y="68.00"`, ``, 1), both, "byte 133: PitchSize.Y: out of range: want 40 to 150 meters"},
		{"of another match", strings.Replace(tracked, `<MetaData MatchId="M"`, `<MetaData MatchId="N"`, 1), both, "byte 93: MetaData.MatchId N: of another match: want M"},
		{"of another match than the information", tracked, recording.Parts{Info: []byte(strings.Replace(information, `"M"`, `"N"`, 1))}, "byte 93: MetaData.MatchId M: of another match: want N"},
		{"of another match than the events", tracked, recording.Parts{Events: []byte(strings.ReplaceAll(game, `MatchId="M"`, `MatchId="N"`))}, "byte 93: MetaData.MatchId M: of another match: want N"},
		{"two matches", other, recording.Parts{}, "byte 932: FrameSet.MatchId N: of another match: want M"},
		{"events of another match than the information", tracked, recording.Parts{Info: both.Info, Events: []byte(strings.ReplaceAll(game, `MatchId="M"`, `MatchId="N"`))},
			"byte 56, event 1 (id 1): of the events: MatchId N: of another match: want M"},
		{"events cut short", tracked, recording.Parts{Events: []byte(game[:300])}, "byte 300, event 1: of the events: the file ends too early: want the end of the document"},
		{"events out of order", tracked, recording.Parts{Events: []byte(put(first, entry("7", -1, `<KickOff GameSection="secondHalf"/>`)))},
			"byte 252, event 2 (id 7): of the events: KickOff 2022-08-06T17:59:59.999Z: out of range: want after that of the period before, at 2022-08-06T18:00:00.000Z"},
		{"information cut short", tracked, recording.Parts{Info: []byte(information[:300])}, "byte 300: of the information: the file ends too early: want the end of the document"},
		{"nested", positions(strings.Repeat("<a>", 61) + "<FrameSet GameSection='firstHalf' TeamId='BALL'><Frame " + stamped("") + "/>"), both, "byte 409: elements are nested too deep: want at most 64"},
		{"long text", one(stamped(`S="` + strings.Repeat("x", 65537) + `"`)), both, "byte 257: S of 65537 bytes: the text is too long: want at most 65536"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := (&recording.Match{}).ReadFrames(sportec.Frames, []byte(tt.text), tt.with, ecs.NewSymbols())
			if !errors.Is(err, recording.ErrFormat) {
				t.Fatalf("error = %v, want one that is %v", err, recording.ErrFormat)
			}
			if err.Error() != tt.message {
				t.Errorf("message\n got %s\nwant %s", err, tt.message)
			}
			e, _ := errors.AsType[*recording.Error](err)
			if element, _, ok := strings.Cut(e.Field, "."); ok && !strings.Contains(e.Field, ":") && !strings.HasPrefix(tt.text[e.Offset:], "<"+element+" ") {
				t.Errorf("%v: what is there is %.20s", err, tt.text[e.Offset:])
			}
			if other := strings.Contains(tt.message, "of another match"); errors.Is(err, recording.OtherMatch) != other {
				t.Errorf("%v: want one that is %v: %v", err, recording.OtherMatch, other)
			}
		})
	}
	for name, text := range map[string]string{
		"numbers":   positions(set("firstHalf", "BALL", "", `<Frame N="0" T="2022-08-06T20:00:00Z"/>`, `<Frame N="2147483647" T="2022-08-06T20:00:00Z"/>`)),
		"a day":     positions(set("firstHalf", "BALL", "", at(1, 24*60*minute, ""), at(2, 0, ""), at(3, 48*60*minute, ""))),
		"crowd":     positions(crowd[:255]...),
		"pitch":     strings.Replace(tracked, `X="105.00" Y="68.00"`, `X="150" Y="40"`, 1),
		"nested":    positions(strings.Repeat("<a>", 60) + "<FrameSet GameSection='firstHalf' TeamId='BALL'><Frame " + stamped("") + "/></FrameSet>" + strings.Repeat("</a>", 60)),
		"long text": one(stamped(`S="` + strings.Repeat("x", 65536) + `"`)),
	} {
		if err := (&recording.Match{}).ReadFrames(sportec.Frames, []byte(text), recording.Parts{}, ecs.NewSymbols()); err != nil {
			t.Errorf("%s, just within bounds: %v", name, err)
		}
	}
}

// TestFramesCut cuts a file short at every byte.
func TestFramesCut(t *testing.T) {
	for n := range len(strings.TrimSpace(tracked)) {
		err := (&recording.Match{}).ReadFrames(sportec.Frames, []byte(tracked[:n]), both, ecs.NewSymbols())
		e, ok := errors.AsType[*recording.Error](err)
		if !ok || !errors.Is(err, recording.Truncated) || e.Offset != int64(n) {
			t.Fatalf("cut at byte %d: %v", n, err)
		}
	}
}

// TestFramesStop checks that whoever takes the frames may stop at any of them.
func TestFramesStop(t *testing.T) {
	for n := 1; n < 6; n++ {
		taken := 0
		for _, err := range sportec.Frames([]byte(tracked), both, ecs.NewSymbols(), &recording.Match{}) {
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

// TestFramesDefects checks what is made of what is odd, and which warning it has.
func TestFramesDefects(t *testing.T) {
	half := func(frames ...string) string { return positions(set("firstHalf", "BALL", "", frames...)) }
	tests := []struct {
		name, text, want, warnings string
	}{
		{"nothing", positions(), "", "no-events: it has no frames"},
		{"no frames", half(), "", ""},
		{"a section that is none", positions(set("halftime", "A", "a9", at(1, 0, xy("1", "1")))), "", "unknown-type: byte 178: FrameSet.GameSection halftime: left out"},
		{"not seen", half(at(10000, 0, ""), at(10001, 40, `X="" Y="" Z="1"`)), "1@0\n1@3600", ""},
		{"a player not seen", positions(set("firstHalf", "A", "a1", at(10000, 0, ""), at(10001, 40, xy("1", "1")))), "1@0\n1@3600  | home Ann One 100,100", ""},
		{"just on the pitch", half(at(10000, 0, `X="-57.50" Y="39"`)), "1@0 ball -5750,3900", ""},
		{"beyond the goal", half(at(10000, 0, `X="57.51" Y="39" Z="1"`)), "1@0", "bad-place: byte 253: 57.51, 39 is not on the pitch: not known"},
		{"beyond the line", half(at(10000, 0, `X="0" Y="-39.01"`), at(10001, 40, `X="0" Y="1e9"`)), "1@0\n1@3600", "bad-place: 2 times, first byte 253: 0, -39.01 is not on the pitch: not known"},
		{"a smaller pitch", strings.Replace(half(at(10000, 0, `X="55.01" Y="0"`), at(10001, 40, `X="-55" Y="0"`)), `X="105.00"`, `X="100.00"`, 1), "1@0\n1@3600 ball -5500,0", "bad-place: byte 253: 55.01, 0 is not on the pitch: not known"},
		{"high", half(at(10000, 0, `X="1" Y="1" Z="100"`), at(10001, 40, `X="1" Y="1" Z="100.01"`)), "1@0 ball 100,100,10000\n1@3600 ball 100,100", "bad-place: byte 328: a height of 100.01: not known"},
		{"flags", half(at(10000, 0, `BallPossession="3" BallStatus="2"`)), "1@0", "unknown-flag: 2 times, first byte 253: Frame.BallStatus 2"},
		{"a third side", positions(set("firstHalf", "C", "b1", at(10000, 0, xy("1", "1")))), "1@0  |  B. One 100,100", "unknown-team: byte 178: FrameSet.TeamId C"},
		{"a player of nowhere", positions(set("firstHalf", "A", "a9", at(10000, 0, xy("1", "1"))), set("secondHalf", "A", "a9")), "1@0  | home a9 100,100", "unknown-player: byte 178: FrameSet.PersonId a9 is not in the information: called by that"},
		{"an official of a side", strings.Replace(positions(set("firstHalf", "A", "off", at(10000, 0, xy("1", "1")))), "<FrameSet", "<FrameSet ", 1), "", ""},
		{"a frame twice", half(at(10000, 0, `X="1" Y="1"`), at(10000, 40, `X="2" Y="2"`), at(10001, 40, `X="3" Y="3"`)), "1@0 ball 100,100\n1@3600 ball 300,300", "duplicate-id: an object is twice in the frame after 10000: one of them counts"},
		{"two sets of one object", positions(set("firstHalf", "A", "a1", at(10001, 40, xy("2", "2")), at(10002, 80, xy("3", "3"))), set("firstHalf", "A", "a1", at(10000, 0, xy("0", "0")), at(10001, 40, xy("1", "1")))),
			"1@0  | home Ann One 0,0\n1@3600  | home Ann One 100,100\n1@7200  | home Ann One 300,300", "duplicate-id: an object is twice in the frame after 10001: one of them counts"},
		{"a set in two pieces", positions(set("firstHalf", "A", "a1", at(10000, 0, xy("1", "0"))), set("firstHalf", "A", "a2", at(10000, 0, xy("2", "0"))), set("firstHalf", "A", "a1", at(10001, 40, xy("3", "0")))),
			"1@0  | home Ann One 100,0 | home Two 200,0\n1@3600  | home Ann One 300,0", ""},
		{"numbers going back", half(at(10001, 40, `X="2" Y="2"`), at(10000, 0, `X="1" Y="1"`)), "1@0 ball 100,100\n1@3600 ball 200,200", ""},
		{"times going back", half(at(10000, 40, `X="2" Y="2"`), at(10001, 0, `X="1" Y="1"`)), "1@0 ball 100,100\n1@3600 ball 200,200", "time-regress: frame 2 is before the frame before it: sorted"},
		{"written otherwise", positions("<FrameSet GameSection = 'firstHalf' TeamId='BALL'>text<!-- a -->" + at(10000, 0, `X="1" Y="1"`) + "<x:Frame N='10001' x:T='2022-08-06T20:00:00.040+02:00' X='&#50;' Y='2'>" + at(10002, 80, `X="3" Y="3"`) + "</x:Frame><b/>" + at(10003, 120, `X="4" Y="4" X="5" Z=""`) + "</FrameSet>"),
			"1@0 ball 100,100\n1@3600 ball 200,200\n1@7200 ball 300,300\n1@10800 ball 400,400", ""},
		{"an empty set", positions(`<FrameSet GameSection="firstHalf" TeamId="BALL"/>` + at(10000, 0, `X="1" Y="1"`)), "", ""},
		{"an empty set in a set", positions(set("firstHalf", "BALL", "", `<FrameSet GameSection="secondHalf" TeamId="A"/>`, at(10000, 0, `X="1" Y="1"`))), "1@0 ball 100,100", ""},
	}
	info := strings.Replace(information, "</Teams>", `</Teams><Referees><Referee PersonId="off"/></Referees>`, 1)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, names := &recording.Match{}, ecs.NewSymbols()
			err := m.ReadFrames(sportec.Frames, []byte(tt.text), recording.Parts{Info: []byte(info), Events: both.Events}, names)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for i := range m.Frames {
				got = append(got, strings.TrimRight(show(m, &m.Frames[i], names), " "))
			}
			if text := strings.Join(got, "\n"); text != tt.want {
				t.Errorf("frames\n got %s\nwant %s", text, tt.want)
			}
			if m.Warnings.String() != tt.warnings {
				t.Errorf("warnings\n got %v\nwant %s", m.Warnings, tt.warnings)
			}
		})
	}
}

// TestNotSeen checks that a frame has nobody whose place is not known.
func TestNotSeen(t *testing.T) {
	text := positions(set("firstHalf", "A", "a1", at(10000, 0, "")), set("firstHalf", "A", "a2", at(10000, 0, xy("1", "1"))))
	for s, err := range sportec.Frames([]byte(text), both, ecs.NewSymbols(), &recording.Match{}) {
		if err != nil || len(s.Seen) != 1 || s.Seen[0].Who != 2 {
			t.Errorf("players %+v, %v, want the second alone", s.Seen, err)
		}
	}
}

// TestManyPlayers checks that a frame has no more players than it may.
func TestManyPlayers(t *testing.T) {
	var sets []string
	for i := range components.MaxSeen + 3 {
		sets = append(sets, set("firstHalf", "A", strings.Repeat("a", i+1), at(10000, 0, xy("1", "1"))))
	}
	for s := range sportec.Frames([]byte(positions(sets...)), recording.Parts{}, ecs.NewSymbols(), &recording.Match{}) {
		if len(s.Seen) != components.MaxSeen {
			t.Errorf("%d players are given, want %d", len(s.Seen), components.MaxSeen)
		}
	}
	m, _ := readFrames(t, positions(sets...), recording.Parts{})
	if f := m.Frames[0]; f.Players != components.MaxSeen || m.Of(&f)[components.MaxSeen-1].Who != components.MaxSeen {
		t.Errorf("%d players, want %d", f.Players, components.MaxSeen)
	}
}
