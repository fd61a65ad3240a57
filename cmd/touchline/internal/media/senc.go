package media

import "encoding/binary"

// appendSenc appends what players need to decrypt the samples: their
// initialization vectors and subsamples (senc), and where and how long these are
// (saio, saiz), which is what Chromium looks for.
//
// Sound with cbcs has neither, since it is encrypted whole and with one vector; the
// boxes are then left out, as ISO/IEC 23000-19 section 8.2.2.1 recommends.
func (w *writer) appendSenc(dst []byte, moof int, from, to int64) []byte {
	if w.guards == nil || w.scheme == cbcs && w.sound {
		return dst
	}
	const subsamples = 0x2
	count := uint32(to - from)
	saiz := len(dst)
	dst = append(begin(dst, "saiz"), 0, 0, 0, 0)
	if w.sound {
		dst = append(dst, ivBytes)
		dst = be32(dst, count)
	} else {
		dst = be32(append(dst, 0), count)
		for i := from; i < to; i++ {
			dst = append(dst, byte(w.ivSize()+len(w.guard(i).info)))
		}
	}
	end(dst, saiz)

	dst = append(dst, "\x00\x00\x00\x14saio\x00\x00\x00\x00\x00\x00\x00\x01"...)
	saio := len(dst)
	dst = be32(dst, 0)

	senc := len(dst)
	dst = begin(dst, "senc")
	if w.sound {
		dst = be32(dst, 0)
	} else {
		dst = be32(dst, subsamples)
	}
	dst = be32(dst, count)
	binary.BigEndian.PutUint32(dst[saio:], uint32(len(dst)-moof))
	for i := from; i < to; i++ {
		if w.scheme == cenc {
			dst = binary.BigEndian.AppendUint64(dst, w.sampleIV(i))
		}
		dst = append(dst, w.guard(i).info...)
	}
	end(dst, senc)
	return dst
}

// ivSize is how long the initialization vector in front of each sample's
// subsamples is.
func (w *writer) ivSize() int {
	if w.scheme == cenc {
		return ivBytes
	}
	return 0
}
