package soccernet_test

import (
	"fmt"
	"iter"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/recordingtest"
	"touchline/systems/feed/soccernet"
)

// said is a transcript of segments like `0, 2.5, "Hello"`, numbered from 0.
func said(segments ...string) string {
	for i, s := range segments {
		segments[i] = fmt.Sprintf(`"%d":[%s]`, i, s)
	}
	return `{"segments":{` + strings.Join(segments, ",\n") + `}}`
}

// speech is a transcript of our own that has something of everything.
var speech = said(
	`0.0, 2.5, "And we are off."`,
	`2.4999999999999996, 10.240000000000009, "\u00a1Qu\u00e9 \"bueno\"!"`,
	`10.24, 12, "Ой!"`,
	`12, 13, "Ой!"`, `13, 14.001, "Ой!"`,
	`20, 20, ""`,
	`20, 20, "Corner."`,
	`22, 21, "Ой!"`,
	`21.5, 24.5, "No."`,
	"24.999, 26, \"Sn\xff.\"",
)

// whole makes a reader of texts one of a match, with a beginning and an end, for
// what holds of matches to be checked.
func whole(read recording.Reader) recording.Reader {
	return func(data []byte, names components.Interner, m *recording.Match) iter.Seq2[components.Event, error] {
		return func(yield func(components.Event, error) bool) {
			const none = components.NoPlace
			bound := components.Event{Source: components.FromMatch, X: none, Y: none, EndX: none, EndY: none}
			give := func(kind components.EventKind) bool {
				bound.Kind = kind
				bound.Seq++
				return yield(bound, nil)
			}
			for e, err := range read(data, names, m) {
				if err != nil {
					yield(e, err)
					return
				}
				bound.Period = e.Period
				if bound.Seq == 0 && !give(components.PeriodStart) || !yield(e, nil) {
					return
				}
				bound.Clock = max(bound.Clock, e.Clock+e.Received)
			}
			if bound.Seq > 0 && give(components.PeriodEnd) {
				give(components.MatchEnd)
			}
		}
	}
}

func TestTexts(t *testing.T) {
	m := recordingtest.Check(t, whole(soccernet.Texts(components.SecondHalf)), speech, `
		2@0 period_start
		2@0 caption And we are off. 2500ms
		2@2500 caption ¡Qué "bueno"! 7740ms
		2@10240 caption Ой! 1760ms
		2@12000 caption Ой! 1000ms
		2@13000 caption Ой! 1001ms
		2@20000 caption Corner.
		2@22000 caption Ой!
		2@22000 caption No. 3000ms repaired
		2@24999 caption Sn�. 1001ms
		2@26000 period_end
		2@26000 match_end`)
	if m.Format != soccernet.Format || m.Sport != "football" || m.Home != "" || !m.Unscored || m.Records != 10 {
		t.Errorf("%+v", m)
	}
	for _, e := range m.Events {
		if e.Kind == components.Caption && (e.Source != components.FromText || e.Received != components.PTS(e.Duration)*90) {
			t.Errorf("%+v, want one that is heard of when it has been said", e)
		}
	}
	const want = `bad-duration: event 8: it ends 1000 ms before it starts: its length is not known
bad-text: event 10: text "Sn` + "\uFFFD" + `."
repeated-text: 2 times, first event 4: text "Ой!", as the one before it
time-regress: 2 times, first event 9: it starts 500 ms before the one before it: kept in the order of the file`
	if got := m.Warnings.String(); got != want {
		t.Errorf("warnings\n got %s\nwant %s", got, want)
	}
}

