package sportec_test

import (
	"errors"
	"fmt"
	"math"
	"runtime"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/sportec"
)

// slice is the name of a recorded file of positions: a few seconds of both halves.
const slice = "sportec_positional_w_referee.xml"

// TestSlice checks the recorded slice against what is counted in it otherwise.
func TestSlice(t *testing.T) {
	m, names := readFrames(t, string(file(t, slice)), recording.Parts{})
	players := map[string]int{}
	var balls, high, dead, home, away int
	for i := range m.Frames {
		f := &m.Frames[i]
		for _, s := range m.Of(f) {
			players[fmt.Sprint(f.Period, names.Text(m.Squads[s.Who-1].Name))]++
		}
		if f.Ball.X != components.NoPlace {
			balls++
		}
		if f.Height != components.NoPlace {
			high++
		}
		if f.Play == components.BallDead {
			dead++
		}
		switch f.Holder {
		case components.Home:
			home++
		case components.Away:
			away++
		}
	}
	if len(m.Frames) != 205 || len(m.Seen) != 288 || balls != 202 || high != 202 || dead != 3 || home != 102 || away != 100 {
		t.Errorf("%d frames with %d players, %d of the ball, %d dead, %d and %d", len(m.Frames), len(m.Seen), balls, dead, home, away)
	}
	if want := "map[1DFL-OBJ-002FVJ:66 1DFL-OBJ-002G3I:51 1DFL-OBJ-002G5S:40 2DFL-OBJ-002G3I:104 2DFL-OBJ-002G5S:27]"; fmt.Sprint(players) != want {
		t.Errorf("players %v, want %s", players, want)
	}
	for i, f := range m.Frames {
		n := i
		if f.Period == components.SecondHalf {
			n -= 101
		}
		if f.Clock != components.PTS(n)*3600 {
			t.Fatalf("frame %d of period %d is at %d", n, f.Period, f.Clock)
		}
	}
	first := show(m, &m.Frames[101+31], names)
	if want := "2@111600 ball 753,-484,0 in play home |  DFL-OBJ-002G5S -1553,1726 |  DFL-OBJ-002G3I -397,1331"; first != want {
		t.Errorf("frame 100031\n got %s\nwant %s", first, want)
	}
	if m.Kickoff != 1_591_381_797_840 || m.Breaks != [6]components.PTS{2: 3_803_080 * 90} || len(m.Warnings) != 1 {
		t.Errorf("kick-off %d, breaks %v, %v", m.Kickoff, m.Breaks, m.Warnings)
	}
}

// TestSliceOfOtherMatch checks that the slice is not read as of a match that it is
// not of.
func TestSliceOfOtherMatch(t *testing.T) {
	for _, with := range []recording.Parts{{Info: file(t, "J03WPY_meta.xml")}, {Events: file(t, "J03WPY_events.xml")}} {
		err := (&recording.Match{}).ReadFrames(sportec.Frames, file(t, slice), with, ecs.NewSymbols())
		if want := "byte 250: MetaData.MatchId DFL-MAT-003BN1: of another match: want DFL-MAT-J03WPY"; !errors.Is(err, recording.OtherMatch) || err.Error() != want {
			t.Errorf("error\n got %v\nwant %s", err, want)
		}
	}
}

