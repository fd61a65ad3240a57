package dash_test

import (
	"bytes"
	"strings"
	"testing"

	"touchline/components"
	"touchline/systems/internal/golden"
	"touchline/systems/manifest/dash"
)

// lowLatency lists no segments: players work them out from the clock.
func lowLatency() *dash.MPD {
	m, _, _, _ := match(30)
	m.MinUpdatePeriod, m.Service = 0, dash.Service{Target: 3000, Reference: 1, SlowestRate: 960, FastestRate: 1040}
	m.Periods[0].Streams = nil
	for i := range m.Periods[0].Sets {
		t := &m.Periods[0].Sets[i].Template
		t.Duration, t.StartNumber, t.Timeline = 2*t.Timescale, 1, nil
		t.AvailabilityOffset, t.Chunked = 1*second+60_000, true
	}
	return m
}

// goldens are manifests of every kind. Steering is apart: the schema of the fifth
// edition does not have it.
func goldens(t testing.TB) map[string]*dash.MPD {
	empty, _, _, _ := match(30)
	return map[string]*dash.MPD{"live.mpd": live(t), "wide.mpd": wide(t), "low-latency.mpd": lowLatency(), "clip.mpd": clip(), "empty.mpd": empty}
}

func steered(t testing.TB) *dash.MPD {
	m := wide(t)
	m.Steering = dash.Steering{URL: "https://steer.example/m7?a=1&b=2", Default: "alpha", BeforeStart: true}
	return m
}

func TestAppendMPD(t *testing.T) {
	for name, m := range goldens(t) {
		if err := m.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		golden.Check(t, name, dash.AppendMPD(nil, m))
	}
	golden.Check(t, "steered.mpd", dash.AppendMPD(nil, steered(t)))
}

// TestEscape checks each character that text may not hold as it is.
func TestEscape(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"plain text; with 'quotes'~", "plain text; with 'quotes'~"},
		{`a&b<c>d"e`, "a&amp;b&lt;c&gt;d&quot;e"},
		{"\t\n\r", "&#9;&#10;&#13;"},
		{"a\x00b\x1fc\x7f", "a\uFFFDb\uFFFDc\x7f"},
		{"é⚽\U0001F3C6", "é⚽\U0001F3C6"},
		{"a\xffb\xe2\x9a", "a\uFFFDb\uFFFD\uFFFD"},
		{"\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD"}, // half of a surrogate pair
		{"\uFFFD\uFFFE\uFFFF", "\uFFFD\uFFFD\uFFFD"},
		{"]]>", "]]&gt;"},
		{"&amp;", "&amp;amp;"},
	} {
		if got := string(dash.AppendEscaped(nil, tt.in)); got != tt.want {
			t.Errorf("%q is %q, want %q", tt.in, got, tt.want)
		}
	}
}

// TestEscapeEverywhere puts each byte at each place of a short text.
func TestEscapeEverywhere(t *testing.T) {
	for c := range 256 {
		one := string(dash.AppendEscaped(nil, string([]byte{byte(c)})))
		for length := 1; length < 20; length++ {
			for at := range length {
				text := []byte(strings.Repeat("~", length))
				text[at] = byte(c)
				want := strings.Repeat("~", at) + one + strings.Repeat("~", length-at-1)
				if got := string(dash.AppendEscaped(nil, string(text))); got != want {
					t.Fatalf("%q is %q, want %q", text, got, want)
				}
			}
		}
	}
}

// TestEveryDuration checks that durations survive the text, for each step of the
// clock in a second and then some, and for long ones.
func TestEveryDuration(t *testing.T) {
	check := func(d components.PTS) {
		text := dash.AppendTime(nil, d)
		if got, err := dash.ReadDuration(text); err != nil || got != d {
			t.Fatalf("duration %d came back from %s as %d, error %v", d, text, got, err)
		}
	}
	for d := range components.PTS(100_000) {
		check(d)
	}
	for d := dash.Longest - 1000; d <= dash.Longest; d++ {
		check(d)
	}
	for d, want := range map[components.PTS]string{0: "PT0S", 1: "PT0.00001S", 45_000: "PT0.5S", 90_000: "PT1S", 540_000 * 60: "PT360S"} {
		if got := dash.AppendTime(nil, d); got != want {
			t.Errorf("%d is %s, want %s", d, got, want)
		}
	}
}

