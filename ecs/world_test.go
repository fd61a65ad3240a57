package ecs_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
)

// TestCreate checks what a new row holds, also where another was before.
func TestCreate(t *testing.T) {
	for _, b := range backends {
		w := newWorld(testSchema(t), b.make)
		for range 2 {
			row := create(t, w, match, 1)
			matchTally.Of(w)[row] = [3]uint8{1, 2, 3}
			slotStart.Of(w)[5] = 9
			slotFeed.Of(w)[5] = 0
			matchBuddy.Of(w)[row] = 0
			w.Remove(match, w.Entity(match, row))

			row = create(t, w, match, 2)
			if matchTally.Of(w)[row] != [3]uint8{} || slotStart.Of(w)[5] != 0 {
				t.Errorf("%s: a new row holds what was there before", b.name)
			}
			if matchBuddy.Of(w)[row] != components.NoRow || slotFeed.Of(w)[5] != components.NoRow {
				t.Errorf("%s: a new row refers to something", b.name)
			}
			w.Remove(match, w.Entity(match, row))
		}
	}
}

// TestBlocks checks the arithmetic of blocks: row = fan × parent row + k.
func TestBlocks(t *testing.T) {
	for _, b := range backends {
		s := testSchema(t)
		w := newWorld(s, b.make)
		if s.Fan(half) != 2 || s.Fan(slot) != 6 || s.Fan(match) != 1 {
			t.Fatalf("fans %d, %d and %d, want 2, 6 and 1", s.Fan(half), s.Fan(slot), s.Fan(match))
		}
		for n := range components.Number(3) {
			row := create(t, w, match, n)
			for k := range components.Row(6) {
				*slotStart.At(w, 6*row+k) = int64(n)*100 + int64(k)
			}
		}
		w.Remove(match, w.Entity(match, 0))
		if got := slotStart.Of(w); len(got) != 12 || got[0] != 200 || got[5] != 205 || got[6] != 100 {
			t.Errorf("%s: after the first of three was removed, slots hold %v", b.name, got)
		}
	}
}

// TestHandles checks that a handle finds its row wherever it moves, and nothing
// once the row is gone, even if another is in its place.
func TestHandles(t *testing.T) {
	for _, b := range backends {
		w := newWorld(testSchema(t), b.make)
		for n := range components.Number(2) {
			create(t, w, match, n+1)
			create(t, w, feed, n+1)
		}
		first, second := w.Entity(match, 0), w.Entity(match, 1)
		w.Remove(match, first)
		if row, ok := w.Row(match, second); !ok || row != 0 {
			t.Errorf("%s: the second row is at %d, want 0", b.name, row)
		}
		create(t, w, match, 3)
		if _, ok := w.Row(match, first); ok {
			t.Errorf("%s: a handle finds the row that came after its own", b.name)
		}
		if _, ok := w.Row(feed, second); ok {
			t.Errorf("%s: a handle of a match finds a feed", b.name)
		}
		if row, ok := w.Row(match, ecs.Entity{}); ok || row != components.NoRow {
			t.Errorf("%s: the zero handle finds row %d", b.name, row)
		}
	}
}

// TestCreateRows checks that rows which are created at once are as those created one by
// one, after some have gone, too; and that there are all of them, or none.
func TestCreateRows(t *testing.T) {
	for _, b := range backends {
		w := newWorld(testSchema(t), b.make)
		for _, n := range []int{3, 0, 5, 1} {
			if first, ok := w.CreateRows(feed, n); !ok || int(first)+n != w.Len(feed) {
				t.Fatalf("%s: %d rows from %d on, in all %d: %t", b.name, n, first, w.Len(feed), ok)
			}
			w.Remove(feed, w.Entity(feed, 0))
		}
		seen := map[ecs.Entity]bool{}
		for row, to := range feedMatch.Of(w) {
			e := w.Entity(feed, components.Row(row))
			if at, ok := w.Row(feed, e); !ok || int(at) != row || seen[e] || to != components.NoRow {
				t.Errorf("%s: row %d is found at %d, and refers to %d", b.name, row, at, to)
			}
			seen[e] = true
		}
		if len(seen) != 5 {
			t.Errorf("%s: %d rows, want 5", b.name, len(seen))
		}
		if row, ok := w.CreateRows(feed, testRoom-4); ok || row != components.NoRow || w.Len(feed) != 5 {
			t.Errorf("%s: %d rows, beyond the room", b.name, w.Len(feed))
		}
		if _, ok := w.CreateRows(feed, testRoom-5); !ok {
			t.Errorf("%s: no room for the last row", b.name)
		}
	}
}

