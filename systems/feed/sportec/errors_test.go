package sportec_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/sportec"
)

func TestErrors(t *testing.T) {
	one := func(attrs string) string { return "<PutDataRequest><Event " + attrs + "/></PutDataRequest>" }
	at := func(time string) string { return one(`EventId="7" EventTime="` + time + `"`) }
	within := func(what string) string {
		return `<PutDataRequest><Event EventId="7" EventTime="2022-08-06T18:00:00Z">` + what + `</Event></PutDataRequest>`
	}
	const form = ": want a time as in RFC 3339: 2022-10-15T13:01:28.310+02:00"
	tests := []struct{ name, text, message string }{
		{"empty", "", "byte 0: the file ends too early: want the end of the document"},
		{"text", "PutDataRequest", "byte 0: PutDataRequest: not XML: want an element"},
		{"other root", "<Events/>", "byte 0: <Events: of the wrong type: want a PutDataRequest"},
		{"two roots", whole + "<a/>", fmt.Sprintf("byte %d, event 5: <a: trailing bytes: want nothing more", len(whole))},
		{"text after it", whole + "\n x", fmt.Sprintf("byte %d, event 5: x: trailing bytes: want nothing more", len(whole))},
		{"not closed", "<PutDataRequest><Event></PutDataRequest>", "byte 16, event 1: EventId: missing: want an ID"},
		{"closed by another", within("<a></b>"), "byte 75, event 1: element <a> closed by </b>: not XML"},
		{"no quotes", one("EventId=7"), "byte 32: unquoted or missing attribute value in e..: not XML"},
		{"no entity", within(`<a b="&x;"/>`), "byte 77, event 1: invalid character entity &x;: not XML"},
		{"not UTF-8", within("<a b=\"\xff\"/>"), "byte 76, event 1: invalid UTF-8: not XML"},
		{"encoding", `<?xml version="1.0" encoding="UTF-16"?>`, `byte 39: the file ends too early: want the end of the document`},
		{"other encoding", `<?xml version="1.0" encoding="latin1"?>` + one(""), `byte 39: encoding "latin1" declared but Decoder.C..: not XML`},
		{"no ID", one(`EventTime="2022-08-06T18:00:00Z"`), "byte 16, event 1: EventId: missing: want an ID"},
		{"no time", one(`EventId="7"`), "byte 16, event 1 (id 7): EventTime: missing" + form},
		{"no zone", at("2022-08-06T18:00:00"), "byte 16, event 1 (id 7): EventTime 2022-08-06T18:00:00: not a time" + form},
		{"no time at all", at("noon"), "byte 16, event 1 (id 7): EventTime noon: not a time" + form},
		{"no such minute", at("2022-08-06T18:60:00Z"), "byte 16, event 1 (id 7): EventTime 2022-08-06T18:60:00Z: not a time" + form},
		{"long ago", at("1969-12-31T23:59:59Z"), "byte 16, event 1 (id 7): EventTime 1969-12-31T23:59:59Z: out of range: want a year from 1970"},
		{"other match", put(first, `<Event EventId="7" EventTime="2022-08-06T18:00:00Z" MatchId="N"/>`), "byte 252, event 2 (id 7): MatchId N: of another match: want M"},
		{"a day before", put(first, entry("7", -24*60*minute-1, `<Foul/>`)),
			"byte 252, event 2 (id 7): EventTime 2022-08-05T19:59:59.999+02:00: not within a day of the first entry: want about 2022-08-06T18:00:00.000Z"},
		{"a day after", put(first, entry("7", 24*60*minute+1, `<Foul/>`)),
			"byte 252, event 2 (id 7): EventTime 2022-08-07T20:00:00.001+02:00: not within a day of the first entry: want about 2022-08-06T18:00:00.000Z"},
		{"a day after, and nothing", put(first, entry("7", 24*60*minute+1, `<Run/>`)),
			"byte 252, event 2 (id 7): EventTime 2022-08-07T20:00:00.001+02:00: not within a day of the first entry: want about 2022-08-06T18:00:00.000Z"},
		{"second half first", put(first, entry("7", -1, `<KickOff GameSection="secondHalf"/>`)),
			"byte 252, event 2 (id 7): KickOff 2022-08-06T17:59:59.999Z: out of range: want after that of the period before, at 2022-08-06T18:00:00.000Z"},
		{"xg", within(`<ShotAtGoal xG="1.01"/>`), "byte 16, event 1 (id 7): xG 1.01: out of range: want 0 to 1"},
		{"xg below 0", within(`<ShotAtGoal xG="-0.01"/>`), "byte 16, event 1 (id 7): xG -0.01: out of range: want 0 to 1"},
		{"result", within(`<FinalWhistle FinalResult="1-0"/>`), "byte 16, event 1 (id 7): FinalWhistle.FinalResult 1-0: out of range: want a score, as 0:1"},
		{"result of a thousand", within(`<OwnGoal CurrentResult="0:1000"/>`), "byte 16, event 1 (id 7): OwnGoal.CurrentResult 0:1000: out of range: want a score, as 0:1"},
		{"decision", within(`<Penalty DecisionTimestamp="x"/>`), "byte 16, event 1 (id 7): DecisionTimestamp x: not a time" + form},
		{"nested", within(strings.Repeat("<a>", 63)), "byte 254, event 1: elements are nested too deep: want at most 64"},
		{"long text", one(`EventId="` + strings.Repeat("x", 65537) + `"`), "byte 16: EventId of 65537 bytes: the text is too long: want at most 65536"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := recording.Read(sportec.Read, []byte(tt.text), ecs.NewSymbols())
			if !errors.Is(err, recording.ErrFormat) {
				t.Fatalf("error = %v, want one that is %v", err, recording.ErrFormat)
			}
			if err.Error() != tt.message {
				t.Errorf("message\n got %s\nwant %s", err, tt.message)
			}
		})
	}
	for name, text := range map[string]string{
		"a day before": put(first, entry("7", -24*60*minute, `<Foul/>`)),
		"a day after":  put(first, entry("7", 24*60*minute, `<Foul/>`)),
		"nested":       within(strings.Repeat("<a>", 62) + strings.Repeat("</a>", 62)),
		"long text":    within(`<Foul Fouler="` + strings.Repeat("x", 65536) + `"/>`),
		"expected":     within(`<ShotAtGoal xG="1"/><ShotAtGoal xG="0"/>`),
	} {
		if _, err := recording.Read(sportec.Read, []byte(text), ecs.NewSymbols()); err != nil {
			t.Errorf("%s, just within bounds: %v", name, err)
		}
	}
}

