package recording_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"touchline/components"
	"touchline/systems/feed/recording"
)

const second = components.PTSPerSecond

// at returns an event of a period, s seconds into it.
func at(p components.Period, s int, kind components.EventKind) components.Event {
	e := components.Event{Period: p, Clock: components.PTS(s) * second, Kind: kind, Source: components.FromMatch}
	if kind.Control() {
		e.Source = components.FromControl
	}
	return e
}

// match numbers events and makes a match of them.
func match(events ...components.Event) *recording.Match {
	for i := range events {
		if events[i].Seq == 0 {
			events[i].Seq = uint32(i + 1)
		}
	}
	return &recording.Match{Events: events}
}

// full is a match that goes to the shoot-out, its periods 46, 48, 15, 16 and 10
// minutes long.
func full() *recording.Match {
	return match(
		at(1, 0, components.PeriodStart), at(1, 46*60, components.PeriodEnd),
		at(2, 0, components.PeriodStart), at(2, 48*60, components.PeriodEnd),
		at(3, 0, components.PeriodStart), at(3, 15*60, components.PeriodEnd),
		at(4, 0, components.PeriodStart), at(4, 16*60, components.PeriodEnd),
		at(5, 0, components.PeriodStart), at(5, 10*60, components.PeriodEnd), at(5, 10*60, components.MatchEnd),
	)
}

func TestLayPeriods(t *testing.T) {
	tests := []struct {
		name   string
		layout recording.Layout
		want   [6]int // seconds at which the periods begin, then the end
	}{
		{"as usual", recording.Layout{}, [6]int{0, 61 * 60, 114 * 60, 130 * 60, 151 * 60, 161 * 60}},
		{"lead", recording.Layout{Lead: 30 * second}, [6]int{30, 61*60 + 30, 114*60 + 30, 130*60 + 30, 151*60 + 30, 161*60 + 30}},
		{"half-time", recording.Layout{Halftime: time.Minute, HalftimeSet: true}, [6]int{0, 47 * 60, 100 * 60, 116 * 60, 137 * 60, 147 * 60}},
		{"no breaks", recording.Layout{HalftimeSet: true}, [6]int{0, 46 * 60, 94 * 60, 109 * 60, 125 * 60, 135 * 60}},
		{"half-time not set", recording.Layout{Halftime: time.Minute}, [6]int{0, 61 * 60, 114 * 60, 130 * 60, 151 * 60, 161 * 60}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := full()
			m.Lay(tt.layout)
			var got [6]int
			for p := range 5 {
				got[p] = int(m.Periods[p+1].Begin / second)
			}
			got[5] = int(m.End / second)
			if got != tt.want {
				t.Errorf("periods begin and end at %v s, want %v", got, tt.want)
			}
		})
	}
}

func TestLayLength(t *testing.T) {
	tests := []struct {
		name   string
		events []components.Event
		want   int // seconds at which the second half begins
	}{
		{"ended", []components.Event{at(1, 50, components.PeriodEnd)}, 50},
		{"ended before its last event", []components.Event{at(1, 60, components.Pass), at(1, 50, components.PeriodEnd), at(1, 70, components.Pass)}, 50},
		{"ended twice", []components.Event{at(1, 50, components.PeriodEnd), at(1, 51, components.PeriodEnd)}, 51},
		{"ended twice, the later first", []components.Event{at(1, 51, components.PeriodEnd), at(1, 50, components.PeriodEnd)}, 51},
		{"not ended", []components.Event{at(1, 60, components.Pass), at(1, 50, components.Pass)}, 60},
		{"not played", nil, 0},
		{"before the match", []components.Event{at(0, 9, components.Preset), at(1, 5, components.PeriodEnd)}, 14},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := match(append(tt.events, at(2, 0, components.PeriodStart))...)
			m.Lay(recording.Layout{HalftimeSet: true})
			if got := m.Periods[2].Begin; got != components.PTS(tt.want)*second {
				t.Errorf("the second half begins at %v, want %d s", got.Duration(), tt.want)
			}
		})
	}
}

// TestLaySkipped checks that a shoot-out straight after the second half has one
// break before it.
func TestLaySkipped(t *testing.T) {
	m := match(at(1, 60, components.PeriodEnd), at(2, 60, components.PeriodEnd), at(5, 60, components.PeriodEnd))
	m.Lay(recording.Layout{})
	if got, want := m.Periods[5].Begin, components.PTS(60+15*60+60+5*60)*second; got != want {
		t.Errorf("the shoot-out begins at %v, want %v", got.Duration(), want.Duration())
	}
	if m.Periods[3].Played || m.Periods[4].Played {
		t.Errorf("periods %+v, want no extra time", m.Periods)
	}
}

// TestLayPart checks that a recording which begins with the second half begins at
// once.
func TestLayPart(t *testing.T) {
	m := match(at(2, 0, components.PeriodStart), at(2, 60, components.PeriodEnd))
	m.Lay(recording.Layout{Lead: 5 * second})
	if got := m.Periods[2].Begin; got != 5*second {
		t.Errorf("it begins at %v, want 5s", got.Duration())
	}
}

