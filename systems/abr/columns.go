package abr

import (
	"touchline/components"
	"touchline/ecs"
)

// windows are the live windows of a shard's streams.
//
// A push reads and writes 34 bytes of its stream and 21 of its slot, and copies
// four for each rendition.
type windows struct {
	sequence   []uint64
	held       []components.PTS
	next       []components.PTS
	window     []uint16
	target     []uint16
	breaks     []uint32
	generation []uint32
	keyPeriod  []uint32
	repeats    []uint32
	refused    []uint32
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

func windowsOf(r *ecs.Run) windows {
	return windows{
		sequence:   components.StreamSequence.Of(r),
		held:       components.StreamHeld.Of(r),
		next:       components.StreamNext.Of(r),
		window:     components.StreamWindow.Of(r),
		target:     components.StreamTarget.Of(r),
		breaks:     components.StreamBreaks.Of(r),
		generation: components.StreamGeneration.Of(r),
		keyPeriod:  components.StreamKeyPeriod.Of(r),
		repeats:    components.StreamRepeats.Of(r),
		refused:    components.StreamRefused.Of(r),
		pushed:     components.StreamPushed.Of(r),
		slots: slots{
			fan:       r.Schema().Fan(components.Segment),
			start:     components.SegmentStart.Of(r),
			length:    components.SegmentLength.Of(r),
			flags:     components.SegmentFlagsOf.Of(r),
			keyPeriod: components.SegmentKeyPeriod.Of(r),
			bytes:     components.PayloadBytes.Of(r),
		},
	}
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

func pushesOf(r *ecs.Run) pushes {
	return pushes{
		renditions: r.Schema().Fan(components.Pushed),
		stream:     components.PushStream.Of(r),
		start:      components.PushStart.Of(r),
		length:     components.PushLength.Of(r),
		flags:      components.PushFlags.Of(r),
		bytes:      components.PushedBytes.Of(r),
	}
}

// entries are the rows that tell of registered segments, from row first on.
type entries struct {
	first    components.Row
	stream   []components.Row
	sequence []uint64
	start    []components.PTS
	length   []uint32
	flags    []components.SegmentFlags
	period   []uint32
}

// entriesOf makes n rows. Those that are not needed are truncated afterwards.
func entriesOf(r *ecs.Run, n int) entries {
	first := r.Append(components.Entry, n)
	return entries{
		first:    first,
		stream:   components.EntryStream.Of(r)[first:],
		sequence: components.EntrySequence.Of(r)[first:],
		start:    components.EntryStart.Of(r)[first:],
		length:   components.EntryLength.Of(r)[first:],
		flags:    components.EntryFlags.Of(r)[first:],
		period:   components.EntryPeriod.Of(r)[first:],
	}
}
