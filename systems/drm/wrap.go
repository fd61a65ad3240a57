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
	n := len(buf)/8 - 1
	check := uint64(wrapIV)
	for t := range 6 * n {
		r := buf[8*(t%n+1):][:8]
		binary.BigEndian.PutUint64(block, check)
		copy(block[8:], r)
		kek.Encrypt(block, block)
		check = binary.BigEndian.Uint64(block) ^ uint64(t+1)
		copy(r, block[8:])
	}
	binary.BigEndian.PutUint64(buf, check)
}
