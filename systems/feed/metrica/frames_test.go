package metrica_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/metrica"
	"touchline/systems/feed/recording"
)

// homeSheet and awaySheet are tracking of our own, of the match that rows are of:
// its first half begins with frame 251, its second with frame 4000.
const (
	homeSheet = `,,,Home,,Home,,,
,,,2,,3,,,
Period,Frame,Time [s],P2,,P3,,Ball,
1,250,10,0.5,0.5,0.4,0.4,0.5,0.5
1,251,10.04,0.25,1,NaN,NaN,0.5,0.5
1,253,10.12,0.25001,-0.07,,,0.45,0.43
1,253,10.12,0,0,0,0,0,0
1,254,10.16,1.04767,0.5,0.5,NaN,NaN,NaN

2,4000,160,2.5e-1,0,1,0,0.5,0.5
2,4025,160,-0.04762,1,0.5,-0.07353,9,0.5
`
	awaySheet = `,,,Away,,Third,,Away,,,,
,,,19,,1,,20,,,,
Period,Frame,Time [s],P19,,Judge,,P20,,,Ball,
1,251,,0.75,0.25,0.5,0.5,NaN,NaN,,0.5,0.5
1,254,10.16,0.75,0.25,0.5,1,NaN,NaN,,0.1,0.2
1,255,10.2,0.75,0.25,NaN,NaN,0.6,0.5,x,NaN,NaN
5,7510,300.4,0.75,0.25,NaN,NaN,NaN,NaN,,0.9,0.5
`
)

// showFrames writes the frames of m, one a line: period, ms, ball, and who was seen
// where.
func showFrames(m *recording.Match, names *ecs.Symbols) (lines []string) {
	place := func(p components.Place) string {
		if p == (components.Place{X: components.NoPlace, Y: components.NoPlace}) {
			return "-"
		}
		return fmt.Sprintf("%d,%d", p.X, p.Y)
	}
	for i := range m.Frames {
		f := &m.Frames[i]
		text := fmt.Sprintf("%d@%d %s:", f.Period, f.Clock/90, place(f.Ball))
		if f.Height != components.NoPlace || f.Play != components.BallUnknown || f.Holder != components.NoTeam {
			text += "!"
		}
		for _, s := range m.Of(f) {
			name := "?"
			if s.Who > 0 {
				p := m.Squads[s.Who-1]
				if name = names.Text(p.Name); p.Team != s.Team {
					name += "!"
				}
			}
			text += fmt.Sprintf(" %v/%s(%s)", s.Team, name, place(s.Place))
		}
		lines = append(lines, text)
	}
	return lines
}

