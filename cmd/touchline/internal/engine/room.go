package engine

import (
	"touchline/components"
	"touchline/ecs"
	"touchline/systems/drm"
	"touchline/systems/outbox"
	"touchline/systems/simulate"
	"touchline/systems/splice"
)

// room says how many rows of each kind a shard of so many fixtures and streams
// has room for. The room for the input of a tick follows from what a fixture or
// stream may be given in it, that for output from what input can cause: all licenses
// may end in one tick. What is never used of it is never touched, and so takes
// addresses but no memory.
func (p *Plan) room(fixtures, streams, perTick, records int) ecs.Rows {
	viewers := streams * p.share()
	requests := streams * min(p.Service.Limits.Requests, max(p.share(), 1))
	if p.Load == simulate.Published {
		perTick++
		requests = max(requests, viewers)
	}
	period, segment := p.Rate.At(1)+1, p.Service.Segments.Duration.PTS()
	segments := streams * (int(period/segment) + 1)
	pushes := streams * simulate.MaxPushes(period, segment, p.Service.Segments.Part.PTS())
	rows := ecs.Rows{
		components.Shard:     1,
		components.Fixture:   fixtures,
		components.Stream:    streams,
		components.Viewer:    viewers,
		components.License:   viewers,
		components.EventRow:  fixtures * perTick,
		components.FrameRow:  fixtures * p.framesPerTick(),
		components.Signal:    streams,
		components.Push:      pushes,
		components.Detection: streams,
		components.Request:   requests,
		components.Beacon:    streams * min(p.beacons(), p.share()),
		components.Audience:  p.audiences(streams),
		components.Wager:     fixtures * records,
		components.Cut:       streams,
		components.Entry:     segments,
		components.Part:      pushes,
		components.Alert:     streams * 2 * int(components.AlertKinds),
		components.Grant:     drm.MaxGrants(requests, viewers),
		components.Claim:     drm.MaxGrants(requests, viewers),
		components.Splice:    streams * splice.MaxCues,
	}
	if p.Attached {
		rows[components.Delivery] = outbox.Room(func(k *components.Kind) int { return rows[k] }, p.PerFixture)
	}
	return rows
}
