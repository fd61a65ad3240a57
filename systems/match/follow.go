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

// The pitch of 105 m by 68 m, from the center spot.
const (
	endX components.Centimeter = 5250
	endY components.Centimeter = 3400
)

// follow takes in the frames of the tick, in the order in which they were taken:
// where the ball is and goes, who is around it, and who has it. Events told of the
// ball before; a frame is newer than they are.
func follow(r *ecs.Run) {
	n := r.Len(components.FrameRow)
	if n == 0 {
		return
	}
	fan := r.Schema().Fan(components.Tracked)
	fixture, ball := components.FrameFixture.Of(r)[:n], components.FrameBall.Of(r)[:n]
	players, seen := components.FramePlayers.Of(r)[:n], components.TrackedSeen.Of(r)
	for i, f := range fixture {
		if *components.FixturePhase.At(r, f) == components.NoPlay {
			continue // what is seen in a break is no play
		}
		row, m := components.Row(i), measure(ball[i], seen[i*fan:][:players[i]])
		at, last := *components.FrameAt.At(r, row), components.FixtureWatched.At(r, f)
		since := at - last.At
		if last.At == 0 || since > gap {
			since = 0 // it does not follow the last
		}
		look(r, f, ball[i], since, &m)
		hold(r, f, row, since, &m)
		if ball[i].X != components.NoPlace {
			*components.FixtureBall.At(r, f) = ball[i]
			last.Ball, last.At = ball[i], at
			advance(r, f, ball[i].X, at)
		}
	}
}

// advance makes play an attack, or an attack plain play, as the ball moves. Within
// margin of where attacks begin it stays what it is. At cricket nothing is attacked
// that has a place.
func advance(r *ecs.Run, f components.Row, x components.Centimeter, at components.PTS) {
	const margin = 300 // cm
	if *components.FixtureSport.At(r, f) == components.Cricket {
		return
	}
	holder, period := *components.FixtureHolder.At(r, f), *components.FixturePeriod.At(r, f)
	switch *components.FixturePhase.At(r, f) {
	case components.BuildUp:
		if ahead(holder, period, x) {
			setPhase(r, f, components.Attack, at)
		}
	case components.Attack:
		if !ahead(holder, period, x-margin) && !ahead(holder, period, x+margin) {
			setPhase(r, f, components.BuildUp, at)
		}
	}
}

// look sets where cameras of fixture f should look: where the ball will be a moment
// later if it goes on as it did since the last frame, or where the players are if
// it is not seen.
func look(r *ecs.Run, f components.Row, ball components.Place, since components.PTS, m *measured) {
	*components.FixtureCrowd.At(r, f) = m.crowd
	aim := components.FixtureAim.At(r, f)
	switch {
	case ball.X != components.NoPlace && since > 0:
		last := components.FixtureWatched.At(r, f).Ball
		aim.X = onward(last.X, ball.X, since, endX)
		aim.Y = onward(last.Y, ball.Y, since, endY)
	case ball.X != components.NoPlace:
		*aim = ball
	case m.seen > 0:
		*aim = m.middle
	}
}

// onward is where, a lead later, what went from a to b in since will be, on the
// pitch.
func onward(a, b components.Centimeter, since components.PTS, end components.Centimeter) components.Centimeter {
	to := components.PTS(b) + (components.PTS(b)-components.PTS(a))*lead/since
	return components.Centimeter(min(max(to, -components.PTS(end)), components.PTS(end)))
}

// hold notes who has the ball in frame i, and counts how long each side had it
// since the last.
func hold(r *ecs.Run, f, i components.Row, since components.PTS, m *measured) {
	holder, touch := components.FixtureHolder.At(r, f), components.FixtureWatched.At(r, f)
	if *components.FramePlay.At(r, i) == components.BallDead {
		touch.Near, touch.Frames = components.NoTeam, 0
		return
	}
	if !stopped(*components.FixtureSport.At(r, f), *components.FixturePhase.At(r, f)) {
		held := components.FixtureHeld.At(r, f)
		switch *holder {
		case components.Home:
			held.Home += since
		case components.Away:
			held.Away += since
		}
	}
	near := m.nearest
	if *components.FrameHeight.At(r, i) > head || m.distance > reach*reach {
		near = components.NoTeam
	}
	if near != touch.Near {
		touch.Near, touch.Frames = near, 0
	}
	touch.Frames = min(touch.Frames, 254) + 1
	switch said := *components.FrameHolder.At(r, i); {
	case said != components.NoTeam:
		*holder = said
	case near != components.NoTeam && touch.Frames >= touches:
		*holder = near
	}
}

// stopped reports whether the ball is not in play in a phase of a match of sport.
func stopped(sport components.Sport, p components.Phase) bool {
	return forced[sport][p] || p == components.Stopped
}
