package bench

import (
	"touchline/components"
	"touchline/ecs"
)

// ours is the engine's side: the systems of a row, over one shard.
type ours struct {
	*ecs.Run
	load    *workload
	modules module
	first   int // the stream in row 0
	streams int
	systems []part
	masters []master
	text    []byte // of a playlist
}

// part is a system and the module that it is part of.
type part struct {
	module module
	ecs.System
}

// newOurs returns the engine's side of a row before its first tick, in shards of so
// many streams each.
func newOurs(load *workload, modules module, each int) ([]*ours, error) {
	runs, names, err := newRuns(load, modules, each)
	if err != nil {
		return nil, err
	}
	systems, err := systemsOf(load, modules)
	if err != nil {
		return nil, err
	}
	shards, same := make([]*ours, len(runs)), classes{}
	for k, r := range runs {
		o := &ours{Run: r, load: load, modules: modules, first: k * each, streams: min(each, load.streams-k*each), systems: systems}
		if modules.has(masterModule) {
			o.masters = mastersOf(r, names, same)
		}
		o.open()
		shards[k] = o
	}
	return shards, nil
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
		for i := range o.streams {
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
		for i := range o.streams {
			o.ask(components.Row(i), components.Join, o.Now.PTS)
		}
	}
	o.run(drmModule)
}

// primedIn returns what of m runs in a tick before those that are measured. Licenses
// are asked for in the last of them only: one leaves no more behind than a hundred
// would.
func (m module) primedIn(tick components.Tick) module {
	if tick == firstTick+primed-1 {
		return m
	}
	return m &^ drmModule &^ masterModule
}

// oneOurs is newOurs in one shard.
func oneOurs(load *workload, modules module) (*ours, error) {
	shards, err := newOurs(load, modules, load.streams)
	if err != nil {
		return nil, err
	}
	return shards[0], nil
}

// prime runs the streams up to the first tick that is measured, and returns it. Idle are
// those of the modules that are asked for nothing.
func (o *ours) prime(idle module) components.Tick {
	tick := firstTick
	for ; tick < firstTick+primed; tick++ {
		modules := (o.modules &^ idle).primedIn(tick)
		o.fill(tick, modules)
		o.run(modules | idle)
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

// tick runs the tick that fill began.
func (o *ours) tick() {
	o.run(o.modules)
	if o.modules.has(masterModule) {
		for i := range o.streams {
			o.render(i)
		}
	}
}

// render renders the multivariant playlist of the stream in row i.
func (o *ours) render(i int) {
	m := &o.masters[i]
	o.text = m.AppendMaster(o.text[:0], m.class, "", nil)
}
