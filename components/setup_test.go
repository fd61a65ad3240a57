package components

import "testing"

// TestSetup: a setup is what it was made of, whatever lies beside it in the byte.
func TestSetup(t *testing.T) {
	type view struct {
		size ShotSize
		side Side
	}
	seen := map[Setup]view{}
	for role := range Roles {
		for size := range shotSizes {
			for side := range sides {
				s := SetupOf(role, size, side)
				if s.Role() != role || s.Size() != size || s.Side() != side {
					t.Errorf("%v %v %v became %v", role, size, side, s)
				}
				for other, v := range seen {
					if want := v == (view{size, side}); s.Alike(other) != want {
						t.Errorf("%v and %v alike: %v, want %v", s, other, !want, want)
					}
				}
				seen[s] = view{size, side}
			}
		}
	}
	if want := int(Roles) * int(shotSizes) * int(sides); len(seen) != want {
		t.Errorf("%d setups, want %d", len(seen), want)
	}
	if got, want := SetupOf(GoalLeft, Close, OnLine).String(), "goal-left close line"; got != want {
		t.Errorf("String = %q, want %q", got, want)
	}
}
