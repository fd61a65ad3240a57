package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchline/components"
)

// A fault is told by what holds the outputs of a stream against each other: the
// line of decisions.ndjson, from 1, or 0 if it is of none.
type fault func(line int, format string, args ...any)

// checks are what must hold of the outputs of every stream.
var checks = []struct {
	name  string
	check func(*given, *givenStream, fault)
}{
	{"files", checkFiles},
	{"times", checkTimes},
	{"clock", checkClock},
	{"wagers", checkWagers},
	{"settlements", checkSettlements},
	{"innings", checkInnings},
	{"integrity", checkIntegrity},
	{"cuts", checkCuts},
	{"segments", checkSegments},
	{"playlists", checkPlaylists},
	{"alerts", checkAlerts},
	{"grants", checkGrants},
	{"signatures", checkSignatures},
	{"splices", checkSplices},
	{"sections", checkSections},
	{"secrets", checkSecrets},
	{"quality", checkQuality},
}

const mostFaults = 5

// TestOutputs replays matches and checks that what is written of them holds
// together.
func TestOutputs(t *testing.T) {
	type test struct {
		name, match string
		rate        components.Rate
		configs     []givenConfig
		args        []string
	}
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	tests := []test{
		{"drill", "drill", tick, world, nil},
		{"drill, by a scout", "drill", tick, world, []string{"--arrival", "scout:1.5s"}},
		{"final", "final", tick, world, nil},
		{"final, by a scout", "final", tick, world, []string{"--arrival", "scout:1.5s"}},
		{"corrections", file("corrections.ndjson", corrections), tick, world, nil},
		{"cricket", overs, tick, world, nil},
		{"drop-frame", "drill", components.Rate{Num: 30000, Den: 1001}, dropFrame, []string{
			"--config", file("drop-frame.toml", dropFrameService), "--streams", "2", "--per-fixture", "2",
			"--rate", "30000/1001",
		}},
	}
	for _, name := range []string{
		"statsbomb/7584_events.json", "statsbomb/15946_events_pristine.json", "statsbomb/15986_events.json",
		"wyscout/2058017.json", "wyscout/1694440.json", "wyscout/2058005.json", "wyscout/2499719.json",
		"sportec", "metrica/Sample_Game_1_RawEventsData.csv", "metrica/Sample_Game_3_events.json", "skillcorner",
	} {
		path := filepath.Join("../../../shared/matches", name)
		if _, err := os.Stat(path); err != nil {
			t.Logf("%s is not here: left out", name)
			continue
		}
		tests = append(tests, test{name, path, tick, world, nil})
		if strings.HasPrefix(name, "statsbomb") {
			tests = append(tests, test{name + ", by a scout", path, tick, world, []string{"--arrival", "scout:1.5s"}})
		}
	}
	for _, name := range []string{"829813.json", "1144530.json"} { // no result; a super over that was level
		path := filepath.Join("../../../shared/matches/cricsheet", name)
		if _, err := os.Stat(path); err != nil {
			t.Logf("%s is not here: left out", name)
			continue
		}
		tests = append(tests, test{name, path, tick, world, nil})
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g := replayed(t, tt.match, tt.rate, tt.configs, tt.args...)
			for _, c := range checks {
				t.Run(c.name, func(t *testing.T) {
					for _, f := range g.faults(c.check) {
						t.Error(f)
					}
				})
			}
		})
	}
}

// overs is a match of cricket of a few balls: two innings that are level once a ball
// of each is corrected, and a super over.
const overs = "testdata/overs.ndjson"

// The built-in service, at the usual rate.
var (
	tick  = components.Rate{Num: 20, Den: 1}
	world = []givenConfig{{frames: components.Rate{Num: 25, Den: 1}, start: "10:00:00:00", latency: 6 * components.PTSPerSecond}}
)

// TestOutputsKept replays the part of the drill in which the contribution's clock
// breaks, and checks every change of the live playlists.
func TestOutputsKept(t *testing.T) {
	g := replayed(t, "drill", tick, world, "--keep-manifests", "--from", "6:40", "--to", "8:00")
	for _, f := range append(g.faults(checkChanges), g.faults(checkPlaylists)...) {
		t.Error(f)
	}
	if n := len(g.streams[0].files); n < 6*30 {
		t.Errorf("%d files are kept", n)
	}
}

// faults returns what a check finds, up to a number that can be read.
func (g *given) faults(check func(*given, *givenStream, fault)) (found []string) {
	more := 0
	for _, s := range g.streams {
		check(g, s, func(line int, format string, args ...any) {
			if len(found) == mostFaults {
				more++
				return
			}
			where := fmt.Sprintf("stream %d: ", s.number)
			if line > 0 {
				where += fmt.Sprintf("line %d: ", line)
			}
			found = append(found, where+fmt.Sprintf(format, args...))
		})
	}
	if more > 0 {
		found = append(found, fmt.Sprintf("and %d more", more))
	}
	return found
}

// corrections is a match in which what is settled turns out to be wrong: a goal is
// taken back when play has long gone on, a corner is found after the end, and a
// card is shown to be another.
const corrections = `{"v":1,"sport":"football","home":"Upper Field","away":"Lower Field","heartbeat_ms":1000,"source":"fiction","terms":"public domain"}
{"t":0,"p":1,"k":"match_start","seq":1}
{"t":0,"p":1,"k":"period_start","seq":2}
{"t":0,"p":1,"k":"kickoff","seq":3,"team":"home"}
{"t":20000,"p":1,"k":"goal","seq":4,"team":"home"}
{"t":40000,"p":1,"k":"kickoff","seq":5,"team":"away"}
{"t":50000,"p":1,"k":"goal","seq":6,"team":"away"}
{"t":70000,"p":1,"k":"kickoff","seq":7,"team":"home"}
{"t":90000,"p":1,"k":"pass","seq":8,"team":"home"}
{"t":50000,"p":1,"k":"goal","seq":6,"rev":1,"team":"away","flags":["void"],"late":45000}
{"t":100000,"p":1,"k":"card_yellow","seq":9,"team":"home"}
{"t":110000,"p":1,"k":"free_kick","seq":10,"team":"away"}
{"t":120000,"p":1,"k":"period_end","seq":11}
{"t":50000,"p":1,"k":"goal","seq":6,"rev":2,"team":"away","late":200000}
{"t":0,"p":2,"k":"period_start","seq":12}
{"t":0,"p":2,"k":"kickoff","seq":13,"team":"away"}
{"t":60000,"p":2,"k":"corner","seq":14,"team":"away"}
{"t":90000,"p":2,"k":"period_end","seq":16}
{"t":90000,"p":2,"k":"match_end","seq":17}
{"t":70000,"p":2,"k":"corner","seq":15,"team":"away","late":30000}
{"t":100000,"p":1,"k":"card_red","seq":9,"rev":1,"team":"home","late":240000}
`

// dropFrame are the streams of dropFrameService: the second one's timecode passes
// midnight.
var dropFrame = []givenConfig{
	{frames: components.Rate{Num: 30000, Den: 1001}, start: "00:58:57;11", latency: 6 * components.PTSPerSecond},
	{frames: components.Rate{Num: 60000, Den: 1001}, start: "23:50:00;00", latency: 6 * components.PTSPerSecond, territory: true},
}

const dropFrameService = `
[[stream]]
name = "world"
language = "en"
frame_rate = "30000/1001"
start_timecode = "00:58:57;11"
latency = "6s"

[[stream]]
name = "home"
language = "fr"
territory = "FR"
frame_rate = "60000/1001"
start_timecode = "23:50:00;00"
latency = "2s"
`
