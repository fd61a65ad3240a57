package abr

import (
	"touchline/components"
	"touchline/ecs"
)

// windows are the live windows of a shard's streams.
//
// A push reads and writes 30 bytes of its stream and 21 of its slot, and copies
// four for each rendition. What is seldom counted is looked up when it is.
type windows struct {
	*ecs.Run
	sequence   []uint64
	held       []components.PTS
	next       []components.PTS
	window     []uint16
	target     []uint16
	generation []uint32
	keyPeriod  []uint32
	pushed     []bool
	slots      slots
}

// slots are the segments of all windows: number n of a stream is in its slot n
// modulo fan.
type slots struct {
	fan       int
	start     []components.PTS
	length    []uint32
	flags     []components.SegmentFlags
	keyPeriod []uint32
	bytes     []uint32 // of each rendition in turn
}

// of makes w the windows of r. Like those below it fills in place: when a
// shard has few streams, to copy a struct of slices costs more than a push does.
func (w *windows) of(r *ecs.Run) {
	w.Run = r
	w.sequence = components.StreamSequence.Of(r)
	w.held = components.StreamHeld.Of(r)
	w.next = components.StreamNext.Of(r)
	w.window = components.StreamWindow.Of(r)
	w.target = components.StreamTarget.Of(r)
	w.generation = components.StreamGeneration.Of(r)
	w.keyPeriod = components.StreamKeyPeriod.Of(r)
	w.pushed = components.StreamPushed.Of(r)
	w.slots.of(r)
}

func (s *slots) of(r *ecs.Run) {
	s.fan = r.Schema().Fan(components.Segment)
	s.start = components.SegmentStart.Of(r)
	s.length = components.SegmentLength.Of(r)
	s.flags = components.SegmentFlagsOf.Of(r)
	s.keyPeriod = components.SegmentKeyPeriod.Of(r)
	s.bytes = components.PayloadBytes.Of(r)
}

// pushes are the segments that came in this tick.
type pushes struct {
	renditions int
	stream     []components.Row
	start      []components.PTS
	length     []uint32
	flags      []components.SegmentFlags
	bytes      []uint32
}

func (p *pushes) of(r *ecs.Run) {
	p.renditions = r.Schema().Fan(components.Pushed)
	p.stream = components.PushStream.Of(r)
	p.start = components.PushStart.Of(r)
	p.length = components.PushLength.Of(r)
	p.flags = components.PushFlags.Of(r)
	p.bytes = components.PushedBytes.Of(r)
}

// entries are the rows that tell of registered segments.
type entries struct {
	stream   []components.Row
	sequence []uint64
	start    []components.PTS
	length   []uint32
	flags    []components.SegmentFlags
	period   []uint32
}

func (e *entries) of(r *ecs.Run) {
	e.stream = components.EntryStream.Of(r)
	e.sequence = components.EntrySequence.Of(r)
	e.start = components.EntryStart.Of(r)
	e.length = components.EntryLength.Of(r)
	e.flags = components.EntryFlags.Of(r)
	e.period = components.EntryPeriod.Of(r)
}
