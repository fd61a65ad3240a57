package ecs_test

import (
	"bytes"
	"flag"
	"slices"
	"testing"

	"touchline/components"
	"touchline/ecs"
)

var histories = flag.Int("histories", 20, "random `histories` to drive both backends through")

// TestHistories drives both backends through random histories, and holds every
// column after every step to the other backend and to a model of maps.
func TestHistories(t *testing.T) {
	for seed := range *histories {
		g := newRig(t, uint64(seed))
		for range 150 {
			g.step()
			g.check()
			if t.Failed() {
				t.Fatalf("history %d", seed)
			}
		}
	}
}

// step does one thing that can happen to a world.
func (g *rig) step() {
	everybody := id{}
	switch n := g.rng.IntN(100); {
	case n < 10:
		g.create(match, id{})
	case n < 25:
		if up, ok := g.any(match, everybody); ok {
			g.create(feed, up)
		}
	case n < 45:
		if up, ok := g.any(feed, everybody); ok {
			g.create(ticket, up)
		}
	case n < 70:
		kinds := []*components.Kind{match, feed, ticket, owner}
		if at, ok := g.any(kinds[g.rng.IntN(len(kinds))], everybody); ok {
			g.write(at)
		}
	case n < 78:
		kinds := []*components.Kind{match, feed, ticket}
		if at, ok := g.any(kinds[g.rng.IntN(len(kinds))], everybody); ok {
			g.removeNow(at)
		}
	case n < 90:
		if at, ok := g.any(match, everybody); ok {
			g.runSystem(at)
		}
	case n < 96:
		g.tick()
	default:
		g.restore(1 + g.rng.IntN(4))
	}
}

func (g *rig) removeNow(at id) {
	root := g.model.rows[at].root
	for _, s := range g.sides {
		w := g.world(s, root)
		e := w.Entity(at.kind, rowOf(w, at))
		if !w.Remove(at.kind, e) {
			g.t.Fatalf("%s %d is gone already", at.kind.Name, at.number)
		}
		if _, ok := w.Row(at.kind, e); ok || w.Remove(at.kind, e) {
			g.t.Fatalf("the handle of %s %d outlives it", at.kind.Name, at.number)
		}
	}
	g.model.remove(at)
}

// runSystem lets a system ask for removals and creations in the group of root.
// Whatever it asks for first, the removals are made first.
func (g *rig) runSystem(root id) {
	var doomed []id
	for range g.rng.IntN(4) {
		kind := []*components.Kind{feed, ticket, ticket}[g.rng.IntN(3)]
		if at, ok := g.any(kind, root); ok {
			doomed = append(doomed, at)
		}
	}
	for _, at := range doomed {
		if g.model.rows[at] != nil { // not gone with another
			g.model.remove(at)
		}
	}

	// A new ticket on a feed that stays, which is told of it. Its owner is set as
	// a row of the common world.
	up, fits := g.any(feed, root)
	buyer, _ := g.any(owner, id{})
	fresh := id{ticket, g.next * 7919 % 1_000_003}
	g.next++
	shard := g.shard[root.number]
	left := 0
	for at, row := range g.model.rows {
		if at.kind == ticket && g.shard[row.root.number] == shard {
			left++
		}
	}
	hasRoom := left < testRoom

	for _, s := range g.sides {
		w := g.world(s, root)
		r := &ecs.Run{World: w, Common: s.Common, Scratch: ecs.NewScratch()}
		refused := r.Do(system{run: func(r *ecs.Run) {
			c := r.Commands()
			if fits {
				p := c.Create(ticket)
				ecs.Set(c, p, ticketNumber, fresh.number)
				ecs.SetRow(c, p, ticketFeed, feed, rowOf(w, up))
				ecs.Set(c, p, ticketOwner, rowOf(s.Common, buyer))
				ecs.Set(c, p, ticketSaved, 7)
				ecs.Point(c, feed, rowOf(w, up), feedTicket, p)
			}
			for _, at := range doomed {
				c.Remove(at.kind, rowOf(w, at))
			}
		}})
		if want := fits && !hasRoom; (refused == 1) != want || refused > 1 {
			g.t.Fatalf("%d rows refused, want one: %v", refused, want)
		}
	}
	if !fits {
		return
	}
	if !hasRoom {
		g.model.rows[up].refs[feedTicket.ID()][0] = id{}
		return
	}
	row := g.newRow(fresh, root)
	row.refs[ticketFeed.ID()][0] = up
	row.refs[ticketOwner.ID()][0] = buyer
	row.bytes[ticketSaved.ID()] = []byte{7, 0, 0, 0}
	g.model.rows[fresh] = row
	g.model.rows[up].refs[feedTicket.ID()][0] = fresh
}

