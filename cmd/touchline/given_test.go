package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"touchline/components"
)

// given is what a replay gave to viewers, sportsbooks and editors, read back by
// code that shares nothing with what wrote it.
type given struct {
	streams []*givenStream
	match   told
	rate    components.Rate   // of the ticks
	counts  map[string]uint64 // of outputs, as the report has them
}

// givenStream is the folder of one stream.
type givenStream struct {
	givenConfig
	number uint64
	files  map[string]string // by their names in the folder
	lines  []decision        // of decisions.ndjson
	wall   int64             // Unix ms at PTS 0
}

// givenConfig is what the service says of a stream.
type givenConfig struct {
	frames    components.Rate
	start     string         // timecode at PTS 0
	latency   components.PTS // of the slowest stream of its fixture
	territory bool           // it may not be seen everywhere
}

// decision is a line of decisions.ndjson, of any kind.
type decision struct {
	Kind       string         `json:"kind"`
	System     string         `json:"system"`
	Stream     uint64         `json:"stream"`
	Fixture    uint64         `json:"fixture"`
	Tick       int64          `json:"tick"`
	T          components.PTS `json:"t"`
	UTC        time.Time      `json:"utc"`
	Timecode   string         `json:"tc"`
	Clock      string         `json:"clock"`
	Occurred   components.PTS `json:"occurred"`
	Received   components.PTS `json:"received"`
	Release    components.PTS `json:"release"`
	Cause      *givenCause    `json:"cause"`
	Sequence   uint64         `json:"sequence"` // of wagers and segments
	Missed     uint64         `json:"missed"`
	KeyPeriod  uint32         `json:"key_period"`
	PTS33      uint64         `json:"pts33"`
	Op         string         `json:"op"`
	Market     string         `json:"market"`
	Status     string         `json:"status"`
	Causes     []string       `json:"causes"`
	Outcome    int            `json:"outcome"`
	NextGoal   bool           `json:"next_goal"`
	Team       string         `json:"team"`
	Revision   int            `json:"revision"`
	Score      any            `json:"score"` // a text of wagers, a number of cuts
	Innings    *givenInnings  `json:"innings"`
	WallMS     int64          `json:"wall_ms"`
	From       components.PTS `json:"from"` // of cuts a camera
	To         int            `json:"to"`
	Reason     string         `json:"reason"`
	ShotMS     int64          `json:"shot_ms"`
	Start      components.PTS `json:"start"`
	Duration   components.PTS `json:"duration"`
	Breaks     bool           `json:"discontinuity"`
	Gap        bool           `json:"gap"`
	Alert      string         `json:"alert"`
	Raised     bool           `json:"raised"`
	Viewer     uint64         `json:"viewer"`
	Result     string         `json:"result"`
	Tier       string         `json:"tier"`
	Until      components.PTS `json:"until"`
	Signature  string         `json:"signature"`
	FromRole   string         `json:"from_role"`
	ToRole     string         `json:"to_role"`
	Against    int            `json:"against"`
	Risk       int            `json:"risk"`
	AlertValue int            `json:"value"`
	Type       string         `json:"type"` // of splices
	Event      uint32         `json:"event"`
	Cancel     bool           `json:"cancel"`
	Immediate  bool           `json:"immediate"`
	At         components.PTS `json:"at"`
	Delivery   givenDelivery  `json:"delivery"`
	SCTE35     string         `json:"scte35"`
}

// givenDelivery is what may be done with a program.
type givenDelivery struct {
	Restricted bool  `json:"restricted"`
	Web        bool  `json:"web_allowed"`
	NoBlackout bool  `json:"no_regional_blackout"`
	Archive    bool  `json:"archive_allowed"`
	Devices    uint8 `json:"device_restrictions"`
}

// givenInnings is what the innings of a match of cricket had come to.
type givenInnings struct {
	Team    string `json:"team"`
	Runs    int    `json:"runs"`
	Wickets int    `json:"wickets"`
}

type givenCause struct {
	Source   string `json:"source"`
	Event    string `json:"event"`
	Sequence uint64 `json:"sequence"`
	Revision int    `json:"revision"`
}

// of reports whether d goes back to one of the events of the match.
func (d *decision) of(events ...string) bool {
	return d.Cause != nil && d.Cause.Source == "match" && slices.Contains(events, d.Cause.Event)
}

