package engine_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"touchline/cmd/touchline/internal/engine"
	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
)

// overs is a match of cricket of a few balls, of which two are corrected.
const overs = "../../testdata/overs.ndjson"

// cricketFiles are the recorded matches of cricket that are here, if any are.
func cricketFiles(t *testing.T) []string {
	files, err := filepath.Glob("../../../../../shared/matches/cricsheet/*.json")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Log("no recorded match of cricket: that of a few balls alone")
	}
	return append(files, overs)
}

// TestCricket plays matches of cricket through all systems, and holds what the
// engine has of them at the end against the fold of the file: the score, which runs
// past what a byte holds, each innings, and what the result is settled with.
func TestCricket(t *testing.T) {
	settled := map[recording.Outcome]components.Outcome{recording.Draw: 1, recording.HomeWin: 2, recording.AwayWin: 3, recording.Tie: 4}
	for _, path := range cricketFiles(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			p := newPlan(t, nil, path)
			want := p.Matches[0].Result()
			e := build(t, p, nil)
			run(t, e, last(e))
			w := e.Shards.Worlds[0]
			score := components.FixtureScore.Of(w)[0]
			if got := (recording.Tally{Home: int(score.Home), Away: int(score.Away)}); got != want.Score {
				t.Errorf("score %+v, want %+v", got, want.Score)
			}
			if got := scorecard(w); !slices.Equal(got, want.Innings) {
				t.Errorf("innings %+v, want %+v", got, want.Innings)
			}
			status, outcome := components.Settled, settled[want.Outcome]
			switch {
			case want.Outcome == recording.NoResult:
				status, outcome = components.Cancelled, 0
			case want.Eliminator != components.NoTeam:
				outcome = 1 + components.Outcome(want.Eliminator)
			}
			if got := components.MarketStatus.Of(w)[0]; got != status || components.MarketOutcome.Of(w)[0] != outcome {
				t.Errorf("the result is %v with %d, want %v with %d", got, components.MarketOutcome.Of(w)[0], status, outcome)
			}
			for g := components.ResultGroup + 1; g < components.Groups; g++ {
				if got := components.MarketSequence.Of(w)[g]; got != 0 {
					t.Errorf("%d records of the market %v, which is football's", got, g)
				}
			}
			if got := components.FixtureRefused.Of(w)[0]; got != 0 {
				t.Errorf("%d events refused", got)
			}
			if want := e.Plan.Service; components.StreamBus.Of(w)[0].Preset != 3 || want.Director.Preset != "sports" {
				t.Errorf("preset %d, want that of cricket", components.StreamBus.Of(w)[0].Preset)
			}
		})
	}
}

// scorecard is the innings of the first match of w.
func scorecard(w *ecs.World) (all []recording.Innings) {
	for i := range int(components.FixtureInnings.Of(w)[0]) {
		all = append(all, recording.Innings{
			Team: components.InningsTeam.Of(w)[i], Runs: int(components.InningsRuns.Of(w)[i]), Wickets: int(components.InningsWickets.Of(w)[i]),
			Super: components.InningsPeriod.Of(w)[i] >= components.SuperOver,
		})
	}
	return all
}

