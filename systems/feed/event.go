package feed

import (
	"touchline/components"
	"touchline/ecs"
)

// Append adds event e of fixture f to the tick's input. Its times count from
// start.
func Append(r *ecs.Run, f components.Row, e *components.Event, start components.PTS) {
	i := r.Append(components.EventRow, 1)
	*components.EventFixture.At(r, i) = f
	*components.EventKindOf.At(r, i) = e.Kind
	*components.EventCause.At(r, i) = components.Cause{Seq: e.Seq, Kind: e.Kind, Rev: e.Rev, Source: e.Source}
	*components.EventRef.At(r, i) = e.Ref
	*components.EventTeam.At(r, i) = e.Team
	*components.EventPeriod.At(r, i) = e.Period
	*components.EventFlagsOf.At(r, i) = e.Flags
	*components.EventOccurred.At(r, i) = e.Occurred + start
	*components.EventReceived.At(r, i) = e.Received + start
	*components.EventClock.At(r, i) = e.Clock
	*components.EventPlace.At(r, i) = components.Place{X: e.X, Y: e.Y}
	*components.EventValue.At(r, i) = e.Value
	*components.EventLength.At(r, i) = e.Duration
	*components.EventPlayer.At(r, i) = e.Player
	*components.EventNews.At(r, i) = false
}

// obey does what a drill orders to be done to the sources of fixture f. The rest
// of the orders are for the systems that read them.
func obey(r *ecs.Run, f components.Row, e *components.Event, start components.PTS) {
	*components.ShardCalm.At(r, 0) = false
	until := e.Received + start + components.PTS(e.Duration)*components.PTSPerSecond/1000
	fault := components.Fault{Until: until, Value: e.Value, Seq: e.Seq}
	switch e.Kind {
	case components.FeedLost:
		*components.FixtureOutage.At(r, f) = until
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