// replayed replays a match with args, and reads what it gave.
func replayed(t *testing.T, match string, rate components.Rate, configs []givenConfig, args ...string) *given {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	args = append([]string{"replay", "--quiet", "--json", "--out", dir}, append(args, match)...)
	var report struct{ Outputs map[string]uint64 }
	if err := json.Unmarshal(stdout(t, args...), &report); err != nil {
		t.Fatal(err)
	}
	g := &given{match: inspected(t, match), rate: rate, counts: report.Outputs}
	folders, err := os.ReadDir(dir)
	if err != nil || len(folders) != len(configs) {
		t.Fatalf("%d streams, %v, want %d", len(folders), err, len(configs))
	}
	for i, folder := range folders {
		s := &givenStream{givenConfig: configs[i], number: uint64(i + 1)}
		s.read(t, filepath.Join(dir, folder.Name()))
		g.streams = append(g.streams, s)
	}
	return g
}

// stdout runs the program, which must end well, and returns what it printed.
func stdout(t *testing.T, args ...string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	if code := Main(t.Context(), args, strings.NewReader(""), &out, &errs); code != exitDone {
		t.Fatalf("touchline %s: exit code %d\n%s", strings.Join(args, " "), code, &errs)
	}
	return out.Bytes()
}

func (s *givenStream) read(t *testing.T, dir string) {
	t.Helper()
	s.files = map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(path)
		s.files[filepath.ToSlash(name)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(strings.NewReader(s.files["decisions.ndjson"]))
	d.DisallowUnknownFields()
	for {
		var line decision
		if err := d.Decode(&line); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("decisions.ndjson: line %d: %v", len(s.lines)+1, err)
		}
		s.lines = append(s.lines, line)
	}
	if len(s.lines) == 0 {
		t.Fatal("decisions.ndjson: empty")
	}
	s.wall = s.lines[0].UTC.UnixMilli() - int64(s.lines[0].T)/90
}

// told is what happened in a match, as inspect tells it.
type told struct {
	kickoff   time.Time
	cricket   bool
	events    []toldEvent // that stand: of each number the last revision
	abandoned bool
}

type toldEvent struct {
	T      float64  `json:"t"` // ms since its period began
	Period int      `json:"p"`
	Kind   string   `json:"k"`
	Seq    uint64   `json:"seq"`
	Rev    int      `json:"rev"`
	Ref    uint64   `json:"ref"`
	Team   string   `json:"team"`
	Value  int      `json:"value"`
	Late   float64  `json:"late"` // ms
	Flags  []string `json:"flags"`
	void   bool     // its source, the referee or a review took it back
}

func (e *toldEvent) is(kinds ...string) bool { return slices.Contains(kinds, e.Kind) }

// inspected returns what inspect tells of a match.
func inspected(t *testing.T, match string) told {
	t.Helper()
	lines := bufio.NewScanner(bytes.NewReader(stdout(t, "inspect", "--quiet", "--events", match)))
	var header struct {
		Kickoff time.Time
		Sport   string
	}
	lines.Scan()
	if err := json.Unmarshal(lines.Bytes(), &header); err != nil {
		t.Fatal(err)
	}
	m := told{kickoff: header.Kickoff, cricket: header.Sport == "cricket"}
	at := map[uint64]int{}
	for lines.Scan() {
		var e toldEvent
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			t.Fatal(err)
		}
		e.void = slices.Contains(e.Flags, "void")
		switch i, ok := at[e.Seq]; {
		case !ok:
			at[e.Seq] = len(m.events)
			m.events = append(m.events, e)
		case e.Rev > m.events[i].Rev:
			m.events[i] = e
		}
	}
	slices.SortFunc(m.events, func(a, b toldEvent) int { return int(a.Seq) - int(b.Seq) })
	m.judge()
	return m
}

// judge voids what was decided and then taken back.
func (m *told) judge() {
	void := func(seq uint64) {
		for i := range m.events {
			if m.events[i].Seq == seq {
				m.events[i].void = true
			}
		}
	}
	review := uint64(0) // what the last review was about
	for i := range m.events {
		e := &m.events[i]
		switch {
		case e.void:
		case e.Kind == "var_start":
			review = e.Ref
		case e.Kind == "var_end" && slices.Contains(e.Flags, "overturned"):
			if e.Ref != 0 {
				review = e.Ref
			}
			void(review)
		case e.Kind == "goal_disallowed":
			void(e.Ref)
		case e.Kind == "abandoned":
			m.abandoned = true
		}
	}
}

// find returns the event numbered seq.
func (m *told) find(seq uint64) *toldEvent {
	for i := range m.events {
		if m.events[i].Seq == seq {
			return &m.events[i]
		}
	}
	return nil
}
