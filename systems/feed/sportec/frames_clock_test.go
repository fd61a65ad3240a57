package sportec_test

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"time"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
	"touchline/systems/feed/sportec"
)

// TestFramesClock checks from when clocks count.
func TestFramesClock(t *testing.T) {
	half := func(section string, frames ...string) string { return set(section, "BALL", "", frames...) }
	started := func(events ...string) recording.Parts {
		return recording.Parts{Info: []byte(information), Events: []byte(put(events...))}
	}
	alone := recording.Parts{Info: []byte(information)}
	const sides = "unknown-sides: nothing says which way the home side plays: taken to be toward +x"
	tests := []struct {
		name, text     string
		with           recording.Parts
		want, warnings string
		pause          int // ms before the second half
	}{
		{"from the first frame", positions(half("firstHalf", at(10000, 500, ""), at(10001, 540, ""))), alone, "1@0 1@3600", sides, 0},
		{"from the number of a kick-off", positions(half("firstHalf", at(10025, 1500, ""), at(10026, 1540, ""))), alone, "1@90000 1@93600", sides, 0},
		{"an hour after it", positions(half("firstHalf", at(100000, 60*minute, ""))), alone, "1@324000000", sides, 0},
		{"numbers of something else", positions(half("firstHalf", at(100001, 60*minute, ""), at(100002, 60*minute+40, ""))), alone, "1@0 1@3600", sides, 0},
		{"numbers below it", positions(half("firstHalf", at(9999, 7, ""), at(10000, 47, ""))), alone, "1@0 1@3600", sides, 0},
		{"all periods", positions(half("firstHalf", at(10001, 0, "")), half("secondHalf", at(100002, 2000, "")), half("firstHalfExtra", at(200003, 4000, "")),
			half("secondHalfExtra", at(250004, 6000, "")), half("penaltyShootout", at(300005, 8000, ""))), alone,
			"1@3600 2@7200 3@10800 4@14400 5@0", sides, 2000 - 80},
		{"the later half first", positions(half("secondHalf", at(100000, 9000, "")), half("firstHalf", at(10000, 0, ""), at(10001, 40, ""))), alone, "1@0 1@3600 2@0", sides, 8960},
		{"the second half alone", positions(half("secondHalf", at(100000, 9000, ""))), alone, "2@0", sides, 0},

		{"from the kick-off of the events", positions(half("firstHalf", at(10000, 12, ""), at(10001, 52, ""))), started(first), "1@1080 1@4680", "", 0},
		{"before it", positions(half("firstHalf", at(10000, -41, ""), at(10001, -1, ""), at(10002, 39, ""))), started(first), "1@3510", "", 0},
		{"a minute before it", positions(half("firstHalf", at(10000, -minute, ""), at(10001, -minute+40, ""), at(11500, 0, ""))), started(first), "1@0", "", 0},
		{"longer before it", positions(half("firstHalf", at(10000, -minute-1, ""), at(10001, -minute+39, ""))), started(first), "1@0 1@3600",
			"bad-time: period 1 begins at 2022-08-06T18:00:00.000Z in the file of events, and at 2022-08-06T17:58:59.999Z by its frames: each by its own clock", 0},
		{"another zone", positions(half("firstHalf", at(10025, 60*minute, ""))), started(first), "1@90000",
			"bad-time: period 1 begins at 2022-08-06T18:00:00.000Z in the file of events, and at 2022-08-06T18:59:59.000Z by its frames: each by its own clock", 0},
		{"a part of a half", positions(half("firstHalf", at(40000, 20*minute+5, ""))), started(first), "1@108000450", "", 0},
		{"a part, with numbers of something else", positions(half("firstHalf", at(1, 20*minute+5, ""))), started(first), "1@108000450", "", 0},
		{"hours after it", positions(half("firstHalf", at(1, 120*minute+1, ""))), started(first), "1@0",
			"bad-time: period 1 begins at 2022-08-06T18:00:00.000Z in the file of events, and at 2022-08-06T20:00:00.001Z by its frames: each by its own clock", 0},
		{"a half without events", positions(half("firstHalf", at(10000, 10, "")), half("secondHalf", at(100000, 61*minute, ""))), started(first), "1@900 2@0", "", 61*minute - 10},
		{"both halves", positions(half("firstHalf", at(10000, 10, "")), half("secondHalf", at(100000, 61*minute+20, ""))), both, "1@900 2@1800", "", 61*minute - 10},

		{"a hole", positions(half("firstHalf", at(10000, 0, ""), at(10050, 2000, ""), at(10051, 2040, ""))), alone, "1@0 1@180000 1@183600", sides, 0},
		{"a hole in time alone", positions(half("firstHalf", at(10000, 0, ""), at(10001, 600, ""), at(10002, 640, ""))), alone, "1@0 1@54000 1@57600", sides, 0},
		{"times that are about right", positions(half("firstHalf", at(10000, 0, ""), at(10001, 44, ""), at(10002, 76, ""), at(10003, 120, ""))), alone, "1@0 1@3600 1@7200 1@10800", sides, 0},
		{"times that are not", positions(half("firstHalf", at(10000, 0, ""), at(10001, 45, ""), at(10002, 75, ""), at(10003, 120, ""))), alone, "1@0 1@4050 1@6750 1@10800", sides, 0},
		{"of two times the first", positions(set("firstHalf", "A", "a1", at(10000, 0, "")), half("firstHalf", at(10000, 10, ""), at(10001, 50, ""))), alone, "1@0 1@4500", sides, 0},
		{"no milliseconds", positions(half("firstHalf", `<Frame N="10000" T="2022-08-06T20:00:00+02:00"/>`, `<Frame N="10025" T="2022-08-06T20:00:01+02:00"/>`)), alone, "1@0 1@90000", sides, 0},
		{"more than milliseconds", positions(half("firstHalf", `<Frame N="10000" T="2022-08-06T20:00:00.0005+02:00"/>`, `<Frame N="10025" T="2022-08-06T20:00:01.1005+02:00"/>`, `<Frame N="10050" T="2022-08-06T20:00:02.2005+02:00"/>`)), alone, "1@0 1@99000 1@198000", sides, 0},
		{"another zone within", positions(half("firstHalf", `<Frame N="10000" T="2022-08-06T20:00:00.000+02:00"/>`, `<Frame N="10025" T="2022-08-06T18:00:01.000+00:00"/>`, `<Frame N="10050" T="2022-08-06T18:00:02.000Z"/>`, `<Frame N="11500" T="2022-08-06T18:01:00.000Z"/>`)), alone, "1@0 1@90000 1@180000 1@5400000", sides, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, _ := readFrames(t, tt.text, tt.with)
			var got []string
			for _, f := range m.Frames {
				got = append(got, fmt.Sprintf("%d@%d", f.Period, f.Clock))
			}
			if text := strings.Join(got, " "); text != tt.want {
				t.Errorf("frames\n got %s\nwant %s", text, tt.want)
			}
			if m.Warnings.String() != tt.warnings {
				t.Errorf("warnings\n got %v\nwant %s", m.Warnings, tt.warnings)
			}
			if m.Breaks[2] != components.PTS(tt.pause)*90 {
				t.Errorf("the break is %d ms, want %d", m.Breaks[2]/90, tt.pause)
			}
		})
	}
}

