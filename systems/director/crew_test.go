package director

import (
	"math/rand/v2"
	"testing"

	"touchline/components"
)

// TestCrew checks that what the moment adds to four cameras at once is what it adds to
// each, at the ends of the range and within it.
func TestCrew(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	edges := []components.Permille{-2000, -1001, -1000, -1, 0, 1, 1000, 2000}
	worths := []components.Permille{0, 1, 499, 999, 1000}
	for range 2000 {
		var bonus [components.Roles]components.Permille
		for role := range bonus {
			if bonus[role] = components.Permille(rng.IntN(4001) - 2000); rng.IntN(2) == 0 {
				bonus[role] = edges[rng.IntN(len(edges))]
			}
		}
		var c crew
		c.compile(&bonus)
		var worth [4]components.Permille
		var setups [4]components.Setup
		for k := range worth {
			worth[k] = worths[rng.IntN(len(worths))]
			setups[k] = components.SetupOf(components.Role(rng.IntN(int(components.Roles))), components.ShotSize(rng.IntN(3)), components.Side(rng.IntN(3)))
		}
		var got [4]components.Permille
		fourOf(&worth).and(c.four(&setups)).put(&got)
		for k := range got {
			added := int32(bonus[setups[k].Role()])
			if of := c.of(setups[k]); of != added {
				t.Fatalf("%v gets %d, want %d", setups[k], of, added)
			}
			if want := bound(int32(worth[k]) + added); int32(got[k]) != want {
				t.Fatalf("%d and %d beside each other make %d, want %d", worth[k], added, got[k], want)
			}
		}
	}
}
