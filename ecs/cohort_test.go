package ecs_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
)

// tickets is how many there are of a feed that has many.
const tickets = 7

// crowd is a match with a feed that has more tickets than one shard takes: the first
// shard and two cohorts of it have some each. With one shard it has all of them.
func crowd(t testing.TB, shards int) *ecs.Shards {
	t.Helper()
	s := cohorts(t, shards, testRoom)
	payer := create(t, s.Common, owner, 5)
	w := s.Worlds[0]
	m := create(t, w, match, 10)
	*matchName.At(w, m) = s.Symbols.Of("home")
	*slotStart.At(w, 5) = -3
	f := create(t, w, feed, 20)
	*feedMatch.At(w, f) = m
	*slotFeed.At(w, 2) = f
	for _, w := range s.Worlds[1:] {
		w.CopyRows()
	}
	for n := range tickets {
		w := s.Worlds[cohortOf(components.Number(n))%shards]
		k := create(t, w, ticket, components.Number(n))
		*ticketFeed.At(w, k), *ticketOwner.At(w, k), *ticketSaved.At(w, k) = f, payer, uint32(n)
	}
	return s
}

// cohorts are empty shards, of which all follow the first; room is that for feeds.
func cohorts(t testing.TB, shards, room int) *ecs.Shards {
	t.Helper()
	s := newShards(testSchema(t), ecs.Arche, 1)
	for range shards - 1 {
		w := ecs.NewWorld(s.Schema, ecs.Arche, ecs.Rows{match: testRoom, feed: room, ticket: testRoom})
		w.Follow(s.Worlds[0], match, feed)
		s.Worlds = append(s.Worlds, w)
	}
	return s
}

func cohortOf(n components.Number) int { return int(n) % 3 }

// TestCohorts: where a feed's tickets are makes no difference to hash or snapshot, and
// copies none at all.
func TestCohorts(t *testing.T) {
	one, three := crowd(t, 1), crowd(t, 3)
	if one.Hash() != three.Hash() {
		t.Error("the hash depends on cohorts")
	}
	file := saved(t, one)
	if !bytes.Equal(file, saved(t, three)) {
		t.Error("the snapshot depends on cohorts")
	}
	sameAsOriginal(t, three)
	if first, copied := three.Worlds[0], three.Worlds[2]; first.Original() != nil || len(first.Followers()) != 2 ||
		copied.Original() != first || !copied.Copies(slot) || copied.Copies(ticket) || first.Copies(match) {
		t.Error("worlds do not know who follows whom")
	}
	*slotStart.At(three.Worlds[1], 5)++
	if three.Hash() != one.Hash() || !bytes.Equal(file, saved(t, three)) {
		t.Error("a copy counts")
	}
	if *ticketSaved.At(three.Worlds[1], 0)++; bytes.Equal(file, saved(t, three)) {
		t.Error("a ticket of a cohort does not count")
	}
}

// sameAsOriginal compares all that is copied.
func sameAsOriginal(t *testing.T, s *ecs.Shards) {
	t.Helper()
	for _, w := range s.Worlds[1:] {
		for _, c := range catalog.Columns {
			if root := c.Kind.Root(); !w.Copies(root) {
				continue
			} else if w.Len(root) != s.Worlds[0].Len(root) {
				t.Fatalf("%d copies of %d rows of %s", w.Len(root), s.Worlds[0].Len(root), root.Name)
			}
			for row := range w.Len(c.Kind.Root()) {
				if !bytes.Equal(rowBytes(w, c, row), rowBytes(s.Worlds[0], c, row)) {
					t.Errorf("%s.%s of row %d is not that of the original", c.Kind.Name, c.Name, row)
				}
			}
		}
	}
}

// TestPlaceCohorts: a snapshot is put into shards with cohorts, and comes out the same.
func TestPlaceCohorts(t *testing.T) {
	whole := crowd(t, 1)
	file := saved(t, whole)
	first := func(components.Number) int { return 0 }
	for _, tt := range []struct {
		name     string
		room     int
		cohortOf func(components.Number) int
		message  string
	}{
		{"as they were", testRoom, cohortOf, ""},
		{"all in the last", testRoom, func(components.Number) int { return 2 }, ""},
		{"no such cohort", testRoom, func(components.Number) int { return 3 }, "ticket 0: cohort 3 of shard 0: there are 2"},
		{"cohort below", testRoom, func(components.Number) int { return -1 }, "ticket 0: cohort -1 of shard 0: there are 2"},
		{"no room for copies", 0, cohortOf, "shard 1: 1 rows of feed, and room for 0: no room for a snapshot"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := cohorts(t, 3, tt.room)
			p, err := ecs.ReadSnapshot(bytes.NewReader(file), s.Schema)
			if err != nil {
				t.Fatal(err)
			}
			err = p.Place(s, first, tt.cohortOf)
			if tt.message != "" {
				if err == nil || err.Error() != tt.message {
					t.Errorf("error %v, want %s", err, tt.message)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			sameAsOriginal(t, s)
			if s.Hash() != whole.Hash() || !bytes.Equal(saved(t, s), file) {
				t.Error("comes out another")
			}
			if got := s.Worlds[2].Len(ticket); got == 0 {
				t.Error("the last cohort has no tickets")
			}
		})
	}
}

// TestPlaceApartFromCohort: what a cohort has no copy of is out of its reach.
func TestPlaceApartFromCohort(t *testing.T) {
	s := newShards(testSchema(t), ecs.Plain, 1)
	w := newWorld(s.Schema, ecs.Plain)
	w.Follow(s.Worlds[0], match)
	s.Worlds = append(s.Worlds, w)
	p, err := ecs.ReadSnapshot(bytes.NewReader(saved(t, crowd(t, 1))), s.Schema)
	if err != nil {
		t.Fatal(err)
	}
	err = p.Place(s, func(components.Number) int { return 0 }, func(n components.Number) int { return int(n) / 20 })
	if !errors.Is(err, ecs.ErrApart) || !strings.Contains(err.Error(), "in shard 0: feed 20 is in shard 1") {
		t.Errorf("error %v, want one of feed 20", err)
	}
}
