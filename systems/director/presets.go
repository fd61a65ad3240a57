package director

import (
	"time"

	"touchline/components"
)

// Default has the presets sports, news, interview and cricket, in this order.
func Default() Config {
	return Config{
		Presets: []Preset{Sports(), News(), Interview(), Cricket()},
		React:   components.PTSOf(2 * time.Second),
	}
}

// Sports cuts fast and goes where the match is. Wide shots may last: they carry
// the play.
func Sports() Preset {
	return Preset{
		Name:    sports,
		Weights: Weights{Audio: 350, Face: 300, Motion: 200, Speaking: 150},
		MinShot: components.PTSOf(2 * time.Second),
		MaxShot: [shotSizes]components.PTS{
			components.Wide:   components.PTSOf(40 * time.Second),
			components.Medium: components.PTSOf(15 * time.Second),
			components.Close:  components.PTSOf(8 * time.Second),
		},
		Gain:   120,
		Smooth: components.PTSOf(200 * time.Millisecond),
		Moment: match,
		Ball:   pitch,
	}
}

// News cuts slowly, and cares for who speaks more than for what moves.
func News() Preset {
	return Preset{
		Name:    "news",
		Weights: Weights{Audio: 350, Face: 300, Motion: 100, Speaking: 250},
		MinShot: components.PTSOf(5 * time.Second),
		MaxShot: [shotSizes]components.PTS{
			components.Wide:   components.PTSOf(30 * time.Second),
			components.Medium: components.PTSOf(45 * time.Second),
			components.Close:  components.PTSOf(30 * time.Second),
		},
		Gain:   200,
		Smooth: components.PTSOf(time.Second),
	}
}

// Interview follows the voice: whoever speaks is soon in the picture, and a
// listener is shown now and then. All its cameras film one sofa, so that cuts
// between alike shots are its daily bread.
func Interview() Preset {
	return Preset{
		Name:    "interview",
		Weights: Weights{Audio: 300, Face: 200, Motion: 50, Speaking: 450},
		MinShot: components.PTSOf(3 * time.Second),
		MaxShot: [shotSizes]components.PTS{
			components.Wide:   components.PTSOf(10 * time.Second),
			components.Medium: components.PTSOf(20 * time.Second),
			components.Close:  components.PTSOf(20 * time.Second),
		},
		Gain:     150,
		Smooth:   components.PTSOf(500 * time.Millisecond),
		JumpCuts: true,
	}
}

// match is what each moment of a match asks for: the whole of it while the ball
// is in play, the players when it is not, those who scored after a goal.
//
// The roles: main wide, main tight, box left and right, low at the halfway line,
// behind the left and the right goal, reverse.
var match = MomentTable{
	components.NoPlay:    {100, 50, 0, 0, 50, 0, 0, 0},
	components.BuildUp:   {350, 50, -150, -150, -50, -250, -250, -250},
	components.Attack:    {350, 50, 50, 50, -100, -150, -150, -250},
	components.Shooting:  {300, 100, 150, 150, -50, 100, 100, -150},
	components.SetPiece:  {200, 150, 150, 150, 0, 50, 50, -100},
	components.Stopped:   {50, 200, 0, 0, 200, -50, -50, 50},
	components.Celebrate: {-150, 300, -50, -50, 300, 50, 50, 100},
	components.InReview:  {150, 150, 0, 0, 150, 0, 0, 50},
}

// pitch prefers the cameras at the ball's end, and keeps those of the other end
// off the air. In front of a goal full of players those behind it see most.
var pitch = BallTable{
	LeftBox:    {-50, 0, 150, -400, -50, 150, -400, 0},
	LeftThird:  {0, 0, 50, -300, 0, 0, -300, 0},
	Middle:     {50, 0, -150, -150, 50, -150, -150, 0},
	RightThird: {0, 0, -300, 50, 0, -300, 0, 0},
	RightBox:   {-50, 0, -400, 150, -50, -400, 150, 0},
	LeftCrowd:  {-50, 0, 200, -400, -50, 250, -400, 0},
	RightCrowd: {-50, 0, -400, 200, -50, -400, 250, 0},
}
