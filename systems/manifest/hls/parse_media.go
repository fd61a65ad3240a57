package hls

import (
	"strings"
	"time"

	"touchline/components"
)

// maxDuration is the longest segment that is read, in seconds: a day.
const maxDuration = 86_400

// ParseMedia reads a media playlist. It skips tags that [Media] has no place for.
// Its errors are of type [*SyntaxError].
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
	case p.begun && (p.timed || !p.parts):
		return nil, &SyntaxError{l.n, "end", ErrNoURI}
	case !p.target:
		return nil, &SyntaxError{l.n, "#EXT-X-TARGETDURATION", ErrNoTarget}
	}
	return &p.media, nil
}

// mediaParser collects what the tags before a segment's URI say of it.
type mediaParser struct {
	*lines
	media   Media
	pending Segment
	timed   bool // pending has a duration
	begun   bool // something was said of it
	parts   bool // it has parts: the last may be in the making, and have no URI yet
	target  bool
}

func (p *mediaParser) line() (err error) {
	var n uint64
	switch p.tag {
	case "":
		return p.segment()
	case "#EXT-X-TARGETDURATION":
		n, err = p.number(p.text, 1<<16-1)
		p.media.Target, p.target = uint16(n), true
	case "#EXT-X-MEDIA-SEQUENCE":
		p.media.Sequence, err = p.number(p.text, 1<<64-1)
	case "#EXT-X-DISCONTINUITY-SEQUENCE":
		p.media.Breaks, err = p.number(p.text, 1<<64-1)
	case "#EXT-X-PLAYLIST-TYPE":
		err = p.playlistType()
	case "#EXT-X-MAP":
		err = p.attributes(func(name, value string) error {
			if name == "URI" {
				p.media.Map = value
			}
			return nil
		})
	case "#EXT-X-PART":
		p.parts = true
	case "#EXT-X-DISCONTINUITY":
		p.pending.Discontinuity, p.begun = true, true
	case "#EXT-X-GAP":
		p.pending.Gap, p.begun = true, true
	case "#EXT-X-PROGRAM-DATE-TIME":
		err = p.date()
	case "#EXTINF":
		err = p.duration()
	case "#EXT-X-ENDLIST":
		p.media.Ended = true
	}
	return err
}

func (p *mediaParser) segment() (err error) {
	if !p.timed {
		return p.fault(ErrNoDuration, "")
	}
	if p.pending.URI, err = p.uri(); err != nil {
		return err
	}
	p.media.Segments = append(p.media.Segments, p.pending)
	p.pending, p.timed, p.begun, p.parts = Segment{}, false, false, false
	return nil
}

func (p *mediaParser) playlistType() error {
	for t := Event; t < playlistTypes; t++ {
		if p.text == t.String() {
			p.media.Type = t
			return nil
		}
	}
	return p.fault(ErrSyntax, "%q: must be EVENT or VOD", p.text)
}

// duration reads seconds to the nearest step of the clock. A title may follow.
func (p *mediaParser) duration() error {
	text, _, _ := strings.Cut(p.text, ",")
	n, err := p.decimal(text, 9, maxDuration)
	if err != nil {
		return err
	}
	const step = 1_000_000_000 / uint64(components.PTSPerSecond/9) // nanoseconds of nine steps
	p.pending.Duration, p.timed, p.begun = components.PTS((n*9+step/2)/step), true, true
	return nil
}

func (p *mediaParser) date() error {
	t, err := time.Parse(time.RFC3339Nano, p.text)
	if err != nil {
		return p.fault(ErrSyntax, "%q: must be a date and time as RFC 3339 has it", p.text)
	}
	ms := t.UnixMilli()
	if ms < firstDate || ms > lastDate {
		return p.fault(ErrRange, "%s: must be in the years 0 to 9999 of UTC", p.text)
	}
	p.pending.Date, p.begun = ms, true
	return nil
}
