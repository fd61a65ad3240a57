package ecs_test

import (
	"bytes"
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"touchline/components"
	"touchline/ecs"
)

// model is what worlds should hold, kept the slow way: rows by kind and number.
// It knows nothing of rows, handles and shards.
type model struct {
	rows  map[id]*modelRow
	notes []modelNote
}

type id struct {
	kind   *components.Kind
	number components.Number
}

type modelRow struct {
	root  id               // the match that it hangs on, or itself
	bytes map[int][]byte   // by column
	texts map[int][]string // by column of symbols
	refs  map[int][]id     // by column of references; the zero id is none
}

// modelNote is a transient row, in the world of the match it was made for.
type modelNote struct {
	match components.Number
	feed  id
	words [2]int32
}

// rig keeps both backends and the model in step. Everything random comes from one
// source, so that a failure comes again.
type rig struct {
	t      *testing.T
	rng    *rand.Rand
	schema *ecs.Schema
	model  model
	sides  [2]*ecs.Shards
	shard  map[components.Number]int // of each match
	next   components.Number
}

var testTexts = []string{"", "home", "away", "1080p", "ü", "a\x00b", "commentary"}

func newRig(t *testing.T, seed uint64) *rig {
	g := &rig{
		t: t, rng: rand.New(rand.NewPCG(seed, 0)), schema: testSchema(t),
		model: model{rows: map[id]*modelRow{}}, shard: map[components.Number]int{}, next: 1,
	}
	for i, b := range backends {
		g.sides[i] = newShards(g.schema, b.make, 2)
		for _, text := range testTexts {
			g.sides[i].Symbols.Of(text)
		}
	}
	for range 5 {
		g.create(owner, id{})
	}
	return g
}

// any returns a row of k, in the group of root if that is not zero.
func (g *rig) any(k *components.Kind, root id) (id, bool) {
	var all []id
	for at, row := range g.model.rows {
		if at.kind == k && (root == id{} || row.root == root) {
			all = append(all, at)
		}
	}
	if len(all) == 0 {
		return id{}, false
	}
	slices.SortFunc(all, func(a, b id) int { return cmp.Compare(a.number, b.number) })
	return all[g.rng.IntN(len(all))], true
}

// newRow returns a model row as Create leaves it.
func (g *rig) newRow(at, root id) *modelRow {
	row := &modelRow{root, map[int][]byte{}, map[int][]string{}, map[int][]id{}}
	for _, c := range familyOf(at.kind) {
		fan := g.schema.Fan(c.Kind)
		switch {
		case c.Refs != nil:
			row.refs[c.ID] = make([]id, fan)
		case isSymbol(c):
			row.texts[c.ID] = make([]string, fan)
		default:
			row.bytes[c.ID] = make([]byte, fan*int(c.Type.Size()))
		}
	}
	return row
}

func familyOf(k *components.Kind) []*components.ColumnInfo {
	var columns []*components.ColumnInfo
	for _, c := range catalog.Columns {
		if c.Kind.Root() == k && c != k.Columns[0] {
			columns = append(columns, c)
		}
	}
	return columns
}

func isSymbol(c *components.ColumnInfo) bool { return c.Type.Name() == "Symbol" }

// world returns the world of a group, on one side.
func (g *rig) world(s *ecs.Shards, root id) *ecs.World {
	if root.kind == owner {
		return s.Common
	}
	return s.Worlds[g.shard[root.number]]
}

func rowOf(w *ecs.World, at id) components.Row {
	return components.Row(slices.Index(w.Numbers(at.kind), at.number))
}

// homes are the columns that say where rows belong.
var homes = map[*components.Kind]*components.ColumnInfo{
	feed:   catalog.Columns[feedMatch.ID()],
	ticket: catalog.Columns[ticketFeed.ID()],
}

