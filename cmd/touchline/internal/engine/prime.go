package engine

import (
	"sort"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed"
	"touchline/systems/wagering"
)

const (
	// moments is how many different moments of the match staggered fixtures are at.
	moments = 256
	// together is how many that are beside each other are at the same one at most.
	together = 16
)

// primer brings a fixture to a moment of its match: the events before it are
// folded into its columns at once, and what the systems say of them is dropped.
// Fixtures at the same moment of the same match are folded once.
type primer struct {
	*Plan
	schema *ecs.Schema
	fold   []ecs.System // match and wagering: who makes a fixture's state
	made   map[moment]*ecs.World
}

func newPrimer(p *Plan, schema *ecs.Schema, list []ecs.System) *primer {
	f := &primer{Plan: p, schema: schema, made: map[moment]*ecs.World{}}
	for _, s := range list {
		if s.Name() == "match" || s.Name() == "wagering" {
			f.fold = append(f.fold, s)
		}
	}
	return f
}

// moments are those at which the fixtures of a run begin, each once.
func (f *primer) moments() (list []moment) {
	seen := map[moment]bool{}
	for i := range f.fixtures() * len(f.Matches) {
		if m := f.offset(i); !seen[m] {
			seen[m] = true
			list = append(list, m)
		}
	}
	return list
}

// prepare folds the events before each of the moments.
func (f *primer) prepare(list []moment, step func()) {
	worlds := make([]*ecs.World, len(list))
	share(len(list), step, func(i int) {
		if n := f.before(list[i]); n > 0 {
			worlds[i] = f.world(list[i], feed.Script(f.Matches[list[i].script].Events[:n]))
		}
	})
	for i, w := range worlds {
		f.made[list[i]] = w
	}
}

// before is how many events of its match lie before a moment.
func (f *primer) before(m moment) int {
	events := f.Matches[m.script].Events
	return sort.Search(len(events), func(i int) bool { return events[i].Received >= m.offset })
}

// moment is a moment of a recorded match.
type moment struct {
	script int
	offset components.PTS // since the recording began
	start  components.PTS // media time at which it did
}

// offset returns where in its match fixture i, counted from 0, is at the first
// tick.
func (p *Plan) offset(i int) moment {
	m := moment{script: i / p.fixtures(), offset: p.From}
	if p.Stagger {
		end := p.Matches[m.script].End
		m.offset = end / moments * components.PTS(i/p.alike()%moments)
		m.start = p.From - m.offset
	}
	return m
}

// alike is how many fixtures beside each other are at the same moment.
func (p *Plan) alike() int {
	if p.beside > 0 {
		return p.beside
	}
	return min(max(p.fixtures()/moments, 1), together)
}

// firstTick is the first tick to be run.
func (p *Plan) firstTick() components.Tick { return components.Tick(p.Rate.Index(p.From)) }

// perTick is how many events of a fixture a tick takes: what the service says, or
// as many as a recorded match has at its densest moment.
func (p *Plan) perTick() int {
	most := p.Service.Limits.Events
	for _, m := range p.Matches {
		tick, n := int64(-1), 0
		for i := range m.Events {
			if t := p.Rate.Index(m.Events[i].Received); t != tick {
				tick, n = t, 0
			}
			n++
			most = max(most, n)
		}
	}
	return most
}

// fill brings fixture row of w to moment m, which is prepared if anything comes before
// it.
func (f *primer) fill(w *ecs.World, row components.Row, m moment) {
	events, cursor := f.Matches[m.script].Events, f.before(m)
	if made := f.made[m]; made != nil {
		w.CopyRow(components.Fixture, row, made, 0)
	}
	*components.FixtureStart.At(w, row) = m.start
	*components.FixtureCursor.At(w, row) = uint32(cursor)
	*components.FixtureDue.At(w, row) = feed.Due(events, uint32(cursor), m.start)
	frames := f.Matches[m.script].Frames
	frame := sort.Search(len(frames), func(i int) bool { return frames[i].Occurred >= m.offset })
	track := feed.Track{Frames: frames}
	*components.FixtureFrame.At(w, row) = uint32(frame)
	*components.FixtureSight.At(w, row) = track.Taken(uint32(frame), m.start)
}

// world returns a world whose only fixture has lived through events. Systems
// that act on the passing of time get to see the last tick before the first that
// is run. It is of plain slices: they are made at once, and it is used once.
func (f *primer) world(m moment, events feed.Script) *ecs.World {
	w := ecs.NewWorld(f.schema, ecs.Plain, ecs.Rows{
		components.Shard: 1, components.Fixture: 1,
		components.EventRow: len(events), components.Wager: wagering.MaxRecords(len(events)),
	})
	create(w, components.Shard, 1)
	row := create(w, components.Fixture, 1)
	*components.FixtureNumber.At(w, row) = 1
	*components.FixtureSport.At(w, row) = components.SportCalled(f.Matches[m.script].Sport)
	at := f.Rate.At(int64(f.firstTick()) - 1)
	run := ecs.Run{World: w, Scratch: ecs.NewScratch(), Now: ecs.Now{PTS: at, Period: f.Rate.At(1)}}
	for i := range events {
		feed.Append(&run, 0, &events[i], m.start)
	}
	for _, s := range f.fold {
		run.Do(s)
	}
	return w
}
