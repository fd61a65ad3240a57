package bench

import (
	"time"

	"touchline/components"
)

// round is what a round took, in ns per stream and tick: ours in one batch, ours with
// each stream alone, and each reference.
type round struct {
	ours       float64
	alone      float64
	references []float64
}

// run lets all sides run the ticks of a round, and compares what they returned.
func (c *contest) run(in int, record bool) (round, error) {
	var mine time.Duration
	n, first, each := c.load.streams, c.tick, float64(len(c.mine))
	for k := range c.ticks {
		mine += c.runOurs(first+components.Tick(k), in) - c.clock
		c.ours.outcomes(c.mine[k*n:][:n])
	}
	took := round{ours: float64(mine) / each}
	if c.alone != nil {
		took.alone = float64(c.runAlone(c.orders[in])) / each
		if err := c.check(ourselves, false); err != nil {
			return took, err
		}
	}
	for i := range c.rivals {
		spent, err := c.runRival(&c.rivals[i], c.orders[in])
		if err != nil {
			return took, err
		}
		took.references = append(took.references, float64(spent)/each)
		if err := c.check(c.rivals[i].name, record && i == 0); err != nil {
			return took, err
		}
	}
	c.tick += components.Tick(c.ticks)
	return took, nil
}

// runOurs runs a tick of ours, and returns what that took.
func (c *contest) runOurs(tick components.Tick, in int) time.Duration {
	var begin time.Duration
	if c.row.arrives {
		c.ours.begin(tick)
		c.theirs.fill(tick, c.row.asked(), c.orders[in])
		begin = c.now()
		c.ours.arrive(c.theirs.calls, c.numbers[in], c.rows)
	} else {
		c.ours.fill(tick, c.row.asked())
		begin = c.now()
	}
	c.ours.tick()
	return c.now() - begin
}

// runAlone runs the ticks of a round once more, one stream after the other, and returns
// what that took.
func (c *contest) runAlone(o *order) (spent time.Duration) {
	for k := range c.ticks {
		for _, shard := range c.alone {
			shard.fill(c.tick+components.Tick(k), c.row.asked())
		}
		begin := c.now()
		for _, i := range o.streams {
			c.alone[i].tick()
		}
		spent += c.now() - begin - c.clock
		list := c.other[k*c.load.streams:][:c.load.streams]
		for i, shard := range c.alone {
			shard.outcomes(list[i : i+1])
		}
		if c.plant != nil {
			c.plant(ourselves, c.tick+components.Tick(k), list)
		}
	}
	return spent
}

// runRival lets a reference run the ticks of a round, and returns what its calls took.
func (c *contest) runRival(r *rival, o *order) (spent time.Duration, err error) {
	n := c.load.streams
	for k := range c.ticks {
		tick, list := c.tick+components.Tick(k), c.other[k*n:][:n]
		r.fill(tick, c.row.asked(), o)
		begin := c.now()
		err := r.call(o)
		spent += c.now() - begin - c.clock
		if err != nil {
			return 0, err
		}
		r.outcomes(list, o)
		if c.plant != nil {
			c.plant(r.name, tick, list)
		}
	}
	return spent, nil
}

// check compares the outcomes of a round with those of a reference.
func (c *contest) check(reference string, record bool) error {
	for i := range c.mine {
		if d := compare(&c.mine[i], &c.other[i]); d != nil {
			d.Row, d.Reference, d.Stream = c.row.Name, reference, number(i%c.load.streams)
			d.Tick = c.tick + components.Tick(i/c.load.streams)
			return d
		}
		if record {
			c.digest.add(&c.mine[i])
		}
	}
	return nil
}
