package director

import (
	"touchline/components"
	"touchline/ecs"
)

// because is what a cut goes back to.
type because struct {
	cause    components.Cause
	occurred components.PTS
	received components.PTS
}

// itself is the director's own judgment of this tick.
func itself(r *ecs.Run) because {
	return because{occurred: r.Now.PTS, received: r.Now.PTS}
}

// event is row i of the tick's events.
func event(r *ecs.Run, i components.Row) because {
	e := components.EventReport.At(r, i)
	return because{cause: e.Cause, occurred: e.Occurred, received: e.Received}
}

// cut brings camera to on air, at the first frame that is neither before the tick
// nor before the engine heard of what the cut goes back to.
func cut(r *ecs.Run, stream components.Row, to int, reason components.CutReason, why because) {
	fan := components.Row(r.Schema().Fan(components.Camera))
	scores := components.CameraScore.Of(r)[stream*fan:][:fan]
	bus := components.StreamBus.At(r, stream)
	release := components.StreamFrames.At(r, stream).Up(max(r.Now.PTS, why.received))

	i := r.Append(components.Cut, 1)
	*components.CutStream.At(r, i) = stream
	*components.CutFrom.At(r, i) = bus.Program
	*components.CutTo.At(r, i) = uint8(to)
	*components.CutReasonOf.At(r, i) = reason
	*components.CutScore.At(r, i) = scores[to]
	*components.CutAgainst.At(r, i) = scores[bus.Program]
	*components.CutShot.At(r, i) = release - bus.Taken
	*components.CutCause.At(r, i) = why.cause
	*components.CutOccurred.At(r, i) = why.occurred
	*components.CutReceived.At(r, i) = why.received
	*components.CutRelease.At(r, i) = release

	bus.Program, bus.Taken = uint8(to), release
	bus.Shot = components.CameraSetup.At(r, stream*fan+components.Row(to)).Size()
}
