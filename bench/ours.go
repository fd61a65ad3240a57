package bench

import (
	"crypto/sha256"
	"time"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/abr"
	"touchline/systems/deepfake"
	"touchline/systems/director"
	"touchline/systems/drm"
	"touchline/systems/match"
	"touchline/systems/wagering"
)

// ours is the engine's side: the systems of a row, over one shard with all
// streams.
type ours struct {
	*ecs.Run
	load    *workload
	modules module
	systems []part
	masters []master
	text    []byte // of a playlist
}

// part is a system and the module that it is part of.
type part struct {
	module module
	ecs.System
}

// newOurs returns the engine's side of a row, before its first tick.
func newOurs(load *workload, modules module) (*ours, error) {
	r, names, err := newRun(load)
	if err != nil {
		return nil, err
	}
	o := &ours{Run: r, load: load, modules: modules}
	if modules.has(masterModule) {
		o.masters = mastersOf(r, names)
	}
	if modules.has(wageringModule) {
		o.systems = append(o.systems, part{wageringModule, match.New()})
	}
	for _, s := range []struct {
		module module
		make   func() (ecs.System, error)
	}{
		{wageringModule, func() (ecs.System, error) { return wagering.New(wagering.Default()) }},
		{directorModule, func() (ecs.System, error) { return director.New(director.Default()) }},
		{abrModule, func() (ecs.System, error) { return abr.New(windows(load)) }},
		{deepfakeModule, func() (ecs.System, error) { return deepfake.New(detectors()) }},
		{drmModule, func() (ecs.System, error) { return drm.New(licenses(load)) }},
	} {
		if !modules.has(s.module) {
			continue
		}
		system, err := s.make()
		if err != nil {
			return nil, err
		}
		o.systems = append(o.systems, part{s.module, system})
	}
	return o, nil
}

// Ticks that come before those that both sides are given.
const (
	joined     components.Tick = 3 // viewers are granted their first license
	firstTick  components.Tick = 4
	openEvents                 = 3 // events that begin a match, one in each of the first ticks
)

// open begins the matches and lets the viewers join.
func (o *ours) open() {
	for tick, kind := range [openEvents]components.EventKind{components.MatchStart, components.PeriodStart, components.KickOff} {
		o.fill(components.Tick(tick), 0)
		if !o.modules.has(wageringModule) {
			continue
		}
		for i := range o.load.streams {
			o.hear(components.Row(i), event{
				cause:    components.Cause{Seq: uint32(tick) + 1, Kind: kind, Source: components.FromMatch},
				occurred: o.Now.PTS,
				place:    components.Place{X: components.NoPlace, Y: components.NoPlace},
			})
		}
		o.run(wageringModule)
	}
	o.fill(joined, 0)
	if o.modules.has(drmModule) {
		for i := range o.load.streams {
			o.ask(components.Row(i), components.Join, o.Now.PTS)
		}
	}
	o.run(drmModule)
}

// prime runs the streams up to the first tick that is measured, and returns it.
func (o *ours) prime() components.Tick {
	o.open()
	tick := firstTick
	for ; tick < firstTick+primed; tick++ {
		modules := o.modules.primedIn(tick)
		o.fill(tick, modules)
		o.run(modules)
	}
	return tick
}

// run runs the systems of modules.
func (o *ours) run(modules module) {
	for i := range o.systems {
		if s := &o.systems[i]; modules.has(s.module) {
			o.Do(s.System)
		}
	}
}

// tick runs the tick that fill began, and returns how long that took.
func (o *ours) tick() time.Duration {
	begin := time.Now()
	o.run(o.modules)
	if o.modules.has(masterModule) {
		for i := range o.load.streams {
			o.render(i)
		}
	}
	return time.Since(begin)
}

// render renders the multivariant playlist of stream i.
func (o *ours) render(i int) {
	m := &o.masters[i]
	o.text = m.AppendMaster(o.text[:0], m.class, "", nil)
}

// outcomes writes what the tick returned for each stream into list.
func (o *ours) outcomes(list []outcome) {
	clear(list)
	for i, f := range components.WagerFixture.Of(o) {
		list[f].Wager = wagerAt(o, components.Row(i))
	}
	for i, s := range components.CutStream.Of(o) {
		list[s].Cut = cutAt(o, components.Row(i))
	}
	for i, s := range components.EntryStream.Of(o) {
		list[s].Entry = entryAt(o, components.Row(i), s)
	}
	for i, s := range components.GrantStream.Of(o) {
		list[s].Grant = grantAt(o, components.Row(i))
	}
	if o.modules.has(deepfakeModule) {
		for i := range list {
			list[i].Verdict.Risk = components.StreamRisk.Of(o)[i]
			list[i].Verdict.Stands = components.StreamAlerts.Of(o)[i]
		}
	}
	for i, s := range components.AlertStream.Of(o) {
		v, kind := &list[s].Verdict, components.AlertKindOf.Of(o)[i]
		if components.AlertRaised.Of(o)[i] {
			v.Raised |= 1 << kind
		} else {
			v.Cleared |= 1 << kind
		}
	}
	if o.modules.has(masterModule) {
		for i := range list {
			o.render(i) // the tick's own text is gone: its buffer is used again
			list[i].Master = sha256.Sum256(o.text)
		}
	}
}
