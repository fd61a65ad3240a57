package media

import (
	"bytes"
	"fmt"

	"github.com/Eyevinn/mp4ff/bits"
	"github.com/Eyevinn/mp4ff/mp4"

	"touchline/components"
)

// readInit takes over how the samples of a file are coded, and makes the
// initialization section of a live stream of it: without length, edits, bit rate
// and the names of encoders.
func (t *track) readInit(file *mp4.InitSegment) error {
	stsd := file.Moov.Trak.Mdia.Minf.Stbl.Stsd
	if len(stsd.Children) != 1 {
		return fmt.Errorf("%d sample entries: must be 1", len(stsd.Children))
	}
	init := mp4.CreateEmptyInit()
	var trak *mp4.TrakBox
	switch entry := stsd.Children[0].(type) {
	case *mp4.VisualSampleEntryBox:
		t.size = components.Resolution{Width: entry.Width, Height: entry.Height}
		entry.CompressorName = ""
		entry.Children = withoutBitRate(entry.Children)
		entry.Btrt = nil
		trak = init.AddEmptyTrack(pictureClock, "video", "und")
		trak.Tkhd.Width = mp4.Fixed32(entry.Width) << 16
		trak.Tkhd.Height = mp4.Fixed32(entry.Height) << 16
	case *mp4.AudioSampleEntryBox:
		if entry.SampleRate != soundClock {
			return fmt.Errorf("%d samples a second: must be %d", entry.SampleRate, soundClock)
		}
		entry.Children = withoutBitRate(entry.Children)
		entry.Btrt = nil
		trak = init.AddEmptyTrack(soundClock, "audio", "und")
	default:
		return fmt.Errorf("sample entry %s: must be of pictures or sound", entry.Type())
	}
	t.coding = stsd.Children[0].Type()
	trak.Mdia.Minf.Stbl.Stsd.AddChild(stsd.Children[0])
	var out bytes.Buffer
	if err := init.Encode(&out); err != nil {
		return err
	}
	t.init = out.Bytes()
	return nil
}

func withoutBitRate(boxes []mp4.Box) []mp4.Box {
	var kept []mp4.Box
	for _, b := range boxes {
		if b.Type() != "btrt" {
			kept = append(kept, b)
		}
	}
	return kept
}

// AppendInit appends the initialization section of r: ftyp and moov. Protected, it
// names the scheme, the key ID and, with cbcs, the initialization vector, and
// carries the PSSH boxes.
func (c *Clip) AppendInit(dst []byte, r Rendition, p *Protection) ([]byte, error) {
	t, err := c.nearest(r)
	if err != nil {
		return dst, err
	}
	if p == nil {
		return append(dst, t.init...), nil
	}
	if _, err := p.scheme(); err != nil {
		return dst, err
	}
	boxes, err := p.boxes()
	if err != nil {
		return dst, err
	}
	file, err := mp4.DecodeFileSR(bits.NewFixedSliceReader(t.init))
	if err != nil {
		return dst, fmt.Errorf("media: %w", err)
	}
	iv := make([]byte, ivBytes) // with cenc it only says how long they are
	if p.Scheme == "cbcs" {
		constant := p.constantIV()
		iv = constant[:]
	}
	if _, err := mp4.InitProtect(file.Init, p.Key, iv, p.Scheme, p.KeyID[:], boxes); err != nil {
		return dst, fmt.Errorf("%w: %w", ErrProtection, err)
	}
	out := bytes.NewBuffer(dst)
	if err := file.Init.Encode(out); err != nil {
		return dst, fmt.Errorf("media: %w", err)
	}
	return out.Bytes(), nil
}