// TestAdd adds the shots of the programme and two transcripts to a match of actions:
// the numbers of its texts go on, and its header stays.
func TestAdd(t *testing.T) {
	names := ecs.NewSymbols()
	m, err := recording.Read(soccernet.Read, []byte(game), names)
	if err != nil {
		t.Fatal(err)
	}
	before := len(m.Events)
	text := []byte(said(`1, 2, "One"`, `3, 4, "Two"`))
	for _, part := range []struct {
		read recording.Reader
		data []byte
	}{
		{soccernet.Texts(components.FirstHalf), text}, {soccernet.Texts(components.SecondHalf), text},
		{soccernet.Read, []byte(file(cut("1 - 00:10", 10000, "Public", "other"), cut("2 - 00:10", 10000, "", "replay")))},
	} {
		if err := m.ReadTexts(part.read, part.data, names); err != nil {
			t.Fatal(err)
		}
	}
	if m.Source != "SoccerNet" || m.Unscored || len(m.Events) != before+6 {
		t.Errorf("%+v", m)
	}
	for i, e := range m.Events[before:] {
		if want := components.Period([]int{1, 1, 2, 2, 1, 2}[i]); e.Seq != uint32(i+1) || e.Source != components.FromText || e.Period != want {
			t.Errorf("%+v, want number %d, of half %d", e, i+1, want)
		}
	}
	m.Lay(recording.Layout{})
	last := m.Events[len(m.Events)-1]
	if r := m.Result(); r.Kinds[components.Caption] != 4 || r.Kinds[components.ProgramShot] != 2 || r.Score.Home != 2 || last.Kind != components.MatchEnd {
		t.Errorf("result %+v, the last is %v", r, last.Kind)
	}
}

// TestOverlap tries segments about the end of the one before, by the digits.
func TestOverlap(t *testing.T) {
	tests := []struct {
		start, want string
		clock       components.PTS
	}{
		{"9.9995", "", 900_000}, {"9.99949999999999", "it starts 1 ms before the end of the one before it: kept as it is", 899_910},
		{"8", "it starts 2000 ms before the end of the one before it: kept as it is", 720_000},
		{"7.9995", "it starts 2000 ms before the end of the one before it: kept as it is", 720_000},
		{"7.9994", "it starts 1 ms before the one before it: kept in the order of the file", 720_000},
	}
	for _, tt := range tests {
		m, err := recording.Read(whole(soccernet.Texts(1)), []byte(said(`8, 10, "One"`, tt.start+`, 11, "Two"`)), ecs.NewSymbols())
		if err != nil {
			t.Fatal(err)
		}
		_, got, _ := strings.Cut(m.Warnings.String(), "event 2: ")
		if e := m.Events[2]; got != tt.want || e.Clock != tt.clock || (e.Flags&components.Repaired != 0) != strings.Contains(got, "order") {
			t.Errorf("%s: %+v, %q, want %q", tt.start, e, got, tt.want)
		}
	}
}

// TestKeys tries keys that do not number the segments from 0.
func TestKeys(t *testing.T) {
	tests := []struct{ keys, want string }{
		{"0 1 2", ""}, {"1", "index-gap: event 1: its key is 1, after -1: kept in the order of the file"},
		{"0 2 3", "index-gap: event 2: its key is 2, after 0: kept in the order of the file"},
		{"0 1 1", "index-gap: event 3: its key is 1, after 1: kept in the order of the file"},
		{"0 1 0 1", "index-gap: event 3: its key is 0, after 1: kept in the order of the file"},
	}
	for _, tt := range tests {
		var segments []string
		for i, key := range strings.Fields(tt.keys) {
			segments = append(segments, fmt.Sprintf(`"%s":[%d,%d,"%d"]`, key, i, i+1, i))
		}
		m, err := recording.Read(whole(soccernet.Texts(1)), []byte(`{"segments":{`+strings.Join(segments, ",")+`}}`), ecs.NewSymbols())
		if err != nil || m.Warnings.String() != tt.want || len(m.Events) != len(segments)+3 {
			t.Errorf("%s: %+v, %v, want %s", tt.keys, m, err, tt.want)
		}
	}
}

// TestNothingSaid reads a transcript of nobody.
func TestNothingSaid(t *testing.T) {
	for _, text := range []string{`{"segments":{}}`, said(`0,1,""`)} {
		m, err := recording.Read(whole(soccernet.Texts(1)), []byte(text), ecs.NewSymbols())
		if err != nil || len(m.Events) != 0 || m.Warnings.Count(recording.NoEvents) != 1 {
			t.Errorf("%s: %+v, %v", text, m, err)
		}
	}
}

