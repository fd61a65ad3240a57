package simulate

import "touchline/components"

// A side has a goalkeeper and ten more.
const (
	side    = 11
	players = 2 * side
)

// formation is where the players of a side stand when the ball is at the center
// spot, as seen by a side that attacks to the right: 4-4-2.
var formation = [side]components.Place{
	{X: -4700},
	{X: -2600, Y: -1750}, {X: -2900, Y: -600}, {X: -2900, Y: 600}, {X: -2600, Y: 1750},
	{X: -1200, Y: -1900}, {X: -1400, Y: -700}, {X: -1400, Y: 700}, {X: -1200, Y: 1900},
	{X: 300, Y: -800}, {X: 300, Y: 800},
}

// box is where they stand when a set piece comes before a goal, by how far they are
// from it and from the middle: of the side that defends it, and of the other.
var box = [2][side]components.Place{
	{{X: 4700}, {X: 4650, Y: -500}, {X: 4600, Y: -150}, {X: 4600, Y: 200}, {X: 4650, Y: 550}, {X: 4100, Y: -700},
		{X: 4000, Y: -100}, {X: 4000, Y: 400}, {X: 3600, Y: 900}, {X: 3000, Y: -300}, {X: 1500}},
	{{X: -4500}, {X: 500, Y: -900}, {X: 4450, Y: -350}, {X: 4450, Y: 100}, {X: 500, Y: 900}, {X: 4300, Y: 450},
		{X: 4150, Y: -500}, {X: 4200, Y: 250}, {X: 3300, Y: 700}, {X: 4700, Y: 0}, {X: 3700, Y: -600}},
}

// goalmouth is how far from the center spot a set piece is one before a goal.
const goalmouth = 3000

// A shape is where the players of a side stand before they move with the ball, by pairs,
// and as far back as they wander at most.
type shape [pairs]pair

// shapes are the shapes of a side that attacks to the left, and to the right: in play,
// and when a set piece comes before its own goal and the other.
var shapes = func() (all [2][3]shape) {
	for right, way := range []components.Centimeter{-1, 1} {
		all[right] = [3]shape{shapeOf(&formation, way, way), shapeOf(&box[0], -way, way), shapeOf(&box[1], way, way)}
	}
	return all
}()

// shapeOf mirrors places where a factor is -1.
func shapeOf(places *[side]components.Place, mirrorX, mirrorY components.Centimeter) (s shape) {
	for k, p := range places {
		p.X, p.Y = p.X*mirrorX-wander, p.Y*mirrorY-wander
		s[k/2] += pair(move(p) << (k % 2 * 32))
	}
	for k := range s {
		s[k] += farAway
	}
	return s
}

// stance is where the players of a side stand in a frame, before they wander.
type stance struct {
	base  *shape
	first pair // added to the goalkeeper and one more
	all   pair // added to all others
}

// deepest is how far a side goes back with the ball: there its defenders have their
// backs to the goal line.
const deepest = endX - 2900 - wander

// stand returns where a side stands that attacks to the right if way is 1, and to the
// left if it is -1. Whoever wanders from there is still on the pitch.
func stand(ball components.Place, way int32, setPiece bool) stance {
	own := &shapes[(way+1)/2]
	x, y := min(max(int32(ball.X)*way, -endX), endX), min(max(int32(ball.Y), -endY), endY)
	switch {
	case setPiece && x > goalmouth:
		return stance{base: &own[2]}
	case setPiece && x < -goalmouth:
		return stance{base: &own[1]}
	}
	all := components.Place{X: components.Centimeter(max(x*5/8, -deepest) * way), Y: components.Centimeter(y / 4)}
	keeper := components.Place{X: components.Centimeter((x + endX) / 12 * way), Y: components.Centimeter(y / 8)}
	return stance{base: &own[0], first: both(keeper, all), all: both(all, all)}
}
