package media

import "encoding/binary"

// headerBytes is how long the header of a box is.
const headerBytes = 8

// begin begins a box of this type. Its size is written when it ends.
func begin(dst []byte, kind string) []byte {
	return append(append(dst, 0, 0, 0, 0), kind...)
}

// end ends the box that begins at a place of dst with the last byte of dst.
func end(dst []byte, at int) {
	binary.BigEndian.PutUint32(dst[at:], uint32(len(dst)-at))
}

func be32(dst []byte, n uint32) []byte { return binary.BigEndian.AppendUint32(dst, n) }
