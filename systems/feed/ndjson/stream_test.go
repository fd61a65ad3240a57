package ndjson_test

import (
	"testing"

	"touchline/ecs"
	"touchline/systems/feed/ndjson"
	"touchline/systems/feed/recording"
)

// TestStream reads a match line by line: what is wrong spoils nothing that follows.
func TestStream(t *testing.T) {
	m := &recording.Match{}
	s := ndjson.NewStream(ecs.NewSymbols(), m)
	for _, tt := range []struct {
		line  string
		told  ndjson.Told
		seq   uint32
		error string
	}{
		{"\r\n", ndjson.Nothing, 0, ""},
		{`{"t":1}` + "\n", ndjson.Nothing, 0, "line 2: v: missing: want 1, the version of the format"},
		{"\uFEFF" + `{"v":1,"home":"Ash"}` + "\r\n", ndjson.Header, 0, ""},
		{`{"t":5,"k":"pass"}` + "\n", ndjson.Event, 1, ""},
		{`{"t":5,"k":"pass","x":}` + "\n", ndjson.Nothing, 0, "line 5: }: not JSON: want a value"},
		{`{"t":6,"k":"goal","seq":7}` + "\n", ndjson.Event, 7, ""},
		{`{"t":6,"k":"goal","seq":7}` + "\n", ndjson.Nothing, 0, ""},
		{`{"t":7,"k":"frame","ball":[1,2],"home":[[0,0]]}` + "\n", ndjson.Frame, 0, ""},
		{`{"t":8,"k":"frame","ball":[1]}` + "\n", ndjson.Nothing, 0, "line 9: ball [1]: of the wrong type: want [x,y] or [x,y,height], in meters"},
		{`{"t":8,"k":"frame"}`, ndjson.Frame, 0, ""},
		{``, ndjson.Nothing, 0, ""},
		{`{"t":9,"k":"pass"}`, ndjson.Event, 8, ""},
	} {
		e, told, err := s.Line([]byte(tt.line))
		text := ""
		if err != nil {
			text = err.Error()
		}
		if told != tt.told || e.Seq != tt.seq || text != tt.error {
			t.Errorf("%q: %v, seq %d, %s\nwant %v, seq %d, %s", tt.line, told, e.Seq, text, tt.told, tt.seq, tt.error)
		}
		if want := map[bool]int{true: 1}[told == ndjson.Frame]; len(m.Frames) != want {
			t.Errorf("%q: %d frames, want %d", tt.line, len(m.Frames), want)
		}
	}
	if m.Home != "Ash" || m.Warnings.Count(recording.DuplicateID) != 1 {
		t.Errorf("match %+v", m)
	}
	buf := []byte(`{"t":9,"p":1,"k":"pass","seq":100,"x":1,"y":2}`)
	if n := testing.AllocsPerRun(100, func() {
		if _, _, err := s.Line(buf); err != nil {
			t.Fatal(err)
		}
	}); n > 4 { // a repeat is warned of
		t.Errorf("a line allocates %v times", n)
	}
}
