package media_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"math"
	"sync"
	"testing"

	"github.com/Eyevinn/mp4ff/bits"
	"github.com/Eyevinn/mp4ff/mp4"

	"touchline/cmd/touchline/internal/media"
	"touchline/components"
	"touchline/systems/manifest/emsg"
)

var (
	uhd   = media.Rendition{Name: "2160p", Codecs: "hvc1.2.4.L153.B0,mp4a.40.2", Size: components.Resolution{Width: 3840, Height: 2160}}
	hd    = media.Rendition{Name: "1080p", Codecs: "avc1.640028,mp4a.40.2", Size: components.Resolution{Width: 1920, Height: 1080}}
	small = media.Rendition{Name: "720p", Codecs: "avc1.64001f,mp4a.40.2", Size: components.Resolution{Width: 1280, Height: 720}}
	sd    = media.Rendition{Name: "540p", Codecs: "avc1.64001f,mp4a.40.2", Size: components.Resolution{Width: 960, Height: 540}}
	low   = media.Rendition{Name: "360p", Codecs: "avc1.64001e,mp4a.40.2", Size: components.Resolution{Width: 640, Height: 360}}
	sound = media.Rendition{Name: "audio", Codecs: "mp4a.40.2"}

	ladder = []media.Rendition{uhd, hd, small, sd, low, sound}
)

// opened is the clip, which all tests share, as all of a server's requests do.
var opened = sync.OnceValues(media.Open)

