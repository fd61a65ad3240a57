package source

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// Match is a match with the name that it was asked for by.
type Match struct {
	Name string
	*recording.Match
}

// ReadAll reads the matches called list, as [Read] does. Two files of one match,
// its events and what sides and players are called, may stand side by side, in
// either order: they are one match, with the name of its events.
func ReadAll(list []string, names components.Interner) ([]Match, error) {
	var all []*opened
	for _, name := range list {
		o, err := open(name)
		if err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	var matches []Match
	for i := 0; i < len(all); i++ {
		o, name := all[i], list[i]
		if i+1 < len(all) {
			switch next := all[i+1]; {
			case o.takes(next):
				i++
			case next.takes(o):
				i++
				o, name = next, list[i]
			}
		}
		m, err := o.parse(names)
		if err != nil {
			return nil, err
		}
		matches = append(matches, Match{name, m})
	}
	return matches, nil
}
