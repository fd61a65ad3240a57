package pssh

import (
	"encoding/binary"

	"touchline/systems/drm/key"
)

// WidevineData is what a Widevine box holds: the fields of Google's WidevinePsshData
// that a packager sets, as a protocol buffer. A player takes it to a license server
// as it is.
type WidevineData struct {
	KeyIDs    []key.ID
	Provider  string // whose content it is, as Widevine calls them; may be empty
	ContentID []byte // as the license server knows the content; may be empty
	Scheme    key.Scheme
}

// The fields, as their number and wire type.
const (
	widevineKeyID     = 2<<3 | wireBytes
	widevineProvider  = 3<<3 | wireBytes
	widevineContentID = 4<<3 | wireBytes
	widevineScheme    = 9<<3 | wireVarint

	wireVarint = 0
	wireFixed8 = 1
	wireBytes  = 2
	wireFixed4 = 5
)

// AppendWidevine appends a Widevine box of version 0, which all players take: key
// IDs are in its data alone.
func AppendWidevine(dst []byte, w *WidevineData) []byte {
	size := len(w.KeyIDs) * (2 + len(key.ID{}))
	if w.Provider != "" {
		size += fieldSize(len(w.Provider))
	}
	if len(w.ContentID) > 0 {
		size += fieldSize(len(w.ContentID))
	}
	if w.Scheme != 0 {
		size += 1 + varintSize(uint64(w.Scheme))
	}
	return AppendWidevineData(appendHead(dst, Widevine, nil, size), w)
}

func fieldSize(n int) int { return 1 + varintSize(uint64(n)) + n }

func varintSize(n uint64) (size int) {
	for size = 1; n >= 1<<7; n >>= 7 {
		size++
	}
	return size
}

// AppendWidevineData appends the data of a box alone.
func AppendWidevineData(dst []byte, w *WidevineData) []byte {
	for i := range w.KeyIDs {
		dst = append(dst, widevineKeyID, byte(len(key.ID{})))
		dst = append(dst, w.KeyIDs[i][:]...)
	}
	if w.Provider != "" {
		dst = binary.AppendUvarint(append(dst, widevineProvider), uint64(len(w.Provider)))
		dst = append(dst, w.Provider...)
	}
	if len(w.ContentID) > 0 {
		dst = binary.AppendUvarint(append(dst, widevineContentID), uint64(len(w.ContentID)))
		dst = append(dst, w.ContentID...)
	}
	if w.Scheme != 0 {
		dst = binary.AppendUvarint(append(dst, widevineScheme), uint64(w.Scheme))
	}
	return dst
}

// ParseWidevine reads the data of a Widevine box. Fields that it does not know it
// passes over, as protocol buffers ask for.
func ParseWidevine(data []byte) (*WidevineData, error) {
	w := new(WidevineData)
	for at := 0; at < len(data); {
		begin := at
		tag, n := binary.Uvarint(data[at:])
		if n <= 0 || tag>>3 == 0 || tag>>3 >= 1<<29 {
			return nil, fault(begin, ErrSyntax, "a field without a number")
		}
		at += n
		var number uint64
		var value []byte
		switch tag & 7 {
		case wireVarint:
			if number, n = binary.Uvarint(data[at:]); n <= 0 {
				return nil, fault(at, ErrShort, "the number of field %d", tag>>3)
			}
			at += n
		case wireFixed4, wireFixed8, wireBytes:
			size := uint64(4)
			if tag&7 == wireFixed8 {
				size = 8
			}
			if tag&7 == wireBytes {
				if size, n = binary.Uvarint(data[at:]); n <= 0 {
					return nil, fault(at, ErrShort, "the length of field %d", tag>>3)
				}
				at += n
			}
			if size > uint64(len(data)-at) {
				return nil, fault(at, ErrShort, "field %d of %d bytes: %d are there", tag>>3, size, len(data)-at)
			}
			value = data[at:][:size:size]
			at += int(size)
		default:
			return nil, fault(begin, ErrSyntax, "field %d: wire type %d", tag>>3, tag&7)
		}
		switch tag {
		case widevineKeyID:
			if len(value) != len(key.ID{}) {
				return nil, fault(begin, ErrSyntax, "a key ID of %d bytes: must be 16", len(value))
			}
			w.KeyIDs = append(w.KeyIDs, key.ID(value))
		case widevineProvider:
			w.Provider = string(value)
		case widevineContentID:
			w.ContentID = value
		case widevineScheme:
			if number > 1<<32-1 {
				return nil, fault(begin, ErrSyntax, "scheme %#x: must be four characters", number)
			}
			w.Scheme = key.Scheme(number)
		}
	}
	return w, nil
}
