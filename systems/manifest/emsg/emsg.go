// Package emsg writes and reads event messages: boxes of a segment that tell players
// of something at a media time (ISO/IEC 23009-1, 5.10.3.3, version 1), and the ID3
// tags that they carry for players of HLS (https://aomedia.org/emsg/ID3).
package emsg

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"touchline/components"
)

// ID3Scheme is the scheme of messages that are ID3 tags.
const ID3Scheme = "https://aomedia.org/emsg/ID3"

// Message is an event message. Scheme and Value hold no zero byte.
type Message struct {
	Scheme   string
	Value    string
	Time     components.PTS // on the media's clock; not negative
	Duration components.PTS // negative if it is not known
	ID       uint32
	Data     []byte
}

const (
	head    = 4 + 4 + 1 + 3 + 4 + 8 + 4 + 4 // size, type, version, flags, timescale, time, duration, ID
	unknown = 1<<32 - 1                     // a duration that is not known
)

// Append appends m as a box to dst and returns the extended buffer.
func Append(dst []byte, m *Message) []byte {
	size := head + len(m.Scheme) + 1 + len(m.Value) + 1 + len(m.Data)
	dst = binary.BigEndian.AppendUint32(dst, uint32(size))
	dst = append(dst, "emsg\x01\x00\x00\x00"...)
	dst = binary.BigEndian.AppendUint32(dst, uint32(components.PTSPerSecond))
	dst = binary.BigEndian.AppendUint64(dst, uint64(m.Time))
	duration := uint32(unknown)
	if m.Duration >= 0 && m.Duration < unknown {
		duration = uint32(m.Duration)
	}
	dst = binary.BigEndian.AppendUint32(dst, duration)
	dst = binary.BigEndian.AppendUint32(dst, m.ID)
	dst = append(append(dst, m.Scheme...), 0)
	dst = append(append(dst, m.Value...), 0)
	return append(dst, m.Data...)
}

// ErrMessage is what every error of [Parse] wraps.
var ErrMessage = errors.New("not an event message of version 1")

// Parse reads the box at the beginning of b, and returns what follows it. The
// message's data is a part of b.
func Parse(b []byte) (m *Message, rest []byte, err error) {
	if len(b) < head {
		return nil, b, fmt.Errorf("%d bytes: want at least %d: %w", len(b), head, ErrMessage)
	}
	size := binary.BigEndian.Uint32(b)
	switch {
	case string(b[4:9]) != "emsg\x01":
		return nil, b, fmt.Errorf("byte 4: %q: want an emsg of version 1: %w", b[4:9], ErrMessage)
	case size < head || int64(size) > int64(len(b)):
		return nil, b, fmt.Errorf("byte 0: size %d of %d bytes: %w", size, len(b), ErrMessage)
	}
	box, rest := b[:size], b[size:]
	if scale := binary.BigEndian.Uint32(box[12:]); scale != uint32(components.PTSPerSecond) {
		return nil, b, fmt.Errorf("byte 12: timescale %d: want %d: %w", scale, components.PTSPerSecond, ErrMessage)
	}
	m = &Message{
		Time: components.PTS(binary.BigEndian.Uint64(box[16:])), Duration: components.PTS(binary.BigEndian.Uint32(box[24:])),
		ID: binary.BigEndian.Uint32(box[28:]),
	}
	if m.Duration == unknown {
		m.Duration = -1
	}
	var ok [2]bool
	texts := string(box[head:])
	m.Scheme, texts, ok[0] = strings.Cut(texts, "\x00")
	m.Value, texts, ok[1] = strings.Cut(texts, "\x00")
	if ok != [2]bool{true, true} {
		return nil, b, fmt.Errorf("byte %d: a text without an end: %w", head, ErrMessage)
	}
	m.Data = box[len(box)-len(texts):]
	return m, rest, nil
}
