// Package key holds what the formats of DRM signalling have in common: key IDs,
// content keys, and the protection scheme that they are used with.
//
// Its terms are those of ISO/IEC 23001-7, common encryption.
package key

import (
	"encoding/hex"
	"errors"
	"fmt"
)

// ID says which key content is encrypted with. It is no secret: playlists and
// media carry it.
type ID [16]uint8

// uuidDashes are the bytes before which a UUID has a dash (RFC 9562, section 4).
var uuidDashes = [16]bool{4: true, 6: true, 8: true, 10: true}

// AppendUUID appends id as a UUID in lower case, as MPDs and CPIX documents have it.
func (id *ID) AppendUUID(dst []byte) []byte {
	const digits = "0123456789abcdef"
	for i, b := range id {
		if uuidDashes[i] {
			dst = append(dst, '-')
		}
		dst = append(dst, digits[b>>4], digits[b&15])
	}
	return dst
}

// AppendHex appends id as 32 hexadecimal digits in lower case.
func (id *ID) AppendHex(dst []byte) []byte { return hex.AppendEncode(dst, id[:]) }

// AppendCapitals appends id as 32 hexadecimal digits, the letters capitals: what
// playlists have (RFC 8216bis, section 4.2).
func (id *ID) AppendCapitals(dst []byte) []byte {
	const digits = "0123456789ABCDEF"
	for _, b := range id {
		dst = append(dst, digits[b>>4], digits[b&0xf])
	}
	return dst
}

// String returns id as a UUID.
func (id ID) String() string { return string(id.AppendUUID(make([]byte, 0, 36))) }

// GUID returns id in the byte order that PlayReady has it in: the first three
// fields of the UUID little-endian. It is its own inverse.
func (id ID) GUID() ID {
	return ID{
		id[3], id[2], id[1], id[0], id[5], id[4], id[7], id[6],
		id[8], id[9], id[10], id[11], id[12], id[13], id[14], id[15],
	}
}

// ErrID is what every error of [ParseID] wraps.
var ErrID = errors.New("not a key ID")

// ParseID reads an ID that is written as a UUID or as 32 hexadecimal digits.
func ParseID(text string) (id ID, err error) {
	digits := text
	if len(text) == 36 {
		var plain [32]byte
		n := 0
		for i := range len(text) {
			switch {
			case i == 8 || i == 13 || i == 18 || i == 23:
				if text[i] != '-' {
					return ID{}, fmt.Errorf("%q: byte %d: %q: must be a dash: %w", text, i, text[i], ErrID)
				}
			case n < len(plain):
				plain[n] = text[i]
				n++
			}
		}
		digits = string(plain[:])
	}
	if len(digits) != 2*len(id) {
		return ID{}, fmt.Errorf("%d characters: must be a UUID or 32 hexadecimal digits: %w", len(text), ErrID)
	}
	if _, err := hex.Decode(id[:], []byte(digits)); err != nil {
		return ID{}, fmt.Errorf("%q: must be hexadecimal: %w", text, ErrID)
	}
	return id, nil
}
