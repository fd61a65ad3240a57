package source

import (
	"errors"
	"fmt"

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
		read, err := p.events.file.Reader(with.Info)
		if err != nil {
			return nil, of(p.info, err)
		}
		if m, err = recording.Read(read, p.events.data, names); err != nil {
			return nil, of(p.events, err)
		}
	}
	for _, f := range p.frames {
		err := m.ReadFrames(f.file.Frames(), f.data, with, names)
		switch {
		case p.mixed && p.events != nil && errors.Is(err, recording.OtherMatch):
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

// of puts the file before an error.
func of(f *part, err error) error { return fmt.Errorf("%s: %w", f.name, err) }