func open(t testing.TB) *media.Clip {
	t.Helper()
	c, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// protection returns how a test's media is encrypted; nil for clear.
func protection(scheme string) *media.Protection {
	if scheme == "clear" {
		return nil
	}
	p := &media.Protection{Scheme: scheme, Key: []byte("0123456789abcdef")}
	copy(p.KeyID[:], "key of the clip.")
	p.PSSH = append([]byte("\x00\x00\x00\x34pssh\x01\x00\x00\x00"+
		"\x10\x77\xef\xec\xc0\xb2\x4d\x02\xac\xe3\x3c\x1e\x52\xe2\xfb\x4b\x00\x00\x00\x01"), p.KeyID[:]...)
	p.PSSH = append(p.PSSH, 0, 0, 0, 0)
	return p
}

var protections = []string{"clear", "cenc", "cbcs"}

// lengths are those of the whole numbers of frames nearest to 2 s, by frame rate.
var lengths = []struct {
	rate   string
	length components.PTS
}{{"25 and 50", 180_000}, {"29.97 and 59.94", 180_180}}

// spans are n segments one after the other, with a jump of the clock before the one
// in the middle if jump is not 0.
func spans(start, length components.PTS, n int, jump components.PTS) []media.Span {
	all := make([]media.Span, n)
	for i := range all {
		if i == n/2 {
			start += jump
		}
		all[i] = media.Span{Start: start, Length: length, Sequence: uint64(100 + i)}
		start += length
	}
	return all
}

// quarters are the ends of four parts of about the same length.
func quarters(length components.PTS) []components.PTS {
	return []components.PTS{length / 4, length / 2, length * 3 / 4, length}
}

func initOf(t testing.TB, r media.Rendition, p *media.Protection) []byte {
	t.Helper()
	data, err := open(t).AppendInit(nil, r, p)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func segmentOf(t testing.TB, r media.Rendition, s media.Span, parts []components.PTS, p *media.Protection) []byte {
	t.Helper()
	data, err := open(t).AppendSegment(nil, r, s, parts, nil, p)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// parse reads init and segments with mp4ff.
func parse(t testing.TB, init []byte, segments ...[]byte) *mp4.File {
	t.Helper()
	data := append(bytes.Clone(init), bytes.Join(segments, nil)...)
	file, err := mp4.DecodeFileSR(bits.NewFixedSliceReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// samplesOf returns all samples of a file in the clear.
func samplesOf(t testing.TB, file *mp4.File) (all []mp4.FullSample) {
	t.Helper()
	for _, s := range file.Segments {
		for _, f := range s.Fragments {
			samples, err := f.GetFullSamples(file.Init.Moov.Mvex.Trex)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, samples...)
		}
	}
	return all
}

// TestPictures checks each sample of segments of many lengths: the first is a key
// frame at the segment's start, they follow each other without a gap, and they fill
// it exactly.
func TestPictures(t *testing.T) {
	for _, tt := range []struct {
		length components.PTS
		frames int
	}{
		{1, 50}, {90_000, 50}, {179_999, 50}, {180_000, 50}, {180_180, 50}, {269_999, 50},
		{270_000, 100}, {360_360, 100}, {540_000, 150}, {5_400_000, 1500},
	} {
		for _, start := range []components.PTS{0, 1, 1<<33 - 7, 1 << 40, 1 << 56} {
			s := media.Span{Start: start, Length: tt.length, Sequence: 9}
			samples := samplesOf(t, parse(t, initOf(t, hd, nil), segmentOf(t, hd, s, nil, nil)))
			if len(samples) != tt.frames {
				t.Fatalf("length %d: %d frames, want %d", tt.length, len(samples), tt.frames)
			}
			at := uint64(start)
			for i, sample := range samples {
				if sample.DecodeTime != at {
					t.Fatalf("%+v: frame %d at %d, want %d", s, i, sample.DecodeTime, at)
				}
				if want := uint64(start) + uint64(i)*uint64(tt.length)/uint64(tt.frames); at != want {
					t.Fatalf("%+v: frame %d at %d, want %d", s, i, at, want)
				}
				if sample.IsSync() != (i%50 == 0) {
					t.Fatalf("%+v: frame %d is a key frame: %v", s, i, sample.IsSync())
				}
				at += uint64(sample.Dur)
			}
			if at != uint64(start+tt.length) {
				t.Errorf("%+v ends at %d", s, at)
			}
		}
	}
}

// TestSound checks that the frames of consecutive segments are those of the grid,
// each once, whatever the lengths.
func TestSound(t *testing.T) {
	for _, length := range []components.PTS{90_000, 180_000, 180_180, 1920, 1921, 5_400_000} {
		for _, first := range []components.PTS{0, 1, 1919, 1920, 1<<33 - 1, 1 << 56 / 1920 * 1920} {
			start := first
			frame := (int64(start) + 1919) / 1920
			for n := range 20 {
				s := media.Span{Start: start, Length: length, Sequence: uint64(n)}
				file := parse(t, initOf(t, sound, nil), segmentOf(t, sound, s, nil, nil))
				samples := samplesOf(t, file)
				if d := len(samples) - int(length/1920); d != 0 && d != 1 {
					t.Fatalf("%+v: %d frames", s, len(samples))
				}
				for i, sample := range samples {
					if sample.DecodeTime != uint64(frame*1024) || sample.Dur != 1024 || !sample.IsSync() {
						t.Fatalf("%+v: sample %d at %d for %d, sync %v; want %d", s, i, sample.DecodeTime, sample.Dur, sample.IsSync(), frame*1024)
					}
					if at := frame * 1920; at < int64(start) || at >= int64(start+length) {
						t.Fatalf("%+v has the frame at %d", s, at)
					}
					frame++
				}
				if start += length; start > 1<<56 {
					break
				}
			}
		}
	}
}

// TestSoundRepeats checks that frame n is frame n modulo the clip's, also over the
// border of a segment.
func TestSoundRepeats(t *testing.T) {
	s := media.Span{Length: 180_000 * 3}
	all := samplesOf(t, parse(t, initOf(t, sound, nil), segmentOf(t, sound, s, nil, nil)))
	for i := 75; i < len(all); i++ {
		if !bytes.Equal(all[i].Data, all[i-75].Data) {
			t.Fatalf("frame %d is not frame %d", i, i-75)
		}
	}
	if bytes.Equal(all[1].Data, all[0].Data) {
		t.Error("all frames are the same: this test sees nothing")
	}
	n := 0
	for _, s := range spans(0, 180_000, 3, 0) {
		for _, sample := range samplesOf(t, parse(t, initOf(t, sound, nil), segmentOf(t, sound, s, nil, nil))) {
			if !bytes.Equal(sample.Data, all[n].Data) {
				t.Fatalf("frame %d differs in a segment of its own", n)
			}
			n++
		}
	}
	if n != len(all) {
		t.Errorf("%d frames in segments, %d in one", n, len(all))
	}
}

// TestParts checks that the parts of a segment are the segment, and that each has
// the frames that begin in it.
func TestParts(t *testing.T) {
	c := open(t)
	for _, scheme := range protections {
		p := protection(scheme)
		for _, r := range ladder {
			for _, length := range []components.PTS{180_000, 180_180, 360_001} {
				for _, ends := range [][]components.PTS{nil, {length}, quarters(length), {30_000, 60_000, length}, {3600, 3601 + 3600, length - 9000, length}} {
					s := media.Span{Start: 1<<33 + 12_345, Length: length, Sequence: 77}
					boxes := func(k int, dst []byte) []byte {
						return emsg.AppendBox(dst, &emsg.Box{Scheme: emsg.ID3, ID: uint32(k), Time: s.Start})
					}
					whole, err := c.AppendSegment([]byte("before"), r, s, ends, boxes, p)
					if err != nil {
						t.Fatal(err)
					}
					joined := []byte("before")
					for k := range max(len(ends), 1) {
						from := len(joined)
						if joined, err = c.AppendPart(joined, r, s, ends, k, boxes, p); err != nil {
							t.Fatal(err)
						}
						checkPart(t, r, s, ends, k, joined[from:], p)
					}
					if !bytes.Equal(whole, joined) {
						t.Errorf("%s %s %v: the parts are not the segment", scheme, r.Name, ends)
					}
				}
			}
		}
	}
}

func checkPart(t *testing.T, r media.Rendition, s media.Span, ends []components.PTS, k int, data []byte, p *media.Protection) {
	t.Helper()
	file := parse(t, initOf(t, r, p), data)
	if len(file.Segments) != 1 || len(file.Segments[0].Fragments) != 1 {
		t.Fatalf("part %d is not one fragment", k)
	}
	f := file.Segments[0].Fragments[0]
	if got := f.Moof.Mfhd.SequenceNumber; got != 77*256+uint32(k) {
		t.Errorf("part %d has sequence number %d", k, got)
	}
	if len(f.Emsgs) != 1 || f.Emsgs[0].ID != uint32(k) {
		t.Errorf("part %d has event messages %+v", k, f.Emsgs)
	}
	if (file.Segments[0].Styp != nil) != (k == 0) {
		t.Errorf("part %d has a styp box: %v", k, k != 0)
	}
	from, to := components.PTS(0), s.Length
	if k > 0 {
		from = ends[k-1]
	}
	if k < len(ends) {
		to = ends[k]
	}
	independent := false
	samples := samplesOf(t, file)
	for _, sample := range samples {
		at := components.PTS(sample.DecodeTime)
		if r.Size.Height == 0 {
			at = at / 1024 * 1920
		}
		if at < s.Start+from || at >= s.Start+to {
			t.Fatalf("%s: part %d, from %d to %d, has a frame at %d", r.Name, k, from, to, at-s.Start)
		}
		independent = independent || sample.IsSync()
	}
	if got := open(t).Independent(r, s, ends, k); got != independent {
		t.Errorf("%s: part %d of %v is independent: %v, want %v", r.Name, k, ends, got, independent)
	}
}

// TestStill checks the segment of a playlist of key frames.
func TestStill(t *testing.T) {
	c := open(t)
	for _, scheme := range protections {
		for _, r := range ladder[:5] {
			s := media.Span{Start: 1 << 34, Length: 180_180, Sequence: 5}
			p := protection(scheme)
			data, err := c.AppendIFrame(nil, r, s, p)
			if err != nil {
				t.Fatal(err)
			}
			samples := samplesOf(t, parse(t, initOf(t, r, p), data))
			first := samplesOf(t, parse(t, initOf(t, r, p), segmentOf(t, r, s, nil, p)))[0]
			if len(samples) != 1 || samples[0].DecodeTime != 1<<34 || samples[0].Dur != 180_180 || !samples[0].IsSync() {
				t.Fatalf("%s: %d samples, the first %+v", r.Name, len(samples), samples[0].Sample)
			}
			if !bytes.Equal(samples[0].Data, first.Data) {
				t.Errorf("%s %s: the picture is not the segment's first", scheme, r.Name)
			}
		}
	}
	if _, err := c.AppendIFrame(nil, sound, media.Span{Length: 180_000}, nil); !errors.Is(err, media.ErrSound) {
		t.Errorf("a still of sound: error %v", err)
	}
}

// TestRefused checks what cannot be made at each side of the bounds. Nothing is
// appended then.
func TestRefused(t *testing.T) {
	c := open(t)
	good := media.Span{Start: 0, Length: 180_000}
	span := func(start, length components.PTS, sequence uint64) media.Span {
		return media.Span{Start: start, Length: length, Sequence: sequence}
	}
	key := func(n int) *media.Protection { return &media.Protection{Scheme: "cenc", Key: make([]byte, n)} }
	for _, tt := range []struct {
		name  string
		r     media.Rendition
		s     media.Span
		parts []components.PTS
		p     *media.Protection
		want  error
	}{
		{"good", hd, good, nil, nil, nil},
		{"before the programme", hd, span(-1, 180_000, 0), nil, nil, media.ErrSpan},
		{"least start", hd, span(math.MinInt64, 180_000, 0), nil, nil, media.ErrSpan},
		{"last start", hd, span(1<<56, 180_000, 0), nil, nil, nil},
		{"start", hd, span(1<<56+1, 180_000, 0), nil, nil, media.ErrSpan},
		{"no length", hd, span(0, 0, 0), nil, nil, media.ErrSpan},
		{"shortest", hd, span(0, 1, 0), nil, nil, nil},
		{"longest", hd, span(0, 5_400_000, 0), nil, nil, nil},
		{"length", hd, span(0, 5_400_001, 0), nil, nil, media.ErrSpan},
		{"last sequence", hd, span(0, 180_000, 1<<44-1), nil, nil, nil},
		{"sequence", hd, span(0, 180_000, 1<<44), nil, nil, media.ErrSpan},
		{"no sound begins", sound, span(1, 1919, 0), nil, nil, media.ErrParts},
		{"one sound begins", sound, span(1, 1920, 0), nil, nil, nil},
		{"parts of nothing", hd, good, []components.PTS{0, 180_000}, nil, media.ErrParts},
		{"parts that go back", hd, good, []components.PTS{90_000, 90_000, 180_000}, nil, media.ErrParts},
		{"parts beyond the end", hd, good, []components.PTS{180_001}, nil, media.ErrParts},
		{"parts that leave the end out", hd, good, []components.PTS{179_999}, nil, media.ErrParts},
		{"part before the second frame", hd, good, []components.PTS{1, 3601, 180_000}, nil, nil},
		{"part without a frame", hd, good, []components.PTS{1, 3600, 180_000}, nil, media.ErrParts},
		{"last part without a frame", hd, good, []components.PTS{176_401, 180_000}, nil, media.ErrParts},
		{"last part with a frame", hd, good, []components.PTS{176_400, 180_000}, nil, nil},
		{"short key", hd, good, nil, key(15), media.ErrProtection},
		{"key", hd, good, nil, key(16), nil},
		{"long key", hd, good, nil, key(24), media.ErrProtection},
		{"scheme", hd, good, nil, &media.Protection{Scheme: "cens", Key: make([]byte, 16)}, media.ErrProtection},
		{"rendition", media.Rendition{Codecs: "av01.0.08M.08", Size: hd.Size}, good, nil, nil, media.ErrNoRendition},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data, err := c.AppendSegment([]byte("x"), tt.r, tt.s, tt.parts, nil, tt.p)
			if !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
			if (err != nil) != (string(data) == "x") {
				t.Errorf("%d bytes beside error %v", len(data), err)
			}
			k := max(len(tt.parts), 1)
			if _, err := c.AppendPart(nil, tt.r, tt.s, tt.parts, k-1, nil, tt.p); !errors.Is(err, tt.want) {
				t.Errorf("last part: error %v, want %v", err, tt.want)
			}
			if tt.want == nil {
				for _, k := range []int{-1, k} {
					if _, err := c.AppendPart(nil, tt.r, tt.s, tt.parts, k, nil, tt.p); !errors.Is(err, media.ErrParts) {
						t.Errorf("part %d: error %v, want %v", k, err, media.ErrParts)
					}
				}
			}
		})
	}
	many := make([]components.PTS, 257)
	for i := range many {
		many[i] = components.PTS(i+1) * 21_000
	}
	s := media.Span{Length: 257 * 21_000}
	if _, err := c.AppendSegment(nil, hd, s, many, nil, nil); !errors.Is(err, media.ErrParts) {
		t.Errorf("257 parts: error %v", err)
	}
	s.Length = 256 * 21_000
	if _, err := c.AppendSegment(nil, hd, s, many[:256], nil, nil); err != nil {
		t.Errorf("256 parts: error %v", err)
	}
	for _, pssh := range []string{"x", "\x00\x00\x00\x08free", "\x00\x00\x00\xffpssh"} {
		p := protection("cenc")
		p.PSSH = append(p.PSSH, pssh...)
		if data, err := c.AppendInit([]byte("x"), hd, p); !errors.Is(err, media.ErrProtection) || string(data) != "x" {
			t.Errorf("PSSH %q: %d bytes, error %v", pssh, len(data), err)
		}
	}
}

// TestNearest checks which picture is taken for ladders that are not the clip's.
func TestNearest(t *testing.T) {
	c := open(t)
	size := func(w, h uint16) components.Resolution { return components.Resolution{Width: w, Height: h} }
	for _, tt := range []struct {
		codecs string
		size   components.Resolution
		height uint16 // of the clip's picture; 0 is sound
		ok     bool
	}{
		{"avc1.640028", size(1920, 1080), 1080, true},
		{"avc1.640033", size(3840, 2160), 1080, true},
		{"mp4a.40.2, avc1.64001f", size(1600, 900), 720, true}, // as near as 1080
		{"avc1.64001f", size(1602, 901), 1080, true},
		{"avc1.4d400c", size(320, 180), 360, true},
		{"avc1.64001f", size(854, 480), 540, true},
		{"hvc1.1.6.L93.B0", size(640, 360), 2160, true},
		{"", size(640, 360), 360, true},
		{"av01.0.08M.08,mp4a.40.2", size(1920, 1080), 0, false},
		{"avc3.640028", size(1920, 1080), 0, false},
		{"mp4a.40.2", size(1920, 1080), 0, false},
		{"mp4a.40.2", size(0, 0), 0, true},
		{"", size(0, 0), 0, true},
		{"avc1.640028,mp4a.40.2", size(0, 0), 0, true},
		{"mp4a.40.5", size(0, 0), 0, false},
		{"ec-3", size(0, 0), 0, false},
	} {
		r := media.Rendition{Name: "it", Codecs: tt.codecs, Size: tt.size}
		if c.Has(r) != tt.ok {
			t.Errorf("%+v: has it: %v, want %v", r, c.Has(r), tt.ok)
		}
		init, err := c.AppendInit(nil, r, nil)
		if (err == nil) != tt.ok {
			t.Errorf("%+v: error %v", r, err)
		}
		if err != nil {
			continue
		}
		stsd := parse(t, init).Init.Moov.Trak.Mdia.Minf.Stbl.Stsd
		got := uint16(0)
		switch {
		case stsd.AvcX != nil:
			got = stsd.AvcX.Height
		case stsd.HvcX != nil:
			got = stsd.HvcX.Height
		}
		if got != tt.height {
			t.Errorf("%+v: a picture of height %d, want %d", r, got, tt.height)
		}
	}
}

// TestTogether makes the same segments in eight goroutines at a time.
func TestTogether(t *testing.T) {
	c := open(t)
	var sums [8]string
	var wg sync.WaitGroup
	for g := range sums {
		wg.Go(func() {
			h := sha256.New()
			for _, scheme := range protections {
				p := protection(scheme)
				for _, r := range ladder {
					init, err := c.AppendInit(nil, r, p)
					if err != nil {
						t.Error(err)
					}
					h.Write(init)
					for _, s := range spans(180_180*1000, 180_180, 4, 0) {
						data, err := c.AppendSegment(nil, r, s, quarters(s.Length), nil, p)
						if err != nil {
							t.Error(err)
						}
						h.Write(data)
					}
				}
			}
			sums[g] = fmt.Sprintf("%x", h.Sum(nil))
		})
	}
	wg.Wait()
	for g := range sums {
		if sums[g] != sums[0] {
			t.Errorf("goroutine %d made other bytes than the first", g)
		}
	}
}
