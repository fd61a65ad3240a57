package sportec_test

import (
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/sportec"
)

// information is the file that goes with a match of A at home, and B.
const information = `<?xml version="1.0"?>
<PutDataRequest><MatchInformation>
<General MatchId="M" HomeTeamId="A" GuestTeamId="B" HomeTeamName="Ash &amp; Elm" GuestTeamName="Birch"/>
<Teams><Team TeamId="B"><Players><Player PersonId="b1" Shortname="B. One" FirstName="Bea" LastName="One"/></Players></Team>
<Team TeamId="A"><Players><Player PersonId="a1" FirstName="Ann" LastName="One"/><Player PersonId="a2" LastName="Two"/><Player/></Players>
<TrainerStaff><Trainer PersonId="a3" Shortname="A. Three"/></TrainerStaff></Team></Teams>
</MatchInformation></PutDataRequest>`

// TestHome checks which side is at home where there is no information: A opens the
// file.
func TestHome(t *testing.T) {
	score := func(id, team, result string) string {
		return entry(id, 1000, `<ShotAtGoal Team="`+team+`"><SuccessfulShot CurrentResult="`+result+`"/></ShotAtGoal>`)
	}
	own := entry("own", 1000, `<OwnGoal Team="B" CurrentResult="0:1"/>`)
	whistle := func(result string) string {
		return entry("w", 60_000, `<FinalWhistle GameSection="firstHalf" FinalResult="`+result+`"/>`)
	}
	tests := []struct {
		name    string
		entries []string
		home    string
		unknown int
	}{
		{"the first goal is the home side's", []string{score("1", "A", "1:0")}, "A", 0},
		{"of the other side", []string{score("1", "B", "1:0")}, "B", 0},
		{"the first goal is the guests'", []string{score("1", "A", "0:1")}, "B", 0},
		{"an own goal", []string{own}, "B", 0},
		{"taken back", []string{score("1", "B", "1:0"), entry("1", 1000, `<Delete/>`), score("2", "A", "1:0")}, "A", 0},
		{"by the end", []string{score("1", "B", ""), score("2", "B", ""), score("3", "A", ""), whistle("2:1")}, "B", 0},
		{"by the end, as they are", []string{score("1", "A", ""), whistle("1:0")}, "A", 0},
		{"the end is of another match", []string{score("1", "A", ""), whistle("2:0")}, "A", 1},
		{"level", []string{score("1", "A", ""), score("2", "B", ""), whistle("1:1")}, "A", 1},
		{"no goal", []string{whistle("0:0")}, "A", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := read(t, put(first, strings.Join(tt.entries, "\n")))
			away := map[string]string{"A": "B", "B": "A"}[tt.home]
			if m.Home != tt.home || m.Away != away || m.Warnings.Count(recording.UnknownSides) != tt.unknown {
				t.Errorf("%s - %s, %v, want %s at home", m.Home, m.Away, m.Warnings, tt.home)
			}
			for _, e := range m.Events {
				if e.Kind == components.KickOff && (e.Team == components.Home) != (tt.home == "A") {
					t.Errorf("%v takes the kick-off", e.Team)
				}
			}
		})
	}
}

// TestTurn checks that the home side attacks toward positive x in the odd periods,
// whichever way it plays in the file.
func TestTurn(t *testing.T) {
	const corner = ` X-Position="105" Y-Position="0"`
	kick := func(id, left, right, section string, ms int) string {
		return entry(id, ms, `<KickOff TeamLeft="`+left+`" TeamRight="`+right+`" GameSection="`+section+`"/>`)
	}
	for _, left := range []string{"A", "B"} {
		right := map[string]string{"A": "B", "B": "A"}[left]
		m := read(t, put(
			kick("1", left, right, "firstHalf", 0), placed("2", 1000, corner, `<CornerKick Team="`+left+`"/>`),
			entry("3", 2000, `<ShotAtGoal Team="A"><SuccessfulShot CurrentResult="1:0"/></ShotAtGoal>`),
			kick("4", right, left, "secondHalf", 10_000), placed("5", 11_000, corner, `<CornerKick Team="`+right+`"/>`),
			placed("6", 12_000, ` X-Position="80" Y-Position="34"`, `<CornerKick Team="`+left+`"/>`),
		))
		for _, e := range m.Events {
			if e.Kind != components.Corner {
				continue
			}
			toward := components.Centimeter(1)
			if (e.Team == components.Home) != (e.Period == 1) {
				toward = -1
			}
			if e.Clock == 2*components.PTSPerSecond {
				if e.X*toward != -2750 || e.Y != 0 {
					t.Errorf("%s on the left: the corner in its own half is at %d,%d", left, e.X, e.Y)
				}
			} else if e.X*toward != 5250 || e.Y*toward != -3400 { // from the right
				t.Errorf("%s on the left: the corner of %v in period %d is at %d,%d", left, e.Team, e.Period, e.X, e.Y)
			}
		}
	}
}

