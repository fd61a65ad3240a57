package ecs_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
)

// TestRemoveBeforeCreate checks the order of playback: the room of what is removed
// is there for what is created, whichever was asked for first.
func TestRemoveBeforeCreate(t *testing.T) {
	for _, b := range backends {
		w := ecs.NewWorld(testSchema(t), b.make, ecs.Rows{match: 1})
		r := &ecs.Run{World: w, Scratch: ecs.NewScratch()}
		create(t, w, match, 1)
		refused := r.Do(system{run: func(r *ecs.Run) {
			c := r.Commands()
			for n := range components.Number(2) {
				p := c.Create(match)
				ecs.Set(c, p, matchNumber, 8+n)
				ecs.Set(c, p, matchTally, [3]uint8{1, 2, 3})
			}
			c.Remove(match, 0)
			c.Remove(match, 0) // twice is once
		}})
		if refused != 1 || w.Len(match) != 1 || w.Numbers(match)[0] != 8 || matchTally.Of(w)[0] != [3]uint8{1, 2, 3} {
			t.Errorf("%s: %d refused, matches %v", b.name, refused, w.Numbers(match))
		}
	}
}

// TestSetRow checks that references to rows that move, go or do not fit come out
// right.
func TestSetRow(t *testing.T) {
	for _, b := range backends {
		r := newRun(testSchema(t), b.make)
		for n := range components.Number(3) {
			create(t, r.World, feed, n)
		}
		r.Do(system{run: func(r *ecs.Run) {
			c := r.Commands()
			c.Remove(feed, 0) // so that the last moves to row 0
			stays := c.Create(ticket)
			ecs.SetRow(c, stays, ticketFeed, feed, 2)
			ecs.Point(c, feed, 2, feedTicket, stays)
			ecs.Point(c, feed, 0, feedTicket, stays) // of a row that goes
			gone := c.Create(ticket)
			ecs.SetRow(c, gone, ticketFeed, feed, 0)
		}})
		if got := ticketFeed.Of(r); got[0] != 0 || got[1] != components.NoRow {
			t.Errorf("%s: tickets refer to rows %v, want 0 and none", b.name, got)
		}
		if got := feedTicket.Of(r); got[0] != 0 || got[1] != components.NoRow {
			t.Errorf("%s: feeds refer to rows %v, want 0 and none", b.name, got)
		}
	}
}

// TestPanicForgets checks that what a system asked for before it panicked is not
// done when the next one runs.
func TestPanicForgets(t *testing.T) {
	r := newRun(testSchema(t), ecs.Plain)
	create(t, r.World, match, 1)
	if !panics(func() {
		r.Do(system{run: func(r *ecs.Run) {
			r.Commands().Create(match)
			r.Commands().Remove(match, 0)
			panic("a mistake")
		}})
	}) {
		t.Fatal("the panic was kept")
	}
	r.Do(system{run: func(r *ecs.Run) { r.Commands().Create(feed) }})
	if r.Len(match) != 1 || r.Numbers(match)[0] != 1 || r.Len(feed) != 1 {
		t.Errorf("matches %v and %d feeds, want match 1 and one feed", r.Numbers(match), r.Len(feed))
	}
}

// TestSetOtherKind checks that a column is not set in a row that has none.
func TestSetOtherKind(t *testing.T) {
	r := newRun(testSchema(t), ecs.Plain)
	c := r.Commands()
	if !panics(func() { ecs.Set(c, c.Create(match), halfOpen, true) }) {
		t.Error("a block's column was set in its parent's row")
	}
}

// TestSteadyCommands checks that commands allocate nothing once they have grown.
func TestSteadyCommands(t *testing.T) {
	for _, b := range backends {
		r := newRun(testSchema(t), b.make)
		create(t, r.World, match, 1)
		var turnover ecs.System = system{run: func(r *ecs.Run) {
			c := r.Commands()
			for row := range r.Len(feed) {
				c.Remove(feed, components.Row(row))
			}
			for n := range components.Number(10) {
				f := c.Create(feed)
				ecs.Set(c, f, feedNumber, n)
				ecs.SetRow(c, f, feedMatch, match, 0)
				k := c.Create(ticket)
				ecs.Set(c, k, ticketNumber, n)
				ecs.Set(c, k, ticketSaved, uint32(len(ecs.Take[uint64](r, 100))))
			}
		}}
		var clean ecs.System = system{run: func(r *ecs.Run) {
			for row := range r.Len(ticket) {
				r.Commands().Remove(ticket, components.Row(row))
			}
		}}
		r.Do(turnover)
		r.Do(clean)
		if n := testing.AllocsPerRun(20, func() { r.Do(turnover); r.Do(clean) }); n != 0 {
			t.Errorf("%s: %v allocations", b.name, n)
		}
	}
}
