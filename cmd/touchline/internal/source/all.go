package source

import (
	"touchline/components"
	"touchline/systems/feed/formats"
	"touchline/systems/feed/recording"
)

// Match is a match with the name that it was asked for by.
type Match struct {
	Name string
	*recording.Match
}

// ReadAll reads the matches called list, as [Read] does. The files of one match may
// stand side by side, in any order: a file goes with those before it unless they
// have such a file already, or are of another format. The match has the name of its
// events, or else of its first file.
func ReadAll(list []string, names components.Interner) ([]Match, error) {
	groups, err := group(list)
	if err != nil {
		return nil, err
	}
	var matches []Match
	for _, p := range groups {
		m, err := p.parse(names)
		if err != nil {
			return nil, err
		}
		matches = append(matches, Match{p.name, m})
	}
	return matches, nil
}

// group opens the files called list and puts those of one match together.
func group(list []string) ([]*parts, error) {
	var groups []*parts
	var last *parts // to which files may be added
	for _, name := range list {
		all, one, err := open(name)
		switch {
		case err != nil:
			return nil, err
		case all != nil:
			groups, last = append(groups, all), nil
			continue
		case last == nil || !last.take(one):
			last = &parts{name: name}
			last.take(one)
			groups = append(groups, last)
		case one.file.Role == formats.Events:
			last.name = name
		}
	}
	return groups, nil
}
