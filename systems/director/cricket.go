package director

import (
	"time"

	"touchline/components"
)

// Cricket has the ball on the wide camera, behind the bowler's arm, from the run-up
// until it is dead, and the players from then to the next run-up. Faces count for
// less than at football: between two balls there is little else, and they would
// never leave the air.
func Cricket() Preset {
	return Preset{
		Name:    "cricket",
		Weights: Weights{Audio: 350, Face: 200, Motion: 300, Speaking: 150},
		MinShot: components.PTSOf(2 * time.Second),
		MaxShot: [shotSizes]components.PTS{
			components.Wide:   components.PTSOf(30 * time.Second),
			components.Medium: components.PTSOf(10 * time.Second),
			components.Close:  components.PTSOf(10 * time.Second),
		},
		Gain:   150,
		Smooth: components.PTSOf(200 * time.Millisecond),
		Moment: crease,
	}
}

// crease is what each moment of a match of cricket asks for. The ball is bowled in
// the middle, whatever it is hit to: of places there is no table.
//
// The roles are those of football. The cameras of the boxes stand square of the
// wicket, the low one on the boundary, those of the goals behind the sight screens,
// and the reverse one at the other end.
var crease = MomentTable{
	components.NoPlay:    {100, 0, 50, 50, 0, 0, 0, 50},
	components.BuildUp:   {450, 0, -150, -150, -100, -50, -50, -250},
	components.Attack:    {450, 0, 50, 50, 0, -50, -50, -250},
	components.Stopped:   {-100, 100, 100, 100, 100, 0, 0, 50},
	components.Celebrate: {-150, 250, 0, 0, 250, 0, 0, 100},
	components.InReview:  {50, 100, 100, 100, 50, 50, 50, 50},
}

// For returns the preset that a match of sport is cut with where preset is asked
// for: each sport has its own in the place of sports, which is that of football.
func (c Config) For(sport components.Sport, preset uint8) uint8 {
	if sport != components.Cricket || int(preset) >= len(c.Presets) || c.Presets[preset].Name != sports {
		return preset
	}
	if own, ok := c.Index(sport.String()); ok {
		return own
	}
	return preset
}

// sports is the name of the preset that stands for that of the sport.
const sports = "sports"
