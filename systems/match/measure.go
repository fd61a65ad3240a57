package match

import "touchline/components"

// measured is what the places of the players in a frame amount to.
type measured struct {
	nearest  components.Team  // of the player nearest to the ball
	crowd    uint8            // players around the ball
	seen     int32            // players whose place is known
	distance int32            // of the nearest, squared, in cm²
	middle   components.Place // of all players
}

// far is farther than any two places are from each other, squared.
const far = 1<<31 - 1

// measure measures the players of a frame against the ball. Of two that are
// equally near the first counts.
//
// It reads 6 bytes for each player.
func measure(ball components.Place, seen []components.Seen) measured {
	m := measured{distance: far}
	known := ball.X != components.NoPlace
	var x, y int32
	for i := range seen {
		p := &seen[i]
		if p.Place.X == components.NoPlace {
			continue
		}
		m.seen++
		x += int32(p.Place.X)
		y += int32(p.Place.Y)
		dx, dy := int64(p.Place.X)-int64(ball.X), int64(p.Place.Y)-int64(ball.Y)
		d := int32(min(dx*dx+dy*dy, far-1))
		if d < m.distance {
			m.distance, m.nearest = d, p.Team
		}
		if d <= around*around {
			m.crowd++
		}
	}
	if m.seen > 0 {
		m.middle = components.Place{X: components.Centimeter(x / m.seen), Y: components.Centimeter(y / m.seen)}
	}
	if !known {
		m.nearest, m.crowd, m.distance = components.NoTeam, 0, far
	}
	return m
}