// create adds a row of k that hangs on up, to the model and both sides.
func (g *rig) create(k *components.Kind, up id) {
	at := id{k, g.next * 7919 % 1_000_003} // out of order
	g.next++
	root := at
	if up.kind != nil {
		root = g.model.rows[up].root
	} else if k == match {
		g.shard[at.number] = g.rng.IntN(len(g.sides[0].Worlds))
	}
	for _, s := range g.sides {
		if w := g.world(s, root); w.Len(k) == w.Room(k) {
			if _, ok := w.Create(k); ok {
				g.t.Fatalf("%s: row beyond the room", k.Name)
			}
			return
		}
	}
	for _, s := range g.sides {
		create(g.t, g.world(s, root), k, at.number)
	}
	g.model.rows[at] = g.newRow(at, root)
	if up.kind != nil {
		g.point(at, homes[k], 0, up)
	}
	for range 4 {
		g.write(at)
	}
}

// point makes a reference refer to target, or to nothing.
func (g *rig) point(at id, c *components.ColumnInfo, k int, target id) {
	row := g.model.rows[at]
	row.refs[c.ID][k] = target
	for _, s := range g.sides {
		w, to := g.world(s, row.root), components.NoRow
		if target.kind == owner {
			to = rowOf(s.Common, target)
		} else if target.kind != nil {
			to = rowOf(w, target)
		}
		rowRefs(w, c, int(rowOf(w, at)))[k] = to
	}
}

// write changes a column of a row.
func (g *rig) write(at id) {
	row, columns := g.model.rows[at], familyOf(at.kind)
	c := columns[g.rng.IntN(len(columns))]
	k := g.rng.IntN(g.schema.Fan(c.Kind))
	switch {
	case c == homes[at.kind]:
		return // what it hangs on stays
	case c.Refs != nil:
		root := row.root
		if c.Refs == owner {
			root = id{}
		}
		target, _ := g.any(c.Refs, root)
		if g.rng.IntN(4) == 0 {
			target = id{}
		}
		g.point(at, c, k, target)
	case isSymbol(c):
		text := testTexts[g.rng.IntN(len(testTexts))]
		row.texts[c.ID][k] = text
		for _, s := range g.sides {
			w := g.world(s, row.root)
			rowRefs(w, c, int(rowOf(w, at)))[k] = components.Row(s.Symbols.Of(text))
		}
	default:
		size := int(c.Type.Size())
		value := row.bytes[c.ID][k*size : (k+1)*size]
		for i := range value {
			value[i] = byte(g.rng.Uint32())
		}
		if c.ID == halfOpen.ID() {
			value[0] &= 1
		} else if c.ID == feedTaken.ID() {
			value[4] &= 1
		}
		for _, s := range g.sides {
			w := g.world(s, row.root)
			copy(cells(w, c, int(rowOf(w, at)))[k], value)
		}
	}
}

// remove takes a row from the model, with what hangs on it.
func (m *model) remove(at id) {
	delete(m.rows, at)
	for other, row := range m.rows {
		for col, refs := range row.refs {
			c := catalog.Columns[col]
			for k := range refs {
				if refs[k] != at {
					continue
				}
				refs[k] = id{}
				if c.Attr&components.Weak == 0 && c.Kind.Form == components.Lasting {
					m.remove(other)
				}
			}
		}
	}
	for i := range m.notes {
		if m.notes[i].feed == at {
			m.notes[i].feed = id{}
		}
	}
}

// check compares both sides to each other and to the model.
func (g *rig) check() {
	g.t.Helper()
	a, b := g.sides[0], g.sides[1]
	for i := range a.Worlds {
		sameWorld(g.t, a.Worlds[i], b.Worlds[i])
	}
	sameWorld(g.t, a.Common, b.Common)
	for side, s := range g.sides {
		count := map[*components.Kind]int{}
		for at, row := range g.model.rows {
			count[at.kind]++
			if what := g.differs(s, at, row); what != "" {
				g.t.Fatalf("%s: %s %d: %s", backends[side].name, at.kind.Name, at.number, what)
			}
		}
		for _, k := range []*components.Kind{match, feed, ticket, owner} {
			n := s.Common.Len(k)
			for _, w := range s.Worlds {
				n += w.Len(k)
			}
			if n != count[k] {
				g.t.Fatalf("%s: %d rows of %s, want %d", backends[side].name, n, k.Name, count[k])
			}
		}
		g.checkNotes(s)
	}
	if a.Hash() != b.Hash() {
		g.t.Fatal("the backends' hashes differ")
	}
}

