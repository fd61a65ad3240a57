package bench

import (
	"context"
	"time"

	"touchline/components"
)

// A contest is a row at one number of streams: all sides, brought to the same
// tick, with windows full and programs under way.
type contest struct {
	row    Row
	load   *workload
	ours   *ours
	alone  []*ours // each stream in a shard of its own; none where there are too many
	theirs *theirs
	best   *best
	rivals []rival

	numbers [orders][]components.Number          // of the streams in each order
	rows    map[components.Number]components.Row // of ours

	orders [orders]*order
	now    func() time.Duration // the clock: of the wall
	clock  time.Duration        // what it takes to read it twice

	tick   components.Tick                                              // the next
	ticks  int                                                          // of a round
	mine   []outcome                                                    // of a round, tick by tick
	other  []outcome                                                    // of one reference
	digest *digest                                                      // of the ticks that every run has
	plant  func(reference string, tick components.Tick, list []outcome) // if not nil, changes what a reference returned: for tests
}

// A rival is a reference: what is called for one stream after the other.
type rival struct {
	name string // as in JSON
	callee
	call func(*order) error
}

type callee interface {
	fill(components.Tick, module, *order)
	caller(module) func(*order) error
	outcomes([]outcome, *order)
}

// The orders in which the reference is called.
const (
	inShuffledOrder = iota
	inIndexOrder
	orders
)

var orderNames = [orders]string{"shuffled", "index"}

const (
	// primed is how many ticks come before those that are measured: more than the
	// windows of segments and scores hold, and about a shortest shot.
	primed = 40

	// roundCalls is about how many calls a round is: enough for the reference to
	// pay for its garbage in most of them.
	roundCalls = 4096

	// leastRounds is how many rounds there are in each order, however long they
	// take. Their outcomes are in the digest.
	leastRounds = 3
)

// ticksOf returns how many ticks a round of so many streams has.
func ticksOf(streams int) int { return max(1, roundCalls/streams) }

func newContest(ctx context.Context, row Row, load *workload) (*contest, error) {
	o, err := oneOurs(load, row.modules)
	if err != nil {
		return nil, err
	}
	in := &calls{load: load}
	c := &contest{
		row: row, load: load, ours: o, theirs: newTheirs(load, row.asked(), in), best: newBest(load, row.asked(), in),
		orders: [orders]*order{shuffled(load.streams, load.seed), byIndex(load.streams)},
		now:    wall,
		clock:  clockTime(wall),
		ticks:  ticksOf(load.streams),
		digest: newDigest(),
	}
	if row.arrives {
		for in, o := range c.orders {
			c.numbers[in] = numbersOf(o)
		}
		c.rows = rowsOf(load.streams)
	}
	if load.streams <= mostAlone && !row.arrives {
		if c.alone, err = newOurs(load, row.modules, 1); err != nil {
			return nil, err
		}
	}
	c.rivals = []rival{
		{byPublished, c.theirs, c.theirs.caller(row.asked())},
		{byBest, c.best, c.best.caller(row.asked())},
	}
	c.mine = make([]outcome, c.ticks*load.streams)
	c.other = make([]outcome, c.ticks*load.streams)
	return c, c.prime(ctx)
}

// prime runs all sides up to the first tick that is measured.
func (c *contest) prime(ctx context.Context) error {
	all := c.row.asked()
	for c.tick = firstTick; c.tick < firstTick+primed; c.tick++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		modules := all.primedIn(c.tick)
		c.ours.fill(c.tick, modules)
		c.ours.run(modules | c.row.idle)
		for _, o := range c.alone {
			o.fill(c.tick, modules)
			o.run(modules | c.row.idle)
		}
		c.theirs.fill(c.tick, modules, c.orders[inIndexOrder]) // and of the other reference
		for _, r := range c.rivals {
			for m := module(1); m <= modules; m <<= 1 {
				if !modules.has(m) {
					continue
				}
				if err := r.caller(m)(c.orders[inIndexOrder]); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

var started = time.Now()

// wall is the time.
func wall() time.Duration { return time.Since(started) }

// clockTime is what it takes to read a clock at the beginning and at the end of what is
// measured.
func clockTime(now func() time.Duration) time.Duration {
	least := time.Second
	for range 1000 {
		begin := now()
		least = min(least, now()-begin)
	}
	return least
}

// names returns those of the references.
func (c *contest) names() (list []string) {
	for i := range c.rivals {
		list = append(list, c.rivals[i].name)
	}
	return list
}
