package source

import (
	"path/filepath"
	"slices"
	"strings"

	"touchline/components"
	"touchline/systems/feed/formats"
)

// part is a file of a match.
type part struct {
	name string
	data []byte
	file formats.File
}

// parts are the files that one match is read from.
type parts struct {
	name   string // what the match is called by
	mixed  bool   // they come from a folder, in which files of other matches may lie
	events *part
	more   []*part // of events of another sort
	info   *part
	frames []*part
	texts  []text
}

// text is a file of what was said in a period.
type text struct {
	*part
	period components.Period
}

// take makes f one of the files of the match, and reports false if it cannot be:
// the match has such a file, or is of another format. Texts go with every format.
func (p *parts) take(f *part) bool {
	if has := p.first(); has != nil && f.file.Role != formats.Texts && has.file.Format != f.file.Format {
		return false
	}
	switch f.file.Role {
	case formats.Events:
		switch {
		case p.events == nil:
			p.events = f
		case f.file.Several():
			p.more = append(p.more, f)
		default:
			return false
		}
	case formats.Info:
		if p.info != nil {
			return false
		}
		p.info = f
	case formats.Frames:
		if len(p.frames) == 2 || len(p.frames) == 1 && !f.file.BySide() {
			return false
		}
		p.frames = append(p.frames, f)
	case formats.Texts:
		period := p.periodOf(f.name)
		if slices.ContainsFunc(p.texts, func(t text) bool { return t.period == period }) {
			return false
		}
		p.texts = append(p.texts, text{f, period})
	}
	return true
}

// first is a file of the match that is not a text, nil if it has none.
func (p *parts) first() *part {
	switch {
	case p.events != nil:
		return p.events
	case p.info != nil:
		return p.info
	case len(p.frames) > 0:
		return p.frames[0]
	}
	return nil
}

// periodOf is the period that a text is of: its content does not say. It is the last
// number in the name of the file, 1_asr.json, if that is one of a period; or else the
// one after that of the text before.
func (p *parts) periodOf(name string) components.Period {
	base := filepath.Base(name)
	if dot := strings.IndexByte(base, '.'); dot > 0 {
		base = base[:dot]
	}
	const digits = "0123456789"
	if end := strings.LastIndexAny(base, digits); end >= 0 {
		n := base[end] - '0'
		alone := end == 0 || !strings.ContainsRune(digits, rune(base[end-1]))
		if alone && n >= byte(components.FirstHalf) && n <= byte(components.Shootout) {
			return components.Period(n)
		}
	}
	return components.FirstHalf + components.Period(len(p.texts))
}
