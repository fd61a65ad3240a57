package hls

import (
	"strings"

	"touchline/components"
)

// quality reads the attributes of a variant.
func (p *masterParser) quality() (v Variant, err error) {
	err = p.attributes(func(name, value string) (err error) {
		var n uint64
		switch name {
		case "BANDWIDTH":
			n, err = p.number(value, 1<<32-1)
			v.Bandwidth = components.Bitrate(n)
		case "AVERAGE-BANDWIDTH":
			n, err = p.number(value, 1<<32-1)
			v.Average = components.Bitrate(n)
		case "CODECS":
			v.Codecs = value
		case "RESOLUTION":
			v.Size, err = p.resolution(value)
		case "FRAME-RATE":
			if n, err = p.decimal(value, 3, 1000); n > 0 {
				v.Frames = components.Rate{Num: uint32(n), Den: 1000}
			}
		case "VIDEO-RANGE":
			v.Range, err = p.word(value)
		case "HDCP-LEVEL":
			v.HDCP, err = p.word(value)
		default:
			p.reference(&v, name, value)
		}
		return err
	})
	if err == nil && v.Bandwidth == 0 {
		err = p.fault(ErrSyntax, "BANDWIDTH is missing or 0")
	}
	return v, err
}

// reference reads an attribute that says what a variant goes with.
func (p *masterParser) reference(v *Variant, name, value string) {
	switch name {
	case "STABLE-VARIANT-ID":
		v.Stable = value
	case "PATHWAY-ID":
		v.Pathway = value
	case "AUDIO":
		v.Audio = value
	case "SUBTITLES":
		v.Subtitles = value
	case "CLOSED-CAPTIONS":
		if v.Captions = value; value == "NONE" {
			v.Captions = ""
		}
	case "URI":
		v.URI = value
	}
}

func (p *masterParser) resolution(text string) (components.Resolution, error) {
	w, h, ok := strings.Cut(text, "x")
	if !ok {
		return components.Resolution{}, p.fault(ErrSyntax, "%.60q: must be WIDTHxHEIGHT", text)
	}
	width, err := p.number(w, 1<<16-1)
	if err != nil {
		return components.Resolution{}, err
	}
	height, err := p.number(h, 1<<16-1)
	return components.Resolution{Width: uint16(width), Height: uint16(height)}, err
}
