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
	atHome := line(home, components.Home, way, now, &d[0])
	atAway := line(away, components.Away, -way, now, &d[1])
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
func line(seen *[side]components.Seen, team components.Team, way int32, now *Stop, drifts *[pairs]pair) int {
	s := stand(now.Place, way, now.SetPiece)
	least, moved := int64(1<<63-1), s.first
	for k := range pairs {
		at := (s.base[k] + moved + drifts[k]).open()
		moved = s.all
		seen[2*k] = components.Seen{Team: team, Place: placeOf(at)}
		least = min(least, apart(placeOf(at), now.Place)<<4|int64(2*k))
		if at >>= 32; 2*k+1 < side {
			seen[2*k+1] = components.Seen{Team: team, Place: placeOf(at)}
			least = min(least, apart(placeOf(at), now.Place)<<4|int64(2*k+1))
		}
	}
	return int(least & 15)
}

// apart is how far two places are from each other, squared, in cm².
func apart(a, b components.Place) int64 {
	dx, dy := int64(a.X)-int64(b.X), int64(a.Y)-int64(b.Y)
	return dx*dx + dy*dy
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
