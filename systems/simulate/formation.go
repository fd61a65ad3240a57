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
	{{X: 5200}, {X: 4700, Y: -500}, {X: 4600, Y: -150}, {X: 4600, Y: 200}, {X: 4700, Y: 550}, {X: 4100, Y: -700},
		{X: 4000, Y: -100}, {X: 4000, Y: 400}, {X: 3600, Y: 900}, {X: 3000, Y: -300}, {X: 1500}},
	{{X: -4500}, {X: 500, Y: -900}, {X: 4450, Y: -350}, {X: 4450, Y: 100}, {X: 500, Y: 900}, {X: 4300, Y: 450},
		{X: 4150, Y: -500}, {X: 4200, Y: 250}, {X: 3300, Y: 700}, {X: 4700, Y: 0}, {X: 3700, Y: -600}},
}

// goalmouth is how far from the center spot a set piece is one before a goal.
const goalmouth = 3000

// A shape is where the players of a side stand before they move with the ball and wander.
type shape [side]spot

// shapes are the shapes of a side that attacks to the left, and to the right: in play,
// and when a set piece comes before its own goal and the other.
var shapes = func() (all [2][3]shape) {
	for right, way := range []int32{-1, 1} {
		for k := range side {
			all[right][0][k] = spotAt(formation[k], way, way)
			all[right][1][k] = spotAt(box[0][k], -way, way)
			all[right][2][k] = spotAt(box[1][k], way, way)
		}
	}
	return all
}()

// stance is where the players of a side stand in a frame, before they wander.
type stance struct {
	base   *shape
	all    spot // added to all of them but the goalkeeper
	keeper spot // added to the goalkeeper
}

// stand returns where a side stands that attacks to the right if way is 1, and to the
// left if it is -1.
func stand(ball components.Place, way int32, setPiece bool) stance {
	own := &shapes[(way+1)/2]
	x, y := int32(ball.X), int32(ball.Y)
	switch {
	case setPiece && x*way > goalmouth:
		return stance{base: &own[2]}
	case setPiece && x*way < -goalmouth:
		return stance{base: &own[1]}
	}
	return stance{base: &own[0], all: beside(x*5/8, y/4), keeper: beside((x+endX*way)/12, y/8)}
}
