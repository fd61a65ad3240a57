package bench

import (
	"fmt"
	"strconv"

	"touchline/ecs"
)

// counted is how many ticks of a worker are counted: several times those that come
// before, which are taken off again, but are never quite the same in two runs.
const counted = 64

// What a worker does in the ticks that are counted: it runs the module, or brings
// its input and rests. What the one misses and the other does not is the module's.
const (
	works = "work"
	rests = "rest"
)

// CacheWorker is the program that runs under cachegrind. Its arguments are a module,
// a number of streams, how many bytes it takes to fill the last cache twice over, how
// long a line is, and whether the module works or rests.
//
// A tick of a module begins with cold caches: in a run, the other modules and shards
// have had them since. Twice over, because then each line of what fills them misses
// in its turn, whatever came before: that, too, is the same in both runs.
func CacheWorker(args []string) error { return cacheWork(args, func(*ours) {}) }

// cacheWork is CacheWorker, over a shard that plant may have spoilt: for tests.
func cacheWork(args []string, plant func(*ours)) error {
	const want = "want a module, streams, bytes, the length of a line, and work or rest"
	if len(args) != 5 || args[4] != works && args[4] != rests {
		return fmt.Errorf("arguments %q: %s", args, want)
	}
	m, err := counter(args[0])
	if err != nil {
		return err
	}
	streams, err := strconv.Atoi(args[1])
	if err != nil || streams < 1 || streams > maxStreams {
		return fmt.Errorf("streams %q: %s", args[1], want)
	}
	size, err := strconv.ParseUint(args[2], 10, 40)
	if err != nil {
		return fmt.Errorf("bytes %q: %s", args[2], want)
	}
	line, err := strconv.Atoi(args[3])
	if err != nil || line < 1 {
		return fmt.Errorf("line %q: %s", args[3], want)
	}
	o, err := oneOurs(newWorkload(1, streams), m.modules)
	if err != nil {
		return err
	}
	plant(o)
	other := make([]uint8, size)
	tick := firstTick
	for ; tick < firstTick+m.warm; tick++ {
		o.fill(tick, m.modules)
		o.run(m.modules)
	}
	for last := tick + counted; tick < last; tick++ {
		o.fill(tick, m.modules)
		s := o.upTo(m)
		coldCaches(other, line)
		if args[4] == works {
			o.Do(s)
		}
	}
	return nil
}

// upTo runs the systems that come before that of m, and returns that.
func (o *ours) upTo(m counterModule) ecs.System {
	for i := range o.systems {
		if s := &o.systems[i]; s.Name() == m.name {
			return s.System
		} else if m.modules.has(s.module) {
			o.Do(s.System)
		}
	}
	panic("bench: no system " + m.name)
}

// coldCaches fills the caches with other lines.
//
//go:noinline
func coldCaches(other []uint8, line int) {
	for i := 0; i < len(other); i += line {
		other[i]++
	}
}
