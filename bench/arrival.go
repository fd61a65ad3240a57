package bench

import (
	"context"
	"fmt"
	"time"

	"touchline/bench/reference"
	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed"
)

// arrival is what comes before a tick: a command for each stream finds its stream by
// the number that those outside know it by, and is put down for it. Ours is what the
// engine's edges do, a look-up in a map by number and [feed.Append].
type arrival struct {
	load   *workload
	orders [orders]*order
	ticks  int // of a round
	tick   components.Tick
	clock  time.Duration
	digest *digest

	numbers  []components.Number // in the order of the calls
	commands []components.Event
	list     []outcome

	rows      map[components.Number]components.Row
	run       *ecs.Run
	published *reference.Inbox
	best      *reference.BestInbox
	plant     func(*components.Event) // if not nil, changes what the reference put down: for tests
}

func newArrival(load *workload) (*arrival, error) {
	runs, _, err := newRuns(load, 0, load.streams)
	if err != nil {
		return nil, err
	}
	n := load.streams
	a := &arrival{
		load: load, ticks: ticksOf(n), tick: firstTick, clock: clockTime(wall), digest: newDigest(),
		orders:  [orders]*order{shuffled(n, load.seed), byIndex(n)},
		numbers: make([]components.Number, n), commands: make([]components.Event, n), list: make([]outcome, n),
		rows: rowsOf(n), run: runs[0],
		published: reference.NewInbox(n), best: reference.NewBestInbox(n),
	}
	for i := range n {
		a.published.Add(streamID(i))
		a.best.Add(number(i))
	}
	return a, nil
}

// fill makes the commands of a tick. This is not measured.
func (a *arrival) fill(tick components.Tick, o *order) {
	for j, i := range o.streams {
		e := a.load.event(i, tick)
		a.numbers[j] = number(i)
		a.commands[j] = components.Event{
			Seq: e.cause.Seq, Kind: e.cause.Kind, Source: e.cause.Source, Team: e.team, Period: components.FirstHalf,
			Occurred: e.occurred, Received: now(tick), Clock: now(tick), X: e.place.X, Y: e.place.Y,
		}
	}
	a.run.Now = ecs.Now{Tick: tick, PTS: now(tick), Period: period}
	a.run.Clear()
}

// ours puts down the commands of a tick as rows, in the order in which they come.
func (a *arrival) ours() error {
	for j, n := range a.numbers {
		row, ok := a.rows[n]
		if !ok {
			return fmt.Errorf("stream %d: %w", n, reference.ErrUnknown)
		}
		feed.Append(a.run, row, &a.commands[j], 0)
	}
	return nil
}

func (a *arrival) callPublished(o *order) error {
	for j, id := range o.ids {
		if err := a.published.Put(id, &a.commands[j]); err != nil {
			return err
		}
	}
	return nil
}

func (a *arrival) callBest() error {
	for j, n := range a.numbers {
		if !a.best.Put(n, &a.commands[j]) {
			return fmt.Errorf("stream %d: %w", n, reference.ErrUnknown)
		}
	}
	return nil
}

// round measures a round. The three sides take turns of a tick each.
func (a *arrival) round(in int, record bool) (round, error) {
	o := a.orders[in]
	var spent [3]time.Duration
	for range a.ticks {
		a.fill(a.tick, o)
		for side, call := range []func() error{a.ours, func() error { return a.callPublished(o) }, a.callBest} {
			begin := time.Now()
			err := call()
			spent[side] += time.Since(begin) - a.clock
			if err != nil {
				return round{}, err
			}
		}
		if err := a.check(record); err != nil {
			return round{}, err
		}
		a.tick++
	}
	each := func(d time.Duration) float64 { return float64(d) / float64(a.ticks*a.load.streams) }
	return round{ours: each(spent[0]), references: []float64{each(spent[1]), each(spent[2])}}, nil
}

// measureArrival measures what it takes for a command to arrive.
func measureArrival(ctx context.Context, load *workload, limit time.Duration) ([]Measurement, error) {
	a, err := newArrival(load)
	if err != nil {
		return nil, err
	}
	rounds, err := alternate(ctx, limit, a.ticks*load.streams, a.round)
	if err != nil {
		return nil, err
	}
	return tabulate(Row{Name: arrivalRow}, load, batch, []string{byPublished, byBest}, &rounds, a.digest, func(r *round) float64 { return r.ours }), nil
}
