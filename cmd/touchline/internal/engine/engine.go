package engine

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"touchline/cmd/touchline/internal/service"
	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
	"touchline/systems"
	"touchline/systems/drm"
	"touchline/systems/feed"
	"touchline/systems/qoe"
	"touchline/systems/wagering"
)

// Engine is a run, ready to be driven.
type Engine struct {
	Shards    *ecs.Shards
	Originals []*ecs.World // those of the shards that are no cohorts: every fixture and stream once
	Systems   []ecs.System
	End       components.PTS // when the last recorded match has ended
	Plan      *Plan

	fill *populator
}

// Build makes a run of a plan for so many workers. It begins with the state in
// snapshot, or else with the plan's own rows.
func Build(p *Plan, workers int, snapshot *ecs.Snapshot) (*Engine, error) {
	cfg := p.config()
	preset, ok := cfg.Director.Index(p.Service.Director.Preset)
	if !ok {
		return nil, fmt.Errorf("director: no preset %q", p.Service.Director.Preset)
	}
	list, err := systems.New(cfg, p.Systems...)
	if err != nil {
		return nil, err
	}
	schema, err := p.Schema()
	if err != nil {
		return nil, err
	}
	p.intern()
	f := &populator{
		Plan: p, prime: newPrimer(p, schema, list), begin: p.Rate.At(int64(p.firstTick())),
		joining: p.joinTime(), director: cfg.Director, preset: preset,
	}
	begins := f.prime.moments()
	if snapshot != nil {
		begins = nil
	}
	b := building{tell: p.Progress, all: 2*p.Shards(workers)/p.cohorts() + len(begins)}
	e := &Engine{Systems: list, Plan: p, fill: f, Shards: p.emptyShards(schema, workers, wagering.MaxRecords(p.perTick()), b.step)}
	f.shards = e.Shards
	for i := 0; i < len(e.Shards.Worlds); i += p.cohorts() {
		e.Originals = append(e.Originals, e.Shards.Worlds[i])
	}
	if snapshot != nil {
		total := p.fixtures() * len(p.Matches)
		shardOf := func(n components.Number) int { return p.shardOf(int(n-1)%total, workers) }
		err = snapshot.Place(e.Shards, shardOf, p.cohortOf)
		if err == nil {
			err = errors.Join(e.sameRows(), e.sameMatches())
		}
		p.Symbols.Freeze()
	} else {
		p.Symbols.Freeze()
		f.prime.prepare(begins, b.step)
		f.populate(workers, b.step)
		f.prime.made = nil // further matches begin at their beginning
	}
	for _, w := range e.Shards.Worlds {
		if w.Original() != nil {
			qoe.Forget(w)
		}
	}
	for _, m := range p.Matches {
		e.End = max(e.End, m.End)
	}
	return e, err
}

// Steps are the systems as the scheduler takes them: what is simulated is load.
func (e *Engine) Steps() []scheduler.Step {
	steps := make([]scheduler.Step, len(e.Systems))
	for i, s := range e.Systems {
		steps[i] = scheduler.Step{System: s, Load: s.Name() == systems.Simulated}
	}
	return steps
}

// Room is how many events and frames of a match a tick takes.
func (p *Plan) Room() (events, frames int) { return p.perTick(), p.framesPerTick() }

// Feed is the system to which live sources are handed.
func (e *Engine) Feed() *feed.System {
	for _, s := range e.Systems {
		if f, ok := s.(*feed.System); ok {
			return f
		}
	}
	panic("engine: no feed")
}

// sameRows checks that a snapshot is of as many rows as the plan, and of its seed:
// the keys of a run come from the plan's.
func (e *Engine) sameRows() error {
	p := e.Plan
	if e.Shards.Seed != p.Seed {
		return fmt.Errorf("snapshot of --seed %d, not of %d", e.Shards.Seed, p.Seed)
	}
	streams := p.Streams * len(p.Matches)
	for _, want := range []struct {
		kind *components.Kind
		rows int
	}{
		{components.Fixture, p.fixtures() * len(p.Matches)},
		{components.Stream, streams},
		{components.Viewer, streams * p.Viewers},
		{components.Audience, p.audiences(streams)},
	} {
		got := 0
		for _, w := range e.Shards.Worlds {
			if !w.Copies(want.kind) {
				got += w.Len(want.kind)
			}
		}
		if got != want.rows {
			return fmt.Errorf("snapshot of %d rows of %s, not of %d", got, want.kind.Name, want.rows)
		}
	}
	return nil
}

