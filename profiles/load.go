package profiles

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
)

//go:embed builtin/*.toml
var builtin embed.FS

// Errors of Load.
var (
	ErrUnknown   = errors.New("no such profile")
	ErrMalformed = errors.New("malformed profile")
)

// Names returns the names of the profiles that are built in, sorted.
func Names() (names []string) {
	all, err := builtin.ReadDir("builtin")
	if err != nil {
		panic("profiles: " + err.Error())
	}
	for _, e := range all {
		names = append(names, strings.TrimSuffix(e.Name(), ".toml"))
	}
	slices.Sort(names)
	return names
}

// Load returns the profile that is built in under a name, or that in a file. A
// file is what ends with .toml or names a folder.
func Load(name string) (*Profile, error) {
	text, err := builtin.ReadFile("builtin/" + name + ".toml")
	switch {
	case err == nil:
	case strings.HasSuffix(name, ".toml") || strings.ContainsRune(name, os.PathSeparator):
		if text, err = os.ReadFile(name); err != nil {
			var fault *fs.PathError
			if errors.As(err, &fault) {
				err = fault.Err
			}
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	default:
		return nil, fmt.Errorf("%w: %q: want %s, or a file as mine.toml", ErrUnknown, name, strings.Join(Names(), ", "))
	}
	p, err := Parse(text)
	if err != nil {
		return nil, malformed{name, err}
	}
	return p, nil
}

// malformed puts the name of the file before each line.
type malformed struct {
	name string
	err  error
}

func (m malformed) Error() string {
	return m.name + ": " + strings.ReplaceAll(m.err.Error(), "\n", "\n"+m.name+": ")
}

func (m malformed) Unwrap() []error { return []error{m.err, ErrMalformed} }