// TestFramesBreaks checks the breaks before all periods, and that one is never
// negative.
func TestFramesBreaks(t *testing.T) {
	half := func(section string, frames ...string) string { return set(section, "BALL", "", frames...) }
	m, _ := readFrames(t, positions(half("firstHalf", at(10000, 0, ""), at(10001, 40, "")), half("secondHalf", at(100000, 1040, ""), at(100001, 1080, "")),
		half("firstHalfExtra", at(200000, 1000, "")), half("penaltyShootout", at(300000, 9000, ""))), recording.Parts{})
	if want := [6]components.PTS{2: 1000 * 90, 3: 0, 5: 8000 * 90}; m.Breaks != want {
		t.Errorf("breaks %v, want %v", m.Breaks, want)
	}
}

// TestFramesEnds checks which way the home side plays: toward positive x in the
// odd periods, whatever the file says.
func TestFramesEnds(t *testing.T) {
	men := func(section string, number, n int, home, away string) (sets string) {
		for i := range n {
			sets += set(section, "A", fmt.Sprint("h", i), at(number, number, xy(home, "1"))) + set(section, "B", fmt.Sprint("g", i), at(number, number, xy(away, "2")))
		}
		return sets
	}
	halves := func(n int, home, away string) string {
		return positions(men("firstHalf", 10000, n, home, away), men("secondHalf", 100000, n, away, home))
	}
	kick := func(left, right string) []byte {
		return []byte(put(entry("1", 10000, `<KickOff TeamLeft="`+left+`" TeamRight="`+right+`" GameSection="firstHalf"/>`),
			entry("2", 100_000, `<KickOff TeamLeft="`+right+`" TeamRight="`+left+`" GameSection="secondHalf"/>`)))
	}
	const guess = "taken to be toward +x"
	tests := []struct {
		name, text string
		events     []byte
		want       map[components.Period][2]components.Centimeter // where the first player of the home side is
		guess      bool
	}{
		{"by the places", halves(7, "-20", "20"), nil, map[components.Period][2]components.Centimeter{1: {-2000, 100}, 2: {2000, 100}}, false},
		{"turned", halves(7, "20", "-20"), nil, map[components.Period][2]components.Centimeter{1: {-2000, -100}, 2: {2000, -100}}, false},
		{"too few", halves(6, "20", "-20"), nil, map[components.Period][2]components.Centimeter{1: {2000, 100}, 2: {-2000, 100}}, true},
		{"side by side", halves(7, "20", "20"), nil, map[components.Period][2]components.Centimeter{1: {2000, 100}, 2: {2000, 100}}, true},
		{"enough in the second half", positions(men("firstHalf", 10000, 6, "20", "-20"), men("secondHalf", 100000, 7, "-20", "20")), nil,
			map[components.Period][2]components.Centimeter{1: {-2000, -100}, 2: {2000, -100}}, false},
		{"by the events", halves(1, "20", "-20"), kick("A", "B"), map[components.Period][2]components.Centimeter{1: {2000, 100}, 2: {-2000, 100}}, false},
		{"turned by the events", halves(7, "-20", "20"), kick("B", "A"), map[components.Period][2]components.Centimeter{1: {2000, -100}, 2: {-2000, -100}}, false},
		{"ends tossed for again", positions(men("firstHalf", 10000, 7, "-20", "20"), men("firstHalfExtra", 200000, 7, "20", "-20"), men("penaltyShootout", 300000, 7, "20", "-20")), nil,
			map[components.Period][2]components.Centimeter{1: {-2000, 100}, 3: {-2000, -100}, 5: {2000, 100}}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, names := readFrames(t, tt.text, recording.Parts{Info: []byte(information), Events: tt.events})
			if len(m.Frames) != len(tt.want) {
				t.Errorf("%d frames, want %d", len(m.Frames), len(tt.want))
			}
			for i := range m.Frames {
				f := &m.Frames[i]
				s := m.Of(f)[0]
				if name := names.Text(m.Squads[s.Who-1].Name); name != "h0" || s.Place.X != tt.want[f.Period][0] || s.Place.Y != tt.want[f.Period][1] {
					t.Errorf("period %d: %s is at %v, want h0 at %v", f.Period, name, s.Place, tt.want[f.Period])
				}
			}
			if got := strings.Contains(m.Warnings.String(), guess); got != tt.guess || m.Warnings.Count(recording.UnknownSides) > 1 {
				t.Errorf("warnings %v", m.Warnings)
			}
		})
	}
}

