package formats_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/builtin"
	"touchline/systems/feed/formats"
	"touchline/systems/feed/recording"
	"touchline/systems/internal/recorded"
)

// A subject is a file that mutants are made of.
type subject struct {
	name    string
	data    []byte
	format  string // "" if it is of none
	role    formats.Role
	refused bool // it is of no format
	groups  [][]part
	about   []byte // what it is read with: of information the match, of frames the information
}

// outcome is what became of a file.
type outcome struct {
	match *recording.Match
	names *ecs.Symbols
	err   error
	in    []byte // the file that err speaks of
}

// readFile reads data, a file of any format and role. One of information is read
// with the match that it is about, one of frames with the information about them;
// either is nil if there is none.
func readFile(data, about []byte) outcome {
	file, err := formats.Detect(data)
	names, m := ecs.NewSymbols(), &recording.Match{}
	if err != nil {
		return outcome{m, names, err, data}
	}
	switch in := data; file.Role {
	case formats.Info:
		var read recording.Reader
		if read, err = file.Reader(data); err == nil && about != nil {
			m, err = recording.Read(read, about, names)
			in = about
		}
		return outcome{m, names, err, in}
	case formats.Frames:
		err = m.ReadFrames(file.Frames(), data, recording.Parts{Info: about}, names)
		return outcome{m, names, err, data}
	case formats.Texts:
		err = m.ReadTexts(file.Texts(components.FirstHalf), data, names)
		return outcome{m, names, err, data}
	}
	read, err := file.Reader(nil)
	if err == nil {
		m, err = recording.Read(read, data, names)
	}
	return outcome{m, names, err, data}
}

// builtins returns the matches that are built in.
func builtins() (all []*subject) {
	for _, name := range builtin.Names() {
		data, _ := builtin.Open(name)
		all = append(all, newSubject("builtin/"+name, data))
	}
	return all
}

// recordings returns the files in the folder of recorded matches: matches, what
// matches are called, and what else lies there and is of no known format.
func recordings(t testing.TB) (all []*subject) {
	root := recorded.Folder(t)
	if root == "" {
		return nil
	}
	for _, pattern := range []string{"*/*", "soccernet/*/*/*/*.json", "soccernet/*/*/*.json"} {
		paths, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
				continue
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, newSubject(path[len(root)+1:], data))
		}
	}
	for _, s := range all {
		s.about = s.partner(all)
	}
	return all
}

// newSubject returns the subject that data is. One of no known format is to stay
// refused.
func newSubject(name string, data []byte) *subject {
	s := &subject{name: name, data: data}
	file, err := formats.Detect(data)
	if s.format, s.role, s.refused = file.Format, file.Role, err != nil; s.role == formats.Events {
		s.groups = groups(s.format, data)
	}
	return s
}

// try reads data, a mutant of s.
func (s *subject) try(data []byte) outcome { return readFile(data, s.about) }

// partner returns what s is read with, of the files beside it the first that it goes
// with: nil if there is none, or s needs none.
func (s *subject) partner(all []*subject) []byte {
	for _, o := range all {
		if o.format != s.format || filepath.Dir(o.name) != filepath.Dir(s.name) {
			continue
		}
		with := o.data
		switch {
		case s.role == formats.Info && o.role == formats.Events:
			with = o.beginning(200)
		case s.role == formats.Frames && o.role == formats.Info && readFile(s.data, nil).err != nil:
		default:
			continue
		}
		if readFile(s.data, with).err == nil {
			return with
		}
	}
	return nil
}

// beginning returns the file with its first records alone.
func (s *subject) beginning(n int) []byte {
	all := s.groups[0]
	if len(all) <= n {
		return s.data
	}
	return slices.Concat(s.data[:all[n-1].to], s.data[all[len(all)-1].to:])
}
