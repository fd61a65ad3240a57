package media_test

import (
	"bytes"
	"testing"

	"github.com/Eyevinn/mp4ff/mp4"

	"touchline/cmd/touchline/internal/media"
	"touchline/components"
)

// decrypt lets mp4ff decrypt an init section and segments, in place.
func decrypt(t *testing.T, file *mp4.File, key []byte) {
	t.Helper()
	info, err := mp4.DecryptInit(file.Init)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range file.Segments {
		if err := mp4.DecryptSegment(s, info, key); err != nil {
			t.Fatal(err)
		}
	}
}

// TestDecrypt lets mp4ff decrypt each rendition, and compares the samples with those
// in the clear.
func TestDecrypt(t *testing.T) {
	for _, scheme := range []string{"cenc", "cbcs"} {
		p := protection(scheme)
		for _, r := range ladder {
			for _, parts := range [][]components.PTS{nil, quarters(360_360)} {
				s := media.Span{Start: 1 << 33, Length: 360_360, Sequence: 1 << 20}
				data := segmentOf(t, r, s, parts, p)
				clear := samplesOf(t, parse(t, initOf(t, r, nil), segmentOf(t, r, s, parts, nil)))
				changed := 0
				for i, sample := range samplesOf(t, parse(t, initOf(t, r, p), data)) {
					if !bytes.Equal(sample.Data, clear[i].Data) {
						changed++
					}
					if r != sound && !bytes.Equal(sample.Data[:6], clear[i].Data[:6]) {
						t.Fatalf("%s %s: sample %d: the header of the NAL unit is encrypted", scheme, r.Name, i)
					}
				}
				if changed < len(clear)*3/4 {
					t.Errorf("%s %s: only %d of %d samples are encrypted", scheme, r.Name, changed, len(clear))
				}
				file := parse(t, initOf(t, r, p), data)
				checkBoxes(t, file, p, r)
				decrypt(t, file, p.Key)
				got := samplesOf(t, file)
				if len(got) != len(clear) {
					t.Fatalf("%s %s: %d samples, want %d", scheme, r.Name, len(got), len(clear))
				}
				for i := range got {
					if !bytes.Equal(got[i].Data, clear[i].Data) || got[i].DecodeTime != clear[i].DecodeTime {
						t.Fatalf("%s %s: sample %d does not decrypt to what it was", scheme, r.Name, i)
					}
				}

				other := bytes.Clone(p.Key)
				other[15] ^= 1
				file = parse(t, initOf(t, r, p), data)
				decrypt(t, file, other)
				if bytes.Equal(samplesOf(t, file)[0].Data, clear[0].Data) {
					t.Errorf("%s %s: another key decrypts it too", scheme, r.Name)
				}
			}
		}
	}
}

