package hls

// ParseMedia reads a media playlist. It skips tags and attributes that [Media] has no
// place for. What a folder stood for comes back as URIs. Its errors are of type
// [*SyntaxError].
func ParseMedia(text string) (*Media, error) {
	l, err := begin(text)
	if err != nil {
		return nil, err
	}
	p := mediaParser{lines: l}
	for l.next() {
		if err := p.line(); err != nil {
			return nil, err
		}
	}
	switch {
	case p.begun && (p.timed || len(p.pending.Parts) == 0):
		return nil, &SyntaxError{l.n, "end", ErrNoURI}
	case !p.target:
		return nil, &SyntaxError{l.n, "#EXT-X-TARGETDURATION", ErrNoTarget}
	}
	p.pending.Gap = false // is of a segment, and there is none yet
	p.media.Making = p.pending
	p.complete()
	return &p.media, nil
}

// mediaParser collects what the tags before a segment's URI say of it.
type mediaParser struct {
	*lines
	media   Media
	pending Segment
	timed   bool // pending has a duration
	begun   bool // something was said of it
	target  bool
}

// line reads a line of those that are of the whole playlist, and gives the others on.
func (p *mediaParser) line() (err error) {
	var n uint64
	switch m := &p.media; p.tag {
	case "":
		return p.segment()
	case "#EXT-X-VERSION":
		_, err = p.number(p.text, 1<<16-1) // follows from what there is
	case "#EXT-X-TARGETDURATION":
		n, err = p.number(p.text, 1<<16-1)
		m.Target, p.target = uint16(n), true
	case "#EXT-X-MEDIA-SEQUENCE":
		m.Sequence, err = p.number(p.text, 1<<64-1)
	case "#EXT-X-DISCONTINUITY-SEQUENCE":
		m.Breaks, err = p.number(p.text, 1<<64-1)
	case "#EXT-X-PLAYLIST-TYPE":
		err = p.playlistType()
	case "#EXT-X-I-FRAMES-ONLY":
		m.IFrames = true
	case "#EXT-X-START":
		err = p.attributes(func(name, value string) (err error) {
			if name == "TIME-OFFSET" {
				m.Start, err = p.signed(value)
			}
			return err
		})
	case "#EXT-X-DATERANGE":
		err = p.dateRange()
	case "#EXT-X-ENDLIST":
		m.Ended = true
	default:
		if p.before() {
			return p.segmentTag()
		}
		return p.latencyTag()
	}
	return err
}

func (p *mediaParser) playlistType() error {
	for t := Event; t < playlistTypes; t++ {
		if p.text == t.String() {
			p.media.Type = t
			return nil
		}
	}
	return p.fault(ErrSyntax, "%.60q: must be EVENT or VOD", p.text)
}
