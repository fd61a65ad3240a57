package match

import (
	"touchline/components"
	"touchline/ecs"
)

// What tracking is taken to show.
const (
	lead    components.PTS = components.PTSPerSecond * 2 / 5 // cameras look where the ball will be then
	gap     components.PTS = components.PTSPerSecond         // frames further apart do not follow each other
	touches                = 3                               // frames after which who is at the ball has it

	reach  = 150  // cm: who is that near may have the ball
	head   = 250  // cm: nobody reaches a ball that is higher
	around = 1000 // cm: who is that near is in the crowd
)

// crowdFrom is how far from the center spot a crowd around the ball is one before a
// goal. Elsewhere nobody asks for it, and who has the ball is often said: then the
// players need not be looked at. A ball that was not seen is beyond it.
const crowdFrom components.Centimeter = 3000

// The pitch of 105 m by 68 m, from the center spot.
const (
	endX components.Centimeter = 5250
	endY components.Centimeter = 3400
)

// follow takes in the frames of the tick, in the order in which they were taken:
// where the ball is and goes, who is around it, and who has it. Events told of the
// ball before; a frame is newer than they are.
//
// It reads 31 bytes for each frame, and 6 for each player in it where that is needed,
// and reads and writes 51 of its fixture.
func follow(r *ecs.Run) {
	if r.Len(components.FrameRow) == 0 {
		return
	}
	var e eyes
	e.of(r)
	for i, f := range e.fixture {
		if e.phase[f] == components.NoPlay {
			continue // what is seen in a break is no play
		}
		ball, last := e.place[i], &e.watched[f]
		m := measured{distance: far}
		if e.said[i] == components.NoTeam || ball.X >= crowdFrom || ball.X <= -crowdFrom {
			m = e.measure(i)
		}
		since := e.at[i] - last.At
		if last.At == 0 || since > gap {
			since = 0 // it does not follow the last
		}
		e.crowd[f] = m.crowd
		e.look(f, ball, since, &m)
		e.hold(i, f, since, &m)
		if ball.X != components.NoPlace {
			e.ball[f] = ball
			last.Ball, last.At = ball, e.at[i]
			e.advance(f, ball.X, e.at[i])
		}
	}
}

// look sets where cameras of fixture f should look: where the ball will be a moment
// later if it goes on as it did since the last frame, or where the players are if
// it is not seen.
func (e *eyes) look(f components.Row, ball components.Place, since components.PTS, m *measured) {
	switch {
	case ball.X != components.NoPlace && since > 0:
		last := e.watched[f].Ball
		e.aim[f] = components.Place{X: onward(last.X, ball.X, since, endX), Y: onward(last.Y, ball.Y, since, endY)}
	case ball.X != components.NoPlace:
		e.aim[f] = ball
	case m.seen > 0:
		e.aim[f] = m.middle
	}
}

// onward is where, a lead later, what went from a to b in since will be, on the
// pitch.
func onward(a, b components.Centimeter, since components.PTS, end components.Centimeter) components.Centimeter {
	to := int32(b) + (int32(b)-int32(a))*int32(lead)/int32(since)
	return components.Centimeter(min(max(to, -int32(end)), int32(end)))
}

// hold notes who has the ball in frame i, and counts how long each side had it
// since the last.
func (e *eyes) hold(i int, f components.Row, since components.PTS, m *measured) {
	touch, holder := &e.watched[f], e.holder[f]
	if e.play[i] == components.BallDead {
		touch.Near, touch.Frames = components.NoTeam, 0
		return
	}
	if !stopped(e.sport[f], e.phase[f]) {
		switch holder {
		case components.Home:
			e.held[f].Home += since
		case components.Away:
			e.held[f].Away += since
		}
	}
	near := m.nearest
	if e.height[i] > head || m.distance > reach*reach {
		near = components.NoTeam
	}
	if near != touch.Near {
		touch.Near, touch.Frames = near, 0
	}
	touch.Frames = min(touch.Frames, 254) + 1
	switch said := e.said[i]; {
	case said != components.NoTeam:
		e.holder[f] = said
	case near != components.NoTeam && touch.Frames >= touches:
		e.holder[f] = near
	}
}

// advance makes play an attack, or an attack plain play, as the ball moves. Within
// margin of where attacks begin it stays what it is. At cricket nothing is attacked
// that has a place.
func (e *eyes) advance(f components.Row, x components.Centimeter, at components.PTS) {
	const margin = 300 // cm
	was, holder, period := e.phase[f], e.holder[f], e.period[f]
	is := was
	switch {
	case e.sport[f] == components.Cricket:
	case was == components.BuildUp && ahead(holder, period, x):
		is = components.Attack
	case was == components.Attack && !ahead(holder, period, x-margin) && !ahead(holder, period, x+margin):
		is = components.BuildUp
	}
	if is != was {
		e.phase[f], e.since[f] = is, at
	}
}

// stopped reports whether the ball is not in play in a phase of a match of sport.
func stopped(sport components.Sport, p components.Phase) bool {
	return forced[sport][p] || p == components.Stopped
}