// TestCricketSame: a match of cricket beside one of football comes to the same in
// any sharding, on either backend, and from a snapshot in its middle.
func TestCricketSame(t *testing.T) {
	plan := func(size, workers int, backend ecs.Backend) *engine.Plan {
		return newPlan(t, func(p *engine.Plan) {
			p.Streams, p.PerFixture, p.ShardSize, p.Workers, p.Backend, p.Attached = 66, 3, size, workers, backend, true
		}, overs, "drill")
	}
	const middle, until = 9000, 20_000
	whole := run(t, build(t, plan(1024, 1, ecs.Arche), nil), middle)
	var saved bytes.Buffer
	if err := whole.Shards.Snapshot(&saved); err != nil {
		t.Fatal(err)
	}
	half := whole.Shards.Hash()
	want := run(t, whole, until).Shards.Hash()
	for n, tt := range []struct {
		size, workers int
		backend       ecs.Backend
		restore       bool
	}{{64, 2, ecs.Arche, false}, {64, 1, ecs.Plain, false}, {1024, 1, ecs.Plain, true}, {64, 2, ecs.Arche, true}} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			p := plan(tt.size, tt.workers, tt.backend)
			var snapshot *ecs.Snapshot
			if tt.restore {
				schema, err := p.Schema()
				if err != nil {
					t.Fatal(err)
				}
				if snapshot, err = ecs.ReadSnapshot(bytes.NewReader(saved.Bytes()), schema); err != nil {
					t.Fatal(err)
				}
			}
			e := build(t, p, snapshot)
			if run(t, e, max(middle, e.Shards.Tick+1)); !tt.restore && e.Shards.Hash() != half {
				t.Error("another state in the middle")
			}
			if got := run(t, e, until).Shards.Hash(); got != want {
				t.Errorf("state %x, want %x", got, want)
			}
		})
	}
}

// TestCricketFrom: a run that begins within a match of cricket has what came before.
func TestCricketFrom(t *testing.T) {
	p := newPlan(t, nil, overs)
	at, err := p.Matches[0].At("11@01:10")
	if err != nil {
		t.Fatal(err)
	}
	e := build(t, newPlan(t, func(p *engine.Plan) { p.From = at }, overs), nil)
	w := e.Shards.Worlds[0]
	if got, want := components.FixtureScore.Of(w)[0], (components.Tally{Home: 16, Away: 16, ShootHome: 7}); got != want {
		t.Errorf("score %+v, want %+v", got, want)
	}
	if got := components.FixturePeriod.Of(w)[0]; got != components.SuperOver {
		t.Errorf("period %d, want %d", got, components.SuperOver)
	}
}

// TestRoom: the rows of a fixture are as many as its match needs and one more, so
// that a match of many balls closes no market.
func TestRoom(t *testing.T) {
	schema := func(matches ...string) *ecs.Schema {
		s, err := newPlan(t, nil, matches...).Schema()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for _, tt := range []struct {
		schema                     *ecs.Schema
		incidents, points, innings int
	}{
		{schema("drill"), 96, 8, 1},
		{schema("final"), 96, 8, 1},
		{schema(overs), 96, 20, 4},
		{schema("final", overs), 96, 20, 4},
	} {
		i, p, n := tt.schema.Fan(components.Incident), tt.schema.Fan(components.Point), tt.schema.Fan(components.Innings)
		if i != tt.incidents || p != tt.points || n != tt.innings {
			t.Errorf("room for %d incidents, %d points, %d innings, want %d, %d, %d", i, p, n, tt.incidents, tt.points, tt.innings)
		}
	}
	few := newPlan(t, func(p *engine.Plan) { p.Service.Limits.Incidents = 4 }, overs)
	s, err := few.Schema()
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Fan(components.Incident); got != 19 {
		t.Errorf("room for %d incidents, want 19: the match has 18", got)
	}
}

// TestCricketAllocatesNothing: a tick of a match of cricket takes no memory, whether
// a ball is bowled in it or not.
func TestCricketAllocatesNothing(t *testing.T) {
	e := build(t, newPlan(t, func(p *engine.Plan) { p.Streams, p.Workers, p.Attached = 2, 1, true }, overs), nil)
	s := clockwork(t, e, nil)
	if err := s.Step(700); err != nil {
		t.Fatal(err)
	}
	balls := components.FixturePoints.Of(e.Shards.Worlds[0])[0]
	if n := testing.AllocsPerRun(5000, func() {
		if err := s.Step(1); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations a tick, want none", n)
	}
	if now := components.FixturePoints.Of(e.Shards.Worlds[0])[0]; now < balls+3 {
		t.Errorf("%d balls after %d: too few to tell", now, balls)
	}
}
