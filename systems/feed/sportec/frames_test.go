package sportec_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/sportec"
)

// kickOff is when the first half of the matches of these tests begins: as entry has
// it for 0 milliseconds.
var kickOff = time.Date(2022, 8, 6, 18, 0, 0, 0, time.UTC)

// positions returns a file of positions of match M.
func positions(sets ...string) string {
	return `<?xml version="1.0"?>` + "\n<PutDataRequest>\n" + `<Positions EventTime="2022-08-06T20:00:00.000+02:00">` + "\n" +
		`<MetaData MatchId="M" Type="pitch-size"><PitchSize X="105.00" Y="68.00"/></MetaData>` + "\n" +
		strings.Join(sets, "\n") + "\n</Positions>\n</PutDataRequest>\n"
}

// set returns the frames of an object.
func set(section, team, person string, frames ...string) string {
	return fmt.Sprintf(`<FrameSet GameSection="%s" MatchId="M" TeamId="%s" PersonId="%s">`+"\n  %s\n</FrameSet>",
		section, team, person, strings.Join(frames, "\n  "))
}

// at returns a frame that was taken ms milliseconds after the kick-off.
func at(number, ms int, place string) string {
	t := kickOff.Add(time.Duration(ms) * time.Millisecond).In(time.FixedZone("", 2*3600))
	return fmt.Sprintf(`<Frame N="%d" T="%s" %s/>`, number, t.Format("2006-01-02T15:04:05.000Z07:00"), place)
}

// xy returns the place of a frame, as attributes.
func xy(x, y string) string {
	return fmt.Sprintf(`X="%s" Y="%s" S="6.78" D="7.20" A="0.25" M="1"`, x, y)
}

// ball returns what a frame has of the ball, as attributes.
func ball(x, y, z string, possession, status int) string {
	return fmt.Sprintf(`X="%s" Y="%s" Z="%s" M="1" BallPossession="%d" BallStatus="%d"`, x, y, z, possession, status)
}

// both are the other files of the match: A plays at home, from left to right at first.
var both = recording.Parts{Info: []byte(information), Events: []byte(whole)}

// readFrames returns a match with the frames of text, and its names.
func readFrames(t testing.TB, text string, with recording.Parts) (*recording.Match, *ecs.Symbols) {
	t.Helper()
	m, names := &recording.Match{}, ecs.NewSymbols()
	if err := m.ReadFrames(sportec.Frames, []byte(text), with, names); err != nil {
		t.Fatal(err)
	}
	return m, names
}

// show writes a frame on one line: its period and the steps of its clock, the ball,
// and the players.
func show(m *recording.Match, f *components.Frame, names *ecs.Symbols) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d@%d", f.Period, f.Clock)
	if f.Ball.X != components.NoPlace {
		fmt.Fprintf(&b, " ball %d,%d", f.Ball.X, f.Ball.Y)
	}
	if f.Height != components.NoPlace {
		fmt.Fprintf(&b, ",%d", f.Height)
	}
	fmt.Fprintf(&b, "%s %s", [...]string{"", " in play", " dead"}[f.Play], f.Holder)
	for _, s := range m.Of(f) {
		fmt.Fprintf(&b, " | %v %s %d,%d", s.Team, names.Text(m.Squads[s.Who-1].Name), s.Place.X, s.Place.Y)
	}
	return b.String()
}

// checkFrames holds the frames of m against want, one a line.
func checkFrames(t *testing.T, m *recording.Match, names *ecs.Symbols, want string) {
	t.Helper()
	wanted := strings.Split(strings.TrimSpace(want), "\n")
	for i := range max(len(wanted), len(m.Frames)) {
		has, wants := "nothing", "nothing"
		if i < len(m.Frames) {
			has = show(m, &m.Frames[i], names)
		}
		if i < len(wanted) {
			wants = strings.TrimSpace(wanted[i])
		}
		if has != wants {
			t.Errorf("frame %d:\n got %s\nwant %s", i+1, has, wants)
		}
	}
}

// tracked has what the format has: an object that is there at once and one that comes
// later, a hole, officials, and two halves, in the first of which A plays from left
// to right.
var tracked = positions(
	set("firstHalf", "BALL", "ball",
		at(10000, 0, ball("0.00", "0.00", "0.11", 1, 0)), at(10001, 40, ball("-1.25", "2.5", "0", 2, 1)), at(10003, 120, ball("52.5", "-34", "-0.02", 0, 1))),
	set("firstHalf", "A", "a1", at(10000, 0, xy("-10.004", "5.005")), at(10001, 40, xy("-10.01", "5.02"))),
	set("firstHalf", "referee", "r1", at(10000, 0, xy("1", "2"))),
	set("firstHalf", "B", "b1", at(10001, 40, xy("20", "-30.3")), at(10002, 80, xy("21", "-30.4")), at(10003, 120, xy("22", "-30.5"))),
	set("secondHalf", "A", "a1", at(100000, 61*minute, xy("15", "1"))),
	set("secondHalf", "Ball", "ball", at(100000, 61*minute, ball("0.1", "-0.2", "3", 2, 1)), at(100001, 61*minute+40, ball("0.3", "-0.4", "3.005", 2, 1))),
	set("secondHalf", "A", "a2", at(100001, 61*minute+40, xy("16", "0"))),
)

