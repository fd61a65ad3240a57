package simulate

import "touchline/components"

// The pitch, from the center spot.
const (
	endX = 5250
	endY = 3400
)

// place places the players of a frame. The home side attacks to the right in the first
// half.
func place(seen *[players]components.Seen, now *Stop, w *weather) {
	var d drifts
	d.blow(w)
	way := int32(1)
	if now.Period%2 == 0 {
		way = -1
	}
	home, away := (*[side]components.Seen)(seen[:side]), (*[side]components.Seen)(seen[side:])
	atHome := line(home, components.Home, way, now, (*[side]spot)(d[:side]))
	atAway := line(away, components.Away, -way, now, (*[side]spot)(d[side:]))
	switch now.Holder {
	case components.Home:
		press(&home[atHome], &away[atAway], now.Place)
	case components.Away:
		press(&away[atAway], &home[atHome], now.Place)
	}
}

// line places the players of a side that attacks to the right if way is 1, and to the
// left if it is -1. It returns who of them is nearest to the ball, of those that are
// equally near the first.
//
// It writes 66 bytes.
func line(seen *[side]components.Seen, team components.Team, way int32, now *Stop, drifts *[side]spot) int {
	ballX, ballY := int32(now.Place.X), int32(now.Place.Y)
	s := stand(now.Place, way, now.SetPiece)
	least, move := int64(1<<63-1), s.keeper
	for k := range seen {
		at := s.base[k] + move + drifts[k]
		x, y := at.x(), at.y()
		seen[k] = components.Seen{Team: team, Place: components.Place{X: components.Centimeter(x), Y: components.Centimeter(y)}}
		dx, dy := int64(x-ballX), int64(y-ballY)
		least = min(least, (dx*dx+dy*dy)<<4|int64(k))
		move = s.all
	}
	return int(least & 15)
}

// press brings a player of the side that has the ball to it, and one of the others
// close.
func press(holder, other *components.Seen, ball components.Place) {
	holder.Place = components.Place{X: ball.X + 30, Y: ball.Y - 20}
	const off = 250 // cm
	other.Place = components.Place{X: ball.X + off, Y: ball.Y + off/2}
	if ball.X > 0 {
		other.Place.X = ball.X - off
	}
}