// tick forgets the transient rows and appends new ones.
func (g *rig) tick() {
	for _, s := range g.sides {
		for _, w := range s.Worlds {
			w.Clear()
		}
	}
	g.model.notes = g.model.notes[:0]
	for range g.rng.IntN(6) {
		about, ok := g.any(feed, id{})
		if !ok {
			return
		}
		n := modelNote{g.model.rows[about].root.number, about, [2]int32{g.rng.Int32(), g.rng.Int32()}}
		g.model.notes = append(g.model.notes, n)
		for _, s := range g.sides {
			w := s.Worlds[g.shard[n.match]]
			row := w.Append(note, 1)
			*noteFeed.At(w, row) = rowOf(w, about)
			copy(wordValue.Of(w)[2*row:], n.words[:])
		}
	}
}

// restore takes a snapshot of both sides and goes on from it, in n new shards.
func (g *rig) restore(n int) {
	g.t.Helper()
	var files [2]bytes.Buffer
	for i, s := range g.sides {
		s.Tick, s.Seed = 99, 3
		if err := s.Snapshot(&files[i]); err != nil {
			g.t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) {
		g.t.Fatal("the backends' snapshots differ")
	}
	saved := files[0].Bytes()
	shardOf := map[components.Number]int{}
	for i, old := range g.sides {
		p, err := ecs.ReadSnapshot(bytes.NewReader(saved), g.schema)
		if err != nil {
			g.t.Fatal(err)
		}
		free := make([]int, n) // spread the groups as their tickets and feeds fit
		for i := range free {
			free[i] = testRoom
		}
		for _, group := range p.Groups(match) {
			need := max(group.Rows[ticket], group.Rows[feed], 1)
			at := slices.IndexFunc(free, func(room int) bool { return room >= need })
			if at < 0 {
				return // does not fit into so few
			}
			free[at] -= need
			shardOf[group.Number] = at
		}
		fresh := newShards(g.schema, backends[i].make, n)
		for _, text := range []string{"new", "home"} { // other symbols than before
			fresh.Symbols.Of(text)
		}
		if err := p.Place(fresh, func(n components.Number) int { return shardOf[n] }, nil); err != nil {
			g.t.Fatal(err)
		}
		if fresh.Tick != 99 || fresh.Seed != 3 {
			g.t.Fatalf("tick %d and seed %d, want 99 and 3", fresh.Tick, fresh.Seed)
		}
		var again bytes.Buffer
		if err := fresh.Snapshot(&again); err != nil {
			g.t.Fatal(err)
		}
		if !bytes.Equal(again.Bytes(), saved) {
			g.t.Fatal("a snapshot of what was restored differs")
		}
		g.forgetUnsaved(old)
		if fresh.Hash() != old.Hash() {
			g.t.Fatal("the hash of what was restored differs")
		}
		g.sides[i] = fresh
	}
	g.shard = shardOf
	g.model.notes = g.model.notes[:0]
}

// forgetUnsaved leaves the model and the old side what a snapshot keeps.
func (g *rig) forgetUnsaved(old *ecs.Shards) {
	for at, row := range g.model.rows {
		for _, c := range familyOf(at.kind) {
			if c.Attr&components.Saved != 0 {
				continue
			}
			clear(row.bytes[c.ID])
			w := g.world(old, row.root)
			for _, value := range cells(w, c, int(rowOf(w, at))) {
				clear(value)
			}
		}
	}
}
