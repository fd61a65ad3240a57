package key

import (
	"fmt"
	"io"

	"touchline/components"
)

// Content is a content key, of AES-128. It does not print, log or marshal: what
// comes out is "[secret]". A struct that holds one must export the field, for fmt
// calls no methods of fields that are not.
type Content [16]uint8

const hidden = "[secret]"

// Format implements [fmt.Formatter], for every verb.
func (Content) Format(f fmt.State, _ rune) { io.WriteString(f, hidden) }

// MarshalText implements [encoding.TextMarshaler].
func (Content) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// Key is a content key and what it is for: one tier of a stream in one key period.
type Key struct {
	ID      ID
	Content Content
	Period  uint32
	Tier    components.Tier
}

// Scheme is how content is encrypted: the four characters of a scheme type.
type Scheme uint32

// The schemes that players have.
const (
	CENC Scheme = 'c'<<24 | 'e'<<16 | 'n'<<8 | 'c' // AES in counter mode
	CBCS Scheme = 'c'<<24 | 'b'<<16 | 'c'<<8 | 's' // AES in CBC mode, one block of ten
)

// String returns the four characters.
func (s Scheme) String() string {
	return string([]byte{byte(s >> 24), byte(s >> 16), byte(s >> 8), byte(s)})
}

// ParseScheme returns the scheme called name.
func ParseScheme(name string) (Scheme, bool) {
	for _, s := range []Scheme{CENC, CBCS} {
		if s.String() == name {
			return s, true
		}
	}
	return 0, false
}
