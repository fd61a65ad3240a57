package metrica_test

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/metrica"
	"touchline/systems/feed/recording"
	"touchline/systems/internal/recorded"
)

// TestFramesFiles holds the slices of the sample matches against what another
// reading of them gives, by splitting and floats: which places are known, and where
// they are.
func TestFramesFiles(t *testing.T) {
	events := recorded.File(t, "metrica", "Sample_Game_1_RawEventsData.csv")
	read := func(t *testing.T, m *recording.Match, names *ecs.Symbols, with recording.Parts, file string) []byte {
		data := recorded.File(t, "metrica", file)
		if !metrica.IsFrames(data) {
			t.Errorf("%s is not known", file)
		}
		if err := m.ReadFrames(metrica.Frames, data, with, names); err != nil {
			t.Fatal(err)
		}
		return data
	}
	t.Run("table", func(t *testing.T) {
		m, err := recording.Read(metrica.Read, events, ecs.NewSymbols())
		if err != nil {
			t.Fatal(err)
		}
		names, breaks := ecs.NewSymbols(), m.Breaks
		home := read(t, m, names, recording.Parts{Events: events}, "kloppy_metrica_home.csv")
		away := read(t, m, names, recording.Parts{Events: events}, "kloppy_metrica_away.csv")
		if len(m.Frames) != 6 || len(m.Squads) != 28 || m.Breaks != breaks || m.Warnings.Count(recording.NoLineEnd) != 2 {
			t.Errorf("%d frames of %d players, breaks %v, %v", len(m.Frames), len(m.Squads), m.Breaks, m.Warnings)
		}
		for i, line := range strings.Split(string(home), "\n")[3:] {
			other := strings.Split(strings.Split(string(away), "\n")[3+i], ",")
			var places [][]string
			for line := strings.Split(line, ","); len(line) >= 5; line = line[2:] {
				places = append(places, line[3:5])
			}
			for ; len(other) > 5; other = other[2:] {
				places = append(places, other[3:5])
			}
			ball := places[14]
			checkPlaces(t, m, i, ball, slices.Delete(places, 14, 15))
		}
		// The match kicks off at frame 1, and the second half at frame 72135.
		if f := m.Frames; f[0].Clock != 0 || f[1].Clock != 3600 || f[3].Period != 2 || f[3].Clock != (145004-72135)*3600 {
			t.Errorf("clocks %v, %v, %v", f[0].Clock, f[1].Clock, f[3].Clock)
		}
		// By the events, which have two decimals, the kick-off is where the ball is.
		if e, f := m.Events[2], m.Frames[0]; e.Kind != components.KickOff || e.Clock != f.Clock || !near(e.X, f.Ball.X) || !near(e.Y, f.Ball.Y) {
			t.Errorf("%+v, the ball is at %v", e, f.Ball)
		}
		alone := &recording.Match{}
		read(t, alone, names, recording.Parts{}, "kloppy_metrica_away.csv")
		read(t, alone, names, recording.Parts{}, "kloppy_metrica_home.csv")
		if f := alone.Frames; f[0].Ball != m.Frames[0].Ball || len(alone.Of(&f[3])) != 22 || f[3].Clock != 0 || alone.Breaks[2] != 0 {
			t.Errorf("without events %+v", f)
		}
	})
	t.Run("text", func(t *testing.T) {
		m, names := &recording.Match{}, ecs.NewSymbols()
		info := recorded.File(t, "metrica", "kloppy_epts_metrica_metadata.xml")
		data := read(t, m, names, recording.Parts{Info: info}, "kloppy_epts_metrica_tracking.txt")
		if len(m.Frames) != 100 || len(m.Squads) != 22 || m.Home != "Team A" || m.Away != "Team B" || m.Breaks[2] != 150*3600 {
			t.Errorf("%d frames of %d players, %s - %s, breaks %v", len(m.Frames), len(m.Squads), m.Home, m.Away, m.Breaks)
		}
		if want := "no-line-end: line 100: it may be cut short"; m.Warnings.String() != want {
			t.Errorf("warnings %s, want %s", m.Warnings, want)
		}
		for i, line := range strings.Split(string(data), "\n") {
			parts := strings.Split(line, ":")
			var places [][]string
			for _, p := range strings.Split(parts[1], ";") {
				places = append(places, strings.Split(p, ","))
			}
			checkPlaces(t, m, i, strings.Split(parts[2], ","), places)
			n, _ := strconv.Atoi(parts[0])
			if f, begin := &m.Frames[i], 250+200*int(m.Frames[i].Period); f.Clock != components.PTS(n-begin)*3600 {
				t.Errorf("frame %d is at %v of period %d", n, f.Clock, f.Period)
			}
		}
		if p := m.Squads[11]; names.Text(p.Name) != "Track_12" || p.Team != components.Away {
			t.Errorf("the twelfth player is %s of %v", names.Text(p.Name), p.Team)
		}
	})
	t.Run("registers of a whole match", func(t *testing.T) {
		info := recorded.File(t, "metrica", "Sample_Game_3_metadata.xml")
		events := recorded.File(t, "metrica", "Sample_Game_3_events.json")
		// The players who are on change with frame 89698; frame 361 is the kick-off.
		spots := func(x float64) string {
			return strings.TrimSuffix(strings.Repeat(fmt.Sprintf("%.2f,0.5;", x), 22), ";")
		}
		text := "361:" + spots(0.25) + ":0.50125,0.48725\n89697:" + spots(0.5) + ":NaN,NaN\n89698:" + spots(0.5) + ":NaN,NaN\n"
		m, names := readFrames(t, recording.Parts{Info: info, Events: events}, text)
		if f := m.Frames[0]; f.Clock != 0 || f.Ball != (components.Place{X: -13, Y: -87}) || m.Of(&f)[0].Place.X != 2625 || m.Frames[1].Clock != (89697-70090)*3600 {
			t.Errorf("frames %+v", m.Frames)
		}
		var on [3][]string
		for i := range on {
			for _, p := range m.Of(&m.Frames[i]) {
				on[i] = append(on[i], names.Text(m.Squads[p.Who-1].Name))
			}
		}
		if len(on[1]) != 22 || len(m.Squads) != 35 || len(m.Warnings) > 0 || slices.Equal(on[1], on[2]) || slices.Contains(on[0], "Player 12") || !slices.Contains(on[1], "Player 12") {
			t.Errorf("%d players, on are %v; %v", len(m.Squads), on, m.Warnings)
		}
		with, err := metrica.WithInfo(info)
		if err != nil {
			t.Fatal(err)
		}
		e, err := recording.Read(with, events, ecs.NewSymbols())
		if i := slices.IndexFunc(e.Events, func(e components.Event) bool { return e.Kind == components.KickOff }); err != nil || e.Events[i].X != -13 || e.Events[i].Y != -87 {
			t.Errorf("%v, the kick-off is %+v", err, e.Events[i])
		}
	})
}