// TestFirstSecond checks that ends are judged by the first second alone.
func TestFirstSecond(t *testing.T) {
	var sets []string
	for i := range 7 {
		for _, side := range []struct{ team, then, later string }{{"B", "1", "-50"}, {"A", "-1", "50"}} {
			frames := make([]string, 60)
			for n := range frames {
				frames[n] = at(10000+n, 40*n, xy(side.then, "0"))
				switch {
				case n == 3 && side.team == "B": // who is not seen
					frames[n] = at(10000+n, 40*n, "")
				case n == 27: // a hole
					frames[n] = ""
				case n >= 25:
					frames[n] = at(10000+n, 40*n, xy(side.later, "0"))
				}
			}
			sets = append(sets, set("firstHalf", side.team, fmt.Sprint(side.team, i), frames...))
		}
	}
	m, _ := readFrames(t, positions(sets...), recording.Parts{Info: []byte(information)})
	if s := m.Of(&m.Frames[0])[0]; s.Team != components.Home || s.Place.X != -100 {
		t.Errorf("the first player is %+v, want one of the home side at -100", s)
	}
}

// TestAgree makes positions of the ball of the events of the recorded match, and
// checks that both readers have the ball at the same place at the same time.
func TestAgree(t *testing.T) {
	events, info := file(t, "J03WPY_events.xml"), file(t, "J03WPY_meta.xml")
	for _, in := range [][]byte{info, nil} {
		with := recording.Parts{Events: events, Info: in}
		read := sportec.Read
		if in != nil {
			var err error
			if read, err = sportec.WithInfo(in); err != nil {
				t.Fatal(err)
			}
		}
		m, err := recording.Read(read, events, ecs.NewSymbols())
		if err != nil {
			t.Fatal(err)
		}
		told := m.Breaks
		text := strings.ReplaceAll(ballOf(t, events), `MatchId="M"`, `MatchId="DFL-MAT-J03WPY"`)
		if err := m.ReadFrames(sportec.Frames, []byte(text), with, ecs.NewSymbols()); err != nil {
			t.Fatal(err)
		}
		type moment struct {
			period components.Period
			clock  components.PTS
		}
		seen := map[moment]components.Place{}
		for _, f := range m.Frames {
			seen[moment{f.Period, f.Clock}] = f.Ball
		}
		n := [3]int{}
		for _, e := range m.Events {
			if e.Kind == components.Pass && e.X != components.NoPlace {
				if at, ok := seen[moment{e.Period, e.Clock}]; !ok || at != (components.Place{X: e.X, Y: e.Y}) {
					t.Fatalf("the pass of %v in period %d is at %d,%d, the ball at %v, %v", e.Clock.Duration(), e.Period, e.X, e.Y, at, ok)
				}
				n[e.Period]++
			}
		}
		if n[1] < 300 || n[2] < 300 || m.Warnings.Count(recording.UnknownSides)+m.Warnings.Count(recording.BadTime) != 0 || m.Breaks != told {
			t.Errorf("%v passes, %v", n, m.Warnings)
		}
	}
}

