package ecs

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
)

// decoder reads a snapshot. After an error it reads zeros.
type decoder struct {
	r      *bufio.Reader
	offset int64  // bytes read
	crc    uint32 // of the bytes read
	err    error  // the first
	word   [8]byte
}

func newDecoder(r io.ReaderAt) *decoder {
	return &decoder{r: bufio.NewReaderSize(io.NewSectionReader(r, 0, math.MaxInt64), 64<<10)}
}

// damage notes that the snapshot is damaged at offset.
func (d *decoder) damage(offset int64, format string, args ...any) {
	if d.err == nil {
		d.err = &DamageError{offset, fmt.Sprintf(format, args...)}
	}
}

// fill reads all of p.
func (d *decoder) fill(p []byte) {
	clear(p)
	if d.err != nil {
		return
	}
	n, err := io.ReadFull(d.r, p)
	d.crc = crc32.Update(d.crc, castagnoli, p[:n])
	d.offset += int64(n)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		d.damage(d.offset, "the snapshot ends, with %d more bytes to come", len(p)-n)
	} else if err != nil {
		d.err = err
	}
}

func (d *decoder) uint32() uint32 {
	d.fill(d.word[:4])
	return binary.LittleEndian.Uint32(d.word[:])
}

func (d *decoder) uint64() uint64 {
	d.fill(d.word[:8])
	return binary.LittleEndian.Uint64(d.word[:])
}

// bytes reads n bytes, of which there may be limit.
func (d *decoder) bytes(n, limit uint64) []byte {
	if n > limit {
		d.damage(d.offset, "a length of %d bytes: at most %d", n, limit)
		return nil
	}
	p := make([]byte, n)
	d.fill(p)
	return p
}

// count reads how many rows of a kind there are.
func (d *decoder) count(p *plan) uint64 {
	at, n := d.offset, d.uint64()
	if n > maxRows || n > math.MaxInt64/uint64(p.size()) {
		d.damage(at, "%d rows of %s: at most %d", n, p.kind.Name, uint64(maxRows))
	}
	return n
}

// header reads up to the tick and reports what is not to be read with s. Whether
// that is damage or another version or schema, the checksum tells.
func (d *decoder) header(s *Schema) error {
	var m [len(magic)]byte
	if d.fill(m[:]); errors.Is(d.err, ErrDamaged) || d.err == nil && string(m[:]) != magic {
		return fmt.Errorf("begins with %q: %w", m[:min(d.offset, int64(len(m)))], ErrNotSnapshot)
	}
	if v := d.uint32(); d.err == nil && v != version {
		return d.refuse(fmt.Errorf("version %d, want %d: %w", v, version, ErrVersion))
	}
	got, want := string(d.bytes(uint64(d.uint32()), maxSchema)), s.text()
	if d.err == nil && got != want {
		return d.refuse(fmt.Errorf("%s: %w", difference(got, want), ErrSchema))
	}
	return d.err
}

// refuse returns err if the snapshot is whole.
func (d *decoder) refuse(err error) error {
	p := make([]byte, 64<<10)
	for {
		n, end := d.r.Read(p)
		d.crc = crc32.Update(d.crc, castagnoli, p[:n])
		d.offset += int64(n)
		switch {
		case end == nil:
		case end != io.EOF:
			return end
		case d.crc != residue:
			return &DamageError{d.offset, "the checksum is wrong"}
		default:
			return err
		}
	}
}

// residue is the CRC-32C of anything followed by its CRC-32C.
var residue = crc32.Checksum(make([]byte, crc32.Size), castagnoli)

// end reads the checksum, after which there must be nothing.
func (d *decoder) end() {
	at := d.offset
	d.uint32()
	if d.err == nil && d.crc != residue {
		d.damage(at, "the checksum is wrong")
	}
	if d.err != nil {
		return
	}
	if _, err := d.r.ReadByte(); err == nil {
		d.damage(d.offset, "there is more after the end")
	} else if err != io.EOF {
		d.err = err
	}
}
