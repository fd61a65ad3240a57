package ndjson_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/ndjson"
	"touchline/systems/feed/recording"
)

func TestFrames(t *testing.T) {
	const text = `{"v":1,"squads":[["home","Ada"],["away",""],["","Cy"]]}` + "\n" +
		`{"t":0,"k":"period_start"}` + "\n" +
		`{"t":40,"p":1,"k":"frame","ball":[1.5,-0.25,0.2],"play":true,"team":"away","away":[[47,0,2],[3,4]],"home":[[-46,0,1]],"players":[[0,0,3]]}` + "\n" +
		`{"t":80,"k":"frame","play":false,"ball":[1,2],"x":9}` + "\n" +
		`{"t":120,"k":"frame"}` + "\n" +
		`{"t":200,"k":"period_end"}`
	m, names := read(t, text)
	const none = components.NoPlace
	wantSeen := []components.Seen{
		{Who: 3}, {Who: 1, Team: components.Home, Place: components.Place{X: -4600}},
		{Who: 2, Team: components.Away, Place: components.Place{X: 4700}}, {Team: components.Away, Place: components.Place{X: 300, Y: 400}},
	}
	wantFrames := []components.Frame{
		{Clock: 3600, Period: 1, Ball: components.Place{X: 150, Y: -25}, Height: 20, Players: 4, Play: components.BallInPlay, Holder: components.Away},
		{Clock: 7200, Period: 1, First: 4, Ball: components.Place{X: 100, Y: 200}, Height: none, Play: components.BallDead},
		{Clock: 10800, Period: 1, First: 4, Ball: components.Place{X: none, Y: none}, Height: none},
	}
	wantSquads := []recording.Player{{Name: names.Of("Ada"), Team: components.Home}, {Team: components.Away}, {Name: names.Of("Cy")}}
	if !reflect.DeepEqual(m.Frames, wantFrames) || !reflect.DeepEqual(m.Seen, wantSeen) || !reflect.DeepEqual(m.Squads, wantSquads) {
		t.Errorf("tracking\n got %+v\nwant %+v\n     %+v\n     %+v", m.Tracking, wantFrames, wantSeen, wantSquads)
	}
	if len(m.Events) != 2 || m.Records != 2 || m.Events[1].Seq != 2 {
		t.Errorf("%d events of %d records, want 2: %+v", len(m.Events), m.Records, m.Events)
	}
}

func TestFrameErrors(t *testing.T) {
	const head = `{"v":1,"squads":[["home","Ada"]]}` + "\n"
	for _, tt := range []struct{ text, message string }{
		{head + `{"t":0,"k":"frame","ball":[1]}`, `line 2: ball [1]: of the wrong type: want [x,y] or [x,y,height], in meters`},
		{head + `{"t":0,"k":"frame","ball":[1,2,3,4]}`, `line 2: ball [1,2,3,4]: of the wrong type: want [x,y] or [x,y,height], in meters`},
		{head + `{"t":0,"k":"frame","ball":7}`, `line 2: ball 7: of the wrong type: want [x,y] or [x,y,height], in meters`},
		{head + `{"t":0,"k":"frame","ball":[1,"2"]}`, `line 2: ball "2": of the wrong type: want meters from the center spot, -327.67 to 327.67`},
		{head + `{"t":0,"k":"frame","ball":[1,400]}`, `line 2: ball 400: out of range: want meters from the center spot, -327.67 to 327.67`},
		{head + `{"t":0,"k":"frame","home":{}}`, `line 2: home {}: of the wrong type: want a list of players`},
		{head + `{"t":0,"k":"frame","home":[[1,2,2]]}`, `line 2: home 2: out of range: want a place in the squads of the header, from 1`},
		{head + `{"t":0,"k":"frame","away":[[1]]}`, `line 2: away [1]: of the wrong type: want [x,y] in meters, or [x,y,place in the squads]`},
		{head + `{"t":0,"k":"frame","play":1}`, `line 2: play 1: of the wrong type: want true or false`},
		{head + `{"k":"frame"}`, `line 2: t: missing: want milliseconds since the period began, up to a week`},
		{head + `{"t":0,"k":"frame","players":[` + repeat("[0,0],", 32) + `[0,0]]}`, `line 2: players [0,0]: out of range: want at most 32 players in a frame`},
		{`{"v":1,"squads":{}}`, `line 1: squads {}: of the wrong type: want a list of ["home", "away" or "", name]`},
		{`{"v":1,"squads":[["home"]]}`, `line 1: squads ["home"]: of the wrong type: want ["home", "away" or "", name]`},
		{`{"v":1,"squads":[["ours","Ada"]]}`, `line 1: team "ours": out of range: want home or away`},
		{`{"v":1,"squads":[` + repeat(`["",""],`, 255) + `["",""]]}`, `line 1: squads ["",""]: out of range: want at most 255 players`},
	} {
		_, err := recording.Read(ndjson.Read, []byte(tt.text), ecs.NewSymbols())
		if err == nil || err.Error() != tt.message {
			t.Errorf("%.60s: error\n got %v\nwant %s", tt.text, err, tt.message)
		}
	}
}

func repeat(s string, n int) (text string) {
	for range n {
		text += s
	}
	return text
}

// TestFramesRoundTrip is the property that lets a tracked match be taken out of the
// engine and played again.
func TestFramesRoundTrip(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	names := ecs.NewSymbols()
	m := &recording.Match{Format: "ndjson", Sport: "football"}
	for i := range 40 {
		m.Enlist(recording.Player{Name: names.Of(string(rune('a' + i))), Team: components.Team(rng.IntN(3))})
	}
	place := func() components.Place {
		if rng.IntN(8) == 0 {
			return components.Place{X: components.NoPlace, Y: components.NoPlace}
		}
		return components.Place{X: components.Centimeter(rng.IntN(65535) - 32767), Y: components.Centimeter(rng.IntN(200) - 100)}
	}
	for i := range 500 {
		f := components.Frame{Clock: components.PTS(i*3600 + rng.IntN(90)), Period: 1, Ball: place(), Height: components.NoPlace,
			Play: components.BallState(rng.IntN(3)), Holder: components.Team(rng.IntN(3))}
		if f.Ball.X != components.NoPlace && rng.IntN(2) == 0 {
			f.Height = components.Centimeter(rng.IntN(1000))
		}
		var seen []components.Seen
		for range rng.IntN(40) {
			seen = append(seen, components.Seen{Who: uint8(rng.IntN(41)), Team: components.Team(rng.IntN(3)), Place: place()})
		}
		m.Add(&f, seen)
	}
	m.Events = []components.Event{{Kind: components.MatchEnd, Seq: 1, Period: 1, Clock: 90_000_000, Source: components.FromMatch,
		X: components.NoPlace, Y: components.NoPlace, EndX: components.NoPlace, EndY: components.NoPlace}}
	m.Records = 1
	back, err := recording.Read(ndjson.Read, ndjson.Append(nil, m, names.Text), names)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(back, m) {
		t.Errorf("what was read is not what was written: %v", back.Warnings)
	}
	if len(m.Seen) < 5000 {
		t.Errorf("only %d players were written", len(m.Seen))
	}
}
