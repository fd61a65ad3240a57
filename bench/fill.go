package bench

import (
	"touchline/components"
	"touchline/ecs"
)

// begin begins a tick: it forgets the last one's rows.
func (o *ours) begin(tick components.Tick) {
	o.Now = ecs.Now{Tick: tick, PTS: now(tick), Period: period}
	o.Clear()
}

// fill begins a tick, and adds the input of it that the modules take. This is not
// measured.
func (o *ours) fill(tick components.Tick, modules module) {
	o.begin(tick)
	var bytes [len(ladder)]uint32
	for row := range components.Row(o.streams) {
		i := o.first + int(row)
		if modules.has(wageringModule) {
			o.hear(row, o.load.event(i, tick))
		}
		if modules.has(directorModule) {
			camera, levels := o.load.signal(i, tick)
			o.signal(row, camera, levels)
			if !o.modules.has(wageringModule) { // nobody follows the match
				*components.FixturePhase.At(o, row) = components.Shooting
				*components.FixtureAim.At(o, row) = o.load.event(i, tick).place
			}
		}
		if modules.has(abrModule) {
			o.load.bytes(i, tick, bytes[:])
			o.push(row, o.load.start(i, tick), bytes[:])
		}
		if modules.has(deepfakeModule) {
			o.detect(row, o.load.verdict(i, tick))
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

// signal adds what an analyser says.
func (o *ours) signal(stream components.Row, camera uint8, l components.Levels) {
	i := o.Append(components.Signal, 1)
	*components.SignalStream.At(o, i) = stream
	*components.SignalCamera.At(o, i) = camera
	*components.SignalLevels.At(o, i) = l
}

func (o *ours) push(stream components.Row, start components.PTS, bytes []uint32) {
	i := o.Append(components.Push, 1)
	*components.PushStream.At(o, i) = stream
	*components.PushStart.At(o, i) = start
	*components.PushLength.At(o, i) = uint32(segmentLength)
	*components.PushFlags.At(o, i) = 0
	*components.PushNumber.At(o, i) = 0
	*components.PushAt.At(o, i) = components.PTS(o.Now.Tick) * segmentLength
	*components.PushPart.At(o, i) = 0
	copy(components.PushedBytes.Of(o)[int(i)*len(ladder):], bytes)
}

func (o *ours) detect(stream components.Row, v components.Verdict) {
	i := o.Append(components.Detection, 1)
	*components.DetectionStream.At(o, i) = stream
	*components.DetectionAt.At(o, i) = o.Now.PTS
	*components.DetectionVerdict.At(o, i) = v
}

func (o *ours) ask(viewer components.Row, op components.RequestOp, received components.PTS) {
	i := o.Append(components.Request, 1)
	*components.RequestViewer.At(o, i) = viewer
	*components.RequestOpOf.At(o, i) = op
	*components.RequestReceived.At(o, i) = received
}