func TestFrames(t *testing.T) {
	m, names := readFrames(t, tracked, both)
	checkFrames(t, m, names, `
		1@0 ball 0,0,11 dead home | home Ann One -1000,501
		1@3600 ball -125,250,0 in play away | home Ann One -1001,502 | away B. One 2000,-3030
		1@7200  | away B. One 2100,-3040
		1@10800 ball 5250,-3400,-2 in play  | away B. One 2200,-3050
		2@0 ball 10,-20,300 in play away | home Ann One 1500,100
		2@3600 ball 30,-40,301 in play away | home Two 1600,0
	`)
	if m.Warnings != nil {
		t.Errorf("warnings %v", m.Warnings)
	}
	if len(m.Squads) != 3 || m.Squads[1].Team != components.Away || m.Squads[2].Team != components.Home {
		t.Errorf("squads %+v", m.Squads)
	}
	if m.Format != "sportec" || m.Sport != "football" || m.Home != "Ash & Elm" || m.Away != "Birch" || m.Source == "" || m.Terms == "" {
		t.Errorf("header %q, %q, %q - %q, %q, %q", m.Format, m.Sport, m.Home, m.Away, m.Source, m.Terms)
	}
	if want := int64(kickOff.UnixMilli()); m.Kickoff != want || m.Breaks != [6]components.PTS{2: (61*minute - 120) * 90} {
		t.Errorf("kick-off %d, want %d; breaks %v", m.Kickoff, want, m.Breaks)
	}
}

// TestHeaderStays checks that what the match has already is not changed.
func TestHeaderStays(t *testing.T) {
	breaks := [6]components.PTS{2: 7}
	m := &recording.Match{Format: "f", Sport: "s", Home: "h", Source: "o", Terms: "t", Kickoff: 5, Breaks: breaks}
	if err := m.ReadFrames(sportec.Frames, []byte(tracked), both, ecs.NewSymbols()); err != nil {
		t.Fatal(err)
	}
	if m.Format != "f" || m.Sport != "s" || m.Home != "h" || m.Away != "" || m.Source != "o" || m.Terms != "t" || m.Kickoff != 5 || m.Breaks != breaks {
		t.Errorf("header %+v", m)
	}
}

// TestFramesAlone reads positions without what the other files say: nobody is of a
// side, and all are called by their IDs.
func TestFramesAlone(t *testing.T) {
	m, names := readFrames(t, tracked, recording.Parts{})
	checkFrames(t, m, names, `
		1@0 ball 0,0,11 dead home |  a1 -1000,501
		1@3600 ball -125,250,0 in play away |  a1 -1001,502 |  b1 2000,-3030
		1@7200  |  b1 2100,-3040
		1@10800 ball 5250,-3400,-2 in play  |  b1 2200,-3050
		2@0 ball 10,-20,300 in play away |  a1 1500,100
		2@3600 ball 30,-40,301 in play away |  a2 1600,0
	`)
	if want := "unknown-sides: nothing says which side is at home, and which way it plays: players are of neither"; m.Warnings.String() != want {
		t.Errorf("warnings %v, want %s", m.Warnings, want)
	}
	if m.Home != "" || m.Away != "" {
		t.Errorf("%q - %q", m.Home, m.Away)
	}
}

// TestFramesByEvents reads positions with the events alone, which say by the first
// goal that A is at home.
func TestFramesByEvents(t *testing.T) {
	m, _ := readFrames(t, tracked, recording.Parts{Events: []byte(whole)})
	if m.Home != "A" || m.Away != "B" || m.Warnings != nil || m.Squads[0].Team != components.Home || m.Squads[1].Team != components.Away {
		t.Errorf("%s - %s, %+v, %v", m.Home, m.Away, m.Squads, m.Warnings)
	}
}

// TestOtherParts checks that files of other formats say nothing.
func TestOtherParts(t *testing.T) {
	m, _ := readFrames(t, tracked, recording.Parts{Info: []byte(`{"id":1}`), Events: []byte(`[{"id":1}]`)})
	if len(m.Frames) != 6 || m.Warnings.Count(recording.UnknownSides) != 1 {
		t.Errorf("%d frames, %v", len(m.Frames), m.Warnings)
	}
}

func TestIsFrames(t *testing.T) {
	for text, want := range map[string]bool{
		tracked: true, "\uFEFF" + tracked: true, "<PutDataRequest><!-- a --> <Positions>": true, "<PutDataRequest><Positions/>": true,
		game: false, information: false, "<PutDataRequest><Position>": false, "<Positions>": false, "<Put><Positions>": false, "{}": false, "": false,
	} {
		if sportec.IsFrames([]byte(text)) != want {
			t.Errorf("%.40q: want %v", text, want)
		}
		if want && (sportec.Is([]byte(text)) || sportec.IsInfo([]byte(text))) {
			t.Errorf("%.40q is something else too", text)
		}
	}
}
