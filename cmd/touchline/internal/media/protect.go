package media

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"github.com/Eyevinn/mp4ff/bits"
	"github.com/Eyevinn/mp4ff/mp4"
)

// Protection is how media is encrypted.
type Protection struct {
	Scheme string // "cenc" or "cbcs"
	KeyID  [16]byte
	Key    []byte // 16 bytes
	PSSH   []byte // whole PSSH boxes, one after the other, for the initialization section
}

// scheme is a scheme of ISO/IEC 23001-7.
type scheme uint8

const (
	cenc    scheme = iota // AES in counter mode
	cbcs                  // AES in CBC mode; of pictures one block in ten
	schemes               // how many there are
)

var schemeNames = [schemes]string{"cenc", "cbcs"}

// ivBytes is how long the initialization vector of a sample is with cenc; the other
// half of the counter counts blocks.
const ivBytes = 8

// scheme checks p.
func (p *Protection) scheme() (scheme, error) {
	if len(p.Key) != 16 {
		return 0, fmt.Errorf("key of %d bytes: must be 16: %w", len(p.Key), ErrProtection)
	}
	for s, name := range schemeNames {
		if p.Scheme == name {
			return scheme(s), nil
		}
	}
	return 0, fmt.Errorf("scheme %q: must be cenc or cbcs: %w", p.Scheme, ErrProtection)
}

// boxes reads the PSSH boxes.
func (p *Protection) boxes() (all []*mp4.PsshBox, err error) {
	r := bits.NewFixedSliceReader(p.PSSH)
	for at := 0; at < len(p.PSSH); at = r.GetPos() {
		box, err := mp4.DecodeBoxSR(uint64(at), r)
		if err != nil {
			return nil, fmt.Errorf("PSSH: byte %d: %w: %w", at, err, ErrProtection)
		}
		pssh, ok := box.(*mp4.PsshBox)
		if !ok {
			return nil, fmt.Errorf("PSSH: byte %d: box %q: must be pssh: %w", at, box.Type(), ErrProtection)
		}
		all = append(all, pssh)
	}
	return all, nil
}

// constantIV is the initialization vector of all samples with cbcs. It is no secret,
// and is made of the key ID so that no two keys share it.
func (p *Protection) constantIV() (iv [16]byte) {
	sum := sha256.Sum256(append([]byte("touchline cbcs "), p.KeyID[:]...))
	copy(iv[:], sum[:])
	return iv
}

// sampleIV is the initialization vector of a sample with cenc.
//
// Two samples that are not the same must not have the same under one key, which
// renditions may share and many segments do. So it is made of the rendition and what
// decides which sample of the clip it is: of pictures the segment and the place in
// it, of sound the number on the grid.
func (w *writer) sampleIV(i int64) uint64 {
	number := w.span.Sequence<<(60-sequenceBits) | uint64(i)
	if w.sound {
		number = uint64(w.first + i)
	}
	return uint64(w.track.number)<<60 | number
}

// protect prepares w to encrypt.
func (w *writer) protect(p *Protection) error {
	s, err := p.scheme()
	if err != nil {
		return err
	}
	w.scheme, w.guards, w.iv = s, w.track.guards[s], p.constantIV()
	w.block, err = aes.NewCipher(p.Key)
	return err
}

func (w *writer) guard(i int64) *guard {
	return &w.guards[(w.first+i)%int64(len(w.guards))]
}

// encrypt encrypts sample i, whose bytes are data.
func (w *writer) encrypt(data []byte, i int64) {
	if w.guards == nil {
		return
	}
	ranges := w.guard(i).ranges
	if w.scheme == cenc {
		w.iv = [16]byte{}
		binary.BigEndian.PutUint64(w.iv[:], w.sampleIV(i))
		stream := cipher.NewCTR(w.block, w.iv[:])
		for _, r := range ranges { // one stream of key for all of them
			stream.XORKeyStream(data[r.from:r.to], data[r.from:r.to])
		}
		return
	}
	step := 10 * aes.BlockSize // one block is encrypted and nine are not
	if w.sound {
		step = aes.BlockSize
	}
	for _, r := range ranges {
		chain(w.block, data[r.from:r.to], w.iv, step)
	}
}

// chain encrypts the first block of every step bytes in CBC mode. What is left at
// the end and is shorter than a block stays as it is.
func chain(block cipher.Block, data []byte, last [16]byte, step int) {
	for at := 0; at+aes.BlockSize <= len(data); at += step {
		b := data[at : at+aes.BlockSize]
		for i := range b {
			b[i] ^= last[i]
		}
		block.Encrypt(b, b)
		copy(last[:], b)
	}
}
