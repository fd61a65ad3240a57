package bench

import (
	"context"
	"time"

	"touchline/components"
)

// A contest is a row at one number of streams: both sides, brought to the same
// tick, with windows full and programs under way.
type contest struct {
	row    Row
	load   *workload
	ours   *ours
	theirs *theirs
	call   func(*order) error
	orders [orders]*order
	clock  time.Duration // what it takes to read the clock twice

	tick   components.Tick // the next
	ticks  int             // of a round
	mine   []outcome       // of a round, tick by tick
	other  []outcome
	digest *digest                          // of the ticks that every run has
	plant  func(components.Tick, []outcome) // if not nil, changes what the reference returned: for tests
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

func newContest(ctx context.Context, row Row, load *workload) (*contest, error) {
	o, err := newOurs(load, row.modules)
	if err != nil {
		return nil, err
	}
	c := &contest{
		row: row, load: load, ours: o, theirs: newTheirs(load, row.modules),
		orders: [orders]*order{shuffled(load.streams, load.seed), byIndex(load.streams)},
		clock:  clockTime(),
		ticks:  max(1, roundCalls/load.streams),
		digest: newDigest(),
	}
	c.call = c.theirs.caller(row.modules)
	c.mine = make([]outcome, c.ticks*load.streams)
	c.other = make([]outcome, c.ticks*load.streams)
	o.open()
	return c, c.prime(ctx)
}

// prime runs both sides up to the first tick that is measured.
func (c *contest) prime(ctx context.Context) error {
	for c.tick = firstTick; c.tick < firstTick+primed; c.tick++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		modules := c.row.modules.primedIn(c.tick)
		c.ours.fill(c.tick, modules)
		c.ours.run(modules)
		c.theirs.fill(c.tick, modules, c.orders[inIndexOrder])
		for m := module(1); m <= modules; m <<= 1 {
			if !modules.has(m) {
				continue
			}
			if err := c.theirs.caller(m)(c.orders[inIndexOrder]); err != nil {
				return err
			}
		}
	}
	return nil
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

// round is what a round took, in ns per stream and tick.
type round struct{ ours, reference float64 }

// run lets both sides run the ticks of a round, and compares what they returned.
func (c *contest) run(in int, record bool) (round, error) {
	var mine, other time.Duration
	n, first := c.load.streams, c.tick
	for k := range c.ticks {
		c.ours.fill(first+components.Tick(k), c.row.modules)
		mine += c.ours.tick() - c.clock
		c.ours.outcomes(c.mine[k*n:][:n])
	}
	for k := range c.ticks {
		c.theirs.fill(first+components.Tick(k), c.row.modules, c.orders[in])
		begin := time.Now()
		err := c.call(c.orders[in])
		other += time.Since(begin) - c.clock
		if err != nil {
			return round{}, err
		}
		c.theirs.outcomes(c.other[k*n:][:n], c.orders[in])
		if c.plant != nil {
			c.plant(first+components.Tick(k), c.other[k*n:][:n])
		}
	}
	c.tick += components.Tick(c.ticks)
	each := float64(len(c.mine))
	return round{float64(mine) / each, float64(other) / each}, c.check(first, record)
}

// check compares the outcomes of a round that began with tick first.
func (c *contest) check(first components.Tick, record bool) error {
	for i := range c.mine {
		if d := compare(&c.mine[i], &c.other[i]); d != nil {
			d.Row, d.Stream = c.row.Name, number(i%c.load.streams)
			d.Tick = first + components.Tick(i/c.load.streams)
			return d
		}
		if record {
			c.digest.add(&c.mine[i])
		}
	}
	return nil
}

// clockTime is what it takes to read the clock at the beginning and at the end of
// what is measured.
func clockTime() time.Duration {
	least := time.Second
	for range 1000 {
		begin := time.Now()
		least = min(least, time.Since(begin))
	}
	return least
}