// TestRoom checks that a world takes as many rows as it has room for, and no more.
func TestRoom(t *testing.T) {
	for _, b := range backends {
		for _, room := range []int{0, 1, 3, 64, 65} {
			w := ecs.NewWorld(testSchema(t), b.make, ecs.Rows{match: room, note: room})
			for n := range room {
				create(t, w, match, components.Number(n))
				w.Append(note, 1)
			}
			if row, ok := w.Create(match); ok || row != components.NoRow || w.Len(match) != room {
				t.Errorf("%s: row %d created beyond the room for %d", b.name, row, room)
			}
			if !panics(func() { w.Append(note, 1) }) {
				t.Errorf("%s: a transient row appended beyond the room for %d", b.name, room)
			}
		}
	}
}

func panics(f func()) (p bool) {
	defer func() { p = recover() != nil }()
	f()
	return false
}

// TestColumnsStay checks that all memory is taken when the world is made.
func TestColumnsStay(t *testing.T) {
	for _, b := range backends {
		w := newWorld(testSchema(t), b.make)
		create(t, w, match, 0)
		create(t, w, feed, 0)
		name, start := &matchName.Of(w)[0], &slotStart.Of(w)[0]
		for n := range components.Number(testRoom - 1) {
			create(t, w, match, n+1)
			create(t, w, feed, n+1)
		}
		if &matchName.Of(w)[0] != name || &slotStart.Of(w)[0] != start {
			t.Errorf("%s: a column moved", b.name)
		}
	}
}

// TestSteadyWorld checks that rows come and go without allocating, even when a
// world is filled for the first time.
func TestSteadyWorld(t *testing.T) {
	for _, b := range backends {
		w := newWorld(testSchema(t), b.make)
		rows := components.Number(1)
		cycle := func() {
			for n := range rows {
				m := create(t, w, match, n)
				f := create(t, w, feed, n)
				*feedMatch.At(w, f) = m
				*ticketFeed.At(w, create(t, w, ticket, n)) = f
				w.Append(note, 1)
			}
			for w.Len(match) > 0 {
				w.Remove(match, w.Entity(match, components.Row(w.Len(match)/2)))
			}
			if w.Len(feed) != 0 || w.Len(ticket) != 0 {
				t.Fatal("something is left")
			}
			w.Clear()
			rows = testRoom
		}
		// The first cycle, of one row each, warms up; the second fills the world.
		if n := testing.AllocsPerRun(1, cycle); n != 0 {
			t.Errorf("%s: %v allocations", b.name, n)
		}
	}
}

// TestTruncate checks that a transient kind can be cut, with its blocks.
func TestTruncate(t *testing.T) {
	w := newWorld(testSchema(t), ecs.Plain)
	if first := w.Append(note, 2); first != 0 || w.Append(note, 3) != 2 {
		t.Error("rows are not appended one after the other")
	}
	w.Truncate(note, 1)
	if w.Len(note) != 1 || w.Len(word) != 2 {
		t.Errorf("%d notes and %d words, want 1 and 2", w.Len(note), w.Len(word))
	}
	w.Clear()
	if w.Len(note) != 0 || w.Len(word) != 0 {
		t.Error("rows are left after the tick")
	}
}

// TestCopyRow checks that a copy is equal in all but its Number.
func TestCopyRow(t *testing.T) {
	s := smallShards(t, ecs.Plain, 1)
	from, to := s.Worlds[0], newWorld(s.Schema, ecs.Arche)
	row := create(t, to, match, 77)
	to.CopyRow(match, row, from, 1)
	for _, c := range familyOf(match) {
		if string(rowBytes(to, c, int(row))) != string(rowBytes(from, c, 1)) {
			t.Errorf("%s.%s differs", c.Kind.Name, c.Name)
		}
	}
	if to.Numbers(match)[row] != 77 {
		t.Error("the Number was copied")
	}
}
