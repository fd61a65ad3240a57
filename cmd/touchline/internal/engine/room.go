package engine

import (
	"touchline/components"
	"touchline/ecs"
	"touchline/systems/drm"
	"touchline/systems/outbox"
	"touchline/systems/simulate"
	"touchline/systems/splice"
)

// rooms says how many rows the shards of a plan have room for.
type rooms struct {
	*Plan
	events   int // of a fixture in a tick
	frames   int // likewise
	tracked  int // players of a frame
	records  int // for sportsbooks, likewise
	requests int // of a stream in a tick
	segments int // likewise
	pushes   int // segments and parts, likewise
}

// rooms returns those of p, where a tick has so many records for sportsbooks at most.
func (p *Plan) rooms(records int) rooms {
	r := rooms{Plan: p, events: p.perTick(), frames: p.framesPerTick(), tracked: p.tracked(), records: records}
	r.requests = min(p.Service.Limits.Requests, max(p.share(), 1))
	if p.Load == simulate.Published {
		r.events++
		r.requests = max(r.requests, p.share())
	}
	period, segment := p.Rate.At(1)+1, p.Service.Segments.Duration.PTS()
	r.segments = int(period/segment) + 1
	r.pushes = simulate.MaxPushes(period, segment, p.Service.Segments.Part.PTS())
	return r
}

// most is how many rows of each kind a shard of so many fixtures and streams has room
// for. The room for the input of a tick follows from what a fixture or stream may be
// given in it, that for output from what input can cause.
func (r *rooms) most(fixtures, streams int) ecs.Rows {
	viewers := streams * r.share()
	grants := drm.MaxGrants(streams*r.requests, viewers)
	rows := ecs.Rows{
		components.Shard:     1,
		components.Fixture:   fixtures,
		components.Stream:    streams,
		components.Viewer:    viewers,
		components.License:   viewers,
		components.EventRow:  fixtures * r.events,
		components.FrameRow:  fixtures * r.frames,
		components.Tracked:   fixtures * r.frames * r.tracked,
		components.Signal:    streams,
		components.Push:      streams * r.pushes,
		components.Detection: streams,
		components.Request:   streams * r.requests,
		components.Beacon:    streams * min(r.beacons(), r.share()),
		components.Audience:  r.audiences(streams),
		components.Wager:     fixtures * r.records,
		components.Cut:       streams,
		components.Entry:     streams * r.segments,
		components.Part:      streams * r.pushes,
		components.Alert:     streams * 2 * int(components.AlertKinds),
		components.Grant:     grants,
		components.Claim:     grants,
		components.Splice:    streams * splice.MaxCues,
	}
	if r.Attached {
		rows[components.Delivery] = outbox.Room(func(k *components.Kind) int { return rows[k] }, r.PerFixture)
	}
	return rows
}

// usual is how many rows of each kind a tick has in such a shard, generously: what it
// has beyond that takes memory when it comes, for a while. It is nil if that may be all
// that there is room for, tick for tick: what happens in a match happens in all that are
// at one moment of it. Those that are at different moments hardly ever have the same in a tick.
func (r *rooms) usual(fixtures, streams int) ecs.Rows {
	if !r.Stagger {
		return nil
	}
	const few = 64 // where a shard is small
	viewers := streams * r.share()
	differ := fixtures/r.alike() + 2 // fixtures that are at different moments
	return ecs.Rows{
		components.EventRow:  fixtures/4 + few,
		components.FrameRow:  fixtures*11/8 + few, // of 25 a second
		components.Tracked:   (differ*11/8 + few/2) * r.tracked,
		components.Push:      streams*3/8 + few,
		components.Detection: streams*3/8 + few, // of 6 a second
		components.Request:   viewers/16 + few,
		components.Beacon:    viewers/16 + few,
		components.Wager:     fixtures/4 + few,
		components.Cut:       streams*9/16 + few, // all may cut for the first time when they have been on air as long
		components.Entry:     streams/16 + few,
		components.Part:      streams*3/8 + few,
		components.Alert:     streams/16 + few,
		components.Grant:     viewers/16 + few,
		components.Claim:     viewers/16 + few,
		components.Splice:    streams/16 + few, // when a run begins all are told of what is going on: that is given back
		components.Delivery:  2*streams + viewers/16 + few,
	}
}