// TestNoSides checks that a place is not known where nobody says who plays which
// way, and that a restart says so as well as a kick-off that begins the period.
func TestNoSides(t *testing.T) {
	const corner = ` X-Position="105" Y-Position="68"`
	start, taken := entry("1", 0, `<KickOff GameSection="firstHalf"/>`), placed("2", 1000, corner, `<CornerKick Team="A"/>`)
	for _, tt := range []struct {
		entries string
		want    components.Centimeter
	}{
		{put(start, taken), components.NoPlace},
		{put(start, taken, entry("3", 2000, `<KickOff TeamLeft="A" TeamRight="B"/>`)), 5250},
		{put(start, taken, entry("3", 2000, `<KickOff TeamLeft="B" TeamRight="A"/>`)), -5250},
		{put(start, taken, entry("3", 2000, `<KickOff TeamLeft="B" TeamRight="A"/>`), entry("4", 3000, `<OwnGoal Team="B" CurrentResult="0:1"/>`)), 5250},
	} {
		for _, e := range read(t, tt.entries).Events {
			if e.Kind == components.Corner && e.X != tt.want {
				t.Errorf("the corner is at %d, want %d", e.X, tt.want)
			}
		}
	}
}

func TestWithInfo(t *testing.T) {
	withInfo, err := sportec.WithInfo([]byte(information))
	if err != nil {
		t.Fatal(err)
	}
	names := ecs.NewSymbols()
	text := put(
		entry("1", 0, `<KickOff TeamLeft="B" TeamRight="A" GameSection="firstHalf"><Play Team="B" Player="b1" Recipient="b2"/></KickOff>`),
		entry("2", 1000, `<Play Team="A" Player="a1" Recipient="a2"/>`),
		entry("3", 2000, `<Foul TeamFouler="C" Fouler="a3"/>`),
		entry("4", 3000, `<FinalWhistle GameSection="firstHalf" FinalResult="0:0"/>`))
	m, err := recording.Read(withInfo, []byte(text), names)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range m.Events {
		if e.Player != 0 {
			got = append(got, e.Kind.String()+" "+e.Team.String()+" "+names.Text(e.Player)+">"+names.Text(e.Other))
		}
	}
	if text := strings.Join(got, ", "); text != "kickoff away B. One>b2, pass home Ann One>Two, foul  a3>" {
		t.Errorf("events %s", text)
	}
	if m.Home != "Ash & Elm" || m.Away != "Birch" || m.Warnings.String() != "unknown-team: event 3 (id 3): Foul.TeamFouler C" {
		t.Errorf("%s - %s, %v", m.Home, m.Away, m.Warnings)
	}
	other := strings.Replace(text, `MatchId="M"><Play`, `MatchId="N"><Play`, 1)
	_, err = recording.Read(withInfo, []byte(strings.ReplaceAll(other, `MatchId="M"`, `MatchId="N"`)), names)
	if err == nil || err.Error() != "byte 56, event 1 (id 1): MatchId N: of another match: want M" {
		t.Errorf("error %v", err)
	}
}

func TestInfoErrors(t *testing.T) {
	swap := func(was, is string) string { return strings.Replace(information, was, is, 1) }
	tests := []struct{ name, text, message string }{
		{"no match", swap(`MatchId="M"`, ``), "byte 57: General.MatchId: missing: want an ID"},
		{"no home side", swap(`HomeTeamId="A"`, ``), "byte 57: General.HomeTeamId: missing: want an ID"},
		{"no guests", swap(`GuestTeamId="B"`, ``), "byte 57: General.GuestTeamId: missing: want an ID"},
		{"one side", swap(`GuestTeamId="B"`, `GuestTeamId="A"`), "byte 57: General.GuestTeamId A: out of range: want another side than the home side"},
		{"not XML", swap(`</Teams>`, `</Team>`), "byte 512: element <Teams> closed by </Team>: not XML"},
		{"cut short", information[:400], "byte 400: the file ends too early: want the end of the document"},
		{"no match at all", `<PutDataRequest><MatchInformation/></PutDataRequest>`, "byte 52: General.MatchId: missing: want an ID"},
		{"empty", "", "byte 0: the file ends too early: want the end of the document"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := sportec.WithInfo([]byte(tt.text)); err == nil || err.Error() != tt.message {
				t.Errorf("message\n got %v\nwant %s", err, tt.message)
			}
		})
	}
}

func TestIs(t *testing.T) {
	tests := []struct {
		text     string
		is, info bool
	}{
		{game, true, false}, {information, false, true}, {"\uFEFF" + game, true, false},
		{"<PutDataRequest><Event", true, false}, {"<PutDataRequest><Event/>", true, false}, {"<PutDataRequest>\r\n\t<!-- a --> <!-- b --><Event ", true, false},
		{"<PutDataRequest><Even", false, false}, {"<PutDataRequest><Events>", false, false}, {"<PutDataRequest><!-- <Event", false, false},
		{"<PutDataRequest><Positions>", false, false}, {"<PutDataRequest/>", false, false}, {"<Put><Event ", false, false},
		{"<PutDataRequest><MatchInformation>", false, true}, {"<PutDataRequest", false, false},
		{"<html><Event ", false, false}, {"{}", false, false}, {"", false, false}, {"<", false, false},
	}
	for _, tt := range tests {
		if is, info := sportec.Is([]byte(tt.text)), sportec.IsInfo([]byte(tt.text)); is != tt.is || info != tt.info {
			t.Errorf("%.40q: is %v, info %v, want %v, %v", tt.text, is, info, tt.is, tt.info)
		}
	}
}
