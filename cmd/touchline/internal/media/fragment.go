package media

import (
	"crypto/cipher"
	"encoding/binary"
	"slices"

	"touchline/components"
)

// The sample flags of ISO/IEC 14496-12, section 8.8.3.1.
const (
	keySample   = 0x0200_0000 // depends on no other
	otherSample = 0x0101_0000 // depends on others, and is no sync sample
)

// The boxes function of the callers: it appends the boxes that stand before a part.
type boxesFunc = func(part int, dst []byte) []byte

// AppendSegment appends the segment of r that s describes. It is made of as many
// chunks, a moof and an mdat each, as there are parts, which end at these times
// after its start; nil is one chunk. Boxes, if set, appends event messages to be put
// before the moof of a part.
//
// A part has the frames that begin before its end. On an error dst is returned as
// it was.
func (c *Clip) AppendSegment(dst []byte, r Rendition, s Span, parts []components.PTS, boxes func(part int, dst []byte) []byte, p *Protection) ([]byte, error) {
	w, err := c.writer(r, s, p)
	if err != nil {
		return dst, err
	}
	if err := w.validateParts(parts); err != nil {
		return dst, err
	}
	dst = slices.Grow(dst, w.room(0, w.samples, max(len(parts), 1)))
	for k := range max(len(parts), 1) {
		from, to := w.partAt(parts, k)
		dst = w.appendPart(dst, k, from, to, boxes)
	}
	return dst, nil
}

// AppendPart appends chunk k of what [Clip.AppendSegment] would append.
func (c *Clip) AppendPart(dst []byte, r Rendition, s Span, parts []components.PTS, k int, boxes func(part int, dst []byte) []byte, p *Protection) ([]byte, error) {
	w, err := c.writer(r, s, p)
	if err != nil {
		return dst, err
	}
	from, to, err := w.part(parts, k)
	if err != nil {
		return dst, err
	}
	dst = slices.Grow(dst, w.room(from, to, 1))
	return w.appendPart(dst, k, from, to, boxes), nil
}

// AppendIFrame appends a segment that has only the first key frame of the one that
// s describes, shown for as long as that.
func (c *Clip) AppendIFrame(dst []byte, r Rendition, s Span, p *Protection) ([]byte, error) {
	w, err := c.writer(r, s, p)
	if err != nil {
		return dst, err
	}
	if w.sound {
		return dst, ErrSound
	}
	w.still = true
	return w.appendPart(slices.Grow(dst, w.room(0, 1, 1)), 0, 0, 1, nil), nil
}

// writer writes the chunks of one segment.
type writer struct {
	timeline
	track  *track
	still  bool    // the first sample lasts as long as the segment
	guards []guard // of the track's samples, if they are protected
	scheme scheme
	block  cipher.Block
	iv     [16]byte // with cbcs of all samples, with cenc of the one that is written
}

func (c *Clip) writer(r Rendition, s Span, p *Protection) (*writer, error) {
	t, err := c.nearest(r)
	if err != nil {
		return nil, err
	}
	if err := s.validate(); err != nil {
		return nil, err
	}
	w := &writer{timeline: t.timeline(s), track: t}
	if p != nil {
		return w, w.protect(p)
	}
	return w, nil
}

// room is how many bytes the samples will take in so many chunks, at most; what
// callers put between them apart.
func (w *writer) room(from, to int64, chunks int) int {
	n := chunks * 256
	for i := from; i < to; i++ {
		a, b := w.track.sample(w.first + i)
		n += b - a + 12
		if w.guards != nil {
			n += 1 + ivBytes + len(w.guard(i).info)
		}
	}
	return n
}

func (w *writer) appendPart(dst []byte, k int, from, to int64, boxes boxesFunc) []byte {
	if k == 0 {
		dst = append(dst, "\x00\x00\x00\x1cstypmsdh\x00\x00\x00\x00msdhcmfscmff"...)
	}
	if boxes != nil {
		dst = boxes(k, dst)
	}
	moof := len(dst)
	dst = begin(dst, "moof")
	dst = append(dst, "\x00\x00\x00\x10mfhd\x00\x00\x00\x00"...)
	dst = be32(dst, uint32(w.span.Sequence)*mostParts+uint32(k)) // rises, and may wrap
	dst, data := w.appendTraf(dst, moof, from, to)
	end(dst, moof)
	binary.BigEndian.PutUint32(dst[data:], uint32(len(dst)-moof+headerBytes))

	mdat := len(dst)
	dst = begin(dst, "mdat")
	for i := from; i < to; i++ {
		a, b := w.track.sample(w.first + i)
		at := len(dst)
		dst = append(dst, w.track.data[a:b]...)
		w.encrypt(dst[at:], i)
	}
	end(dst, mdat)
	return dst
}

// appendTraf also returns where the offset of the samples is to be written.
func (w *writer) appendTraf(dst []byte, moof int, from, to int64) (_ []byte, data int) {
	const baseIsMoof, defaultDuration, defaultFlags = 0x2_0000, 0x8, 0x20
	const dataOffset, durations, sizes, flags = 0x1, 0x100, 0x200, 0x400
	traf := len(dst)
	dst = begin(dst, "traf")
	trun := uint32(dataOffset | sizes)
	if w.sound {
		dst = append(dst, "\x00\x00\x00\x18tfhd"...)
		dst = be32(dst, baseIsMoof|defaultDuration|defaultFlags)
		dst = be32(be32(be32(dst, 1), frameSamples), keySample)
	} else {
		dst = append(dst, "\x00\x00\x00\x10tfhd"...)
		dst = be32(be32(dst, baseIsMoof), 1)
		trun |= durations | flags
	}
	dst = append(dst, "\x00\x00\x00\x14tfdt\x01\x00\x00\x00"...)
	dst = binary.BigEndian.AppendUint64(dst, w.decode(from))

	box := len(dst)
	dst = begin(dst, "trun")
	dst = be32(be32(dst, trun), uint32(to-from))
	data = len(dst)
	dst = be32(dst, 0)
	for i := from; i < to; i++ {
		dst = w.appendSample(dst, i)
	}
	end(dst, box)
	dst = w.appendSenc(dst, moof, from, to)
	end(dst, traf)
	return dst, data
}

// appendSample appends what trun says of a sample: its size, and of a picture how
// long it lasts and what it depends on.
func (w *writer) appendSample(dst []byte, i int64) []byte {
	a, b := w.track.sample(w.first + i)
	size := uint32(b - a)
	if w.sound {
		return be32(dst, size)
	}
	lasts := w.decode(i+1) - w.decode(i)
	if w.still {
		lasts = uint64(w.span.Length)
	}
	depends := uint32(otherSample)
	if i%int64(w.track.frames()) == 0 {
		depends = keySample
	}
	return be32(be32(be32(dst, uint32(lasts)), size), depends)
}
