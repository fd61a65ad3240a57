package media

import (
	"bytes"
	"fmt"

	"github.com/Eyevinn/mp4ff/mp4"

	"touchline/components"
)

// Span is what of the program a segment holds.
type Span struct {
	Start    components.PTS // its first frame, on the contribution's clock
	Length   components.PTS
	Sequence uint64
}

// Boxes appends what stands before part k of a segment: event messages.
type Boxes func(dst []byte, k int) []byte

// AppendSegment appends a segment to dst: its parts, one after the other. Parts are
// where they end, counted from the start; without any, the segment is its only part.
func (c *Clip) AppendSegment(dst []byte, r Rendition, s Span, parts []components.PTS, boxes Boxes, p *Protection) ([]byte, error) {
	var err error
	for k := range max(len(parts), 1) {
		if dst, err = c.AppendPart(dst, r, s, parts, k, boxes, p); err != nil {
			return dst, err
		}
	}
	return dst, nil
}

// AppendPart appends part k of a segment to dst.
func (c *Clip) AppendPart(dst []byte, r Rendition, s Span, parts []components.PTS, k int, boxes Boxes, p *Protection) ([]byte, error) {
	if s.Start < 0 || s.Length <= 0 {
		return dst, fmt.Errorf("segment %d: from %d, %d long: media begins at 0", s.Sequence, s.Start, s.Length)
	}
	t, err := c.track(&r)
	if err != nil {
		return dst, err
	}
	from, to := components.PTS(0), s.Length
	if k > 0 {
		from = parts[k-1]
	}
	if k < len(parts) {
		to = parts[k]
	}
	var samples []mp4.FullSample
	if r.sound() {
		samples = t.sound(s.Start+from, s.Start+to)
	} else {
		samples = t.pictures(&s, from, to)
	}
	if k == 0 {
		dst = append(dst, styp...)
	}
	if boxes != nil {
		dst = boxes(dst, k)
	}
	return t.appendFragment(dst, &s, k, samples, p)
}

// styp begins a segment: CMAF.
var styp = []byte("\x00\x00\x00\x18stypmsdh\x00\x00\x00\x00msdhcmfs")

// AppendIFrame appends the first picture of a segment to dst, to be shown for as
// long as the segment lasts.
func (c *Clip) AppendIFrame(dst []byte, r Rendition, s Span, p *Protection) ([]byte, error) {
	t, err := c.track(&r)
	if err != nil {
		return dst, err
	}
	first := t.samples[0]
	first.DecodeTime, first.Dur = uint64(s.Start), uint32(s.Length)
	return t.appendFragment(append(dst, styp...), &s, 255, []mp4.FullSample{first}, p)
}

// pictures are the frames of a segment that begin within a part of it. The clip is
// looped so often that its pace is nearest to its own, and its frames are spread
// over the segment evenly.
func (t *track) pictures(s *Span, from, to components.PTS) []mp4.FullSample {
	const clip = 2 * components.PTSPerSecond
	loops := max(1, (s.Length+clip/2)/clip)
	n := loops * components.PTS(len(t.samples))
	var list []mp4.FullSample
	for i := range n {
		begin, end := s.Length*i/n, s.Length*(i+1)/n
		if begin < from || begin >= to {
			continue
		}
		sample := t.samples[int(i)%len(t.samples)]
		sample.DecodeTime, sample.Dur = uint64(s.Start+begin), uint32(end-begin)
		list = append(list, sample)
	}
	return list
}

// soundFrame is what a frame of sound lasts: 1,024 samples at 48 kHz.
const soundFrame components.PTS = 1920

// sound is the frames that begin from from to before to.
func (t *track) sound(from, to components.PTS) []mp4.FullSample {
	var list []mp4.FullSample
	for n := (from + soundFrame - 1) / soundFrame; n*soundFrame < to; n++ {
		sample := t.samples[int(n)%len(t.samples)]
		sample.DecodeTime, sample.Dur = uint64(n)*1024, 1024
		list = append(list, sample)
	}
	return list
}

func (t *track) appendFragment(dst []byte, s *Span, k int, samples []mp4.FullSample, p *Protection) ([]byte, error) {
	f, err := mp4.CreateFragment(uint32(s.Sequence), 1)
	if err != nil {
		return dst, err
	}
	for _, sample := range samples {
		if p != nil { // encryption works in place
			sample.Data = bytes.Clone(sample.Data)
		}
		f.AddFullSample(sample)
	}
	if p != nil {
		iv := p.iv(s.Sequence, k)
		_, data, err := t.protected(p, s.Sequence, k)
		if err != nil {
			return dst, err
		}
		if _, err := mp4.EncryptFragment(f, p.Key[:], iv, data); err != nil {
			return dst, err
		}
	}
	out := bytes.NewBuffer(dst)
	err = f.Encode(out)
	return out.Bytes(), err
}
