package simulate_test

import (
	"testing"

	"touchline/components"
	"touchline/systems/simulate"
)

const second = components.PTSPerSecond

// event is something that happened at x, so many seconds into the recording; it
// took a while if it ended elsewhere.
func event(s int, x, end components.Centimeter, ms uint32) components.Event {
	e := components.Event{Kind: components.Pass, Period: 1, Team: components.Home, Occurred: components.PTS(s) * second, X: x, EndX: end, Duration: ms, Source: components.FromMatch}
	if end == components.NoPlace {
		e.EndY = end
	}
	return e
}

// TestPath follows the ball along events that come out of their order, of which
// some tell nothing of it.
func TestPath(t *testing.T) {
	const none = components.NoPlace
	void, nowhere, caption := event(14, 9, none, 0), event(15, none, none, 0), event(16, 9, none, 0)
	void.Flags, nowhere.Y, caption.Kind = components.Voided, none, components.Caption
	path := simulate.NewPath([]components.Event{
		event(30, 3000, none, 0), void, nowhere, caption, event(10, -1000, 1000, 2000), event(13, 1000, none, 1000),
	})
	if len(path) != 4 {
		t.Fatalf("%d stops, want 4: %v", len(path), path)
	}
	for _, tt := range []struct {
		ms   int
		want components.Centimeter
	}{
		{0, -1000}, {10_000, -1000}, {11_000, 0}, {12_000, 1000}, {12_500, 1000}, {13_000, 1000},
		{26_000, 1000}, {27_000, 1500}, {29_000, 2500}, {30_000, 3000}, {90_000, 3000},
	} {
		if got := simulate.BallAt(path, components.PTS(tt.ms)*90); got.X != tt.want {
			t.Errorf("after %d ms the ball is at %d, want %d", tt.ms, got.X, tt.want)
		}
	}
	if got := simulate.BallAt(simulate.Path{}, 1); got != (components.Place{}) {
		t.Errorf("an empty path leads to %v", got)
	}
}
