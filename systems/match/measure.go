package match

import "touchline/components"

// measured is what the places of the players in a frame amount to.
type measured struct {
	nearest  components.Team  // of the player nearest to the ball
	crowd    uint8            // players around the ball
	seen     int32            // players whose place is known, if the ball was not seen
	distance int32            // of the nearest, squared, in cm²
	middle   components.Place // of all players, if the ball was not seen
}

// known is what players were measured to be against a ball.
type known struct {
	players int // 0 is nothing
	first   components.Row
	ball    components.Place
	measured
}

// measure measures the players of frame i against its ball. Frames that share players
// have the same ball, as a rule, and follow each other.
func (e *eyes) measure(i int) *measured {
	first, players, ball := e.first[i], int(e.sighting[i].Players), e.sighting[i].Ball
	k := &e.known[first/2%8] // there are 22, as a rule
	if k.players != players || k.first != first || k.ball != ball {
		*k = known{players, first, ball, measure(ball, e.seen[first:][:players])}
	}
	return &k.measured
}

// unmeasured is what players amount to that are not looked at.
var unmeasured = measured{distance: far}

// at is whose player may have the ball, which is so high.
func (m *measured) at(height components.Centimeter) components.Team {
	if height > head || m.distance > reach*reach {
		return components.NoTeam
	}
	return m.nearest
}

// far is farther than any two places are from each other, squared.
const far = 1<<31 - 1

// measure measures the players of a frame against the ball. Of two that are
// equally near the first counts.
//
// It reads 6 bytes for each player.
func measure(ball components.Place, seen []components.Seen) measured {
	if ball.X == components.NoPlace {
		return middle(seen)
	}
	bx, by := int64(ball.X), int64(ball.Y)
	crowd, least := int64(0), int64(far<<8)
	for i := range seen {
		// Who has no place is far beyond the pitch, and so neither near nor in the crowd.
		p := &seen[i].Place
		dx, dy := int64(p.X)-bx, int64(p.Y)-by
		d := dx*dx + dy*dy
		crowd -= (d - around*around - 1) >> 63 // 1 if it is no farther
		least = min(least, d<<8|int64(i))
	}
	m := measured{distance: far, crowd: uint8(crowd)}
	if least < far<<8 {
		m.nearest, m.distance = seen[least&255].Team, int32(least>>8)
	}
	return m
}

// middle is what a frame amounts to in which the ball was not seen.
func middle(seen []components.Seen) measured {
	m := measured{distance: far}
	var x, y int32
	for i := range seen {
		if p := seen[i].Place; p.X != components.NoPlace {
			m.seen++
			x += int32(p.X)
			y += int32(p.Y)
		}
	}
	if m.seen > 0 {
		m.middle = components.Place{X: components.Centimeter(x / m.seen), Y: components.Centimeter(y / m.seen)}
	}
	return m
}
