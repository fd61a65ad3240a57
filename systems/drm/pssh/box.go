// Package pssh writes and reads what tells a player's key system which keys
// protected media needs: the boxes of ISO/IEC 23001-7, section 8.1, and the
// initialization data of Widevine and PlayReady within them.
//
// It is the same data in media, in the cenc:pssh elements of MPDs and in the
// EXT-X-KEY tags of playlists, in base64 there. FairPlay has none: its initialization
// data is a URI.
package pssh

import (
	"encoding/binary"
	"errors"
	"fmt"

	"touchline/systems/drm/key"
)

// System is the ID of a key system.
type System [16]uint8

// The systems.
var (
	Common    = System{0x10, 0x77, 0xef, 0xec, 0xc0, 0xb2, 0x4d, 0x02, 0xac, 0xe3, 0x3c, 0x1e, 0x52, 0xe2, 0xfb, 0x4b}
	Widevine  = System{0xed, 0xef, 0x8b, 0xa9, 0x79, 0xd6, 0x4a, 0xce, 0xa3, 0xc8, 0x27, 0xdc, 0xd5, 0x1d, 0x21, 0xed}
	PlayReady = System{0x9a, 0x04, 0xf0, 0x79, 0x98, 0x40, 0x42, 0x86, 0xab, 0x92, 0xe6, 0x5b, 0xe0, 0x88, 0x5f, 0x95}
	FairPlay  = System{0x94, 0xce, 0x86, 0xfb, 0x07, 0xff, 0x4f, 0x43, 0xad, 0xb8, 0x93, 0xd2, 0xfa, 0x96, 0x8c, 0xa2}
)

// String returns the ID as a UUID.
func (s System) String() string { return key.ID(s).String() }

// Box is a protection system specific header.
type Box struct {
	System System
	KeyIDs []key.ID // with any, the box is of version 1, and else of 0
	Data   []byte
}

// The parts of a box.
const (
	headerSize = 4 + 4 + 4 // size, type, version and flags
	leastSize  = headerSize + len(System{}) + 4
	boxType    = "pssh"
)

// AppendBox appends a box to dst and returns the extended buffer.
func AppendBox(dst []byte, b *Box) []byte {
	return append(appendHead(dst, b.System, b.KeyIDs, len(b.Data)), b.Data...)
}

// appendHead appends a box up to its data, whose size it must know.
func appendHead(dst []byte, s System, ids []key.ID, data int) []byte {
	size, version := leastSize+data, uint32(0)
	if len(ids) > 0 {
		size, version = size+4+len(ids)*len(key.ID{}), 1<<24
	}
	dst = binary.BigEndian.AppendUint32(dst, uint32(size))
	dst = append(dst, boxType...)
	dst = binary.BigEndian.AppendUint32(dst, version)
	dst = append(dst, s[:]...)
	if len(ids) > 0 {
		dst = binary.BigEndian.AppendUint32(dst, uint32(len(ids)))
		for i := range ids {
			dst = append(dst, ids[i][:]...)
		}
	}
	return binary.BigEndian.AppendUint32(dst, uint32(data))
}

// AppendCommon appends the box that every browser reads for Clear Key: W3C's
// "cenc" initialization data format.
func AppendCommon(dst []byte, ids []key.ID) []byte {
	return AppendBox(dst, &Box{System: Common, KeyIDs: ids})
}

// Error says at which byte data is not what was wanted.
type Error struct {
	At  int // from 0
	Err error
}

func (e *Error) Error() string { return fmt.Sprintf("byte %d: %v", e.At, e.Err) }

func (e *Error) Unwrap() error { return e.Err }

// Errors that an [Error] wraps.
var (
	ErrShort  = errors.New("cut off")
	ErrSyntax = errors.New("not understood")
)

func fault(at int, err error, format string, args ...any) error {
	return &Error{at, fmt.Errorf(format+": %w", append(args, err)...)}
}

// ParseBox reads the box at the beginning of data, and returns what follows it.
// The box's data is a part of data.
func ParseBox(data []byte) (b *Box, rest []byte, err error) {
	if len(data) < headerSize {
		return nil, nil, fault(0, ErrShort, "%d bytes: a box has at least %d", len(data), leastSize)
	}
	size := binary.BigEndian.Uint32(data)
	switch {
	case string(data[4:8]) != boxType:
		return nil, nil, fault(4, ErrSyntax, "box %q: must be %q", data[4:8], boxType)
	case size < uint32(leastSize) || uint64(size) > uint64(len(data)):
		return nil, nil, fault(0, ErrShort, "a box of %d bytes: must be from %d to the %d that are there", size, leastSize, len(data))
	}
	version := data[8]
	if version > 1 {
		return nil, nil, fault(8, ErrSyntax, "version %d: must be 0 or 1", version)
	}
	box, rest := data[:size], data[size:]
	b = &Box{System: System(box[headerSize:])}
	at := headerSize + len(System{})
	if version == 1 {
		n := int64(binary.BigEndian.Uint32(box[at:]))
		if n == 0 || n*16 > int64(len(box)-at-8) {
			return nil, nil, fault(at, ErrSyntax, "%d key IDs: must be from 1 to the %d that fit", n, max(0, (len(box)-at-8)/16))
		}
		at += 4
		for range n {
			b.KeyIDs = append(b.KeyIDs, key.ID(box[at:]))
			at += len(key.ID{})
		}
	}
	if n := binary.BigEndian.Uint32(box[at:]); uint64(n) != uint64(len(box)-at-4) {
		return nil, nil, fault(at, ErrSyntax, "data of %d bytes: must be the %d that the box has left", n, len(box)-at-4)
	}
	if at += 4; at < len(box) {
		b.Data = box[at:]
	}
	return b, rest, nil
}
