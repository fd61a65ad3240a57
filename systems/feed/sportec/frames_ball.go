package sportec

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// flight is where the ball was, and what is said of it.
type flight struct {
	place  components.Place
	height components.Centimeter
	play   components.BallState
	holder components.Team
}

// play reads whether the ball was in play.
func (f *frames) play(e *element) components.BallState {
	switch string(e.status) {
	case "":
	case "0":
		return components.BallDead
	case "1":
		return components.BallInPlay
	default:
		f.warn(recording.UnknownFlag, e.from, "Frame.BallStatus %s", recording.Clip(e.status))
	}
	return components.BallUnknown
}

// holder reads who had the ball: 1 is the home side, whoever that is.
func (f *frames) holder(e *element) components.Team {
	switch string(e.possession) {
	case "", "0":
	case "1":
		return components.Home
	case "2":
		return components.Away
	default:
		f.warn(recording.UnknownFlag, e.from, "Frame.BallPossession %s", recording.Clip(e.possession))
	}
	return components.NoTeam
}

// height reads how high the ball was; that of a ball nowhere is not known either.
func (f *frames) height(e *element, place components.Place) components.Centimeter {
	const most = 100_00 // the highest that it is thought to fly
	if len(e.z) == 0 {
		return components.NoPlace
	}
	z := f.meters(e, "Frame.Z", e.z)
	if max(z, -z) > most {
		f.warn(recording.BadPlace, e.from, "a height of %s: not known", recording.Clip(e.z))
		return components.NoPlace
	}
	if place.X == components.NoPlace {
		return components.NoPlace
	}
	return components.Centimeter(z)
}
