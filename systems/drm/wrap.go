package drm

import (
	"crypto/cipher"
	"encoding/binary"
)

// The AES key wrap of RFC 3394. A wrapped key is 8 bytes longer than the key, and
// cannot be unwrapped to another one: the extra bytes check it.

const wrapExtra = 8

// wrapIV is what the first 8 bytes of an unwrapped key must be (section 2.2.3.1).
const wrapIV = 0xa6a6a6a6a6a6a6a6

// wrap wraps the key in buf[8:], whose length must be a multiple of 8 and at least
// 16, and leaves the result in buf. It works in block, which has 16 bytes.
func wrap(kek cipher.Block, buf, block []byte) {
	check, t := uint64(wrapIV), uint64(0)
	for range 6 {
		for rest := buf[8:]; len(rest) >= 8; rest = rest[8:] {
			t++
			binary.BigEndian.PutUint64(block, check)
			*(*[8]uint8)(block[8:]) = [8]uint8(rest)
			kek.Encrypt(block, block)
			check = binary.BigEndian.Uint64(block) ^ t
			*(*[8]uint8)(rest) = [8]uint8(block[8:])
		}
	}
	binary.BigEndian.PutUint64(buf, check)
}
