package source

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"touchline/systems/feed/builtin"
	"touchline/systems/feed/formats"
	"touchline/systems/feed/recording"
)

// open opens what is called name: all of a folder's match, or one file.
func open(name string) (all *parts, one *part, err error) {
	if data, ok := builtin.Open(name); ok {
		one, err = identify(name, data)
		return nil, one, err
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, nil, unreadable(name, err)
	}
	if info.IsDir() {
		all, err = folder(name)
		return all, nil, err
	}
	data, err := file(name)
	if err != nil {
		return nil, nil, err
	}
	one, err = identify(name, data)
	return nil, one, err
}

// identify says what a file is.
func identify(name string, data []byte) (*part, error) {
	f := &part{name: name, data: data}
	var err error
	if f.file, err = formats.Detect(data); err != nil {
		return nil, of(f, err)
	}
	return f, nil
}

// folder opens the files of the match in a folder. Those of no known format, and
// those that go with another format than that of its events, are passed over.
func folder(name string) (*parts, error) {
	entries, err := os.ReadDir(name) // in the order of their names
	if err != nil {
		return nil, unreadable(name, err)
	}
	var byRole [formats.Texts + 1][]*part
	files, known := 0, 0
	for _, e := range entries {
		if !e.Type().IsRegular() {
			continue
		}
		files++
		path := filepath.Join(name, e.Name())
		data, err := file(path)
		if err != nil {
			return nil, err
		}
		f, err := identify(path, data)
		if errors.Is(err, recording.ErrUnknown) {
			continue
		}
		byRole[f.file.Role] = append(byRole[f.file.Role], f)
		known++
	}
	p := &parts{name: name, mixed: true}
	for role, list := range byRole {
		for _, f := range list {
			if p.take(f) || formats.Role(role) != formats.Events && p.foreign(f) {
				continue
			}
			return nil, fmt.Errorf("%s: %w: %s", name, ErrUnreadable, tooMany(formats.Role(role), list))
		}
	}
	if known == len(byRole[formats.Info]) {
		return nil, fmt.Errorf("%s: %w: none of its %d files is a match", name, recording.ErrUnknown, files)
	}
	return p, nil
}

// foreign reports whether f is of another format than the match.
func (p *parts) foreign(f *part) bool {
	has := p.first()
	return has != nil && f.file.Role != formats.Texts && has.file.Format != f.file.Format
}

// tooMany says of which files a match may have one only.
func tooMany(role formats.Role, list []*part) string {
	names := make([]string, len(list))
	for i, f := range list {
		names[i] = f.name
	}
	all := strings.Join(names, ", ")
	switch role {
	case formats.Events:
		return fmt.Sprintf("%d matches in one folder: name one of %s", len(list), all)
	case formats.Texts:
		return fmt.Sprintf("%d files of texts, of which some are of one period: name one for each of %s", len(list), all)
	}
	return fmt.Sprintf("%d files of %s about one match: %s", len(list), role, all)
}
