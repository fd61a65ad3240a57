package drm

import (
	"encoding/binary"

	"touchline/components"
)

// A grant is 257 bytes, its numbers big-endian. Those up to the viewer are the
// same for all grants of a stream, tier and key period.
//
//	  0   4  "TLG", version 1
//	  4   1  the highest tier granted
//	  5   1  the least HDCP that the player must have: 0 none, 1 any, 2 version 2.2
//	  6   2  the most lines of picture that it may show
//	  8   8  stream
//	 16   4  key period
//	 20   4  length of a key period, 90 kHz
//	 24   8  PTS at which the key period begins
//	 32 160  of each tier from the lowest: key ID (16), wrapped key (24); zero above the tier granted
//	192   8  viewer
//	200   8  PTS from which the license is valid
//	208   8  PTS at which it ends
//	216   8  PTS at which the request came
//	224   1  the answer: 0 granted, 1 renewed
//	225  32  HMAC-SHA-256 of all that
const (
	keysAt    = 32
	keySize   = len([16]uint8{}) + wrappedSize
	fixedSize = keysAt + int(components.Tiers)*keySize
	tailSize  = 4*8 + 1
	bodySize  = fixedSize + tailSize

	wrappedSize = wrapExtra + 16

	// GrantSize is the length of a grant in bytes.
	GrantSize = bodySize + len(state{})
)

// The state that is kept after the constant part is only useful if that ends with
// a block, and one more block takes the tail with SHA-256's 9 bytes of padding.
var (
	_ [0]uint8 = [fixedSize % block]uint8{}
	_ [block - 9 - tailSize]uint8
)

const magic = "TLG\x01"

// policies are what a player must keep to, by tier.
var policies = [components.Tiers]struct {
	hdcp  uint8
	lines uint16
}{
	components.AudioTier: {0, 0},
	components.SDTier:    {0, 576},
	components.HDTier:    {1, 1080},
	components.UHDTier:   {2, 2160},
}

// keyset is the keys of a stream in a key period, by tier.
type keyset struct {
	ids     [components.Tiers][16]uint8
	wrapped [components.Tiers][wrappedSize]uint8
}

// putFixed writes the part of a grant that is constant.
func (s *System) putFixed(b []byte, stream components.Number, tier components.Tier, period uint32, keys *keyset) {
	b = b[:fixedSize]
	copy(b, magic)
	b[4] = uint8(tier)
	b[5] = policies[tier].hdcp
	binary.BigEndian.PutUint16(b[6:], policies[tier].lines)
	binary.BigEndian.PutUint64(b[8:], uint64(stream))
	binary.BigEndian.PutUint32(b[16:], period)
	binary.BigEndian.PutUint32(b[20:], uint32(s.keyEvery))
	binary.BigEndian.PutUint64(b[24:], uint64(components.PTS(period)*s.keyEvery))
	b = b[keysAt:]
	clear(b)
	for t := range int(tier) + 1 {
		copy(b[t*keySize:], keys.ids[t][:])
		copy(b[t*keySize+len(keys.ids[t]):], keys.wrapped[t][:])
	}
}

// putTail writes the part of a grant that differs from viewer to viewer.
func putTail(b *[tailSize]byte, t *components.GrantTerms) {
	binary.BigEndian.PutUint64(b[0:], uint64(t.Viewer))
	binary.BigEndian.PutUint64(b[8:], uint64(t.From))
	binary.BigEndian.PutUint64(b[16:], uint64(t.Until))
	binary.BigEndian.PutUint64(b[24:], uint64(t.Received))
	b[32] = uint8(t.Result)
}
