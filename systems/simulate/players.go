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
	{X: -2600, Y: -2000}, {X: -2900, Y: -700}, {X: -2900, Y: 700}, {X: -2600, Y: 2000},
	{X: -1200, Y: -2200}, {X: -1400, Y: -800}, {X: -1400, Y: 800}, {X: -1200, Y: 2200},
	{X: 300, Y: -900}, {X: 300, Y: 900},
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

// line places the players of a side that attacks to the right if way is 1, and to
// the left if it is -1.
//
// It writes 66 bytes.
func line(seen []components.Seen, team components.Team, way components.Centimeter, ball components.Place, setPiece bool, w *weather) {
	x, y := ball.X*way, ball.Y*way
	for k := range side {
		p := formation[k]
		switch {
		case setPiece && x > goalmouth:
			p = box[1][k]
		case setPiece && x < -goalmouth:
			p = box[0][k]
			p.X = -p.X
		case k == 0:
			p.X += (x + 5250) / 12
			p.Y = y / 8
		default:
			p.X += x * 5 / 8
			p.Y = p.Y*7/8 + y/4
		}
		dx, dy := w.drift(uint64(team)*side + uint64(k))
		seen[k] = components.Seen{Team: team, Place: components.Place{
			X: min(max(p.X+dx, -5250), 5250) * way,
			Y: min(max(p.Y+dy, -3400), 3400) * way,
		}}
	}
}

// press brings a player of the side that has the ball to it, and the nearest of the
// others close.
func press(seen *[players]components.Seen, holder components.Team, ball components.Place) {
	for _, team := range [...]components.Team{components.Home, components.Away} {
		own := seen[int(team-components.Home)*side:][:side]
		nearest, least := 0, int32(1<<31-1)
		for k := range own {
			dx, dy := int32(own[k].Place.X)-int32(ball.X), int32(own[k].Place.Y)-int32(ball.Y)
			if d := dx*dx + dy*dy; d < least {
				nearest, least = k, d
			}
		}
		p := &own[nearest].Place
		if team == holder {
			p.X, p.Y = ball.X+30, ball.Y-20
			continue
		}
		const away = 250 // cm
		p.X, p.Y = ball.X+away, ball.Y+away/2
		if ball.X > 0 {
			p.X = ball.X - away
		}
	}
}

// weather is what makes players wander: each drifts between places that change
// every two seconds.
type weather struct {
	seed, number uint64
	from, to     uint64
	part         int64 // of the way from one to the other, in 1024ths
}

const spell = 2 * components.PTSPerSecond

// at brings the weather of a time.
func (w *weather) at(t components.PTS) {
	cell := uint64(t / spell)
	from, to := ecs.NewRand(w.seed, w.number, cell, forFrame), ecs.NewRand(w.seed, w.number, cell+1, forFrame)
	w.from, w.to = from.Uint64(), to.Uint64()
	w.part = int64(t%spell) * 1024 / int64(spell)
}

// drift is how far player k is from where it should be: up to 5.12 m each way.
func (w *weather) drift(k uint64) (x, y components.Centimeter) {
	a, b := scatter(w.from, k), scatter(w.to, k)
	ax, ay := int64(a>>54), int64(a>>44&1023)
	bx, by := int64(b>>54), int64(b>>44&1023)
	return components.Centimeter(ax + (bx-ax)*w.part/1024 - 512), components.Centimeter(ay + (by-ay)*w.part/1024 - 512)
}

// scatter draws a number for k from one that was drawn for all.
func scatter(all, k uint64) uint64 {
	z := (all + k*0x9e3779b97f4a7c15) * 0xbf58476d1ce4e5b9
	return (z ^ z>>31) * 0x94d049bb133111eb
}