// checkBoxes checks the boxes of protection: what the init section says of the key,
// and that the auxiliary information is where saio says, as long as saiz says.
func checkBoxes(t *testing.T, file *mp4.File, p *media.Protection, r media.Rendition) {
	t.Helper()
	stsd := file.Init.Moov.Trak.Mdia.Minf.Stbl.Stsd
	var sinf *mp4.SinfBox
	kind := stsd.Children[0].Type()
	picture := r.Size.Height > 0
	switch entry := stsd.Children[0].(type) {
	case *mp4.VisualSampleEntryBox:
		sinf = entry.Sinf
	case *mp4.AudioSampleEntryBox:
		sinf = entry.Sinf
	}
	tenc := sinf.Schi.Tenc
	iv, pattern := byte(8), [2]byte{}
	if p.Scheme == "cbcs" {
		iv = 0
		if picture {
			pattern = [2]byte{1, 9}
		}
	}
	if picture != (kind == "encv") || picture != (kind != "enca") || sinf.Schm.SchemeType != p.Scheme ||
		!bytes.Equal(tenc.DefaultKID, p.KeyID[:]) || tenc.DefaultIsProtected != 1 || tenc.DefaultPerSampleIVSize != iv ||
		[2]byte{tenc.DefaultCryptByteBlock, tenc.DefaultSkipByteBlock} != pattern || (len(tenc.DefaultConstantIV) == 16) != (iv == 0) {
		t.Errorf("%s %s: entry %s, scheme %+v, tenc %+v", p.Scheme, r.Name, kind, sinf.Schm, tenc)
	}
	if len(file.Init.Moov.Psshs) != 1 || file.Init.Moov.Psshs[0].Size() != uint64(len(p.PSSH)) {
		t.Errorf("%s %s: PSSH boxes %+v", p.Scheme, r.Name, file.Init.Moov.Psshs)
	}
	for _, f := range file.Segments[0].Fragments {
		traf := f.Moof.Traf
		has, _ := traf.ContainsSencBox()
		if p.Scheme == "cbcs" && !picture {
			if has || traf.Saiz != nil || traf.Saio != nil {
				t.Errorf("sound with cbcs has auxiliary information")
			}
			continue
		}
		if !has || traf.Saiz == nil || traf.Saio == nil || len(traf.Saio.Offset) != 1 {
			t.Fatalf("%s %s: senc %v, saiz %+v, saio %+v", p.Scheme, r.Name, has, traf.Saiz, traf.Saio)
		}
		// senc is the last box of the last box of moof: from saio's offset to the end of
		// moof is the auxiliary information, as long as saiz says.
		sum := int64(traf.Saiz.SampleCount) * int64(traf.Saiz.DefaultSampleInfoSize)
		for _, n := range traf.Saiz.SampleInfo {
			sum += int64(n)
		}
		if got := traf.Saio.Offset[0] + sum; got != int64(f.Moof.Size()) {
			t.Errorf("%s %s: auxiliary information at %d, %d bytes, in a moof of %d", p.Scheme, r.Name, traf.Saio.Offset[0], sum, f.Moof.Size())
		}
		for _, sample := range traf.Senc.SubSamples {
			for _, s := range sample {
				if p.Scheme == "cenc" && s.BytesOfProtectedData%16 != 0 || s.BytesOfClearData > 40 {
					t.Fatalf("%s %s: subsamples %+v: must be whole blocks after the header", p.Scheme, r.Name, sample)
				}
			}
		}
		if picture != (len(traf.Senc.SubSamples) > 0) {
			t.Errorf("%s %s: subsamples of %d samples", p.Scheme, r.Name, len(traf.Senc.SubSamples))
		}
		if traf.Saiz.SampleCount != traf.Trun.SampleCount() {
			t.Errorf("%s %s: auxiliary information of %d samples, of %d", p.Scheme, r.Name, traf.Saiz.SampleCount, traf.Trun.SampleCount())
		}
	}
}

// TestVectors checks that with cenc no two samples of any rendition have the same
// initialization vector unless they are the same sample, whose bytes are then the
// same: also over spans that overlap, as those of two streams do.
func TestVectors(t *testing.T) {
	p := protection("cenc")
	seen := map[[8]byte][]byte{}
	shared := 0
	for _, r := range ladder {
		init := initOf(t, r, p)
		for _, start := range []components.PTS{0, 12_345, 1 << 33} {
			for _, length := range []components.PTS{180_000, 360_360, 5_400_000} {
				for _, s := range spans(start, length, 4, 0) {
					data := segmentOf(t, r, s, quarters(s.Length), p)
					encrypted := samplesOf(t, parse(t, init, data))
					i := 0
					for _, f := range parse(t, init, data).Segments[0].Fragments {
						for _, iv := range f.Moof.Traf.Senc.IVs {
							before, ok := seen[[8]byte(iv)]
							if ok && !bytes.Equal(before, encrypted[i].Data) {
								t.Fatalf("%s %+v: sample %d has the vector %x of another", r.Name, s, i, iv)
							}
							if ok {
								shared++
							}
							seen[[8]byte(iv)] = encrypted[i].Data
							i++
						}
					}
					if i != len(encrypted) {
						t.Fatalf("%d vectors of %d samples", i, len(encrypted))
					}
				}
			}
		}
	}
	if len(seen) < 1000 || shared == 0 {
		t.Errorf("%d vectors, %d of them met again: this test sees too little", len(seen), shared)
	}
}

// TestConstantVector checks that with cbcs each key has a vector of its own.
func TestConstantVector(t *testing.T) {
	vector := func(p *media.Protection) string {
		stsd := parse(t, initOf(t, hd, p)).Init.Moov.Trak.Mdia.Minf.Stbl.Stsd
		return string(stsd.Children[0].(*mp4.VisualSampleEntryBox).Sinf.Schi.Tenc.DefaultConstantIV)
	}
	a, b := protection("cbcs"), protection("cbcs")
	b.KeyID[3] ^= 1
	if again := vector(protection("cbcs")); vector(a) != again || vector(a) == vector(b) {
		t.Errorf("key IDs %x and %x have the vectors %x and %x", a.KeyID, b.KeyID, vector(a), vector(b))
	}
}
