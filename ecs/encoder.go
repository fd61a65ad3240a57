package ecs

import (
	"encoding/binary"
	"hash/crc32"
	"io"
)

// encoder writes a snapshot.
type encoder struct {
	w   io.Writer
	buf []byte
	crc uint32
	err error
}

func (e *encoder) uint32(v uint32) { e.buf = binary.LittleEndian.AppendUint32(e.buf, v) }
func (e *encoder) uint64(v uint64) { e.buf = binary.LittleEndian.AppendUint64(e.buf, v) }

func (e *encoder) text(s string) {
	e.uint32(uint32(len(s)))
	e.buf = append(e.buf, s...)
}

// flush writes what has been gathered, if it is worth while.
func (e *encoder) flush() {
	const enough = 64 << 10
	if len(e.buf) >= enough {
		e.write()
	}
}

func (e *encoder) write() {
	e.crc = crc32.Update(e.crc, castagnoli, e.buf)
	if e.err == nil {
		_, e.err = e.w.Write(e.buf)
	}
	e.buf = e.buf[:0]
}

// end writes the rest, and the checksum.
func (e *encoder) end() error {
	e.write()
	e.uint32(e.crc)
	e.write()
	return e.err
}
