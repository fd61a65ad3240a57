package splice

import (
	"strconv"

	"touchline/components"
	"touchline/systems/splice/scte35"
)

// Cue is a splice row on its own: what its section is made of.
type Cue struct {
	Stream    components.Number
	Event     uint32
	Type      components.Segmentation
	Cancel    bool
	Immediate bool
	At        components.PTS // since the epoch
	Time      components.PTS // of the media there
	Duration  components.PTS // 0 if there is none to tell
	Delivery  components.DeliveryFlags
}

// CueOf is row i of the splice rows in s.
func CueOf(s components.Source, i components.Row) Cue {
	return Cue{
		Stream:    *components.StreamNumber.At(s, *components.SpliceStream.At(s, i)),
		Event:     *components.SpliceEvent.At(s, i),
		Type:      *components.SpliceType.At(s, i),
		Cancel:    *components.SpliceCancel.At(s, i),
		Immediate: *components.SpliceImmediate.At(s, i),
		At:        *components.SpliceAt.At(s, i),
		Time:      *components.SpliceTime.At(s, i),
		Duration:  *components.SpliceDuration.At(s, i),
		Delivery:  *components.SpliceDelivery.At(s, i),
	}
}

// MaxSection is the length of the longest section of a cue.
const MaxSection = 47 + maxUPID

// AppendSection appends c to dst as a splice_info_section, and returns the extended
// buffer: a time_signal with one segmentation descriptor.
func AppendSection(dst []byte, c *Cue) []byte {
	var room [maxUPID]byte
	segments := [1]scte35.Segment{{
		Event: c.Event, Cancel: c.Cancel, Type: c.Type, Delivery: c.Delivery,
		Timed: c.Duration > 0, Duration: c.Duration,
		UPIDType: scte35.URI, UPID: appendUPID(room[:0], c),
	}}
	switch c.Type {
	case components.ProgramStart, components.ProgramEnd, components.ProgramInProgress:
		segments[0].Num, segments[0].Expected = 1, 1 // a program is its only part
	}
	return scte35.AppendSection(dst, &scte35.Section{
		Tier: scte35.AllTiers, Command: scte35.TimeSignal,
		Time:     scte35.Time{PTS: c.Time, Specified: !c.Immediate},
		Segments: segments[:],
	})
}

const (
	upid    = "urn:touchline:splice:"
	maxUPID = len(upid) + 20 + 1 + 10
)

// appendUPID names the segment that c is of: what has no name must be of no type. A start
// and its end have one name.
func appendUPID(dst []byte, c *Cue) []byte {
	dst = strconv.AppendUint(append(dst, upid...), uint64(c.Stream), 10)
	return strconv.AppendUint(append(dst, ':'), uint64(c.Event), 10)
}
