// Package ecstest helps to test systems: it makes a small shard, runs ticks in
// it, and holds a system to the access that it declares.
package ecstest

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
)

// What a shard has where a test does not say otherwise.
const (
	lastingRoom   = 16
	transientRoom = 256
	accountRoom   = 64
)

// defaultFans is a small stream: four cameras, six renditions, a window of 16
// segments, and eleven players on each side. Payload and pushed rows follow the
// renditions, analysers the cameras.
var defaultFans = ecs.Fans{
	components.Camera:    4,
	components.Rendition: 6,
	components.Segment:   16,
	components.Sample:    32,
	components.Head:      int(components.Tiers),
	components.Market:    int(components.Groups),
	components.Incident:  64,
	components.Point:     64,
	components.Innings:   8,
}

// otherFan is the fan of a block kind that defaultFans does not know.
const otherFan = 4

// NewRun returns a run of one shard of the engine's kinds, before tick 0, and the
// world of accounts beside it. Fans and rows replace the defaults: either may be
// nil. The one row of kind shard is there; all others are for [Create].
//
// A lasting kind that rows does not name has room for 16 rows, or for as many as
// the largest kind named; a transient kind for 256, or for four times as many.
func NewRun(t testing.TB, fans ecs.Fans, rows ecs.Rows) *ecs.Run {
	t.Helper()
	schema, err := ecs.NewSchema(&components.All, allFans(fans))
	if err != nil {
		t.Fatal(err)
	}
	r := &ecs.Run{
		World:   ecs.NewWorld(schema, ecs.Arche, allRows(rows)),
		Common:  ecs.NewWorld(schema, ecs.Arche, ecs.Rows{components.Account: max(accountRoom, rows[components.Account])}),
		Seed:    1,
		Scratch: ecs.NewScratch(),
	}
	SetNow(r, 0)
	Create(t, r, components.Shard, 1)
	return r
}

func allFans(given ecs.Fans) ecs.Fans {
	fans := ecs.Fans{}
	for _, k := range components.All.Kinds {
		if k.Parent == nil {
			continue
		}
		fans[k] = otherFan
		if n, ok := defaultFans[k]; ok {
			fans[k] = n
		}
		if n, ok := given[k]; ok {
			fans[k] = n
		}
	}
	for k, other := range map[*components.Kind]*components.Kind{
		components.Payload: components.Rendition, components.Pushed: components.Rendition, components.Analyser: components.Camera,
	} {
		if _, ok := given[k]; !ok {
			fans[k] = fans[other]
		}
	}
	return fans
}

func allRows(given ecs.Rows) ecs.Rows {
	lasting, transient := lastingRoom, transientRoom
	for _, n := range given {
		lasting, transient = max(lasting, n), max(transient, 4*n)
	}
	rows := ecs.Rows{}
	for _, k := range components.All.Kinds {
		if n, ok := given[k]; ok {
			rows[k] = n
		} else if k.Form == components.Lasting {
			rows[k] = lasting
		} else if k.Form == components.Transient {
			rows[k] = transient
		}
	}
	rows[components.Shard] = 1
	rows[components.Account] = 0 // accounts are in the common world
	return rows
}

// Create adds a row of lasting kind k with the number n: to the common world if k
// is kept there (an account), else to the shard. Its other columns are zero, and
// its references refer to nothing.
func Create(t testing.TB, r *ecs.Run, k *components.Kind, n components.Number) components.Row {
	t.Helper()
	w := r.World
	if w.Room(k) == 0 {
		w = r.Common
	}
	row, ok := w.Create(k)
	if !ok {
		t.Fatalf("%s %d: there is room for %d rows", k.Name, n, w.Room(k))
	}
	w.Numbers(k)[row] = n
	return row
}

// Tick runs tick n: it forgets the transient rows of the last one, lets fill add
// this one's input (nil adds none), and runs the systems in order. What they
// appended stays until the next call. It returns how many rows that they asked
// for had no room.
func Tick(r *ecs.Run, n components.Tick, fill func(*ecs.Run), systems ...ecs.System) (refused int) {
	SetNow(r, n)
	r.Clear()
	if fill != nil {
		fill(r)
	}
	for _, s := range systems {
		refused += r.Do(s)
	}
	return refused
}

// period is that of 20 ticks a second.
const period = components.PTSPerSecond / 20

// SetNow makes n the tick that r stands at, at 20 ticks a second.
func SetNow(r *ecs.Run, n components.Tick) {
	r.Now = ecs.Now{Tick: n, PTS: components.PTS(n) * period, Period: period}
}
