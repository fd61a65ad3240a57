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
	if w.Taken(note) != room {
		t.Errorf("memory for %d rows, want for the %d that there is room for", w.Taken(note), room)
	}
	if !panics(func() { w.Append(note, 1) }) {
		t.Error("a row appended beyond the room")
	}
	if n := testing.AllocsPerRun(10, func() { w.Clear(); w.Append(note, room) }); n != 0 {
		t.Errorf("memory is taken again: %v times", n)
	}
}
