package ecs

import "touchline/components"

// A Run is one shard in one tick: what a system works on.
type Run struct {
	*World
	Common  *World // what all shards share; read only
	Now     Now
	Seed    uint64
	Scratch *Scratch
}

// Now is the moment that a tick stands for.
type Now struct {
	Tick    components.Tick
	PTS     components.PTS // media time of the tick
	Period  components.PTS // from this tick to the next
	Skipped uint32         // ticks given up just before this one
}

// Commands takes the structural changes that the system asks for.
func (r *Run) Commands() *Commands { return &r.commands }

// Do runs s on the shard and plays its commands back. It returns how many rows
// there was no room for. If s panics, what it asked for until then is forgotten.
func (r *Run) Do(s System) (refused int) {
	r.Scratch.reset()
	c := r.Commands()
	if c.asked {
		c.forget()
	}
	if s.Run(r); c.asked {
		return c.play(&r.Scratch.moves)
	}
	return 0
}

// Rand returns a source of random numbers for (seed, number, tick, purpose): the
// same in every run, whatever else is drawn.
func (r *Run) Rand(n components.Number, purpose uint64) Rand {
	return NewRand(r.Seed, uint64(n), uint64(r.Now.Tick), purpose)
}
