package ecs_test

import (
	"slices"
	"testing"
	"unsafe"

	"touchline/components"
	"touchline/ecs"
)

// A catalog with one of everything: blocks two deep, strong, weak and block
// references, one kind that only the common world keeps, columns that are saved,
// hashed, both, neither and secret.
var (
	catalog components.Catalog

	match       = catalog.Lasting("match", "")
	matchNumber = components.NewColumn[components.Number](&catalog, match, "number", components.State, "", "")
	matchName   = components.NewColumn[components.Symbol](&catalog, match, "name", components.State, "", "")
	matchTally  = components.NewColumn[[3]uint8](&catalog, match, "tally", components.State, "goals", "")
	matchBuddy  = components.NewRef(&catalog, match, match, "buddy", components.State|components.Weak, "")
	_           = components.NewColumn[uint16](&catalog, match, "local", 0, "", "")

	half     = catalog.Block("half", match, "")
	_        = components.NewColumn[components.Symbol](&catalog, half, "text", components.State, "", "")
	halfOpen = components.NewColumn[bool](&catalog, half, "open", components.State, "", "")
	halfKey  = components.NewColumn[[16]uint8](&catalog, half, "key", components.Secret, "", "")

	slot      = catalog.Block("slot", half, "")
	slotStart = components.NewColumn[int64](&catalog, slot, "start", components.State, "90 kHz", "")
	slotFeed  = components.NewRef(&catalog, slot, feed, "feed", components.State, "")

	past   = catalog.Ring("past", match, "")
	pastAt = components.NewColumn[uint32](&catalog, past, "at", components.State, "", "")
	_      = components.NewColumn[int16](&catalog, past, "score", components.State, "", "")

	share      = catalog.Block("share", past, "")
	shareBytes = components.NewColumn[uint8](&catalog, share, "bytes", components.State, "", "")

	// Tickets come before the feeds that they refer to, as kinds of files in
	// alphabetical order may.
	ticket       = catalog.Lasting("ticket", "")
	ticketNumber = components.NewColumn[components.Number](&catalog, ticket, "number", components.State, "", "")
	ticketFeed   = components.NewRef(&catalog, ticket, feed, "feed", components.State, "")
	ticketOwner  = components.NewRef(&catalog, ticket, owner, "owner", components.State, "")
	ticketSaved  = components.NewColumn[uint32](&catalog, ticket, "saved", components.Saved, "", "")
	_            = components.NewColumn[uint32](&catalog, ticket, "hashed", components.Hashed, "", "")

	feed       = catalog.Lasting("feed", "")
	feedNumber = components.NewColumn[components.Number](&catalog, feed, "number", components.State, "", "")
	feedMatch  = components.NewRef(&catalog, feed, match, "match", components.State, "")
	feedTicket = components.NewRef(&catalog, feed, ticket, "ticket", components.State|components.Weak, "")
	_          = components.NewColumn[[11]uint8](&catalog, feed, "trail", components.State, "", "")
	feedTaken  = components.NewColumn[taken](&catalog, feed, "taken", components.State, "", "")

	owner = catalog.Lasting("owner", "")
	_     = components.NewColumn[components.Number](&catalog, owner, "number", components.State, "", "")
	_     = components.NewColumn[uint16](&catalog, owner, "limit", components.State, "", "")

	note     = catalog.Transient("note", "")
	noteFeed = components.NewRef(&catalog, note, feed, "feed", 0, "")

	word      = catalog.Block("word", note, "")
	wordValue = components.NewColumn[int32](&catalog, word, "value", 0, "", "")
)

// taken is a column of several fields.
type taken struct {
	At   uint32
	Held bool
	By   [3]uint8
}

var testFans = ecs.Fans{half: 2, slot: 3, word: 2, past: 3, share: 2}

func testSchema(t testing.TB) *ecs.Schema {
	t.Helper()
	s, err := ecs.NewSchema(&catalog, testFans)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var backends = []struct {
	name string
	make ecs.Backend
}{{"arche", ecs.Arche}, {"plain", ecs.Plain}}

const testRoom = 40

func newWorld(s *ecs.Schema, b ecs.Backend) *ecs.World {
	return ecs.NewWorld(s, b, ecs.Rows{match: testRoom, feed: testRoom, ticket: testRoom, note: testRoom})
}

// newShards returns n empty shards and a common world with room for owners.
func newShards(s *ecs.Schema, b ecs.Backend, n int) *ecs.Shards {
	shards := &ecs.Shards{
		Schema: s, Symbols: ecs.NewSymbols(), Seed: 1,
		Common: ecs.NewWorld(s, b, ecs.Rows{owner: testRoom}),
	}
	for range n {
		shards.Worlds = append(shards.Worlds, newWorld(s, b))
	}
	return shards
}

func newRun(s *ecs.Schema, b ecs.Backend) *ecs.Run {
	return &ecs.Run{World: newWorld(s, b), Scratch: ecs.NewScratch()}
}

// system is a system made of its parts.
type system struct {
	name   string
	access ecs.Access
	run    func(*ecs.Run)
}

func (s system) Name() string       { return s.name }
func (s system) Access() ecs.Access { return s.access }
func (s system) Run(r *ecs.Run)     { s.run(r) }

// create adds a row with a number.
func create(t testing.TB, w *ecs.World, k *components.Kind, n components.Number) components.Row {
	t.Helper()
	row, ok := w.Create(k)
	if !ok {
		t.Fatalf("no room for %s %d", k.Name, n)
	}
	w.Numbers(k)[row] = n
	return row
}

// cells returns where the values of column c are that belong to a row of its root kind.
func cells(w *ecs.World, c *components.ColumnInfo, row int) [][]byte {
	rows := []int{row}
	for _, k := range lineage(c.Kind) {
		var below []int
		for _, up := range rows {
			for i := range testFans[k] {
				if k.Form == components.Ring {
					below = append(below, i*w.Plane(k)+up)
				} else {
					below = append(below, up*testFans[k]+i)
				}
			}
		}
		rows = below
	}
	list, size := make([][]byte, len(rows)), int(c.Type.Size())
	for i, r := range rows {
		list[i] = unsafe.Slice((*byte)(unsafe.Add(w.Columns().Base[c.ID], r*size)), size)
	}
	return list
}

// lineage returns the kinds by which k hangs on its root, from there on.
func lineage(k *components.Kind) (kinds []*components.Kind) {
	for ; k.Parent != nil; k = k.Parent {
		kinds = slices.Insert(kinds, 0, k)
	}
	return kinds
}

// rowBytes returns a copy of the values in cells.
func rowBytes(w *ecs.World, c *components.ColumnInfo, row int) []byte {
	return slices.Concat(cells(w, c, row)...)
}

// rowRefs returns the values of a column of references or symbols, which no ring has.
func rowRefs(w *ecs.World, c *components.ColumnInfo, row int) []components.Row {
	n := w.Schema().Fan(c.Kind)
	return unsafe.Slice((*components.Row)(w.Columns().Base[c.ID]), (row+1)*n)[row*n:]
}
