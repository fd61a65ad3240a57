package media_test

import (
	"bytes"
	"testing"

	"github.com/Eyevinn/mp4ff/mp4"

	"touchline/cmd/touchline/internal/media"
)

// BenchmarkSegment makes a segment of 2 s, and lets mp4ff make one of the same
// samples.
func BenchmarkSegment(b *testing.B) {
	c, s := open(b), media.Span{Start: 1 << 33, Length: 180_000, Sequence: 7}
	for _, r := range []media.Rendition{hd, sound} {
		for _, scheme := range protections {
			p := protection(scheme)
			b.Run(r.Name+"/"+scheme+"/touchline", func(b *testing.B) {
				b.ReportAllocs()
				var buf []byte
				var err error
				for b.Loop() {
					if buf, err = c.AppendSegment(buf[:0], r, s, nil, nil, p); err != nil {
						b.Fatal(err)
					}
				}
				b.SetBytes(int64(len(buf)))
			})
			b.Run(r.Name+"/"+scheme+"/mp4ff", func(b *testing.B) {
				b.ReportAllocs()
				samples := samplesOf(b, parse(b, initOf(b, r, nil), segmentOf(b, r, s, nil, nil)))
				var protect *mp4.InitProtectData
				if p != nil {
					var err error
					protect, err = mp4.InitProtect(parse(b, initOf(b, r, nil)).Init, p.Key, make([]byte, 8), scheme, p.KeyID[:], nil)
					if err != nil {
						b.Fatal(err)
					}
				}
				var buf bytes.Buffer
				for b.Loop() {
					buf.Reset()
					if err := theirs(&buf, samples, protect, p); err != nil {
						b.Fatal(err)
					}
				}
				b.SetBytes(int64(buf.Len()))
			})
		}
	}
}

// theirs writes samples as a segment with mp4ff.
func theirs(buf *bytes.Buffer, samples []mp4.FullSample, protect *mp4.InitProtectData, p *media.Protection) error {
	segment := mp4.NewMediaSegment()
	fragment, err := mp4.CreateFragment(7, 1)
	if err != nil {
		return err
	}
	segment.AddFragment(fragment)
	for _, sample := range samples {
		fragment.AddFullSample(sample)
	}
	if protect != nil {
		if _, err := mp4.EncryptFragment(fragment, p.Key, make([]byte, 8), protect); err != nil {
			return err
		}
	}
	return segment.Encode(buf)
}

// TestAllocations: in the clear a segment costs the value that describes it, and
// nothing else; protected a cipher, and with cenc a counter for each sample.
func TestAllocations(t *testing.T) {
	c, s := open(t), media.Span{Start: 1 << 33, Length: 180_000}
	buf := make([]byte, 0, 1<<17)
	for _, tt := range []struct {
		scheme string
		r      media.Rendition
		most   float64
	}{{"clear", hd, 1}, {"clear", sound, 1}, {"cbcs", hd, 5}, {"cenc", hd, 5 + 50}, {"cenc", sound, 5 + 94}} {
		p := protection(tt.scheme)
		n := testing.AllocsPerRun(50, func() {
			if _, err := c.AppendSegment(buf, tt.r, s, nil, nil, p); err != nil {
				t.Fatal(err)
			}
		})
		if n > tt.most {
			t.Errorf("%s of %s allocates %v times, want at most %v", tt.scheme, tt.r.Name, n, tt.most)
		}
	}
}
