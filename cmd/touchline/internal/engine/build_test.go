package engine_test

import (
	"slices"
	"testing"
	"time"

	"touchline/cmd/touchline/internal/engine"
	"touchline/components"
	"touchline/ecs"
	"touchline/systems/simulate"
)

// TestBuild counts the rows of small plans: every stream is there once, with its
// fixture, its viewers and their accounts.
func TestBuild(t *testing.T) {
	for _, tt := range []struct {
		name     string
		change   func(*engine.Plan)
		matches  []string
		fixtures []int // the streams of each, by number
		shards   []int // the fixtures of each
		accounts int
	}{
		{"one stream", nil, []string{"drill"}, []int{1}, []int{1}, 3},
		{
			"seven streams, three to a match",
			func(p *engine.Plan) { p.Streams, p.PerFixture, p.Viewers = 7, 3, 5 },
			[]string{"drill"},
			[]int{3, 3, 1}, []int{3}, 32,
		},
		{
			"two matches",
			func(p *engine.Plan) { p.Streams, p.PerFixture, p.Viewers = 7, 3, 0 },
			[]string{"drill", "final"},
			[]int{3, 3, 1, 3, 3, 1}, []int{6}, 1,
		},
		{
			"one match on all streams",
			func(p *engine.Plan) { p.Streams, p.PerFixture, p.Viewers = 7, 1000, 1 },
			[]string{"drill"},
			[]int{7}, []int{1}, 7,
		},
		{
			"shards of 64",
			func(p *engine.Plan) { p.Streams, p.PerFixture, p.Viewers, p.ShardSize = 130, 1, 1, 64 },
			[]string{"drill"},
			slices.Repeat([]int{1}, 130), []int{64, 64, 2}, 117,
		},
		{
			"a fixture is in one shard",
			func(p *engine.Plan) { p.Streams, p.PerFixture, p.Viewers, p.ShardSize = 200, 100, 0, 64 },
			[]string{"drill"},
			[]int{100, 100}, []int{1, 1}, 1,
		},
		{
			"a shard has whole fixtures",
			func(p *engine.Plan) { p.Streams, p.PerFixture, p.Viewers, p.ShardSize = 100, 30, 0, 64 },
			[]string{"drill"},
			[]int{30, 30, 30, 10}, []int{2, 2}, 1,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := build(t, newPlan(t, tt.change, tt.matches...), nil)
			streams := make([]int, len(tt.fixtures))
			var shards []int
			var numbers, viewers []components.Number
			for _, w := range e.Shards.Worlds {
				shards = append(shards, w.Len(components.Fixture))
				for i, f := range components.StreamFixture.Of(w) {
					streams[components.FixtureNumber.Of(w)[f]-1]++
					numbers = append(numbers, components.StreamNumber.Of(w)[i])
				}
				for i, s := range components.ViewerStream.Of(w) {
					n := components.ViewerNumber.Of(w)[i]
					viewers = append(viewers, n)
					if want := components.Number(int(n-1)/e.Plan.Viewers) + 1; components.StreamNumber.Of(w)[s] != want {
						t.Errorf("viewer %d watches stream %d, want %d", n, components.StreamNumber.Of(w)[s], want)
					}
				}
				if w.Len(components.License) != 0 || w.Room(components.License) != w.Len(components.Viewer) {
					t.Errorf("%d licenses and room for %d, want none and one for each of %d viewers",
						w.Len(components.License), w.Room(components.License), w.Len(components.Viewer))
				}
			}
			if !slices.Equal(streams, tt.fixtures) {
				t.Errorf("streams of the fixtures %v, want %v", streams, tt.fixtures)
			}
			if !slices.Equal(shards, tt.shards) {
				t.Errorf("fixtures of the shards %v, want %v", shards, tt.shards)
			}
			total := e.Plan.Streams * len(tt.matches)
			if !slices.Equal(numbers, upTo(total)) || !slices.Equal(viewers, upTo(total*e.Plan.Viewers)) {
				t.Errorf("streams %v and viewers %v, want each number once", numbers, viewers)
			}
			if got := e.Shards.Common.Len(components.Account); got != tt.accounts {
				t.Errorf("%d accounts, want %d", got, tt.accounts)
			}
		})
	}
}

// upTo returns the numbers 1 to n.
func upTo(n int) (list []components.Number) {
	for i := range n {
		list = append(list, components.Number(i+1))
	}
	return list
}

