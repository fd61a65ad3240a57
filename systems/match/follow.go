package match

import (
	"touchline/components"
	"touchline/ecs"
)

// What tracking is taken to show.
const (
	gap     components.PTS = components.PTSPerSecond // frames further apart do not follow each other
	touches                = 3                       // frames after which who is at the ball has it

	reach  = 150  // cm: who is that near may have the ball
	head   = 250  // cm: nobody reaches a ball that is higher
	around = 1000 // cm: who is that near is in the crowd
)

// crowdFrom is how far from the center spot a crowd around the ball is one before a
// goal. Elsewhere nobody asks for it, and who has the ball is often said: then the
// players need not be looked at. A ball that was not seen is beyond it.
const crowdFrom components.Centimeter = 3000

// follow takes in the frames of the tick, in the order in which they were taken:
// where the ball is and goes, who is around it, and who has it. Events told of the
// ball before; a frame is newer than they are.
func follow(r *ecs.Run) {
	var e eyes
	e.of(r)
	e.follow()
}

// follow reads 24 bytes for each frame, and 4 and 6 for each player in it where that is
// needed, and reads and writes 44 of its fixture. Frames that are alike are taken in
// together.
func (e *eyes) follow() {
	n, m := len(e.fixture), len(e.phase)
	ats, sightings, firsts := e.at[:n], e.sighting[:n], e.first[:n]
	phases, watched, crowds, balls, aims := e.phase[:m], e.watched[:m], e.crowd[:m], e.ball[:m], e.aim[:m]
	holders, times, sports, periods := e.holder[:m], e.held[:m], e.sport[:m], e.period[:m]
	var now pace
	for i := 0; i < n; i++ {
		f := e.fixture[i]
		phase := phases[f]
		if phase == components.NoPlay {
			continue // what is seen in a break is no play
		}
		s, last := &sightings[i], &watched[f]
		was := found{watched: *last, phase: phase, holder: holders[f]}
		at := ats[i]
		since := at - was.watched.At
		if was.watched.At == 0 || since > gap {
			since = 0 // it does not follow the last
		}
		of := &unmeasured
		if s.Holder == components.NoTeam || s.Ball.X >= crowdFrom || s.Ball.X <= -crowdFrom {
			of = e.measure(i)
		}
		crowds[f] = of.crowd
		holder, sport := was.holder, sports[f]
		if s.Play == components.BallDead {
			last.Near, last.Frames = components.NoTeam, 0
		} else {
			if !rests[sport%2][phase%8] {
				held(&times[f], holder, since)
				was.since = since
			}
			if has := touch(last, of.at(s.Height), s.Holder); has != components.NoTeam {
				holder = has
				holders[f] = has
			}
		}
		ball := spotOf(&s.Ball)
		if ball.x() == components.NoPlace {
			if of.seen > 0 {
				aims[f] = of.middle
			}
			continue
		}
		aim := ball
		if since > 0 {
			aim = now.ahead(spotOf(&was.watched.Ball), ball, since)
		}
		aim.put(&aims[f])
		ball.put(&balls[f])
		ball.put(&last.Ball)
		last.At = at
		if turned := turns[zone(ball.x())][way(phase, holder, periods[f], sport)]; turned != phase {
			phases[f], e.since[f] = turned, at
		}
		if next := i + 1; next < n && firsts[next] == firsts[i] && s.Players > 0 {
			i += e.echo(i, &was)
		}
	}
}
