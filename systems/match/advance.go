package match

import "touchline/components"

// advance makes play an attack, or an attack plain play, as the ball moves. Within
// margin of where attacks begin it stays what it is. At cricket nothing is attacked
// that has a place.
func (e *eyes) advance(f components.Row, x components.Centimeter, at components.PTS) {
	const margin = 300 // cm
	if e.sport[f] == components.Cricket {
		return
	}
	holder, onward := e.holder[f], int32(x) // from the halfway line, for the side that has the ball
	if (holder == components.Home) != (e.period[f]%2 == 1) {
		onward = -onward
	}
	was := e.phase[f]
	is := was
	switch {
	case was == components.BuildUp && holder != components.NoTeam && onward > int32(lastThird):
		is = components.Attack
	case was == components.Attack && (holder == components.NoTeam || onward+margin <= int32(lastThird)):
		is = components.BuildUp
	}
	if is != was {
		e.phase[f], e.since[f] = is, at
	}
}