// TestShardSize: without a size of the user's there are some four shards for each
// worker, but none is smaller than 64 streams or larger than 16,384.
func TestShardSize(t *testing.T) {
	for _, tt := range []struct{ streams, workers, shards int }{
		{64, 1, 1}, {65, 1, 2}, {256, 1, 4}, {257, 1, 4}, {512, 2, 8}, {65536, 1, 4}, {65537, 1, 5},
	} {
		e := build(t, newPlan(t, func(p *engine.Plan) {
			p.Streams, p.Workers, p.Viewers, p.Cameras, p.Renditions = tt.streams, tt.workers, 0, 1, 1
		}, "drill"), nil)
		if got := len(e.Shards.Worlds); got != tt.shards {
			t.Errorf("%d streams for %d workers: %d shards, want %d", tt.streams, tt.workers, got, tt.shards)
		}
	}
}

// TestService: what a run's streams are comes from the service, taken in turn.
func TestService(t *testing.T) {
	e := build(t, newPlan(t, func(p *engine.Plan) {
		c := p.Service
		c.Streams = append(c.Streams, c.Streams[0])
		c.Streams[1].Language, c.Streams[1].Territory, c.Streams[1].Latency.Duration = "es", "ES", 9*time.Second
		c.Cameras[2].Safe = true
		c.Keys.Sessions = 3
		p.Streams, p.PerFixture, p.Cameras, p.Renditions = 3, 3, 10, 2
	}, "drill"), nil)
	w, text := e.Shards.Worlds[0], e.Shards.Symbols.Text
	for i, want := range []string{"en", "es", "en"} {
		if got := text(components.StreamLanguage.Of(w)[i]); got != want {
			t.Errorf("stream %d is in %q, want %q", i+1, got, want)
		}
		if components.StreamSafe.Of(w)[i] != 2 || components.StreamBus.Of(w)[i].Program != 2 || components.StreamBus.Of(w)[i].Cameras != 1<<10-1 {
			t.Errorf("stream %d begins on camera %d of %b", i+1, components.StreamBus.Of(w)[i].Program, components.StreamBus.Of(w)[i].Cameras)
		}
	}
	if got := components.FixtureLatency.Of(w)[0]; got != 9*components.PTSPerSecond {
		t.Errorf("latency of the fixture %d, want that of its slowest stream", got)
	}
	if a, b := components.CameraSetup.Of(w)[1].Role(), components.CameraSetup.Of(w)[9].Role(); a != b { // eight roles for ten cameras
		t.Errorf("camera 10 is %v, want %v as camera 2", b, a)
	}
	if names := components.RenditionName.Of(w); len(names) != 6 || text(names[3]) != "1080p" {
		t.Errorf("renditions %v, want two a stream", names)
	}
	if components.AccountLimit.Of(e.Shards.Common)[0] != 3 {
		t.Error("accounts have not the sessions that the service allows")
	}
}

// TestBuildFaults: what a plan cannot be made of is an error, not a panic.
func TestBuildFaults(t *testing.T) {
	for _, tt := range []struct {
		change  func(*engine.Plan)
		message string
	}{
		{func(p *engine.Plan) { p.Service.Director.Preset = "opera" }, `director: no preset "opera"`},
		{func(p *engine.Plan) { p.Systems = []string{"umpire"} }, `no system "umpire": want some of wagering, director, abr, deepfake, drm, splice, qoe, manifest`},
	} {
		_, err := engine.Build(newPlan(t, tt.change, "drill"), 1, nil)
		if err == nil || err.Error() != tt.message {
			t.Errorf("error %v, want %s", err, tt.message)
		}
	}
}

// TestSystems: a run has the modules that were asked for, and those alone.
func TestSystems(t *testing.T) {
	e := run(t, build(t, newPlan(t, func(p *engine.Plan) { p.Systems = []string{"abr"} }, "drill"), nil), 400)
	var names []string
	for _, s := range e.Systems {
		names = append(names, s.Name())
	}
	if want := []string{"simulate", "feed", "match", "abr", "outbox"}; !slices.Equal(names, want) {
		t.Errorf("systems %v, want %v", names, want)
	}
	w := e.Shards.Worlds[0]
	if components.StreamLive.Of(w)[0].Count == 0 || components.StreamGeneration.Of(w)[0] != 0 || w.Len(components.License) != 0 {
		t.Error("a module that was left out has acted, or abr has not")
	}
}

// TestPublished: every stream has what the published load promises, in all shards.
func TestPublished(t *testing.T) {
	e := build(t, newPlan(t, func(p *engine.Plan) {
		p.Streams, p.ShardSize, p.Load = 130, 64, simulate.Published
	}, "drill"), nil)
	run(t, e, 50)
	rows := ecs.Rows{}
	for _, w := range e.Shards.Worlds {
		for _, k := range []*components.Kind{components.EventRow, components.Push, components.Detection, components.Request} {
			rows[k] += w.Len(k)
		}
	}
	for k, n := range rows {
		if n != 130 && k != components.EventRow || n < 130 {
			t.Errorf("%d rows of %s in a tick, want one for each of 130 streams", n, k.Name)
		}
	}
}
