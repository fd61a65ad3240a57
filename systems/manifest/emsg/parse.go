package emsg

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"touchline/components"
)

// SyntaxError says where a box breaks the format, and how.
type SyntaxError struct {
	Offset int    // from the first byte of the box
	Field  string // as the standard calls it
	Err    error
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("emsg: byte %d: %s: %v", e.Offset, e.Field, e.Err)
}

func (e *SyntaxError) Unwrap() error { return e.Err }

// Errors that a SyntaxError wraps.
var (
	ErrShort       = errors.New("cut off")
	ErrNotEvent    = errors.New("not an event message")
	ErrUnsupported = errors.New("not supported")
	ErrRange       = errors.New("out of range")
)

// ParseBox reads the box that data begins with and returns what follows it. The
// box's data is part of data, not a copy. Only what [AppendBox] writes is
// accepted: version 1, on the 90 kHz clock. Its errors are of type [*SyntaxError].
func ParseBox(data []byte) (b Box, rest []byte, err error) {
	if len(data) < textAt {
		return b, nil, fault(len(data), "header", ErrShort, "%d bytes: must be at least %d", len(data), textAt)
	}
	size := uint64(binary.BigEndian.Uint32(data[sizeAt:]))
	switch {
	case string(data[typeAt:versionAt]) != "emsg":
		return b, nil, fault(typeAt, "type", ErrNotEvent, "%q: must be %q", data[typeAt:versionAt], "emsg")
	case size < textAt+2:
		return b, nil, fault(sizeAt, "size", ErrShort, "%d: must be at least %d", size, textAt+2)
	case size > uint64(len(data)):
		return b, nil, fault(sizeAt, "size", ErrShort, "%d: only %d bytes are there", size, len(data))
	}
	box, rest := data[:size], data[size:]
	version := binary.BigEndian.Uint32(box[versionAt:])
	timescale := binary.BigEndian.Uint32(box[timescaleAt:])
	time := binary.BigEndian.Uint64(box[timeAt:])
	switch {
	case version != 1<<24:
		return b, nil, fault(versionAt, "version and flags", ErrUnsupported, "%08x: must be 01000000", version)
	case timescale != uint32(components.PTSPerSecond):
		return b, nil, fault(timescaleAt, "timescale", ErrUnsupported, "%d: must be %d", timescale, components.PTSPerSecond)
	case time > math.MaxInt64:
		return b, nil, fault(timeAt, "presentation_time", ErrRange, "%d: must be at most %d", time, int64(math.MaxInt64))
	}
	b.Time = components.PTS(time)
	b.Duration = binary.BigEndian.Uint32(box[durationAt:])
	b.ID = binary.BigEndian.Uint32(box[idAt:])
	at := textAt
	if b.Scheme, at, err = text(box, at, "scheme_id_uri"); err != nil {
		return Box{}, nil, err
	}
	if b.Value, at, err = text(box, at, "value"); err != nil {
		return Box{}, nil, err
	}
	if at < len(box) {
		b.Data = box[at:]
	}
	return b, rest, nil
}

// text returns the text at a place of box, and where the byte after its zero is.
func text(box []byte, at int, field string) (string, int, error) {
	n := bytes.IndexByte(box[at:], 0)
	if n < 0 {
		return "", 0, fault(at, field, ErrShort, "the zero byte that ends it is missing")
	}
	return string(box[at : at+n]), at + n + 1, nil
}

func fault(at int, field string, err error, format string, args ...any) error {
	return &SyntaxError{at, field, fmt.Errorf(format+": %w", append(args, err)...)}
}
