package formats_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"touchline/systems/feed/formats"
)

// factors are how many bytes may be allocated for a byte of a file, garbage
// included, by its format. Those that read XML pay for the tokens of package xml;
// a table's records are as large as its rows.
var factors = map[string]float64{
	"statsbomb": 1, "wyscout": 4, "cricsheet": 3, "skillcorner": 1, "metrica": 10, "sportec": 12, "ndjson": 10,
}

// fixed is what any file may cost: an index, the decoder of XML.
const fixed = 256 << 10

// allocated returns how many bytes f allocates, all told.
func allocated(f func()) float64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return float64(after.TotalAlloc - before.TotalAlloc)
}

// TestMemory checks that a match takes no more memory than its format's factor
// says, and that a file of no format is refused without being copied.
func TestMemory(t *testing.T) {
	for _, s := range append(builtins(), recordings(t)...) {
		size := len(s.data)
		if s.about != nil {
			size += len(s.about)
		}
		most := factors[s.format]
		switch {
		case s.refused:
			most = 0
		case most == 0 || s.role == formats.Frames:
			most = 16
		}
		used := allocated(func() { s.try(s.data) })
		if used > most*float64(size)+fixed {
			t.Errorf("%s: %.0f bytes allocated for %d, want at most %.0f for each", s.name, used, size, most)
		} else if !s.refused {
			t.Logf("%-45s %8d bytes, %5.2f allocated for each", s.name, size, used/float64(size))
		}
	}
}

// hostiles are files that make the most of the least: a head, what is repeated,
// with a number where it has a verb, and a tail.
var hostiles = []struct{ name, head, again, tail string }{
	{"empty objects", "[" + event, ",{}", "]"},
	{"tiny events", "[" + event, `,{"id":"%d","period":1,"timestamp":"00:00:00","type":{"id":30}}`, "]"},
	{"one event again and again", "[" + event, "," + event, "]"},
	{"a name for each event", "[" + event, `,{"id":"%d","period":1,"timestamp":"00:00:00","type":{"id":30},"player":{"name":"%[1]d"}}`, "]"},
	{"a warning for each event", "[" + event, `,{"id":"%d","period":1,"timestamp":"00:00:00","type":{"id":99}}`, "]"},
	{"tags", `[{"eventId":8,"id":1,"matchPeriod":"1H","eventSec":1,"positions":[],"tags":[{}`, ",{}", "]}]"},
	{"tiny actions", "[" + action, `,{"id":9%d,"eventId":8,"matchPeriod":"1H","eventSec":1}`, "]"},
	{"lines", `{"v":1}` + "\n", `{"t":1,"k":""}` + "\n", ""},
	{"blank lines", `{"v":1}` + "\n", "\n", ""},
	{"references", `{"v":1}` + "\n", `{"t":1,"k":"","ref":9}` + "\n", ""},
	{"rows", "Team,Type,Subtype,Period,Start Time [s],End Time [s],From,To,Start X,Start Y,End X,End Y\n", "Home,SHOT,GOAL,1,1,,,,,,,\n", ""},
	{"tiny records", `{"data":[{"subtypes":null,"start":{"time":1},"end":{},"period":1,"type":{"name":""}}`, `,{"period":1,"start":{"time":1},"type":{"name":""}}`, "]}"},
	{"wickets", `{"meta":{"data_version":"1"},"info":{"teams":["A","B"]},"innings":[{"team":"A","overs":[{"deliveries":[{"runs":{"total":1},"batter":"","bowler":"","wickets":[{"kind":"","player_out":""}`, `,{"kind":"","player_out":""}`, "]}]}]}]}"},
	{"tiny entries", "<PutDataRequest>", `<Event EventId="%d" EventTime="2022-10-15T13:01:28Z"><Play/></Event>`, "</PutDataRequest>"},
	{"an entry again and again", "<PutDataRequest>", `<Event EventId="1" EventTime="2022-10-15T13:01:28Z"><Play/></Event>`, "</PutDataRequest>"},
	{"empty elements", "<PutDataRequest><Event EventId='1' EventTime='2022-10-15T13:01:28Z'/>", "<a/>", "</PutDataRequest>"},
	{"attributes", "<PutDataRequest><Event ", "a='' ", "/></PutDataRequest>"},
	{"keys", "{", `"%d":0,`, `"events":[]}`},
	{"arrays that do not end", "[", "[", ""},
	{"a line that does not end", `{"v":1,"home":"`, "x", ""},
}

// TestHostile checks that what is made to cost memory costs no more than hostile
// times its own size: the factor of the smallest record there is, an event of 80
// bytes for 15 of a file, with what growing slices leave behind.
func TestHostile(t *testing.T) {
	const size, hostile = 1 << 20, 64
	for _, tt := range hostiles {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			b.WriteString(tt.head)
			for i := 0; b.Len() < size; i++ {
				if strings.Contains(tt.again, "%") {
					fmt.Fprintf(&b, tt.again, i)
				} else {
					b.WriteString(tt.again)
				}
			}
			b.WriteString(tt.tail)
			data := []byte(b.String())
			var out outcome
			used := allocated(func() { out = readFile(data, nil) })
			if used > hostile*float64(len(data)) {
				t.Errorf("%.0f bytes allocated for %d, want at most %d for each", used, len(data), hostile)
			}
			t.Logf("%5.2f bytes allocated for each, %v", used/float64(len(data)), out.err)
		})
	}
}
