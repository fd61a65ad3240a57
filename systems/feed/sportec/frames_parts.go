package sportec

import (
	"strings"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// about reads the other files of the match.
func (f *frames) about(with recording.Parts) {
	if IsInfo(with.Info) {
		in, err := readInfo(with.Info)
		if err != nil {
			f.others("information", err)
			return
		}
		f.info, f.matchID = in, in.match
		for _, side := range [...]components.Team{components.Home, components.Away} {
			f.teams[side], f.clubs[side] = in.teams[side].id, in.teams[side].shown()
		}
	}
	if Is(with.Events) {
		f.events(with.Events)
	}
}

// events reads of the file of events what it says of the periods and, without
// information, of the sides.
func (f *frames) events(data []byte) {
	r := newReader(data, f.info, f.names, &recording.Match{}) // they are read for themselves elsewhere
	for r.entry() {
	}
	if r.err == nil {
		f.starts = *r.find()
	}
	if r.err != nil {
		f.others("events", r.err)
		return
	}
	r.sides(&f.starts)
	f.matchID = r.matchID
	if r.teams[components.Away] != "" {
		f.teams = r.teams
		f.clubs = [...]string{components.Home: r.match.Home, components.Away: r.match.Away}
	}
}

// others makes an error of another file of the match one of this reading.
func (f *frames) others(file string, err error) {
	wrong := *err.(*recording.Error) // as all of a reader are
	wrong.Field = strings.TrimSuffix("of the "+file+": "+wrong.Field, ": ")
	f.err = &wrong
}

// sameMatch ends the reading if id is that of another match than the one before.
func (f *frames) sameMatch(t *tag) {
	switch id := t.get("MatchId"); {
	case id == "" || id == f.matchID:
	case f.matchID == "":
		f.matchID = id
	default:
		f.fail(t.from, t.name+".MatchId", id, recording.OtherMatch, recording.Clip([]byte(f.matchID)))
	}
}

// whose returns who the object of a FrameSet is, enlisted if it is a player. It
// reports false for officials, who are left out.
func (f *frames) whose(t *tag) (p person, ok bool) {
	team, id := t.get("TeamId"), t.get("PersonId")
	if strings.EqualFold(team, "referee") || f.info != nil && f.info.officials[id] {
		return person{}, false
	}
	if id == "" {
		f.fail(t.from, "FrameSet.PersonId", "", recording.Missing, "an ID")
		return person{}, false
	}
	if p, ok := f.people[id]; ok {
		return p, true
	}
	p.team = f.side(t, team)
	name := id
	if f.info != nil {
		if name = f.info.names[id]; name == "" {
			f.warn(recording.UnknownPlayer, t.from, "FrameSet.PersonId %s is not in the information: called by that", recording.Clip([]byte(id)))
			name = id
		}
	}
	p.who, ok = f.match.Enlist(recording.Player{Name: f.names.Intern([]byte(name)), Team: p.team})
	if !ok {
		f.fail(t.from, "FrameSet.PersonId", id, recording.OutOfRange, "at most 255 players")
	}
	f.people[id] = p
	return p, ok
}

// side returns the side whose ID is given.
func (f *frames) side(t *tag, id string) components.Team {
	switch {
	case f.teams[components.Home] == "":
	case id == f.teams[components.Home]:
		return components.Home
	case id == f.teams[components.Away]:
		return components.Away
	default:
		f.warn(recording.UnknownTeam, t.from, "FrameSet.TeamId %s", recording.Clip([]byte(id)))
	}
	return components.NoTeam
}
