package ecs_test

import (
	"encoding/hex"
	"testing"

	"touchline/components"
	"touchline/ecs"
)

// smallShards is a state with a row of everything: two matches, each in a shard of
// its own if there are two, with a feed and a ticket.
func smallShards(t testing.TB, b ecs.Backend, n int) *ecs.Shards {
	t.Helper()
	s := newShards(testSchema(t), b, n)
	payer := create(t, s.Common, owner, 5)
	for i := components.Number(1); i <= 2; i++ {
		w := s.Worlds[int(i)%n]
		m := create(t, w, match, 10*i)
		*matchName.At(w, m) = s.Symbols.Of([]string{"", "home", "away"}[i])
		*slotStart.At(w, 6*m+5) = -int64(i)
		for k := range 2 {
			halfKey.Of(w)[2*m+components.Row(k)] = [16]uint8([]byte("the secret key…"))
		}
		f := create(t, w, feed, 20*i)
		*feedMatch.At(w, f) = m
		*slotFeed.At(w, 6*m) = f
		k := create(t, w, ticket, 30*i)
		*ticketFeed.At(w, k) = f
		*ticketOwner.At(w, k) = payer
		*feedTicket.At(w, f) = k
	}
	return s
}

// TestHashGolden pins the hash: runs of different builds are compared by it.
func TestHashGolden(t *testing.T) {
	s := smallShards(t, ecs.Arche, 2)
	sum := s.Hash()
	const want = "1959770d7c9694e8f6995962a515e6e8"
	if got := hex.EncodeToString(sum[:]); got != want {
		t.Errorf("hash %s, want %s", got, want)
	}
	if n := testing.AllocsPerRun(10, func() { s.Hash() }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// TestHashBits flips every bit of every column: the hash changes if the column is
// hashed, and only then. References are moved instead.
func TestHashBits(t *testing.T) {
	s := smallShards(t, ecs.Arche, 1)
	for range 3 {
		s.Symbols.Of(string(rune('a' + s.Symbols.Len())))
	}
	want := s.Hash()
	worlds := []*ecs.World{s.Worlds[0], s.Common}
	flips := 0
	for _, c := range catalog.Columns {
		for _, w := range worlds {
			hashed := c.Attr&components.Hashed != 0
			check := func(row int, what string) {
				t.Helper()
				flips++
				if changed := s.Hash() != want; changed != hashed {
					t.Fatalf("%s.%s, row %d, %s: hash changed: %v, want %v", c.Kind.Name, c.Name, row, what, changed, hashed)
				}
			}
			for row := range w.Len(c.Kind.Root()) {
				if c.Refs != nil || isSymbol(c) {
					for i, was := range rowRefs(w, c, row) {
						r := &rowRefs(w, c, row)[i]
						if *r++; c.Refs != nil && was == 0 {
							*r = components.NoRow
						} else if c.Refs != nil {
							*r = 0
						}
						check(row, "another row or symbol")
						*r = was
					}
					continue
				}
				for _, value := range cells(w, c, row) {
					for bit := range 8 * len(value) {
						value[bit/8] ^= 1 << (bit % 8)
						check(row, "a bit")
						value[bit/8] ^= 1 << (bit % 8)
					}
				}
			}
		}
	}
	if flips < 1000 {
		t.Errorf("only %d changes tried", flips)
	}
	if s.Hash() != want {
		t.Error("the hash did not come back")
	}
}

// TestHashPlace checks that neither shards, backend, order nor the numbering of
// symbols are part of the state.
func TestHashPlace(t *testing.T) {
	want := smallShards(t, ecs.Arche, 1).Hash()
	for _, b := range backends {
		for n := 1; n <= 3; n++ {
			if got := smallShards(t, b.make, n).Hash(); got != want {
				t.Errorf("%s, %d shards: hash %x, want %x", b.name, n, got, want)
			}
		}
	}
	moved := smallShards(t, ecs.Arche, 1)
	w := moved.Worlds[0]
	first := create(t, w, match, 1)
	w.Remove(match, w.Entity(match, 0)) // the last row takes its place
	if first == 0 || moved.Hash() == want {
		t.Error("a match was removed, and the hash is the same")
	}
}

// TestHashSwap checks that what two rows hold cannot change places unnoticed.
func TestHashSwap(t *testing.T) {
	s := smallShards(t, ecs.Arche, 1)
	want := s.Hash()
	names := matchName.Of(s.Worlds[0])
	names[0], names[1] = names[1], names[0]
	if s.Hash() == want {
		t.Error("two matches changed names, and the hash is the same")
	}
}

func BenchmarkHash(b *testing.B) {
	fans := ecs.Fans{
		components.Camera: 4, components.Rendition: 6, components.Segment: 16, components.Payload: 6, components.Pushed: 6,
		components.Sample: 32, components.Head: 4, components.Market: 5, components.Incident: 64,
	}
	for _, k := range components.All.Kinds {
		if k.Parent != nil && fans[k] == 0 {
			fans[k] = 4
		}
	}
	schema, err := ecs.NewSchema(&components.All, fans)
	if err != nil {
		b.Fatal(err)
	}
	const streams = 1000
	w := ecs.NewWorld(schema, ecs.Arche, ecs.Rows{components.Fixture: 1, components.Stream: streams})
	fixture := create(b, w, components.Fixture, 1)
	for n := range components.Number(streams) {
		*components.StreamFixture.At(w, create(b, w, components.Stream, n)) = fixture
	}
	s := &ecs.Shards{Schema: schema, Symbols: ecs.NewSymbols(), Worlds: []*ecs.World{w}}
	for b.Loop() {
		s.Hash()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/streams, "ns/stream")
}