func near(a, b components.Centimeter) bool { return max(a-b, b-a) <= 60 }

// checkPlaces holds frame i of m against shares of the pitch, x and y, of which NaN
// is not known. The home side attacks to the right.
func checkPlaces(t *testing.T, m *recording.Match, i int, ball []string, players [][]string) {
	t.Helper()
	find := func(p []string) (components.Place, bool) {
		if p[0] == "NaN" {
			return components.Place{X: components.NoPlace, Y: components.NoPlace}, false
		}
		x, err := strconv.ParseFloat(p[0], 64)
		y, err2 := strconv.ParseFloat(p[1], 64)
		if err != nil || err2 != nil {
			t.Fatal(p)
		}
		round := func(v float64) components.Centimeter { return components.Centimeter(int(v+20000.5) - 20000) }
		return components.Place{X: round((x - 0.5) * 10500), Y: round((0.5 - y) * 6800)}, true
	}
	same := func(a, b components.Place) bool { return max(a.X-b.X, b.X-a.X) <= 1 && max(a.Y-b.Y, b.Y-a.Y) <= 1 } // halves of a centimeter
	f := &m.Frames[i]
	if want, known := find(ball); known && !same(f.Ball, want) || !known && f.Ball != want {
		t.Errorf("frame %d: the ball is at %v, want %v", i, f.Ball, want)
	}
	n := 0
	for _, p := range players {
		want, known := find(p)
		if !known {
			continue
		}
		if seen := m.Of(f); n >= len(seen) || !same(seen[n].Place, want) {
			t.Fatalf("frame %d: player %d is at %v, want %v", i, n, seen[min(n, len(seen)-1)], want)
		}
		n++
	}
	if n != int(f.Players) {
		t.Errorf("frame %d has %d players, want %d", i, f.Players, n)
	}
}

// whole is tracking of both sides of so many frames.
func whole(n int) (text []byte, info []byte) {
	var meta bytes.Buffer
	meta.WriteString(`<main xmlns:tns="FIFADataTransferFormatEPTS"><FrameRate>25</FrameRate><Score idLocalTeam="A" idVisitingTeam="B"/>` +
		`<ProviderParameter><Name>first_half_start</Name><Value>1</Value></ProviderParameter>`)
	for i := range 22 {
		fmt.Fprintf(&meta, `<Player id="p%d" teamId="%c"/><PlayerChannel id="x%d" channelId="x" playerId="p%d"/><PlayerChannel id="y%d" channelId="y" playerId="p%d"/>`, i, 'A'+i/11, i, i, i, i)
	}
	meta.WriteString(`<DataFormatSpecification startFrame="1" endFrame="1000000" separator=":"><StringRegister name="frameCount"/><SplitRegister separator=";">`)
	for i := range 22 {
		fmt.Fprintf(&meta, `<SplitRegister separator=","><PlayerChannelRef playerChannelId="x%d"/><PlayerChannelRef playerChannelId="y%d"/></SplitRegister>`, i, i)
	}
	meta.WriteString(`</SplitRegister><SplitRegister separator=","><BallChannelRef channelId="x"/><BallChannelRef channelId="y"/></SplitRegister></DataFormatSpecification></main>`)
	for i := range n {
		text = strconv.AppendInt(text, int64(i+1), 10)
		for p := range 23 {
			text = append(text, ":;;;;;;;;;;;;;;;;;;;;;:"[p])
			text = fmt.Appendf(text, "0.%05d,0.%05d", (i*7+p*4001)%100000, (i*3+p*2003)%100000)
		}
		text = append(text, '\n')
	}
	return text, meta.Bytes()
}

