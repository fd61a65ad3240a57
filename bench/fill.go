package bench

import (
	"touchline/components"
	"touchline/ecs"
)

// fill begins a tick: it forgets the last one's rows and adds the input of this
// one that the modules take. This is not measured.
func (o *ours) fill(tick components.Tick, modules module) {
	o.Now = ecs.Now{Tick: tick, PTS: now(tick), Period: period}
	o.Clear()
	for i := range o.load.streams {
		row := components.Row(i)
		if modules.has(wageringModule) {
			o.hear(row, o.load.event(i, tick))
		}
		if modules.has(directorModule) {
			o.signal(row, tick)
		}
		if modules.has(abrModule) {
			o.push(row, tick)
		}
		if modules.has(deepfakeModule) {
			d := o.Append(components.Detection, 1)
			*components.DetectionStream.At(o, d) = row
			*components.DetectionAt.At(o, d) = o.Now.PTS
			*components.DetectionVerdict.At(o, d) = o.load.verdict(i, tick)
		}
		if modules.has(drmModule) {
			o.ask(row, components.Renew, o.load.received(i, tick))
		}
		if modules.has(qoeModule) {
			o.tell(row, o.load.beacon(i, tick))
		}
	}
}

// hear adds an event of the match in row fixture.
func (o *ours) hear(fixture components.Row, e event) {
	i := o.Append(components.EventRow, 1)
	*components.EventFixture.At(o, i) = fixture
	*components.EventKindOf.At(o, i) = e.cause.Kind
	*components.EventCause.At(o, i) = e.cause
	*components.EventRef.At(o, i) = 0
	*components.EventTeam.At(o, i) = e.team
	*components.EventPeriod.At(o, i) = components.FirstHalf
	*components.EventFlagsOf.At(o, i) = 0
	*components.EventOccurred.At(o, i) = e.occurred
	*components.EventReceived.At(o, i) = o.Now.PTS
	*components.EventClock.At(o, i) = o.Now.PTS
	*components.EventPlace.At(o, i) = e.place
	*components.EventValue.At(o, i) = 0
	*components.EventLength.At(o, i) = 0
	*components.EventPlayer.At(o, i) = 0
	*components.EventNews.At(o, i) = false
}

// signal adds what an analyser says. Where no module follows the match, the moment
// is set to what its event would have made of it.
func (o *ours) signal(stream components.Row, tick components.Tick) {
	i := o.Append(components.Signal, 1)
	*components.SignalStream.At(o, i) = stream
	*components.SignalCamera.At(o, i), *components.SignalLevels.At(o, i) = o.load.signal(int(stream), tick)
	if !o.modules.has(wageringModule) {
		*components.FixturePhase.At(o, stream) = components.Shooting
		*components.FixtureAim.At(o, stream) = o.load.event(int(stream), tick).place
	}
}

func (o *ours) push(stream components.Row, tick components.Tick) {
	i := o.Append(components.Push, 1)
	*components.PushStream.At(o, i) = stream
	*components.PushStart.At(o, i) = o.load.start(int(stream), tick)
	*components.PushLength.At(o, i) = uint32(segmentLength)
	*components.PushFlags.At(o, i) = 0
	*components.PushNumber.At(o, i) = 0
	*components.PushAt.At(o, i) = components.PTS(tick) * segmentLength
	*components.PushPart.At(o, i) = 0
	o.load.bytes(int(stream), tick, components.PushedBytes.Of(o)[int(i)*len(ladder):][:len(ladder)])
}

func (o *ours) ask(viewer components.Row, op components.RequestOp, received components.PTS) {
	i := o.Append(components.Request, 1)
	*components.RequestViewer.At(o, i) = viewer
	*components.RequestOpOf.At(o, i) = op
	*components.RequestReceived.At(o, i) = received
}
