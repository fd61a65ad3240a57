package media

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/Eyevinn/mp4ff/mp4"
)

// Protection is how media is encrypted (ISO/IEC 23001-7).
type Protection struct {
	Scheme string // cenc or cbcs
	KeyID  [16]byte
	Key    [16]byte
	PSSH   []byte // whole boxes, for the initialization section
}

// constantIV is that of cbcs: keys change with the key period, so it need not.
var constantIV = []byte("touchline-cbcs-1")

// iv is the initialization vector of a part: that of its first sample. No two samples
// under one key have the same.
func (p *Protection) iv(sequence uint64, part int) []byte {
	if p.Scheme == "cbcs" {
		return constantIV
	}
	const samples = 1 << 10 // of a part, at most
	return binary.BigEndian.AppendUint64(nil, (sequence<<8|uint64(part)&0xff)*samples)
}

// protect makes init the initialization section of protected media.
func (p *Protection) protect(init *mp4.InitSegment, iv []byte) (*mp4.InitProtectData, error) {
	var boxes []*mp4.PsshBox
	for r := bytes.NewReader(p.PSSH); r.Len() > 0; {
		box, err := mp4.DecodeBox(0, r)
		if err != nil {
			return nil, err
		}
		pssh, ok := box.(*mp4.PsshBox)
		if !ok {
			return nil, fmt.Errorf("a box %s among those of key systems", box.Type())
		}
		boxes = append(boxes, pssh)
	}
	return mp4.InitProtect(init, p.Key[:], iv, p.Scheme, p.KeyID[:], boxes)
}

// AppendInit appends the initialization section of a rendition to dst: in the clear
// if p is nil.
func (c *Clip) AppendInit(dst []byte, r Rendition, p *Protection) ([]byte, error) {
	t, err := c.track(&r)
	if err != nil {
		return dst, err
	}
	if p == nil {
		return append(dst, t.init...), nil
	}
	init, _, err := t.protected(p, 0, 0)
	if err != nil {
		return dst, err
	}
	out := bytes.NewBuffer(dst)
	err = init.Encode(out)
	return out.Bytes(), err
}

func (t *track) protected(p *Protection, sequence uint64, part int) (*mp4.InitSegment, *mp4.InitProtectData, error) {
	f, err := mp4.DecodeFile(bytes.NewReader(t.init))
	if err != nil {
		return nil, nil, err
	}
	data, err := p.protect(f.Init, p.iv(sequence, part))
	return f.Init, data, err
}