// TestFrameAllocations checks that a frame allocates nothing, and that what is
// taken for a whole file is no more than the file and its frames need.
func TestFrameAllocations(t *testing.T) {
	text, info := whole(2000)
	tables := sheet("Home", 1, 1, onLeft, make([]int, 2000)...)
	for name, file := range map[string]struct {
		text []byte
		with recording.Parts
	}{"text": {text, recording.Parts{Info: info}}, "table": {[]byte(tables), recording.Parts{}}} {
		count := func(frames int) float64 {
			return testing.AllocsPerRun(3, func() {
				n := 0
				for _, err := range metrica.Frames(file.text, file.with, ecs.NewSymbols(), &recording.Match{}) {
					if err != nil {
						t.Fatal(err)
					}
					if n++; n == frames {
						return
					}
				}
				t.Fatalf("%d frames, want %d", n, frames)
			})
		}
		if few, many := count(10), count(2000); many-few > 0 {
			t.Errorf("%s: %v allocations for 1990 frames", name, many-few)
		}
	}
	var before, after runtime.MemStats
	m := &recording.Match{}
	runtime.ReadMemStats(&before)
	if err := m.ReadFrames(metrica.Frames, text, recording.Parts{Info: info}, ecs.NewSymbols()); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if used, most := after.TotalAlloc-before.TotalAlloc, uint64(3*len(text)+1<<20); used > most || len(m.Seen) != 2000*22 {
		t.Errorf("%d bytes for a file of %d", used, len(text))
	}
}

// FuzzFrames checks what holds for any bytes: frames are sound, or refused with the
// place of the fault; and twice the same.
func FuzzFrames(f *testing.F) {
	for _, text := range []string{homeSheet, awaySheet, lined, sheet("Home", 1, 1, onRight, 1, 2)} {
		for _, info := range []string{"", metadataOf} {
			f.Add([]byte(text), []byte(info), []byte(rows))
			f.Add([]byte(text), []byte(info), []byte(nil))
		}
	}
	f.Fuzz(func(t *testing.T, data, info, events []byte) {
		metrica.IsFrames(data)
		with := recording.Parts{Events: events, Info: info}
		read := func() (*recording.Match, error) {
			m := &recording.Match{}
			err := m.ReadFrames(metrica.Frames, data, with, ecs.NewSymbols())
			if err == nil {
				err = m.ReadFrames(metrica.Frames, []byte(awaySheet), with, ecs.NewSymbols())
			}
			return m, err
		}
		m, err := read()
		again, errAgain := read()
		if err != nil {
			e, ok := errors.AsType[*recording.Error](err)
			if !ok || !errors.Is(err, recording.ErrFormat) || e.Line == 0 && !strings.Contains(e.Field, "of the ") || errAgain == nil || errAgain.Error() != err.Error() {
				t.Fatalf("error %v does not say where, or then %v", err, errAgain)
			}
			return
		}
		if errAgain != nil || !slices.Equal(m.Frames, again.Frames) || !slices.Equal(m.Seen, again.Seen) || m.Warnings.String() != again.Warnings.String() {
			t.Fatalf("%d frames, and then %d: %v", len(m.Frames), len(again.Frames), errAgain)
		}
		for i := range m.Frames {
			frame := &m.Frames[i]
			if frame.Clock < 0 || frame.Clock > 25*3600*components.PTSPerSecond || frame.Period == 0 || frame.Period > components.Shootout || frame.Players > components.MaxSeen || !sane(frame.Ball) {
				t.Fatalf("frame %+v", frame)
			}
			for _, s := range m.Of(frame) {
				if !sane(s.Place) || s.Place.X == components.NoPlace || int(s.Who) > len(m.Squads) || s.Team > components.Away {
					t.Fatalf("frame %d has %+v", i, s)
				}
			}
		}
		for _, b := range m.Breaks {
			if b < 0 {
				t.Fatalf("breaks %v", m.Breaks)
			}
		}
	})
}

// sane reports whether p is about a pitch, or nowhere.
func sane(p components.Place) bool {
	const none, most = components.NoPlace, 8000
	return p.X == none && p.Y == none || max(p.X, -p.X) <= most && max(p.Y, -p.Y) <= most
}
