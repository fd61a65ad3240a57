package bench

import (
	"touchline/bench/reference"
	"touchline/components"
)

// calls is the input of a tick, in the order in which the calls are made: the same
// for both references.
type calls struct {
	load     *workload
	now      components.PTS
	events   []reference.Event
	moments  []reference.Moment // where no service follows the match
	signals  []reference.Signal
	segments []reference.Segment
	verdicts []components.Verdict
	requests []reference.Request
	bytes    []uint32 // of all segments
	beacons  []reference.Beacon
}

// fill makes the input of a tick that the modules take. This is not measured.
func (c *calls) fill(tick components.Tick, modules module, o *order) {
	n := c.load.streams
	c.now = now(tick)
	if modules.has(wageringModule) {
		c.events = sized(c.events, n)
	}
	if modules.has(directorModule) {
		c.moments, c.signals = sized(c.moments, n), sized(c.signals, n)
	}
	if modules.has(abrModule) {
		c.segments, c.bytes = sized(c.segments, n), sized(c.bytes, n*len(ladder))
	}
	if modules.has(deepfakeModule) {
		c.verdicts = sized(c.verdicts, n)
	}
	if modules.has(drmModule) {
		c.requests = sized(c.requests, n)
	}
	if modules.has(qoeModule) {
		c.beacons = sized(c.beacons, n)
	}
	for j, i := range o.streams {
		c.request(j, i, tick, modules)
	}
}

// sized returns a list of n values, which it reuses.
func sized[T any](list []T, n int) []T {
	if list == nil {
		list = make([]T, n)
	}
	return list
}

// request makes the input of stream i in a tick, call j.
func (c *calls) request(j, i int, tick components.Tick, modules module) {
	load := c.load
	e := load.event(i, tick)
	if modules.has(wageringModule) {
		c.events[j] = reference.Event{Cause: e.cause, Team: e.team, Occurred: e.occurred, Received: c.now, Place: e.place}
	}
	if modules.has(directorModule) {
		s := &c.signals[j]
		s.Camera, s.Levels = load.signal(i, tick)
		c.moments[j] = reference.Moment{Phase: components.Shooting, Ball: e.place}
	}
	if modules.has(abrModule) {
		bytes := c.bytes[j*len(ladder):][:len(ladder)]
		load.bytes(i, tick, bytes)
		c.segments[j] = reference.Segment{Start: load.start(i, tick), Length: uint32(segmentLength), Bytes: bytes}
	}
	if modules.has(deepfakeModule) {
		c.verdicts[j] = load.verdict(i, tick)
	}
	if modules.has(drmModule) {
		c.requests[j] = reference.Request{Period: load.keyPeriod(i), Received: load.received(i, tick)}
	}
	if modules.has(qoeModule) {
		c.beacons[j] = load.beacon(i, tick)
	}
}