// sameMatches checks that the fixtures of a snapshot play the matches of the plan.
func (e *Engine) sameMatches() error {
	for _, w := range e.Originals {
		home, away := components.FixtureHome.Of(w), components.FixtureAway.Of(w)
		for i, script := range components.FixtureScript.Of(w) {
			if int(script) >= len(e.Plan.Matches) {
				return fmt.Errorf("snapshot of %d matches: want the same %d", script+1, len(e.Plan.Matches))
			}
			m, text := e.Plan.Matches[script], e.Shards.Symbols.Text
			if text(home[i]) != m.Home || text(away[i]) != m.Away {
				return fmt.Errorf("snapshot of %s–%s, not of %s–%s", text(home[i]), text(away[i]), m.Home, m.Away)
			}
		}
	}
	return nil
}

// Schema returns the kinds of the run, with the plan's fans.
func (p *Plan) Schema() (*ecs.Schema, error) { return ecs.NewSchema(&components.All, p.fans()) }

// DRM is what the keys of the run are made from.
func (p *Plan) DRM() drm.Config {
	cfg := drm.Default()
	cfg.KeyEvery, cfg.Master = p.Service.Keys.Period.PTS(), Master(p.Seed)
	return cfg
}

// config is the configuration of the systems.
func (p *Plan) config() systems.Config {
	cfg := systems.Default()
	segment, period := p.Service.Segments.Duration.PTS(), p.Service.Keys.Period.PTS()
	cfg.Simulate.Load, cfg.Simulate.Viewers = p.Load, p.Viewers
	cfg.Simulate.Segment, cfg.Simulate.KeyEvery = segment, period
	cfg.Simulate.Spread = p.Service.Keys.Spread.PTS()
	cfg.Simulate.Part = p.Service.Segments.Part.PTS()
	cfg.Simulate.Slate = p.Service.Segments.Loss != "gap"
	cfg.Simulate.Requests = p.Service.Limits.Requests
	cfg.QoE = p.QoE()
	cfg.Simulate.Beacon, cfg.Simulate.Beacons = p.Service.QoE.Interval.PTS(), p.beacons()
	cfg.Simulate.CDNs = cfg.QoE.CDNs
	cfg.Feed.PerTick = p.perTick()
	for _, m := range p.Matches {
		cfg.Feed.Scripts = append(cfg.Feed.Scripts, feed.Script(m.Events))
		cfg.Feed.Tracks = append(cfg.Feed.Tracks, feed.Track{Frames: m.Frames, Seen: m.Seen})
		cfg.Simulate.Paths = append(cfg.Simulate.Paths, p.path(m))
	}
	cfg.Feed.FramesPerTick = p.framesPerTick()
	cfg.ABR.Segment, cfg.ABR.Window, cfg.ABR.KeyEvery = segment, components.PTSOf(p.window()), period
	cfg.DRM = p.DRM()
	cfg.Wagering.Markets = 0
	for _, name := range p.Service.Fixture.Markets {
		group, _ := service.ParseGroup(name)
		cfg.Wagering.Markets |= 1 << group
	}
	cfg.Splice.Preroll, cfg.Splice.Distributor = p.Service.Splice.Preroll.PTS(), p.Service.Splice.Distributor
	cfg.Outbox.Attached = p.Attached
	return cfg
}

// Master is the secret from which all keys of a run are derived. The sources are
// simulated, and so is it: the same seed gives the same keys.
func Master(seed uint64) drm.Secret {
	sum := sha256.Sum256(binary.BigEndian.AppendUint64([]byte("touchline simulated master secret"), seed))
	return sum[:]
}