func TestLayTwice(t *testing.T) {
	m := full()
	m.Lay(recording.Layout{})
	defer func() {
		if recover() == nil {
			t.Error("a match was laid out twice")
		}
	}()
	m.Lay(recording.Layout{})
}

// TestLayTies checks that what comes together stays in the order of the file.
func TestLayTies(t *testing.T) {
	var events []components.Event
	for i := range 100 {
		events = append(events, at(1, 10-i%2, components.Pass))
	}
	m := match(events...)
	m.Lay(recording.Layout{})
	for i := range m.Events {
		if want := uint32(1 + (2*i+1)%100 - i/50); m.Events[i].Seq != want {
			t.Fatalf("event %d is at place %d, want event %d", m.Events[i].Seq, i, want)
		}
	}
}

// TestArrival lays out five events a second apart, the third of which the file
// says came 3 s late, and the fourth is an order to the engine.
func TestArrival(t *testing.T) {
	events := func() *recording.Match {
		m := match(at(1, 1, components.Pass), at(1, 2, components.Pass), at(1, 3, components.Pass), at(1, 4, components.OperatorTake), at(1, 5, components.Pass))
		m.Events[2].Received = 3 * second
		return m
	}
	tests := []struct {
		arrival string
		order   []uint32
	}{
		{"recorded", []uint32{1, 2, 4, 5, 3}},
		{"zero", []uint32{1, 2, 3, 4, 5}},
		{"scout:100ms", []uint32{1, 2, 4, 5, 3}},
		{"scout:0s", []uint32{1, 2, 4, 5, 3}},
	}
	for _, tt := range tests {
		t.Run(tt.arrival, func(t *testing.T) {
			a, err := recording.ParseArrival(tt.arrival)
			if err != nil {
				t.Fatal(err)
			}
			m := events()
			m.Lay(recording.Layout{Arrival: a})
			var order []uint32
			for _, e := range m.Events {
				order = append(order, e.Seq)
				delay := (e.Received - e.Occurred).Duration()
				least, most := a.Median/2, 2*a.Median
				switch {
				case e.Seq == 3 && a.Mode != recording.Zero:
					least, most = 3*time.Second, 3*time.Second
				case e.Kind.Control():
					least, most = 0, 0
				}
				if delay < least || delay > most {
					t.Errorf("event %d is received after %v, want %v to %v", e.Seq, delay, least, most)
				}
			}
			if !slices.Equal(order, tt.order) {
				t.Errorf("order %v, want %v", order, tt.order)
			}
		})
	}
}

// TestScout checks the delays of many events far apart: their spread, their
// median, and that they depend on the seed and the event alone.
func TestScout(t *testing.T) {
	const n = 4000
	lay := func(seed uint64, skip int) map[uint32]components.PTS {
		var events []components.Event
		for i := range n {
			if e := at(1, i*10, components.Pass); skip == 0 || i%skip != 0 {
				e.Seq = uint32(i + 1)
				events = append(events, e)
			}
		}
		m := match(events...)
		m.Lay(recording.Layout{Seed: seed, Arrival: recording.Arrival{Mode: recording.Scout, Median: 2 * time.Second}})
		delays := make(map[uint32]components.PTS)
		for _, e := range m.Events {
			delays[e.Seq] = e.Received - e.Occurred
		}
		return delays
	}
	all, below, same := lay(1, 0), 0, 0
	other := lay(2, 0)
	for seq, d := range all {
		if d < 1*second || d > 4*second {
			t.Fatalf("event %d is received after %v, want 1s to 4s", seq, d.Duration())
		}
		if d < 2*second {
			below++
		}
		if d == other[seq] {
			same++
		}
	}
	if below < n*47/100 || below > n*53/100 {
		t.Errorf("%d of %d delays are below the median", below, n)
	}
	if same > n/100 {
		t.Errorf("%d of %d delays do not depend on the seed", same, n)
	}
	for seq, d := range lay(1, 3) {
		if d != all[seq] {
			t.Fatalf("the delay of event %d depends on other events", seq)
		}
	}
}

// TestScoutKeepsOrder is the property that one voice on the phone has: what
// happened first is heard first.
func TestScoutKeepsOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var events []components.Event
	for i := range 1000 {
		events = append(events, at(1, (i+rng.IntN(3))/3, components.Pass))
	}
	slices.SortStableFunc(events, func(a, b components.Event) int { return int(a.Clock - b.Clock) })
	m := match(events...)
	m.Lay(recording.Layout{Arrival: recording.Arrival{Mode: recording.Scout, Median: 1500 * time.Millisecond}})
	for i, e := range m.Events {
		if e.Seq != uint32(i+1) {
			t.Fatalf("event %d is received as number %d", e.Seq, i+1)
		}
		if e.Received < e.Occurred+components.PTSOf(750*time.Millisecond) {
			t.Fatalf("event %d is received %v after it occurred", e.Seq, (e.Received - e.Occurred).Duration())
		}
	}
}

