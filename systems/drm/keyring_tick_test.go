package drm_test

import (
	"testing"

	"touchline/components"
	"touchline/systems/drm"
)

// TestKeysOfTheTick runs ticks in which key periods begin, and compares the key IDs
// in their columns with those that a packager with the same secret comes to.
func TestKeysOfTheTick(t *testing.T) {
	h := newHouse(t, config(), 1, 4)
	r := h.shards[0]
	keys, err := drm.NewKeys(config())
	if err != nil {
		t.Fatal(err)
	}
	numbers := []components.Number{1, 7, 1 << 40}
	for _, n := range numbers {
		h.stream(0, n)
	}
	for _, start := range []components.PTS{0, 300*second - 1, 300 * second, 1<<31*second - 1} {
		period := keys.Period(start)
		r.Clear()
		for row := range numbers {
			pushed(r, components.Row(row), period)
		}
		r.Do(h.system)
		for row, n := range numbers {
			for tier := range components.Tiers {
				at := components.Row(int(tier)*r.Plane(components.Key) + row)
				got, want := *components.KeyID.At(r, at), keys.Key(n, tier, period).ID
				if got != want {
					t.Errorf("stream %d, tier %v, period %d: key ID %x in the column, %x for a packager", n, tier, period, got, want)
				}
				if p := *components.KeyPeriod.At(r, at); p != period {
					t.Errorf("stream %d: key of period %d, want %d", n, p, period)
				}
			}
		}
	}
	if a, b := h.system.Keys().Key(7, components.HDTier, 3), keys.Key(7, components.HDTier, 3); a != b {
		t.Error("the system's keys are not those of its configuration")
	}
}