func TestTextErrors(t *testing.T) {
	long := strings.Repeat("a", 64<<10)
	if _, err := recording.Read(whole(soccernet.Texts(1)), []byte(said(`0,1,"`+long+`"`)), ecs.NewSymbols()); err != nil {
		t.Error(err)
	}
	tests := []struct{ name, text, message string }{
		{"empty", "", "byte 0: the file ends too early: want a value"},
		{"number", "7", "byte 0: 7: of the wrong type: want an object"},
		{"trailing", said() + "}", "byte 15: }: trailing bytes: want nothing more"},
		{"no segments", `{"segment":{}}`, "byte 0: segments: missing: want an object of segments"},
		{"array", `{"segments":[]}`, "byte 12: segments []: of the wrong type: want an object"},
		{"key", `{"segments":{"a":[0,1,"x"]}}`, `byte 17, event 1: segments [0,1,"x"]: not under a number: want a number from 0 as the key`},
		{"negative key", `{"segments":{"-1":[0,1,"x"]}}`, `byte 18, event 1: segments [0,1,"x"]: not under a number: want a number from 0 as the key`},
		{"large key", `{"segments":{"9223372036854775808":[0,1,"x"]}}`, `byte 35, event 1: segments [0,1,"x"]: not under a number: want a number from 0 as the key`},
		{"object", `{"segments":{"0":{}}}`, "byte 17, event 1: segments {}: of the wrong type: want an array"},
		{"two", said(`0,1`), "byte 17, event 1: segments [0,1]: of the wrong type: want a list of its start, its end and its text"},
		{"four", said(`0,1,"x",2`), `byte 17, event 1: segments [0,1,"x",2]: of the wrong type: want a list of its start, its end and its text`},
		{"start", said(`"0",1,"x"`), `byte 18, event 1: start "0": of the wrong type: want a number`},
		{"end", said(`0,null,"x"`), `byte 20, event 1: end null: of the wrong type: want a number`},
		{"before", said(`-0.001,1,"x"`), `byte 18, event 1: start -0.001: out of range: want seconds since the half began, 0 to 14400`},
		{"after", said(`0,14400.001,"x"`), `byte 20, event 1: end 14400.001: out of range: want seconds since the half began, 0 to 14400`},
		{"far after", said(`0,1e99,"x"`), `byte 20, event 1: end 1e99: out of range: want seconds since the half began, 0 to 14400`},
		{"text", said(`0,14400,7`), `byte 26, event 1: text 7: of the wrong type: want a text`},
		{"long", said(`0,1,"` + long + `a"`), `byte 22, event 1: text "` + long[:39] + `..: out of range: want at most 65536 bytes`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { recordingtest.Message(t, soccernet.Texts(1), tt.text, tt.message) })
	}
}

func TestEveryCutOfText(t *testing.T) {
	recordingtest.Cuts(t, soccernet.Texts(1), speech)
}

func TestStopOfText(t *testing.T) {
	recordingtest.Stops(t, soccernet.Texts(1), speech)
}

func TestIsText(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{speech, true}, {`{"language":"en","segments":{"0":[0,0.5,"x"`, true}, {`{"segments":{"0":[12,0.5,"x`, false},
		{`{"segments":{"0":[0,"x",0.5]}}`, false}, {`{"segments":{"0":["0","x","y"]}}`, false}, {`{"segments":{"0":[0,1]}}`, false},
		{`{"segments":{"0":[null,1,"x"]}}`, false}, {`{"segments":{"0":[0,1,{}]}}`, false}, {`{"segments":[{"start":0,"end":1,"text":"x"}]}`, false},
		{`{"segments":{}}`, false}, {`{"words":{"0":[0,0.5,"x"]}}`, false}, {game, false}, {`[]`, false}, {``, false},
	}
	for _, tt := range tests {
		if got := soccernet.IsText([]byte(tt.text)); got != tt.want {
			t.Errorf("IsText(%.60s) = %v, want %v", tt.text, got, tt.want)
		}
	}
	if soccernet.Is([]byte(speech)) {
		t.Error("a transcript is taken for labels")
	}
}

// FuzzText checks that any bytes are a sound match or refused.
func FuzzText(f *testing.F) {
	f.Add([]byte(speech))
	f.Add([]byte(`{"segments":{"3":[1e2,14400,"\ud83d"],"3":[0.0005,1e-9,"x"]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		recordingtest.Any(t, whole(soccernet.Texts(components.FirstHalf)), data)
	})
}
