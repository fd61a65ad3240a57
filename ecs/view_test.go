package ecs_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
)

// seats is a view of a lasting kind, of a block and of a transient kind.
type seats struct {
	number []components.Number
	open   []bool
	feed   []components.Row
}

var view = ecs.NewView(func(v *seats, w *ecs.World) {
	v.number, v.open, v.feed = matchNumber.Of(w), halfOpen.Of(w), ecs.Whole(w, noteFeed)
})

// TestView checks that a view is the columns, whatever was created, removed or moved
// since it was last asked for.
func TestView(t *testing.T) {
	for _, b := range backends {
		r := &ecs.Run{
			World:   ecs.NewUsualWorld(testSchema(t), b.make, ecs.Rows{match: testRoom, note: testRoom}, ecs.Rows{note: 2}),
			Scratch: ecs.NewScratch(),
		}
		check := func(when string) {
			t.Helper()
			v := view.Of(r.World)
			if !same(v.number, matchNumber.Of(r)) || !same(v.open, halfOpen.Of(r)) {
				t.Errorf("%s: %s: a view of %d matches, want %d", b.name, when, len(v.number), r.Len(match))
			}
			if n := r.Len(note); len(v.feed) != r.Taken(note) || !same(v.feed[:n], noteFeed.Of(r)) {
				t.Errorf("%s: %s: a view of %d notes, want %d", b.name, when, len(v.feed), r.Taken(note))
			}
		}
		check("empty")
		create(t, r.World, match, 1)
		create(t, r.World, match, 2)
		check("created")
		r.Append(note, 2)
		check("appended")
		r.Append(note, 5)
		check("grown")
		for range 300 {
			r.Clear()
			r.Append(note, 1)
		}
		check("given back")
		r.Do(system{run: func(r *ecs.Run) { r.Commands().Remove(match, 0) }})
		check("removed")
		if n := testing.AllocsPerRun(10, func() { r.Moved(); view.Of(r.World) }); n != 0 {
			t.Errorf("%s: %v allocations", b.name, n)
		}
	}
}

// same reports whether two slices are the same memory, and of one length.
func same[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}
