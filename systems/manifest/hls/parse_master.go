package hls

// ParseMaster reads a multivariant playlist. It skips tags and attributes that
// [Master] has no place for. What a folder stood for comes back as URIs. Its errors
// are of type [*SyntaxError].
func ParseMaster(text string) (*Master, error) {
	l, err := begin(text)
	if err != nil {
		return nil, err
	}
	p := masterParser{lines: l}
	for l.next() {
		if err := p.line(); err != nil {
			return nil, err
		}
	}
	if p.waiting {
		return nil, &SyntaxError{l.n, "end", ErrNoURI}
	}
	return &p.master, nil
}

// masterParser holds the variant that waits for its URI.
type masterParser struct {
	*lines
	master  Master
	variant Variant
	waiting bool
}

func (p *masterParser) line() (err error) {
	m := &p.master
	switch p.tag {
	case "":
		return p.uriLine()
	case "#EXT-X-VERSION":
		_, err = p.number(p.text, 1<<16-1) // follows from what there is
	case "#EXT-X-CONTENT-STEERING":
		m.Steering, err = p.steering()
	case "#EXT-X-SESSION-KEY":
		var k Key
		k, err = p.key()
		m.SessionKeys = append(m.SessionKeys, k)
	case "#EXT-X-MEDIA":
		err = p.media()
	case "#EXT-X-STREAM-INF":
		if p.waiting {
			return p.fault(ErrNoURI, "the one before it")
		}
		p.waiting = true
		p.variant, err = p.quality()
	case "#EXT-X-I-FRAME-STREAM-INF":
		var v Variant
		if v, err = p.quality(); err == nil {
			err = p.needs("URI", v.URI)
		}
		// Nothing else of a variant is said of one of I-frames.
		v.Frames.Num, v.Frames.Den, v.Audio, v.Subtitles, v.Captions = 0, 0, "", "", ""
		m.IFrames = append(m.IFrames, v)
	}
	return err
}

// uriLine reads the URI of a variant.
func (p *masterParser) uriLine() (err error) {
	if !p.waiting {
		return p.fault(ErrSyntax, "%.60q: no #EXT-X-STREAM-INF before it", p.text)
	}
	p.waiting = false
	p.variant.URI, err = p.uri()
	p.master.Variants = append(p.master.Variants, p.variant)
	return err
}

func (p *masterParser) steering() (s Steering, err error) {
	err = p.attributes(func(name, value string) error {
		switch name {
		case "SERVER-URI":
			s.URI = value
		case "PATHWAY-ID":
			s.Pathway = value
		}
		return nil
	})
	if err == nil {
		err = p.needs("SERVER-URI", s.URI)
	}
	return s, err
}
