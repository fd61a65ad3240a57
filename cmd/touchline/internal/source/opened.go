package source

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"touchline/components"
	"touchline/systems/feed/builtin"
	"touchline/systems/feed/formats"
	"touchline/systems/feed/recording"
)

// opened is what a match is read from: the file of its events and, where the
// format has one and it was found, the file of what sides and players are called.
type opened struct {
	name string
	data []byte
	info *opened
}

// open opens what is called name.
func open(name string) (*opened, error) {
	if data, ok := builtin.Open(name); ok {
		return &opened{name: name, data: data}, nil
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	if info.IsDir() {
		return folder(name)
	}
	data, err := file(name)
	if err != nil {
		return nil, err
	}
	return &opened{name: name, data: data}, nil
}

// parse reads the match.
func (o *opened) parse(names components.Interner) (*recording.Match, error) {
	format, read, err := formats.Detect(o.data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.name, err)
	}
	if o.info != nil {
		if read, err = formats.WithInfo(format, o.info.data); err != nil {
			return nil, fmt.Errorf("%s: %w", o.info.name, err)
		}
	}
	m, err := recording.Read(read, o.data, names)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.name, err)
	}
	return m, nil
}

// takes reports whether info is information of the format of o, and makes it that
// of o unless o has some.
func (o *opened) takes(info *opened) bool {
	format, _, err := formats.Detect(o.data)
	about, ok := formats.Info(info.data)
	if err != nil || !ok || o.info != nil || format != about {
		return false
	}
	o.info = info
	return true
}

// folder opens the one file in a folder that holds a match's events, and the one
// that goes with it. Files of no known format are passed over.
func folder(name string) (*opened, error) {
	entries, err := os.ReadDir(name) // in the order of their names
	if err != nil {
		return nil, unreadable(name, err)
	}
	var found, infos []*opened
	files := 0
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
		o := &opened{name: path, data: data}
		if _, _, err := formats.Detect(data); err == nil {
			found = append(found, o)
		} else if _, ok := formats.Info(data); ok {
			infos = append(infos, o)
		}
	}
	switch len(found) {
	case 0:
		return nil, fmt.Errorf("%s: %w: none of its %d files is a match", name, recording.ErrUnknown, files)
	case 1:
		for _, info := range infos {
			if !found[0].takes(info) && found[0].info != nil {
				return nil, fmt.Errorf("%s: %w: two files of information about one match: %s, %s", name, ErrUnreadable, found[0].info.name, info.name)
			}
		}
		return found[0], nil
	}
	return nil, fmt.Errorf("%s: %w: %d matches in one folder: name one of %s", name, ErrUnreadable, len(found), list(found))
}

// list lists the names of files.
func list(all []*opened) string {
	names := make([]string, len(all))
	for i, o := range all {
		names[i] = o.name
	}
	return strings.Join(names, ", ")
}
