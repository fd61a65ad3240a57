package skillcorner

import (
	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// cast is who the frames may show. Frames of the older files call them by what is
// tracked, newer ones by who they are.
type cast struct {
	people    []person
	byID      map[int64]int // places in people
	byTracked map[int64]int

	met    bool             // somebody of the match was seen
	nobody *recording.Error // the first who is not of it
}

// person is a player, an official or the ball.
type person struct {
	name string
	team components.Team
	role role
	who  uint8 // once enlisted
}

// role is what a person is there for.
type role uint8

const (
	player role = iota
	official
	theBall
)

// add adds p and returns its place.
func (c *cast) add(p person) int {
	c.people = append(c.people, p)
	return len(c.people) - 1
}

// isBall reports whether the object tracked is the ball.
func (f *frames) isBall(tracked scan.Span) bool {
	n, ok := scan.Int(f.scan.Text(tracked))
	if !ok {
		return false
	}
	i, ok := f.cast.byTracked[n]
	return ok && f.cast.people[i].role == theBall
}

// meet says who was seen, and enlists them when they first are. Of some players the
// side alone is known. It reports false if it was no player.
func (f *frames) meet(field string, id, tracked scan.Span, seen *components.Seen) bool {
	member, v, by := ".player_id", id, f.cast.byID
	if v == (scan.Span{}) {
		member, v, by = ".trackable_object", tracked, f.cast.byTracked
	}
	if v == (scan.Span{}) {
		return true
	}
	n, ok := scan.Int(f.scan.Text(v))
	if !ok {
		f.wrong(field+member, v, "a whole number")
		return false
	}
	i, ok := by[n]
	switch {
	case !ok && f.info != nil:
		f.stranger(field, member, v)
		return true
	case !ok:
		i = f.cast.add(person{name: string(f.scan.Text(v)), team: seen.Team})
		by[n] = i
	}
	p := &f.cast.people[i]
	if p.role != player {
		return false
	}
	f.cast.met = true
	if p.who == 0 {
		p.who, ok = f.match.Enlist(recording.Player{Name: f.names.Intern([]byte(p.name)), Team: p.team})
		if !ok {
			f.fail(field+member, v, recording.OutOfRange, "at most 255 players")
			return false
		}
	}
	seen.Who = p.who
	if p.team != components.NoTeam {
		seen.Team = p.team
	}
	return true
}

// stranger warns of somebody who is not in the file of the match.
func (f *frames) stranger(field, member string, v scan.Span) {
	if f.cast.nobody == nil {
		f.cast.nobody = &recording.Error{
			Offset: int64(v.From), ID: f.id(), Field: field + member, Found: recording.Clip(f.scan.Text(v)),
			Want: "players of match " + string(f.info.match), Err: recording.OtherMatch,
		}
	}
	if !f.again(recording.UnknownPlayer) {
		f.warn(recording.UnknownPlayer, "%s %s: not in the file of the match", field+member, recording.Clip(f.scan.Text(v)))
	}
}

// whose ends the reading if nobody whom the file names is of the match.
func (f *frames) whose() {
	if !f.cast.met && f.err == nil && f.cast.nobody != nil {
		f.err = f.cast.nobody
	}
}
