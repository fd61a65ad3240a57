package sportec

import (
	"strings"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// info is what the file of information says of a match.
type info struct {
	match string // ID
	teams [components.Away + 1]club
	names map[string]string // of players, by their ID

	officials map[string]bool // by their ID
}

// club is a side of the match.
type club struct{ id, name string }

// shown returns the name of the side, or its ID if that is all that is known.
func (c club) shown() string {
	if c.name == "" {
		return c.id
	}
	return c.name
}

// readInfo reads a file of information.
func readInfo(data []byte) (*info, error) {
	d := open(data)
	from := int64(len(data)) // where the match is named
	in := &info{names: make(map[string]string), officials: make(map[string]bool)}
	for t, ok := d.next(); ok; t, ok = d.next() {
		switch {
		case t.end:
		case t.name == "General":
			from = t.from
			in.match = t.get("MatchId")
			in.teams[components.Home] = club{t.get("HomeTeamId"), t.get("HomeTeamName")}
			in.teams[components.Away] = club{t.get("GuestTeamId"), t.get("GuestTeamName")}
		case t.name == "Player":
			if id := t.get("PersonId"); id != "" {
				in.names[id] = called(&t)
			}
		case t.name == "Referee":
			in.officials[t.get("PersonId")] = true
		}
	}
	if d.err != nil {
		return nil, d.err
	}
	if err := in.check(); err != nil {
		err.Offset = from
		return nil, err
	}
	return in, nil
}

// called returns the name of a person as it is shown in a broadcast.
func called(t *tag) string {
	if short := t.get("Shortname"); short != "" {
		return short
	}
	return strings.TrimSpace(t.get("FirstName") + " " + t.get("LastName"))
}

// check returns an error if the match or a side of it has no ID.
func (in *info) check() *recording.Error {
	for _, f := range [...]struct{ field, id string }{
		{"General.MatchId", in.match},
		{"General.HomeTeamId", in.teams[components.Home].id},
		{"General.GuestTeamId", in.teams[components.Away].id},
	} {
		if f.id == "" {
			return &recording.Error{Field: f.field, Err: recording.Missing, Want: "an ID"}
		}
	}
	if in.teams[components.Home].id == in.teams[components.Away].id {
		return &recording.Error{Field: "General.GuestTeamId", Found: recording.Clip([]byte(in.teams[components.Home].id)), Err: recording.OutOfRange, Want: "another side than the home side"}
	}
	return nil
}
