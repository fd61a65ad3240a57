package hls

import "strings"

// before reports whether the tag is of the segment that follows it.
func (p *mediaParser) before() bool {
	switch p.tag {
	case "#EXTINF", "#EXT-X-DISCONTINUITY", "#EXT-X-GAP", "#EXT-X-KEY", "#EXT-X-MAP", "#EXT-X-PART", "#EXT-X-PROGRAM-DATE-TIME":
		return true
	}
	return false
}

func (p *mediaParser) segmentTag() (err error) {
	s := &p.pending
	if p.tag == "#EXT-X-MAP" {
		return p.initialization()
	}
	p.begun = true
	switch p.tag {
	case "#EXT-X-DISCONTINUITY":
		s.Discontinuity = true
	case "#EXT-X-GAP":
		s.Gap = true
	case "#EXT-X-PROGRAM-DATE-TIME":
		s.Date, err = p.date(p.text)
	case "#EXT-X-KEY":
		var k Key
		k, err = p.key()
		s.Keys = append(s.Keys, k)
	case "#EXT-X-PART":
		err = p.part()
	case "#EXTINF":
		text, _, _ := strings.Cut(p.text, ",") // a title may follow
		s.Duration, err = p.seconds(text)
		p.timed = true
	}
	return err
}

// segment reads a segment's URI.
func (p *mediaParser) segment() (err error) {
	if !p.timed {
		return p.fault(ErrNoDuration, "")
	}
	if p.pending.URI, err = p.uri(); err != nil {
		return err
	}
	p.media.Segments = append(p.media.Segments, p.pending)
	p.pending, p.timed, p.begun = Segment{}, false, false
	return nil
}

// initialization reads where an initialization section is: of all segments, if
// nothing was said of one yet.
func (p *mediaParser) initialization() error {
	var uri string
	err := p.attributes(func(name, value string) error {
		if name == "URI" {
			uri = value
		}
		return nil
	})
	if err == nil {
		err = p.needs("URI", uri)
	}
	if len(p.media.Segments) == 0 && !p.begun {
		p.media.Map = uri
	} else {
		p.pending.Map, p.begun = uri, true
	}
	return err
}

// key reads the attributes of EXT-X-KEY or EXT-X-SESSION-KEY.
func (l *lines) key() (k Key, err error) {
	err = l.attributes(func(name, value string) (err error) {
		switch name {
		case "METHOD":
			k.Method, err = l.word(value)
		case "URI":
			k.URI = value
		case "KEYFORMAT":
			k.Format = value
		case "KEYFORMATVERSIONS":
			k.Versions = value
		case "KEYID":
			var id []byte
			if id, err = l.bytes(value, len(k.ID)); err == nil && len(id) != len(k.ID) {
				err = l.fault(ErrSyntax, "%.60s: must be 16 bytes", value)
			}
			copy(k.ID[:], id)
		}
		return err
	})
	if err == nil {
		err = l.needs("METHOD", k.Method)
	}
	if err == nil && k.Method != "NONE" {
		err = l.needs("URI", k.URI)
	}
	return k, err
}