// ballOf returns positions in which the ball is where the passes of the recorded
// match are. They are numbered by the millisecond, so that each is a frame.
func ballOf(t *testing.T, events []byte) string {
	t.Helper()
	var doc struct {
		Event []struct {
			EventTime string    `xml:",attr"`
			X         string    `xml:"X-Position,attr"`
			Y         string    `xml:"Y-Position,attr"`
			Play      *struct{} // of a pass
		}
	}
	if err := xml.Unmarshal(events, &doc); err != nil {
		t.Fatal(err)
	}
	centered := func(text string, half int64) string {
		n, _ := scan.Fixed([]byte(text), 2)
		return fmt.Sprintf("%.2f", float64(n-half)/100)
	}
	kicks := [...]time.Time{time.Date(2022, 10, 15, 11, 1, 28, 310e6, time.UTC), time.Date(2022, 10, 15, 12, 3, 29, 10e6, time.UTC)}
	frames := [...][]string{
		{`<Frame N="10000" T="2022-10-15T13:01:28.310+02:00" X="0" Y="0"/>`},
		{`<Frame N="100000" T="2022-10-15T14:03:29.010+02:00" X="0" Y="0"/>`},
	}
	for _, e := range doc.Event {
		taken, err := time.Parse(time.RFC3339, e.EventTime)
		if err != nil {
			t.Fatal(err)
		}
		half := 0
		if !taken.Before(kicks[1]) {
			half = 1
		}
		if number := [...]int64{10_000, 100_000}[half] + taken.Sub(kicks[half]).Milliseconds(); e.X != "" && e.Play != nil {
			frames[half] = append(frames[half], fmt.Sprintf(`<Frame N="%d" T="%s" X="%s" Y="%s"/>`, number, e.EventTime, centered(e.X, 5250), centered(e.Y, 3400)))
		}
	}
	return positions(set("firstHalf", "BALL", "", frames[0]...), set("secondHalf", "BALL", "", frames[1]...))
}