func TestParseArrival(t *testing.T) {
	tests := []struct{ text, message string }{
		{"recorded", ""}, {"zero", ""}, {"scout:1.5s", ""}, {"scout:0s", ""}, {"scout:1m0s", ""},
		{"", `arrival "": must be recorded, zero or scout:DELAY`},
		{"scout", `arrival "scout": must be recorded, zero or scout:DELAY`},
		{"scout:", `arrival "scout:": the delay must be a duration from 0s to 1m0s, like scout:1.5s`},
		{"scout:-1s", `arrival "scout:-1s": the delay must be a duration from 0s to 1m0s, like scout:1.5s`},
		{"scout:61s", `arrival "scout:61s": the delay must be a duration from 0s to 1m0s, like scout:1.5s`},
		{"scout:2", `arrival "scout:2": the delay must be a duration from 0s to 1m0s, like scout:1.5s`},
	}
	for _, tt := range tests {
		a, err := recording.ParseArrival(tt.text)
		if tt.message != "" {
			if err == nil || err.Error() != tt.message {
				t.Errorf("%q: error %v, want %s", tt.text, err, tt.message)
			}
			continue
		}
		if err != nil || a.String() != tt.text {
			t.Errorf("%q is read as %q, %v", tt.text, a, err)
		}
	}
}

func TestAt(t *testing.T) {
	m := full()
	m.Lay(recording.Layout{Lead: 10 * second})
	const halves = `: not in the match, whose clock shows 1@00:00-46:00, 2@45:00-93:00, 3@90:00-105:00, 4@105:00-121:00, 5@120:00-130:00`
	const form = `: must be MM:SS or P@MM:SS, with seconds from 00 to 59`
	tests := []struct {
		clock   string
		want    int // seconds
		message string
	}{
		{"00:00", 10, ""},
		{"0:00", 10, ""},
		{"45:30", 10 + 45*60 + 30, ""},
		{"46:00", 10 + 46*60, ""},
		{"46:01", 10 + 61*60 + 61, ""},
		{"1@46:00", 10 + 46*60, ""},
		{"2@46:00", 10 + 62*60, ""},
		{"2@45:00", 10 + 61*60, ""},
		{"3@90:00", 10 + 114*60, ""},
		{"105:00", 10 + 129*60, ""},
		{"4@105:00", 10 + 130*60, ""},
		{"5@120:00", 10 + 151*60, ""},
		{"130:00", 10 + 161*60, ""},
		{"130:01", 0, `clock "130:01"` + halves},
		{"1@46:01", 0, `clock "1@46:01"` + halves},
		{"2@44:59", 0, `clock "2@44:59"` + halves},
		{"6@00:00", 0, `clock "6@00:00"` + halves},
		{"0@00:00", 0, `clock "0@00:00": period "0": must be a number from 1, as in 2@46:00`},
		{"x@00:00", 0, `clock "x@00:00": period "x": must be a number from 1, as in 2@46:00`},
		{"1@46:60", 0, `clock "1@46:60"` + form},
		{"46", 0, `clock "46"` + form},
		{"46:5", 0, `clock "46:5"` + form},
		{"-1:00", 0, `clock "-1:00"` + form},
		{"", 0, `clock ""` + form},
	}
	for _, tt := range tests {
		got, err := m.At(tt.clock)
		if tt.message != "" {
			if err == nil || err.Error() != tt.message {
				t.Errorf("%s\n got %v\nwant %s", tt.clock, err, tt.message)
			}
			continue
		}
		if err != nil || got != components.PTS(tt.want)*second {
			t.Errorf("%s is at %v, %v, want %d s", tt.clock, got.Duration(), err, tt.want)
		}
	}
}

// TestAtCricket checks that each innings has a clock of its own, which may show
// more than a thousand minutes.
func TestAtCricket(t *testing.T) {
	const super = components.SuperOver
	m := match(at(1, 0, components.PeriodStart), at(1, 1080*60, components.PeriodEnd), at(2, 0, components.PeriodStart), at(2, 60*60, components.PeriodEnd),
		at(super, 0, components.PeriodStart), at(super, 300, components.PeriodEnd))
	m.Sport = "cricket"
	m.Breaks[2] = 20 * 60 * second
	m.Lay(recording.Layout{})
	for clock, want := range map[string]int{
		"00:00": 0, "1@1080:00": 1080 * 60, "1079:59": 1080*60 - 1, "2@00:00": 1100 * 60, "2@59:59": 1160*60 - 1, "11@00:00": 1165 * 60, "11@05:00": 1170 * 60,
	} {
		if got, err := m.At(clock); err != nil || got != components.PTS(want)*second {
			t.Errorf("%s is at %v, %v, want %d s", clock, got.Duration(), err, want)
		}
	}
	const halves = `clock "2@60:01": not in the match, whose clock shows 1@00:00-1080:00, 2@00:00-60:00, 11@00:00-05:00`
	if _, err := m.At("2@60:01"); err == nil || err.Error() != halves {
		t.Errorf("error %v, want %s", err, halves)
	}
}
