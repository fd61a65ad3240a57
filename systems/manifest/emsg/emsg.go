// Package emsg writes and reads event message boxes of version 1 (ISO/IEC
// 23009-1, section 5.10.3.3): what is signaled to players in the media itself, at
// a moment of it.
//
// They stand before the moof box of a segment or part. Players that are built on
// Apple's frameworks hand out only those whose scheme is [ID3].
package emsg

import (
	"encoding/binary"

	"touchline/components"
)

// ID3 is the scheme of a message that is an ID3v2 tag (AOMedia, "Carriage of ID3
// Timed Metadata in the Common Media Application Format"). Its value is not used.
const ID3 = "https://aomedia.org/emsg/ID3"

// Unknown is the duration of an event whose end is not known.
const Unknown = 1<<32 - 1

// Box is an event message.
type Box struct {
	Scheme   string         // a URI that says what value and data mean, without a zero byte
	Value    string         // which of the scheme's streams of events, without a zero byte
	Time     components.PTS // on the timeline of the media; before 0 is written as 0
	Duration uint32         // 90 kHz
	ID       uint32         // repetitions of an event have the ID of the first
	Data     []byte
}

// The layout of a box: these bytes, scheme and value each with a zero, the data.
const (
	sizeAt      = 0
	typeAt      = 4
	versionAt   = 8 // one byte, and three of flags
	timescaleAt = 12
	timeAt      = 16
	durationAt  = 24
	idAt        = 28
	textAt      = 32
)

// size returns how long b is as a box.
func (b *Box) size() int {
	return textAt + len(b.Scheme) + 1 + len(b.Value) + 1 + len(b.Data)
}

// AppendBox appends b to dst and returns the extended buffer.
func AppendBox(dst []byte, b *Box) []byte {
	dst = binary.BigEndian.AppendUint32(dst, uint32(b.size()))
	dst = append(dst, "emsg\x01\x00\x00\x00"...)
	dst = binary.BigEndian.AppendUint32(dst, uint32(components.PTSPerSecond))
	dst = binary.BigEndian.AppendUint64(dst, uint64(max(b.Time, 0)))
	dst = binary.BigEndian.AppendUint32(dst, b.Duration)
	dst = binary.BigEndian.AppendUint32(dst, b.ID)
	dst = append(append(dst, b.Scheme...), 0)
	dst = append(append(dst, b.Value...), 0)
	return append(dst, b.Data...)
}
