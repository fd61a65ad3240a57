package hls

import (
	"strings"

	"touchline/components"
)

// ParseMaster reads a multivariant playlist. It skips tags and attributes that
// [Master] has no place for. Its errors are of type [*SyntaxError].
func ParseMaster(text string) (*Master, error) {
	l, err := begin(text)
	if err != nil {
		return nil, err
	}
	var m Master
	var v Variant
	waiting := false // v waits for its URI
	for l.next() {
		switch l.tag {
		case "#EXT-X-MEDIA":
			err = l.audio(&m)
		case "#EXT-X-STREAM-INF":
			if waiting {
				return nil, l.fault(ErrNoURI, "the one before it")
			}
			v, err = l.variant()
			waiting = true
		case "":
			if !waiting {
				return nil, l.fault(ErrSyntax, "%q: no #EXT-X-STREAM-INF before it", l.text)
			}
			v.URI, err = l.uri()
			m.Variants = append(m.Variants, v)
			waiting = false
		}
		if err != nil {
			return nil, err
		}
	}
	if waiting {
		return nil, &SyntaxError{l.n, "end", ErrNoURI}
	}
	return &m, nil
}

func (l *lines) audio(m *Master) error {
	var a Audio
	var kind string
	err := l.attributes(func(name, value string) error {
		switch name {
		case "TYPE":
			kind = value
		case "GROUP-ID":
			a.Group = value
		case "NAME":
			a.Name = value
		case "LANGUAGE":
			a.Language = value
		case "URI":
			a.URI = value
		}
		return nil
	})
	if err == nil && kind == "AUDIO" {
		m.Audio = append(m.Audio, a)
	}
	return err
}

func (l *lines) variant() (v Variant, err error) {
	err = l.attributes(func(name, value string) error {
		var n uint64
		var err error
		switch name {
		case "BANDWIDTH":
			n, err = l.number(value, 1<<32-1)
			v.Bandwidth = components.Bitrate(n)
		case "AVERAGE-BANDWIDTH":
			n, err = l.number(value, 1<<32-1)
			v.Average = components.Bitrate(n)
		case "CODECS":
			v.Codecs = value
		case "RESOLUTION":
			v.Size, err = l.resolution(value)
		case "FRAME-RATE":
			n, err = l.decimal(value, 3, 1000)
			if n > 0 {
				v.Frames = components.Rate{Num: uint32(n), Den: 1000}
			}
		case "AUDIO":
			v.Audio = value
		}
		return err
	})
	if err == nil && v.Bandwidth == 0 {
		err = l.fault(ErrSyntax, "BANDWIDTH is missing or 0")
	}
	return v, err
}

func (l *lines) resolution(text string) (components.Resolution, error) {
	w, h, ok := strings.Cut(text, "x")
	if !ok {
		return components.Resolution{}, l.fault(ErrSyntax, "RESOLUTION %q: must be WIDTHxHEIGHT", text)
	}
	width, err := l.number(w, 1<<16-1)
	if err != nil {
		return components.Resolution{}, err
	}
	height, err := l.number(h, 1<<16-1)
	return components.Resolution{Width: uint16(width), Height: uint16(height)}, err
}
