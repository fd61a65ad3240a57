package statsbomb

import (
	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// person returns the name of o, its first member, interned, or no symbol. Its second
// is the ID by which the line-ups may have another name.
func (r *reader) person(field string, o object) components.Symbol {
	m := r.members(field, &o)
	if who := r.roll.called(r, field, m[1]); who != 0 {
		return who
	}
	text := r.word(field, m[0])
	if len(text) == 0 || r.err != nil {
		return 0
	}
	return r.names.Intern(text)
}

// side reads a team. The first in the file, whose line-up opens it, is at home.
func (r *reader) side(field string, o *object) components.Team {
	team := r.members(field, o)
	if team[0] == (scan.Span{}) {
		return components.NoTeam
	}
	id := r.integer(field, team[0])
	for _, side := range [...]components.Team{components.Home, components.Away} {
		if r.teams[side] == 0 && r.err == nil && id > 0 {
			if !r.roll.plays(id) {
				r.fail(field+".id", team[0], recording.OtherMatch, r.roll.want())
				return components.NoTeam
			}
			r.teams[side] = id
			name := string(r.word(field, team[1]))
			if side == components.Home {
				r.match.Home = name
			} else {
				r.match.Away = name
			}
		}
		if id > 0 && r.teams[side] == id {
			return side
		}
	}
	if r.err == nil {
		r.match.Warnings.Add(recording.UnknownTeam, "%s: %s %d", r.where(), field, id)
	}
	return components.NoTeam
}
