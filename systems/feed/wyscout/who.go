package wyscout

import (
	"bytes"
	"strconv"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// sides reads who plays. The first is at home. A file without teams names them
// by their IDs, the first to do something at home.
func (r *reader) sides(teams scan.Span) {
	side := components.Home
	for key, at := range r.Entries("teams", teams) {
		if side > components.Away {
			r.Fail("teams", at, "more than two teams", "two teams")
			return
		}
		id, err := strconv.ParseInt(string(key), 10, 64)
		if err != nil || id <= 0 {
			r.Fail("teams", at, "not under the ID of a team", "a number from 1 as the key")
			return
		}
		var f, inner [2]scan.Span
		r.Members("teams", at, f[:], "name", "team")
		r.Members("teams.team", f[1], inner[:1], "name")
		if f[0] == (scan.Span{}) {
			f[0] = inner[0]
		}
		name := string(r.unescaped("teams.name", f[0]))
		if r.Err != nil {
			return
		}
		if name == "" {
			name = string(key)
		}
		r.join(side, id, name)
		side++
	}
}

// join notes a side.
func (r *reader) join(side components.Team, id int64, name string) {
	r.teams[side] = id
	if side == components.Home {
		r.match.Home = name
	} else {
		r.match.Away = name
	}
}

// side returns the side with an ID.
func (r *reader) side(id int64) components.Team {
	if id == 0 {
		return components.NoTeam
	}
	for _, side := range [...]components.Team{components.Home, components.Away} {
		if r.teams[side] == 0 {
			r.join(side, id, strconv.FormatInt(id, 10))
		}
		if r.teams[side] == id {
			return side
		}
	}
	r.Warn(recording.UnknownTeam, "teamId %d: taken as none", id)
	return components.NoTeam
}

// squads reads the names of the players of both sides.
func (r *reader) squads(players scan.Span) {
	r.players = make(map[int64]components.Symbol)
	for _, squad := range r.Entries("players", players) {
		for at := range r.Elements("players", squad) {
			if r.Null(at) { // in some files of the data set
				continue
			}
			var f, person [2]scan.Span
			r.Members("players", at, f[:], "playerId", "player")
			r.Members("players.player", f[1], person[:], "wyId", "shortName")
			if f[0] == (scan.Span{}) {
				f[0] = person[0]
			}
			id := r.number("players.playerId", f[0])
			if name := r.unescaped("players.shortName", person[1]); id != 0 && len(name) > 0 {
				r.players[id] = r.names.Intern(name)
			}
		}
	}
}

// player returns the name of the player with an ID, or the ID if no name is
// known. 0 is nobody.
func (r *reader) player(id int64) components.Symbol {
	name, ok := r.players[id]
	if ok || id == 0 || r.Err != nil {
		return name
	}
	name = r.names.Intern(strconv.AppendInt(nil, id, 10))
	r.players[id] = name
	return name
}

// unescaped reads a name. Those of the public data set are escaped twice:
// "Suba\\u0161i\\u0107".
func (r *reader) unescaped(field string, at scan.Span) []byte {
	text := r.Word(field, at)
	if !bytes.Contains(text, []byte(`\u`)) {
		return text
	}
	quoted := append(append([]byte{'"'}, text...), '"')
	s := scan.New(quoted)
	s.Value()
	if s.End(); s.Err() != nil {
		return text
	}
	text, _ = scan.AppendText(nil, quoted)
	return text
}
