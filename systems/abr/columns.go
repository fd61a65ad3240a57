package abr

import (
	"touchline/components"
	"touchline/ecs"
)

// windows are the live windows of a shard's streams.
type windows struct {
	*ecs.Run
	live      []components.Live
	keyPeriod []uint32
	pushed    []bool
	slots     slots
}

// begin gives a stream its target duration, which must not change for as long as the
// stream lasts.
func (w *windows) begin(stream components.Row, target uint32) {
	if live := &w.live[stream]; live.Target == 0 {
		live.Target = target
	}
}

// slots are the segments of all windows: number n of a stream is in its slot n
// modulo fan. Slot k of a stream is row k × plane + stream.
type slots struct {
	fan        int
	plane      int
	start      []components.PTS
	at         []components.PTS
	length     []uint32
	flags      []components.SegmentFlags
	keyPeriod  []uint32
	renditions int
	bytes      []uint32 // of each rendition in turn
}

// of makes w the windows of r. Like those below it fills in place: when a
// shard has few streams, to copy a struct of slices costs more than a push does.
func (w *windows) of(r *ecs.Run) {
	w.Run = r
	w.live = components.StreamLive.Of(r)
	w.keyPeriod = components.StreamKeyPeriod.Of(r)
	w.pushed = components.StreamPushed.Of(r)
	w.slots.of(r)
}

func (s *slots) of(r *ecs.Run) {
	s.fan = r.Schema().Fan(components.Segment)
	s.plane = r.Plane(components.Segment)
	s.start = components.SegmentStart.Of(r)
	s.at = components.SegmentAt.Of(r)
	s.length = components.SegmentLength.Of(r)
	s.flags = components.SegmentFlagsOf.Of(r)
	s.keyPeriod = components.SegmentKeyPeriod.Of(r)
	s.renditions = r.Schema().Fan(components.Pushed)
	s.bytes = components.PayloadBytes.Of(r)
}

// bytesOf is how large the segment in a slot is in each rendition.
func (s *slots) bytesOf(row int) []uint32 { return s.bytes[row*s.renditions:][:s.renditions] }

// pushes are the segments that came in this tick.
type pushes struct {
	renditions int
	stream     []components.Row
	start      []components.PTS
	length     []uint32
	flags      []components.SegmentFlags
	number     []uint64
	at         []components.PTS
	part       []uint8
	bytes      []uint32
}

func (p *pushes) of(r *ecs.Run) {
	p.renditions = r.Schema().Fan(components.Pushed)
	p.stream = components.PushStream.Of(r)
	p.start = components.PushStart.Of(r)
	p.length = components.PushLength.Of(r)
	p.flags = components.PushFlags.Of(r)
	p.number = components.PushNumber.Of(r)
	p.at = components.PushAt.Of(r)
	p.part = components.PushPart.Of(r)
	p.bytes = components.PushedBytes.Of(r)
}

// bytesOf is how large push i is in each rendition.
func (p *pushes) bytesOf(i int) []uint32 { return p.bytes[i*p.renditions:][:p.renditions] }

// wholes returns where the pushes from i on that are no parts end.
func (p *pushes) wholes(i int) int {
	for i < len(p.part) && p.part[i] == 0 {
		i++
	}
	return i
}

// entries are the rows that tell of registered segments.
type entries struct {
	row      components.Row // the next
	stream   []components.Row
	sequence []uint64
	start    []components.PTS
	at       []components.PTS
	length   []uint32
	flags    []components.SegmentFlags
	period   []uint32
	missed   []uint16
}

// of appends an entry for each whole segment that was pushed; those that are not
// needed are given back.
func (e *entries) of(r *ecs.Run) {
	whole := 0
	for _, part := range components.PushPart.Of(r) {
		if part == 0 {
			whole++
		}
	}
	e.row = r.Append(components.Entry, whole)
	e.stream = components.EntryStream.Of(r)
	e.sequence = components.EntrySequence.Of(r)
	e.start = components.EntryStart.Of(r)
	e.at = components.EntryAt.Of(r)
	e.length = components.EntryLength.Of(r)
	e.flags = components.EntryFlags.Of(r)
	e.period = components.EntryPeriod.Of(r)
	e.missed = components.EntryMissed.Of(r)
}

// put tells of the segment that has just entered.
func (e *entries) put(w *windows, stream components.Row, s *slot, missed int) {
	i := e.row
	e.stream[i] = stream
	e.sequence[i] = w.live[stream].Sequence + uint64(w.live[stream].Count) - 1
	e.start[i] = s.start
	e.at[i] = s.at
	e.length[i] = s.length
	e.flags[i] = s.flags
	e.period[i] = s.period
	e.missed[i] = uint16(missed)
	e.row++
}
