package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

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

// stance is where the players of a side stand in a frame, before they wander.
type stance struct {
	base   *[side]components.Place
	mirror int32            // -1 if it is seen from the other end
	x, y   int32            // added to all of them but the goalkeeper
	keeper components.Place // added to the goalkeeper
}

// stand returns where a side stands that attacks to the right, with the ball at x, y.
func stand(x, y int32, setPiece bool) stance {
	switch {
	case setPiece && x > goalmouth:
		return stance{base: &box[1], mirror: 1}
	case setPiece && x < -goalmouth:
		return stance{base: &box[0], mirror: -1}
	}
	return stance{
		base: &formation, mirror: 1, x: x * 5 / 8, y: y / 4,
		keeper: components.Place{X: components.Centimeter((x + endX) / 12), Y: components.Centimeter(y / 8)},
	}
}

// The pitch, from the center spot.
const (
	endX = 5250
	endY = 3400
)

// line places the players of a side that attacks to the right if way is 1, and to
// the left if it is -1.
//
// It writes 66 bytes.
func line(seen *[side]components.Seen, team components.Team, way int32, ball components.Place, setPiece bool, w *weather) {
	s := stand(int32(ball.X)*way, int32(ball.Y)*way, setPiece)
	x, y := int32(s.keeper.X), int32(s.keeper.Y)
	from, to, part := w.from, w.to, w.part
	salt := uint64(team) * side * odd1
	for k := range seen {
		// Where it drifts from and to, up to 5.12 m each way: the upper bits of a product
		// depend on all of both factors.
		a, b := (from^salt)*odd2, (to^salt)*odd2
		ax, ay := int32(a>>54), int32(a>>44&1023)
		dx := ax + (int32(b>>54)-ax)*part>>10 - 512
		dy := ay + (int32(b>>44&1023)-ay)*part>>10 - 512

		p := &s.base[k]
		px := min(max(int32(p.X)*s.mirror+x+dx, -endX), endX) * way
		py := min(max(int32(p.Y)+y+dy, -endY), endY) * way
		seen[k] = components.Seen{Team: team, Place: components.Place{X: components.Centimeter(px), Y: components.Centimeter(py)}}
		x, y = s.x, s.y
		salt += odd1
	}
}

// press brings a player of the side that has the ball to it, and the nearest of the
// others close.
func press(seen *[players]components.Seen, holder components.Team, ball components.Place) {
	home, away := nearest(seen[:side], ball), nearest(seen[side:], ball)
	if holder == components.Away {
		home, away = away, home
	}
	home.Place = components.Place{X: ball.X + 30, Y: ball.Y - 20}
	const off = 250 // cm
	away.Place = components.Place{X: ball.X + off, Y: ball.Y + off/2}
	if ball.X > 0 {
		away.Place.X = ball.X - off
	}
}

// nearest returns who of a side is nearest to the ball.
func nearest(own []components.Seen, ball components.Place) *components.Seen {
	found, least := 0, int32(1<<31-1)
	for k := range own {
		dx, dy := int32(own[k].Place.X)-int32(ball.X), int32(own[k].Place.Y)-int32(ball.Y)
		if d := dx*dx + dy*dy; d < least {
			found, least = k, d
		}
	}
	return &own[found]
}

// weather is what makes players wander: each drifts between places that change
// every two seconds.
type weather struct {
	from, to uint64
	part     int32 // of the way from one to the other, in 1024ths
}

const spell = 2 * components.PTSPerSecond

// newWeather returns the weather over a match at a time.
func newWeather(seed, number uint64, t components.PTS) weather {
	cell := uint64(t / spell)
	from, to := ecs.NewRand(seed, number, cell, forFrame), ecs.NewRand(seed, number, cell+1, forFrame)
	return weather{from.Uint64(), to.Uint64(), int32(int64(t%spell) * 1024 / int64(spell))}
}