// TestIsFramesOfFiles checks that the recorded files are told apart.
func TestIsFramesOfFiles(t *testing.T) {
	for name, want := range map[string][3]bool{"J03WPY_events.xml": {0: true}, "J03WPY_meta.xml": {1: true}, slice: {2: true}} {
		data := file(t, name)
		if got := [...]bool{sportec.Is(data), sportec.IsInfo(data), sportec.IsFrames(data)}; got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

// large returns positions of 22 players, the ball and three officials throughout
// two halves of n frames, as a full match has them.
func large(n int) []byte {
	var b strings.Builder
	for half, section := range [...]string{"firstHalf", "secondHalf"} {
		for i := range 26 {
			team, person := "A", fmt.Sprint("p", i)
			switch {
			case i == 22:
				team = "BALL"
			case i > 22:
				team = "referee"
			case i > 10:
				team = "B"
			}
			frames := make([]string, n)
			for k := range frames {
				x, y := (i*731+k*7)%10000-5000, (i*317+k*3)%6000-3000
				place := fmt.Sprintf(`X="%d.%02d" Y="%d.%02d" D="3.45" A="0.12" S="12.42" M="1"`, x/100, max(x, -x)%100, y/100, max(y, -y)%100)
				if team == "BALL" {
					place += ` Z="0.08" BallPossession="1" BallStatus="1"`
				}
				frames[k] = at([...]int{10_000, 100_000}[half]+k, half*61*minute+40*k, place)
			}
			b.WriteString(set(section, team, person, frames...))
		}
	}
	return []byte(positions(b.String()))
}

// TestFramesCost checks that a longer file takes no more allocations, since there is
// none for a frame; and that memory is a part of the file's size, the result with it.
func TestFramesCost(t *testing.T) {
	short, long := large(500), large(2000)
	cost := func(data []byte) (allocations, bytes uint64) {
		names := ecs.NewSymbols()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for _, err := range sportec.Frames(data, both, names, &recording.Match{}) {
			if err != nil {
				t.Fatal(err)
			}
		}
		runtime.ReadMemStats(&after)
		return after.Mallocs - before.Mallocs, after.TotalAlloc - before.TotalAlloc
	}
	cost(short)
	few, _ := cost(short)
	many, bytes := cost(long)
	if many > few+few/4+100 {
		t.Errorf("%d allocations for 1,000 frames, %d for 4,000", few, many)
	}
	if bytes > uint64(len(long)/8) {
		t.Errorf("%d bytes for a file of %d", bytes, len(long))
	}
}

// TestFramesRoom checks that memory stays within a few times the file where nothing
// is in a row: neither numbers nor times.
func TestFramesRoom(t *testing.T) {
	frames := make([]string, 20_000)
	for i := range frames {
		frames[i] = fmt.Sprintf(`<Frame N="%d" T="2022-08-06T20:00:00Z"/>`, 2*(i*7919%len(frames)))
	}
	data := []byte(positions(set("firstHalf", "A", "a1", frames...), set("secondHalf", "BALL", "", frames...)))
	m := &recording.Match{}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if err := m.ReadFrames(sportec.Frames, data, recording.Parts{}, ecs.NewSymbols()); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if bytes := after.TotalAlloc - before.TotalAlloc; bytes > 10*uint64(len(data)) || len(m.Frames) != 2*len(frames) {
		t.Errorf("%d bytes for a file of %d with %d frames", bytes, len(data), len(m.Frames))
	}
}

// soundFrames checks what holds for frames of any file.
func soundFrames(t *testing.T, m *recording.Match) {
	t.Helper()
	sane := func(c components.Centimeter, most int) bool {
		return c == components.NoPlace || int(c) <= most && int(-c) <= most
	}
	var last components.Frame
	for i, f := range m.Frames {
		switch {
		case f.Period < 1 || f.Period > components.Shootout || f.Clock < 0 || f.Clock > 48*60*60*components.PTSPerSecond:
			t.Fatalf("frame %d is at %d of period %d", i, f.Clock, f.Period)
		case f.Period < last.Period || f.Period == last.Period && f.Clock < last.Clock:
			t.Fatalf("frame %d is at %d of period %d, after %d of %d", i, f.Clock, f.Period, last.Clock, last.Period)
		case f.Players > components.MaxSeen || f.Play > components.BallDead || f.Holder > components.Away:
			t.Fatalf("frame %d: %+v", i, f)
		case (f.Ball.X == components.NoPlace) != (f.Ball.Y == components.NoPlace) || f.Ball.X == components.NoPlace && f.Height != components.NoPlace:
			t.Fatalf("frame %d is half in a place: %+v", i, f)
		case !sane(f.Ball.X, 8000) || !sane(f.Ball.Y, 8000) || !sane(f.Height, 10000):
			t.Fatalf("frame %d: the ball is at %v, %d", i, f.Ball, f.Height)
		}
		for _, s := range m.Of(&f) {
			if s.Place.X == components.NoPlace || s.Place.Y == components.NoPlace || !sane(s.Place.X, 8000) || !sane(s.Place.Y, 8000) {
				t.Fatalf("frame %d: a player is at %v", i, s.Place)
			}
			if s.Who == 0 || int(s.Who) > len(m.Squads) || m.Squads[s.Who-1].Team != s.Team {
				t.Fatalf("frame %d: %+v of %d", i, s, len(m.Squads))
			}
		}
		last = f
	}
}

// FuzzFrames checks that any bytes are frames of sense, or refused with the place of
// the fault; and that they are so alike if encoding/xml reads all of them.
func FuzzFrames(f *testing.F) {
	for _, text := range []string{
		tracked, game, information, positions(), one(stamped(`X="1" Y="1"`)),
		positions("<FrameSet GameSection = 'firstHalf' TeamId='BALL'>text<!-- a -->" + at(10000, 0, `X="1" Y="1"`) + "<x:Frame N='10001' x:T='2022-08-06T20:00:00.040+02:00' X='&#50;' Y='2'>" + at(10002, 80, `X="3" Y="3"`) + "</x:Frame><b/>" + at(10003, 120, `X="4" Y="4" X="5" Z=""`) + "</FrameSet>"),
		positions(`<FrameSet GameSection="firstHalf" TeamId="BALL"/>`, at(10000, 0, `X="1" Y="1"`)),
		positions(set("firstHalf", "BALL", "", at(10000, 0, `X="1" Y="#"`), at(10001, 40, `BallStatus="8"`))),
		positions(set("firstHalf", "BALL", "", at(2147483647, 0, ""), at(0, 24*60*minute, ""), at(1, -24*60*minute, ""))),
		positions(set("secondHalf", "C", "b1", `<Frame N="0" T="1970-01-01T00:00:00Z" X="-55" Y="1e1"/>`, `<Frame N="1" T="1970-01-01T23:59:59.999999999+14:00"/>`)),
	} {
		f.Add([]byte(text), true)
		f.Add([]byte(text), false)
	}
	f.Fuzz(func(t *testing.T, data []byte, more bool) {
		sportec.IsFrames(data)
		var with recording.Parts
		if more {
			with = both
		}
		read := func() (*recording.Match, string) {
			m := &recording.Match{}
			if err := m.ReadFrames(sportec.Frames, data, with, ecs.NewSymbols()); err != nil {
				if e, ok := errors.AsType[*recording.Error](err); !ok || !isError(err) || e.Offset < 0 || e.Offset > int64(len(data)) {
					t.Fatalf("error %v does not say where", err)
				}
				return m, err.Error()
			}
			return m, ""
		}
		m, message := read()
		soundFrames(t, m)
		sportec.Slowly(func() {
			slow, other := read()
			if message != other || fmt.Sprint(m) != fmt.Sprint(slow) {
				t.Fatalf("by encoding/xml\n got %s %v\nwant %s %v", message, m, other, slow)
			}
		})
		if message == "" && len(m.Frames) > 0 {
			m.ReadShown()
			m.Lay(recording.Layout{})
			if m.End < 0 || m.End == math.MaxInt64 {
				t.Fatalf("it ends at %d", m.End)
			}
		}
	})
}

// BenchmarkFrames measures two minutes, read whole.
func BenchmarkFrames(b *testing.B) {
	data := large(1500)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if err := (&recording.Match{}).ReadFrames(sportec.Frames, data, both, ecs.NewSymbols()); err != nil {
			b.Fatal(err)
		}
	}
}
