package media

import (
	"crypto/aes"
	"encoding/binary"
	"fmt"
	"math"

	"github.com/Eyevinn/mp4ff/avc"
	"github.com/Eyevinn/mp4ff/bits"
	"github.com/Eyevinn/mp4ff/hevc"
	"github.com/Eyevinn/mp4ff/mp4"
)

// guard is what of a sample is encrypted.
type guard struct {
	info   []byte   // its subsamples as senc has them; none if all of it is encrypted
	ranges []extent // those of its bytes that are
}

// extent is bytes from one place up to another.
type extent struct{ from, to int }

// readGuards finds out what of each sample each scheme encrypts: of pictures the
// slice data, since players read the headers; of sound all.
func (t *track) readGuards() error {
	file, err := mp4.DecodeFileSR(bits.NewFixedSliceReader(t.init))
	if err != nil {
		return err
	}
	find, err := sliceData(file.Init)
	if err != nil {
		return err
	}
	for i := range t.frames() {
		sample := t.data[t.at[i]:t.at[i+1]]
		subsamples, err := find(sample)
		if err != nil {
			return fmt.Errorf("sample %d: %w", i, err)
		}
		for s := range schemes {
			g := newGuard(subsamples, len(sample), s)
			if n := ivBytes + len(g.info); n > math.MaxUint8 {
				return fmt.Errorf("sample %d: %d bytes of auxiliary information: must be at most %d", i, n, math.MaxUint8)
			}
			t.guards[s] = append(t.guards[s], g)
		}
	}
	return nil
}

// newGuard is the guard of a sample of this size. With cenc what is encrypted of a
// subsample is whole blocks, as ISO/IEC 23000-19 asks: what is left over of slice
// data stays in the clear before it.
func newGuard(subsamples []mp4.SubSamplePattern, size int, scheme scheme) (g guard) {
	if len(subsamples) == 0 {
		g.ranges = []extent{{0, size}}
		return g
	}
	g.info = binary.BigEndian.AppendUint16(nil, uint16(len(subsamples)))
	at := 0
	for _, s := range subsamples {
		if scheme == cenc {
			s.BytesOfClearData += uint16(s.BytesOfProtectedData % aes.BlockSize)
			s.BytesOfProtectedData -= s.BytesOfProtectedData % aes.BlockSize
		}
		g.info = binary.BigEndian.AppendUint16(g.info, s.BytesOfClearData)
		g.info = binary.BigEndian.AppendUint32(g.info, s.BytesOfProtectedData)
		at += int(s.BytesOfClearData)
		if n := int(s.BytesOfProtectedData); n > 0 {
			g.ranges = append(g.ranges, extent{at, at + n})
			at += n
		}
	}
	return g
}

// sliceData returns what finds the slice data in a sample: the subsamples that cbcs
// has. Sound has none.
func sliceData(init *mp4.InitSegment) (func([]byte) ([]mp4.SubSamplePattern, error), error) {
	stsd := init.Moov.Trak.Mdia.Minf.Stbl.Stsd
	switch {
	case stsd.AvcX != nil:
		sps, pps, err := avcSets(stsd.AvcX.AvcC)
		return func(sample []byte) ([]mp4.SubSamplePattern, error) {
			return mp4.GetAVCProtectRanges(sps, pps, sample, "cbcs")
		}, err
	case stsd.HvcX != nil:
		sps, pps, err := hevcSets(stsd.HvcX.HvcC)
		return func(sample []byte) ([]mp4.SubSamplePattern, error) {
			return mp4.GetHEVCProtectRanges(sps, pps, sample, "cbcs")
		}, err
	}
	return func([]byte) ([]mp4.SubSamplePattern, error) { return nil, nil }, nil
}

// avcSets reads the parameter sets that slice headers refer to.
func avcSets(c *mp4.AvcCBox) (map[uint32]*avc.SPS, map[uint32]*avc.PPS, error) {
	sets, pictures := map[uint32]*avc.SPS{}, map[uint32]*avc.PPS{}
	for _, nalu := range c.SPSnalus {
		sps, err := avc.ParseSPSNALUnit(nalu, true)
		if err != nil {
			return nil, nil, err
		}
		sets[sps.ParameterID] = sps
	}
	for _, nalu := range c.PPSnalus {
		pps, err := avc.ParsePPSNALUnit(nalu, sets)
		if err != nil {
			return nil, nil, err
		}
		pictures[pps.PicParameterSetID] = pps
	}
	return sets, pictures, nil
}

// hevcSets is the same for HEVC.
func hevcSets(c *mp4.HvcCBox) (map[uint32]*hevc.SPS, map[uint32]*hevc.PPS, error) {
	sets, pictures := map[uint32]*hevc.SPS{}, map[uint32]*hevc.PPS{}
	for _, nalu := range c.GetNalusForType(hevc.NALU_SPS) {
		sps, err := hevc.ParseSPSNALUnit(nalu)
		if err != nil {
			return nil, nil, err
		}
		sets[uint32(sps.SpsID)] = sps
	}
	for _, nalu := range c.GetNalusForType(hevc.NALU_PPS) {
		pps, err := hevc.ParsePPSNALUnit(nalu, sets)
		if err != nil {
			return nil, nil, err
		}
		pictures[pps.PicParameterSetID] = pps
	}
	return sets, pictures, nil
}