// TestValidate plants one fault at a time in a manifest that is right.
func TestValidate(t *testing.T) {
	set := func(f func(*dash.Set)) func(*dash.MPD) { return func(m *dash.MPD) { f(&m.Periods[0].Sets[0]) } }
	for _, tt := range []struct {
		name  string
		plant func(*dash.MPD)
		want  string
	}{
		{"duration", func(m *dash.MPD) { m.MinBuffer = -1 }, "MPD: min buffer -1: must be from 0 to 900000000000000"},
		{"long", func(m *dash.MPD) { m.Periods[0].Start = dash.Longest + 1 }, `period "p0": start 900000000000001: must be from 0 to 900000000000000`},
		{"update", func(m *dash.MPD) { m.MinUpdatePeriod = -2 }, "MPD: min update period -2"},
		{"no period", func(m *dash.MPD) { m.Periods = nil }, "MPD: no period"},
		{"latency", func(m *dash.MPD) { m.Service.Min = 1 }, "MPD: latency from 1 to 0 ms"},
		{"twin period", func(m *dash.MPD) { m.Periods = append(m.Periods, m.Periods[0]) }, `period "p0": its ID is taken`},
		{"order", func(m *dash.MPD) { m.Periods = append(m.Periods, dash.Period{ID: "x"}) }, `period "x": must start after the one before`},
		{"event scheme", func(m *dash.MPD) { m.Periods[0].Streams[0].Scheme = "" }, `event stream 0: no scheme`},
		{"event timescale", func(m *dash.MPD) { m.Periods[0].Streams[0].Timescale = 0 }, `event stream 0: no timescale`},
		{"set ID", set(func(s *dash.Set) { s.ID = 0 }), `set 0: its ID must be its own, and not 0`},
		{"twin set", set(func(s *dash.Set) { s.ID = 2 }), `set 2: its ID must be its own, and not 0`},
		{"content", set(func(s *dash.Set) { s.Content = 4 }), `content 4`},
		{"MIME", set(func(s *dash.Set) { s.MIME = "" }), `no MIME type`},
		{"SAP", set(func(s *dash.Set) { s.SAP = 7 }), `SAP type 7: must be at most 6`},
		{"language", set(func(s *dash.Set) { s.Lang = "en_GB" }), `language "en_GB": must be as BCP 47 has it`},
		{"long language", set(func(s *dash.Set) { s.Lang = "abcdefghi" }), `language "abcdefghi"`},
		{"digit language", set(func(s *dash.Set) { s.Lang = "e1" }), `language "e1"`},
		{"empty language", set(func(s *dash.Set) { s.Lang = "en-" }), `language "en-"`},
		{"no representation", set(func(s *dash.Set) { s.Representations = nil }), `no representation`},
		{"ID", set(func(s *dash.Set) { s.Representations[0].ID = "a b" }), `representation "a b": its ID must be its own, and hold no white space`},
		{"twin ID", set(func(s *dash.Set) { s.Representations[0].ID = "audio" }), `representation "audio": its ID`},
		{"bandwidth", set(func(s *dash.Set) { s.Representations[0].Bandwidth = 0 }), `no bandwidth`},
		{"codecs", set(func(s *dash.Set) { s.Representations[0].Codecs = "a b" }), `codecs "a b"`},
		{"timescale", set(func(s *dash.Set) { s.Template.Timescale = 0 }), `no timescale`},
		{"media", set(func(s *dash.Set) { s.Template.Media = "a.m4s" }), `media template "a.m4s"`},
		{"time without a timeline", set(func(s *dash.Set) {
			s.Template.Media, s.Template.Timeline, s.Template.Duration = "$Time$", nil, 1
		}), `media template "$Time$"`},
		{"no duration", set(func(s *dash.Set) { s.Template.Timeline = nil }), `neither a timeline nor a duration`},
		{"number", set(func(s *dash.Set) { s.Template.Timeline.Reset(1 << 32) }), `segment numbers beyond 2^32`},
		{"offset", set(func(s *dash.Set) { s.Template.AvailabilityOffset = -1 }), `availability offset -1`},
		{"protection", set(func(s *dash.Set) { s.Protections = s.Protections[1:] }), `protected by ClearKey1.0 first: must be cenc or cbcs`},
		{"system", set(func(s *dash.Set) { s.Protections[0].System = 9 }), `key system 9`},
	} {
		m := live(t)
		tt.plant(m)
		if err := m.Validate(); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
		}
		dash.AppendMPD(nil, m) // which must not fail
	}
	for _, lang := range []string{"", "en", "pt-BR", "zh-Hant-TW", "es-419", "abcdefgh"} {
		m := live(t)
		if m.Periods[0].Sets[0].Lang = lang; m.Validate() != nil {
			t.Errorf("language %q: %v", lang, m.Validate())
		}
	}
}

func TestAppendAllocatesNothing(t *testing.T) {
	buf := make([]byte, 0, 1<<14)
	for name, m := range map[string]*dash.MPD{"wide": steered(t), "low latency": lowLatency()} {
		if n := testing.AllocsPerRun(100, func() { dash.AppendMPD(buf, m) }); n != 0 {
			t.Errorf("%s allocates %v times, want 0", name, n)
		}
	}
}

// TestAppendKeeps: what is in the buffer stays there.
func TestAppendKeeps(t *testing.T) {
	m := live(t)
	want := append([]byte("before"), dash.AppendMPD(nil, m)...)
	if got := dash.AppendMPD([]byte("before"), m); !bytes.Equal(got, want) {
		t.Error("what was before the manifest has changed it")
	}
	if got := dash.NewLive(m).AppendMPD([]byte("before")); !bytes.Equal(got, want) {
		t.Error("what was before the live manifest has changed it")
	}
}
