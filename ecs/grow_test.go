package ecs_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
)

// TestGrow fills transient kinds beyond the memory that was taken for them: what came
// before stays, memory once taken is kept, and the room is what it was.
func TestGrow(t *testing.T) {
	const room = 100
	w := ecs.NewUsualWorld(testSchema(t), ecs.Plain, ecs.Rows{match: 1, note: room}, ecs.Rows{note: 3, match: 0})
	if w.Taken(note) != 3 || w.Taken(word) != 6 || w.Room(note) != room || w.Taken(match) != 1 {
		t.Fatalf("memory for %d notes, %d words, %d matches, and room for %d", w.Taken(note), w.Taken(word), w.Taken(match), w.Room(note))
	}
	for tick := range 2 {
		w.Clear()
		for i := range components.Row(room) {
			if row := w.Append(note, 1); row != i {
				t.Fatalf("row %d, want %d", row, i)
			}
			*noteFeed.At(w, i) = 7 * i
			*wordValue.At(w, 2*i), *wordValue.At(w, 2*i+1) = int32(i), int32(i)+1
		}
		for i := range components.Row(room) {
			if *noteFeed.At(w, i) != 7*i || *wordValue.At(w, 2*i) != int32(i) || *wordValue.At(w, 2*i+1) != int32(i)+1 {
				t.Fatalf("tick %d: row %d holds %d", tick, i, *noteFeed.At(w, i))
			}
		}
	}
	if w.Taken(note) != room { // not yet given back
		t.Errorf("memory for %d rows, want for the %d that there is room for", w.Taken(note), room)
	}
	if !panics(func() { w.Append(note, 1) }) {
		t.Error("a row appended beyond the room")
	}
	if n := testing.AllocsPerRun(10, func() { w.Clear(); w.Append(note, room) }); n != 0 {
		t.Errorf("memory is taken again: %v times", n)
	}
}

// TestGiveBack: memory beyond the usual is given back when it was not needed for a while,
// and not before; what comes then is where the usual always was.
func TestGiveBack(t *testing.T) {
	const usual, long = 3, 256
	w := ecs.NewUsualWorld(testSchema(t), ecs.Plain, ecs.Rows{match: 1, note: 100}, ecs.Rows{note: usual})
	tick := func(rows int) *int32 {
		w.Clear()
		w.Append(note, rows)
		return &wordValue.Of(w)[0]
	}
	place := tick(1)
	for round := range 2 {
		tick(50)
		for range long - 1 {
			tick(usual)
		}
		tick(usual + 1) // just in time
		for i := range long + 1 {
			if w.Taken(note) != 50 || w.Taken(word) != 100 {
				t.Fatalf("round %d: memory for %d notes and %d words, %d ticks after it was needed", round, w.Taken(note), w.Taken(word), i)
			}
			tick(usual)
		}
		if w.Taken(note) != usual || w.Taken(word) != 2*usual || &wordValue.Of(w)[0] != place {
			t.Errorf("round %d: memory for %d notes and %d words, want the usual", round, w.Taken(note), w.Taken(word))
		}
	}
}
