package feed

import (
	"touchline/components"
	"touchline/ecs"
)

// Append adds event e of fixture f to the tick's input. Its times count from
// start.
func Append(r *ecs.Run, f components.Row, e *components.Event, start components.PTS) {
	i := r.Append(components.EventRow, 1)
	c := view.Of(r.World)
	c.fixture[i], c.kind[i], c.ref[i] = f, e.Kind, e.Ref
	c.report[i] = components.Report{
		Occurred: e.Occurred + start, Received: e.Received + start,
		Cause: components.Cause{Seq: e.Seq, Kind: e.Kind, Rev: e.Rev, Source: e.Source},
		Place: components.Place{X: e.X, Y: e.Y},
		Flags: e.Flags, Team: e.Team, Period: e.Period,
	}
	c.clock[i], c.value[i], c.length[i], c.player[i], c.news[i] = e.Clock, e.Value, e.Duration, e.Player, false
}

// obey does what a drill orders to be done to the sources of fixture f. The rest
// of the orders are for the systems that read them.
func obey(r *ecs.Run, f components.Row, e *components.Event, start components.PTS) {
	*components.ShardCalm.At(r, 0) = false
	until := e.Received + start + components.PTS(e.Duration)*components.PTSPerSecond/1000
	fault := components.Fault{Until: until, Value: e.Value, Seq: e.Seq}
	switch e.Kind {
	case components.FeedLost:
		*components.FixtureOutage.At(r, f), *components.ShardBeatDue.At(r, 0) = until, 0
	case components.DetectorDip:
		*components.FixtureDip.At(r, f) = fault
	case components.BitrateDrop:
		*components.FixtureDrop.At(r, f) = fault
	case components.ViewerSpike:
		*components.FixtureSpike.At(r, f) = fault
	case components.RightsExpire:
		*components.FixtureLapse.At(r, f) = fault
	case components.Discontinuity:
		jump, back := components.FixtureJump.At(r, f), components.FixtureBack.At(r, f)
		*jump += *back
		*back = 0
		if value := components.PTS(e.Value) * components.PTSPerSecond / 1000; e.Duration > 0 {
			*components.FixtureDark.At(r, f), *back = until, value
		} else {
			*jump += value
		}
	}
}
