package source

import (
	"errors"
	"fmt"
	"slices"

	"touchline/components"
	"touchline/systems/feed/formats"
	"touchline/systems/feed/recording"
)

// parse reads the match. An error names the file that it is of.
func (p *parts) parse(names components.Interner) (*recording.Match, error) {
	m := &recording.Match{}
	var with recording.Parts
	if p.info != nil {
		with.Info = p.info.data
	}
	if p.events != nil {
		with.Events = p.events.data
		var err error
		if m, err = p.parseEvents(names); err != nil {
			return nil, err
		}
	}
	for _, f := range p.frames {
		warnings, squads := slices.Clone(m.Warnings), m.Squads
		err := m.ReadFrames(f.file.Frames(), f.data, with, names)
		switch {
		case p.mixed && p.events != nil && errors.Is(err, recording.OtherMatch):
			m.Warnings, m.Squads = warnings, squads
			m.Warnings.Add(recording.OtherFile, "%s: %v: left out", f.name, err)
		case err != nil:
			return nil, of(f, err)
		}
	}
	for _, t := range p.texts {
		if err := m.ReadTexts(t.file.Texts(t.period), t.data, names); err != nil {
			return nil, of(t.part, err)
		}
	}
	switch {
	case p.events != nil:
	case len(p.frames) == 0 && len(p.texts) == 0:
		return nil, of(p.info, formats.Unknown("the information about a match, without its events"))
	default:
		m.ReadShown()
	}
	return m, nil
}

// parseEvents reads the files of events. Of several that which tells the score is the
// match, and the others have texts.
func (p *parts) parseEvents(names components.Interner) (*recording.Match, error) {
	var info []byte
	if p.info != nil {
		info = p.info.data
	}
	all := append([]*part{p.events}, p.more...)
	var match *recording.Match
	main := 0
	for i, f := range all {
		read, err := f.file.Reader(info)
		if err != nil {
			return nil, of(p.info, err)
		}
		m, err := recording.Read(read, f.data, names)
		if err != nil {
			return nil, of(f, err)
		}
		if match == nil || match.Unscored && !m.Unscored {
			match, main = m, i
		}
	}
	for i, f := range all {
		if i == main {
			continue
		}
		read, _ := f.file.Reader(info)
		if err := match.ReadTexts(read, f.data, names); err != nil {
			return nil, of(f, err)
		}
	}
	return match, nil
}

// of puts the file before an error.
func of(f *part, err error) error { return fmt.Errorf("%s: %w", f.name, err) }
