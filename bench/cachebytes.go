package bench

import (
	"touchline/components"
	"touchline/ecs"
)

// ringRows says how many rows a tick touches of the kinds that are rings, or are
// looked up by a key: one stream's rows lie together, and few of them are touched.
// Of all other kinds it is all the rows that a stream has.
var ringRows = map[int]float64{
	components.SegmentMedia.ID(): 1,                    // of the one that enters
	components.PayloadBytes.ID(): float64(len(ladder)), // likewise
	components.SampleAt.ID():     2,                    // the next, and the oldest that stays
	components.SampleValue.ID():  1,                    // the one that is replaced
	components.HeadState.ID():    1,                    // of the viewer's tier
}

const (
	probes  = 100 // ticks that are tried without a column
	scratch = 256 // streams that one shard has more than another: more than a block
)

// bytesTouched returns how many bytes of its columns and of scratch memory a stream
// has touched by a module in a tick, each counted once.
//
// The columns are those that its system declares; how wide their rows are is what
// the schema says. Of those that are seldom needed only a share counts: one stream
// runs for a while, and every other tick is tried with a column taken away. Whoever
// misses it, touches it.
func bytesTouched(m counterModule) (float64, error) {
	modules := m.modules
	o, err := oneOurs(newWorkload(1, 1), modules)
	if err != nil {
		return 0, err
	}
	f, err := newFence(o.Run)
	if err != nil {
		return 0, err
	}
	defer f.remove()
	tick, total := o.prime(0), 0.0
	for _, c := range declared(o.upTo(m)) {
		missed := 0
		for k := range probes + primed {
			if k < probes { // and then the next as it should be, for what that one left halfway
				o.fill(tick, modules)
				s := o.upTo(m)
				if f.around(c, func() { o.Do(s) }) {
					missed++
				}
				tick++
			}
			o.fill(tick, modules)
			o.run(modules)
			tick++
		}
		rows, ok := ringRows[c.ID]
		if !ok {
			rows = float64(o.Schema().Fan(c.Kind))
		}
		total += float64(missed) / probes * rows * float64(c.Type.Size())
	}
	taken := [2]int{}
	for k := range taken {
		if taken[k], err = scratchTaken(m, (k+1)*scratch); err != nil {
			return 0, err
		}
	}
	return total + float64(taken[1]-taken[0])/scratch, nil
}

// declared returns the columns that a system says it touches, but for the few of a whole
// shard.
func declared(s ecs.System) (list []*components.ColumnInfo) {
	seen := make([]bool, len(components.All.Columns))
	add := func(c *components.ColumnInfo) {
		if !seen[c.ID] && c.Kind != components.Shard {
			seen[c.ID] = true
			list = append(list, c)
		}
	}
	a := s.Access()
	for _, columns := range [][]components.AnyColumn{a.Reads, a.Writes, a.Last} {
		for _, c := range columns {
			add(components.All.Columns[c.ID()])
		}
	}
	for _, k := range a.Makes {
		if k.Form == components.Transient {
			for _, c := range k.Columns {
				add(c)
			}
		}
	}
	return list
}

// scratchTaken returns how many bytes of scratch memory a tick of so many streams
// takes.
func scratchTaken(m counterModule, streams int) (bytes int, err error) {
	o, err := oneOurs(newWorkload(1, streams), m.modules)
	if err != nil {
		return 0, err
	}
	o.fill(o.prime(0), m.modules)
	o.Do(o.upTo(m))
	return o.Scratch.Bytes(), nil
}