// differs says in what a row is not as in the model.
func (g *rig) differs(s *ecs.Shards, at id, want *modelRow) string {
	w := g.world(s, want.root)
	row := int(rowOf(w, at))
	if row < 0 || row >= w.Len(at.kind) {
		return "not there"
	}
	e := w.Entity(at.kind, components.Row(row))
	if back, ok := w.Row(at.kind, e); !ok || int(back) != row {
		return fmt.Sprintf("row %d has the handle of row %d", row, back)
	}
	for _, c := range familyOf(at.kind) {
		switch {
		case c.Refs != nil:
			holder := w
			if c.Refs == owner {
				holder = s.Common
			}
			for k, r := range rowRefs(w, c, row) {
				got := id{}
				if r != components.NoRow {
					got = id{c.Refs, holder.Numbers(c.Refs)[r]}
				}
				if got != want.refs[c.ID][k] {
					return fmt.Sprintf("%s[%d] refers to %v, want %v", c.Name, k, got.number, want.refs[c.ID][k].number)
				}
			}
		case isSymbol(c):
			for k, sym := range rowRefs(w, c, row) {
				if got := s.Symbols.Text(components.Symbol(sym)); got != want.texts[c.ID][k] {
					return fmt.Sprintf("%s[%d] is %q, want %q", c.Name, k, got, want.texts[c.ID][k])
				}
			}
		default:
			if got := rowBytes(w, c, row); !bytes.Equal(got, want.bytes[c.ID]) {
				return fmt.Sprintf("%s is %x, want %x", c.Name, got, want.bytes[c.ID])
			}
		}
	}
	return ""
}

// checkNotes compares the transient rows of one side to the model.
func (g *rig) checkNotes(s *ecs.Shards) {
	g.t.Helper()
	at := make([]int, len(s.Worlds)) // the next note of each world
	for _, n := range g.model.notes {
		shard := g.shard[n.match]
		w := s.Worlds[shard]
		row := components.Row(at[shard])
		at[shard]++
		want := components.NoRow
		if n.feed.kind != nil {
			want = rowOf(w, n.feed)
		}
		if got := *noteFeed.At(w, row); got != want {
			g.t.Fatalf("note %d refers to row %d, want %d", row, got, want)
		}
		if got := [2]int32(wordValue.Of(w)[2*row:]); got != n.words {
			g.t.Fatalf("note %d says %v, want %v", row, got, n.words)
		}
	}
	for i, w := range s.Worlds {
		if w.Len(note) != at[i] || w.Len(word) != 2*at[i] {
			g.t.Fatalf("shard %d: %d notes and %d words, want %d notes", i, w.Len(note), w.Len(word), at[i])
		}
	}
}

// sameWorld compares all rows of two worlds, in their order. Symbols are of two
// runs, and left to the model.
func sameWorld(t *testing.T, a, b *ecs.World) {
	t.Helper()
	for _, k := range catalog.Kinds {
		if a.Len(k) != b.Len(k) {
			t.Fatalf("%s: %d rows and %d", k.Name, a.Len(k), b.Len(k))
		}
		if k.Ring() == nil && a.Len(k) != a.Len(k.Root())*a.Schema().Fan(k) {
			t.Fatalf("%s: %d rows for %d of %s", k.Name, a.Len(k), a.Len(k.Root()), k.Root().Name)
		}
		for _, c := range k.Columns {
			for row := range a.Len(k.Root()) {
				if !isSymbol(c) && !bytes.Equal(rowBytes(a, c, row), rowBytes(b, c, row)) {
					t.Fatalf("%s.%s: row %d differs", k.Name, c.Name, row)
				}
			}
		}
	}
}