// checkFrames holds the frames of m against want, one a line.
func checkFrames(t *testing.T, m *recording.Match, names *ecs.Symbols, want, warnings string) {
	t.Helper()
	wanted := strings.Split(strings.TrimSpace(want), "\n")
	for i := range wanted {
		wanted[i] = strings.TrimSpace(wanted[i])
	}
	if got := showFrames(m, names); !slices.Equal(got, wanted) {
		t.Errorf("frames\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(wanted, "\n     "))
	}
	if got := m.Warnings.String(); got != warnings {
		t.Errorf("warnings\n got %s\nwant %s", got, warnings)
	}
}

// readFrames reads one file of frames after another.
func readFrames(t testing.TB, with recording.Parts, files ...string) (*recording.Match, *ecs.Symbols) {
	t.Helper()
	m, names := &recording.Match{}, ecs.NewSymbols()
	for _, text := range files {
		if err := m.ReadFrames(metrica.Frames, []byte(text), with, names); err != nil {
			t.Fatal(err)
		}
	}
	return m, names
}

func TestFramesOfTable(t *testing.T) {
	m, names := readFrames(t, recording.Parts{Events: []byte(rows)}, homeSheet, awaySheet)
	checkFrames(t, m, names, `
		1@0 0,0: /Judge(0,0) home/P2(-2625,-3400) away/P19(2625,1700)
		1@80 -525,476: home/P2(-2625,3876)
		1@120 -4200,2040: /Judge(0,-3400) away/P19(2625,1700)
		1@160 -: away/P19(2625,1700) away/P20(1050,0)
		2@0 0,0: home/P2(-2625,3400) home/P3(5250,3400)
		2@1000 -: home/P2(-5750,-3400) home/P3(0,3900)
		5@400 4200,0: away/P19(2625,1700)`,
		`bad-place: 2 times, first line 8: P2 is far off the pitch: not known
bad-time: line 11: frame 4025 is at 2m41s by its number, and -1s from there by its time: the number counts
duplicate-id: line 7: frame 253 came before: left out
unknown-team: line 1: column 6 is of Third: taken as none`)
	if m.Home != "Home" || m.Away != "Away" || m.Format != "metrica" || m.Sport != "football" || m.Source == "" || m.Terms == "" || m.Records != 0 {
		t.Errorf("header %+v", m)
	}
	if len(m.Squads) != 5 || m.Breaks != [6]components.PTS{2: (4000 - 255) * 3600, 5: (7500 - 256) * 3600} {
		t.Errorf("%d players, breaks %v", len(m.Squads), m.Breaks)
	}
}

// metadataOf is the metadata of a match of our own. Its lines have the ball first,
// then the time of day, the frame, and the players, who change at frame 300; no
// register is separated as in the sample.
const metadataOf = `<?xml version="1.0"?>
<main xmlns:tns="FIFADataTransferFormatEPTSNamespace/FIFADataTransferFormatEPTS"><Metadata>
<GlobalConfig><FrameRate>25.0</FrameRate><ProviderGlobalParameters>
<ProviderParameter><Name>first_half_start</Name><Value>240</Value></ProviderParameter>
<ProviderParameter><Name>first_half_end</Name><Value>299</Value></ProviderParameter>
<ProviderParameter><Name>second_half_start</Name><Value>3990</Value></ProviderParameter>
<ProviderParameter><Name>second_half_end</Name><Value/></ProviderParameter>
</ProviderGlobalParameters></GlobalConfig>
<Teams><Team id="A"><Name>Ash</Name><P><ProviderParameter><Name>attack_direction_first_half</Name><Value>left_to_right</Value></ProviderParameter></P></Team>
<Team id="B"><Name>Birch</Name></Team></Teams>
<Sessions><Session><MatchParameters><Score idLocalTeam="B" idVisitingTeam="A"><LocalTeamScore/></Score></MatchParameters>
<FieldSize><Width>100</Width><Height>60.0</Height></FieldSize></Session></Sessions>
<Players><Player id="b2" teamId="B"><Name>Two</Name></Player><Player id="a1" teamId="A"><Name/></Player><Player id="b3" teamId="B"><Name>Two</Name></Player>
<Player id="r" teamId=""><Name>Judge</Name><ProviderParameter><Name>position_type</Name><Value>Assistant Referee</Value></ProviderParameter></Player>
<Player id="c" teamId="C"><Name>Guest</Name></Player></Players>
<Channel id="px"><Name>position_x</Name><Unit>normalized</Unit></Channel><Channel id="py"><Name>position_y</Name></Channel><Channel id="x"><Name>speed</Name><Unit>kph</Unit></Channel>
<PlayerChannel id="1" channelId="px" playerId="b2"/><PlayerChannel id="2" channelId="py" playerId="b2"/><PlayerChannel id="3" channelId="x" playerId="b2"/>
<PlayerChannel id="4" channelId="px" playerId="a1"/><PlayerChannel id="5" channelId="y" playerId="a1"/>
<PlayerChannel id="6" channelId="px" playerId="b3"/><PlayerChannel id="7" channelId="py" playerId="b3"/>
<PlayerChannel id="8" channelId="px" playerId="r"/><PlayerChannel id="9" channelId="py" playerId="r"/>
<PlayerChannel id="10" channelId="px" playerId="c"/><PlayerChannel id="11" channelId="py" playerId="c"/>
<PlayerChannel id="12" channelId="px" playerId="who"/><PlayerChannel id="13" channelId="py" playerId="who"/>
</Metadata><DataFormatSpecifications>
<DataFormatSpecification startFrame="300" endFrame="9000" separator="|">
<SplitRegister separator=" "><BallChannelRef channelId="py"/><BallChannelRef channelId="px"/></SplitRegister>
<SplitRegister separator="/"><StringRegister name="clock"/><StringRegister name="frameCount"/></SplitRegister>
<SplitRegister separator="_"><PlayerChannelRef playerChannelId="6"/><PlayerChannelRef playerChannelId="7"/>
<PlayerChannelRef playerChannelId="8"/><PlayerChannelRef playerChannelId="9"/>
<SplitRegister separator="; "><PlayerChannelRef playerChannelId="10"/><PlayerChannelRef playerChannelId="11"/></SplitRegister></SplitRegister>
<PlayerChannelRef playerChannelId="12"/><PlayerChannelRef playerChannelId="13"/>
</DataFormatSpecification>
<DataFormatSpecification startFrame="1" endFrame="300" separator="|">
<SplitRegister separator=" "><BallChannelRef channelId="py"/><BallChannelRef channelId="px"/></SplitRegister>
<SplitRegister separator="/"><StringRegister name="clock"/><StringRegister name="frameCount"/></SplitRegister>
<SplitRegister separator="#"><SplitRegister separator=","><PlayerChannelRef playerChannelId="3"/><PlayerChannelRef playerChannelId="2"/><PlayerChannelRef playerChannelId="1"/></SplitRegister>
<SplitRegister separator=","><PlayerChannelRef playerChannelId="4"/><PlayerChannelRef playerChannelId="5"/></SplitRegister></SplitRegister>
<StringRegister name="frameCount"/>
</DataFormatSpecification></DataFormatSpecifications>
<!-- Of what comes twice the first counts. -->
<Player id="b2" teamId="A"><Name>Other</Name></Player><PlayerChannel id="2" channelId="px" playerId="a1"/><Channel id="px"><Name>speed</Name></Channel></main>`

// lined is tracking of that match. The home side attacks to the left at first.
const lined = `nonsense 1|15:00/239|
0.5 0.5|15:00/242|fast,0.25,0#NaN,0.5|7
0.5 0.25|15:00/251|,1,0.4#0.6,0.5|7

0 0|15:00/251|,0,0#0,0|7
NaN 0.4|15:00/253|NaN,NaN,0.4#0.6,nan|7
0 0|15:00/300|whatever
1 1|15:00/3990|0.5_0.5_0.5_0.5_0.5; 0.5|0.5|0.5
0.25 1.00005|15:00/4001|0.1_0.5_0.5_0.5_0.25; 0.75|2|0.5
`

const warningsOfLined = `bad-place: line 9: who is far off the pitch: not known
duplicate-id: line 5: frame 251 came before: left out
unknown-player: player who is not among those of the metadata
unknown-team: player c is of team C: taken as none`

func TestFramesOfText(t *testing.T) {
	m, names := readFrames(t, recording.Parts{Info: []byte(metadataOf)}, lined)
	checkFrames(t, m, names, `
		1@80 0,0: home/Two(5000,-1500)
		1@440 2500,0: home/Two(1000,3000) away/a1(-1000,0)
		1@520 -:
		2@0 -5000,3000: /Guest(0,0) /?(0,0) home/Two(0,0)
		2@440 -5001,-1500: /Guest(2500,1500) home/Two(4000,0)`, warningsOfLined)
	if m.Home != "Birch" || m.Away != "Ash" || m.Format != "metrica" || len(m.Squads) != 4 || m.Breaks != [6]components.PTS{2: (3990 - 254) * 3600} {
		t.Errorf("header %+v, breaks %v", m, m.Breaks)
	}
}

// TestFramesOfTextByEvents checks that the clock is that of the events where there
// are any: their halves begin at 10.04 s and 160 s.
func TestFramesOfTextByEvents(t *testing.T) {
	events := strings.NewReplacer(`"id":"Home"`, `"id":"B"`, `"id":"Away"`, `"id":"A"`).Replace(document(rows))
	m, names := readFrames(t, recording.Parts{Info: []byte(metadataOf), Events: []byte(events)}, lined)
	checkFrames(t, m, names, `
		1@0 2500,0: home/Two(1000,3000) away/a1(-1000,0)
		1@80 -:
		2@40 -5001,-1500: /Guest(2500,1500) home/Two(4000,0)`, warningsOfLined)
}

// TestHeader checks that nothing is put in the place of what the match has.
func TestHeader(t *testing.T) {
	m := &recording.Match{Format: "a", Sport: "b", Home: "c", Away: "d", Source: "e", Terms: "f", Breaks: [6]components.PTS{2: 7}, Records: 3}
	if err := m.ReadFrames(metrica.Frames, []byte(lined), recording.Parts{Info: []byte(metadataOf)}, ecs.NewSymbols()); err != nil {
		t.Fatal(err)
	}
	if got := m.Format + m.Sport + m.Home + m.Away + m.Source + m.Terms; got != "abcdef" || m.Breaks[2] != 7 || m.Records != 3 {
		t.Errorf("header %s, break %d, %d records", got, m.Breaks[2], m.Records)
	}
}

// TestSquads checks that a player of two files is enlisted once, and that two of
// the same name are two.
func TestSquads(t *testing.T) {
	half := strings.Index(lined, "1 1|")
	whole, _ := readFrames(t, recording.Parts{Info: []byte(metadataOf)}, lined)
	m, _ := readFrames(t, recording.Parts{Info: []byte(metadataOf)}, lined[:half], lined[half:])
	if !slices.Equal(m.Squads, whole.Squads) || !slices.Equal(m.Frames, whole.Frames) || !slices.Equal(m.Seen, whole.Seen) {
		t.Errorf("in two files\n%v\n%v\nin one\n%v\n%v", m.Squads, m.Seen, whole.Squads, whole.Seen)
	}
}

// TestFrameOrder checks that lines in another order, and with other ends, are the
// same frames.
func TestFrameOrder(t *testing.T) {
	half := strings.Index(lined, "1 1|")
	with := recording.Parts{Info: []byte(metadataOf)}
	want, names := readFrames(t, with, lined)
	m, _ := readFrames(t, with, lined[half:]+lined[:half])
	checkFrames(t, m, names, strings.Join(showFrames(want, names), "\n"), strings.NewReplacer("line 9", "line 2", "line 5", "line 7", "unknown-player", "time-regress: frame 3 is before the frame before it: sorted\nunknown-player").Replace(warningsOfLined))
	if m.Breaks != [6]components.PTS{} {
		t.Errorf("breaks %v", m.Breaks)
	}
	m, _ = readFrames(t, with, "\uFEFF"+strings.ReplaceAll(lined, "\n", "\r\n"))
	checkFrames(t, m, names, strings.Join(showFrames(want, names), "\n"), warningsOfLined)
	events := recording.Parts{Events: []byte(rows)}
	want, names = readFrames(t, events, homeSheet)
	m, _ = readFrames(t, events, "\uFEFF"+strings.ReplaceAll(homeSheet, "\n", "\r\n"))
	checkFrames(t, m, names, strings.Join(showFrames(want, names), "\n"), want.Warnings.String())
	m, _ = readFrames(t, recording.Parts{}, sheet("Home", 2, 1, onRight, 60), sheet("Away", 1, 90, onRight, 60, 60))
	if m.Breaks != [6]components.PTS{} {
		t.Errorf("breaks %v", m.Breaks)
	}
}

// TestFrameBeforeFirst checks that a table without events begins a period with the
// first of its frames in the file, and has no break before one that is over.
func TestFrameBeforeFirst(t *testing.T) {
	text := sheet("Home", 2, 10, onRight, 60, 60) + "2,5,0.20" + strings.Repeat(",0.5,0.5", 8) + "\n" + "1,100,4.00" + strings.Repeat(",0.5,0.5", 8) + "\n"
	m, names := readFrames(t, recording.Parts{}, text)
	if got := strings.Join(showFrames(m, names), " "); !strings.HasPrefix(got, "1@0 0,0:") || !strings.Contains(got, "2@0") || len(m.Frames) != 3 {
		t.Errorf("frames %s", got)
	}
	if want := "time-regress: 2 times, first line 6: frame 5 is before the first of its period: left out"; m.Warnings.String() != want || m.Breaks != [6]components.PTS{} {
		t.Errorf("warnings %s, want %s; breaks %v", m.Warnings, want, m.Breaks)
	}
}

// TestOpenHalf checks that a half without an end lasts until the next.
func TestOpenHalf(t *testing.T) {
	m, _ := readFrames(t, recording.Parts{Info: []byte(strings.Replace(metadataOf, "<Value>299</Value>", "<Value/>", 1))}, strings.Replace(lined, "0 0|15:00/300|whatever\n", "", 1))
	if f := m.Frames[3]; len(m.Frames) != 5 || f.Period != 2 || f.Clock != 0 {
		t.Errorf("frames %+v", m.Frames)
	}
}

// TestOtherClock checks when the clock of the events is taken for that of the frames:
// they begin at 1500 s.
func TestOtherClock(t *testing.T) {
	const minute = 60 * 25
	for _, tt := range []struct {
		first, clock int // frames
		bad          bool
	}{
		{5*minute - 1, 0, true}, {25 * minute, 0, false}, {25*minute + 7, 7, false}, {145 * minute, 120 * minute, false}, {145*minute + 1, 0, true},
	} {
		events := head + "Home,SHOT,,1,1,1500,1,1500,P1,,0.9,0.5,NaN,NaN\n"
		m, _ := readFrames(t, recording.Parts{Events: []byte(events)}, sheet("Home", 1, tt.first, onLeft, 60))
		if got := m.Frames[0].Clock; got != components.PTS(tt.clock)*3600 || m.Warnings.Count(recording.BadTime) > 0 != tt.bad {
			t.Errorf("frame %d is at %d, want %d; %v", tt.first, got/3600, tt.clock, m.Warnings)
		}
	}
	text := sheet("Home", 1, 5*minute, onLeft, make([]int, 20*minute+1)...) // just not too early
	m, _ := readFrames(t, recording.Parts{Events: []byte(head + "Home,SHOT,,1,1,1500,1,1500,P1,,0.9,0.5,NaN,NaN\n")}, text)
	if len(m.Frames) != 1 || len(m.Warnings) > 0 {
		t.Errorf("%d frames, %v", len(m.Frames), m.Warnings)
	}
}
