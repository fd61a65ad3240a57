package bench

import (
	"touchline/bench/reference"
	"touchline/components"
)

// calls is the input of a tick, in the order in which the calls are made.
type calls struct {
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
func (t *theirs) fill(tick components.Tick, modules module, o *order) {
	c, a, n := &t.calls, &t.answers, t.load.streams
	c.now = now(tick)
	if modules.has(wageringModule) {
		c.events, a.records = sized(c.events, n), sized(a.records, n)
	}
	if modules.has(directorModule) {
		c.moments, c.signals, a.decisions = sized(c.moments, n), sized(c.signals, n), sized(a.decisions, n)
	}
	if modules.has(abrModule) {
		c.segments, c.bytes, a.entries = sized(c.segments, n), sized(c.bytes, n*len(ladder)), sized(a.entries, n)
	}
	if modules.has(deepfakeModule) {
		c.verdicts, a.judgments = sized(c.verdicts, n), sized(a.judgments, n)
	}
	if modules.has(drmModule) {
		c.requests, a.grants = sized(c.requests, n), sized(a.grants, n)
	}
	if modules.has(qoeModule) {
		c.beacons, a.reports = sized(c.beacons, n), sized(a.reports, n)
	}
	if modules.has(masterModule) {
		a.playlists = sized(a.playlists, n)
	}
	for j, i := range o.streams {
		t.request(j, i, tick, modules)
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
func (t *theirs) request(j, i int, tick components.Tick, modules module) {
	c, load := &t.calls, t.load
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