// TestBadPlace tries places about the bounds.
func TestBadPlace(t *testing.T) {
	tests := []struct {
		place string
		bad   int
	}{
		{``, 0}, {` X-Position="-5" Y-Position="73"`, 0}, {` X-Position="110" Y-Position="-5.00"`, 0},
		{` X-Position="-5.01" Y-Position="34"`, 1}, {` X-Position="110.01" Y-Position="34"`, 1},
		{` X-Position="50" Y-Position="-5.01"`, 1}, {` X-Position="50" Y-Position="73.01"`, 1},
		{` X-Position="50"`, 1}, {` Y-Position="50"`, 1}, {` X-Position="left" Y-Position="34"`, 1}, {` X-Position="1e99" Y-Position="34"`, 1},
	}
	for _, tt := range tests {
		m := read(t, put(first, placed("2", 1000, tt.place, `<Foul/>`)))
		if n := m.Warnings.Count(recording.BadPlace); n != tt.bad {
			t.Errorf("%s: %v", tt.place, m.Warnings)
		}
	}
}

// TestTreatment tries lengths of an injury about the bounds.
func TestTreatment(t *testing.T) {
	for _, tt := range []struct {
		text string
		want uint32
		bad  int
	}{
		{"", 0, 0}, {"0", 0, 0}, {"3600", 3_600_000, 0}, {"3601", 0, 1}, {"-1", 0, 1}, {"long", 0, 1},
	} {
		m := read(t, put(first, entry("2", 1000, `<OnFieldTreatment Duration="`+tt.text+`"/>`)))
		if e := m.Events[4]; e.Kind != components.Injury || e.Duration != tt.want || m.Warnings.Count(recording.BadDuration) != tt.bad {
			t.Errorf("%q: %d ms, %v, want %d", tt.text, e.Duration, m.Warnings, tt.want)
		}
	}
}

// isError reports whether err says where a file is malformed.
func isError(err error) bool {
	_, ok := errors.AsType[*recording.Error](err)
	return ok && errors.Is(err, recording.ErrFormat)
}
