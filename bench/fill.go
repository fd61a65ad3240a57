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

// hear adds an event of the match in row fixture. It does not call the feed, which is a
// system: cache misses are told apart by function, and bringing the input is no module's.
func (o *ours) hear(fixture components.Row, e event) {
	i := o.Append(components.EventRow, 1)
	to := &view.Of(o.World).events
	to.fixture[i], to.kind[i], to.ref[i] = fixture, e.cause.Kind, 0
	to.report[i] = components.Report{
		Occurred: e.occurred, Received: o.Now.PTS, Cause: e.cause, Place: e.place,
		Team: e.team, Period: components.FirstHalf,
	}
	to.clock[i], to.value[i], to.length[i], to.player[i], to.news[i] = o.Now.PTS, 0, 0, 0, false
}

// signal adds what an analyser says.
func (o *ours) signal(stream components.Row, camera uint8, l components.Levels) {
	i := o.Append(components.Signal, 1)
	to := &view.Of(o.World).signals
	to.stream[i], to.camera[i], to.levels[i] = stream, camera, l
}

func (o *ours) push(stream components.Row, start components.PTS, bytes []uint32) {
	i := o.Append(components.Push, 1)
	to := &view.Of(o.World).pushes
	to.stream[i], to.at[i] = stream, components.PTS(o.Now.Tick)*segmentLength
	to.piece[i], to.number[i] = components.Piece{Start: start, Length: uint32(segmentLength)}, 0
	sizes := to.bytes[int(i)*len(ladder):][:len(bytes)]
	//lint:ignore S1001 the memory that a copy moves would be counted as the module's
	for k, size := range bytes {
		sizes[k] = size
	}
}

func (o *ours) detect(stream components.Row, v components.Verdict) {
	i := o.Append(components.Detection, 1)
	to := &view.Of(o.World).detections
	to.stream[i], to.at[i], to.verdict[i] = stream, o.Now.PTS, v
}

func (o *ours) ask(viewer components.Row, op components.RequestOp, received components.PTS) {
	i := o.Append(components.Request, 1)
	view.Of(o.World).asked[i] = components.Asked{Received: received, Viewer: viewer, Op: op}
}
