package skillcorner

import (
	"bytes"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// turns says in which periods places are turned about the center spot: where the
// home side attacks toward the other end than it does in the events.
type turns struct {
	of   [components.Shootout + 1]bool
	told bool // by the file of the match
}

// about reads the file of the match, if there is one.
func (f *frames) about(data []byte) error {
	if data == nil {
		return nil
	}
	in, err := readInfo(data)
	if err != nil {
		return err
	}
	v := scan.NewValues(data, &recording.Match{})
	var m [4]scan.Span
	v.Members("", v.Root(), m[:], "players", "referees", "ball", "home_team_side")
	for at := range v.Elements("players", m[0]) {
		f.player(&v, in, at)
	}
	for at := range v.Elements("referees", m[1]) {
		f.tracked(&v, "referees", at, official)
	}
	f.tracked(&v, "ball", m[2], theBall)
	f.turns.read(&v, m[3])
	if v.Err != nil {
		return v.Err
	}
	f.info = in
	return nil
}

// player reads a player of the file of the match.
func (f *frames) player(v *scan.Values, in *info, at scan.Span) {
	const field = "players"
	var m [6]scan.Span
	v.Members(field, at, m[:], "id", "trackable_object", "team_id", "short_name", "first_name", "last_name")
	p := person{name: string(v.Word(field+".short_name", m[3]))}
	if p.name == "" {
		p.name = string(v.Word(field+".first_name", m[4]))
		if last := string(v.Word(field+".last_name", m[5])); p.name != "" && last != "" {
			p.name += " " + last
		} else {
			p.name += last
		}
	}
	for _, side := range [...]components.Team{components.Home, components.Away} {
		if team := v.Text(m[2]); len(team) > 0 && bytes.Equal(team, in.sides[side]) {
			p.team = side
		}
	}
	i := f.cast.add(p)
	f.cast.byID[v.Integer(field+".id", v.Required(field+".id", m[0], wantID), 0, maxID, wantID)] = i
	if m[1] != (scan.Span{}) {
		f.cast.byTracked[v.Integer(field+".trackable_object", m[1], 0, maxID, wantID)] = i
	}
}

// tracked reads what an official or the ball is tracked as.
func (f *frames) tracked(v *scan.Values, field string, at scan.Span, r role) {
	var m [1]scan.Span
	v.Members(field, at, m[:], "trackable_object")
	if m[0] != (scan.Span{}) {
		f.cast.byTracked[v.Integer(field+".trackable_object", m[0], 0, maxID, wantID)] = f.cast.add(person{role: r})
	}
}

const (
	maxID  = 1 << 53
	wantID = "a number, 0 to 2^53"
)

// read reads which way the home side plays in each period. In periods of which
// nothing is said ends are those of the first.
func (t *turns) read(v *scan.Values, at scan.Span) {
	p := components.FirstHalf
	for side := range v.Elements("home_team_side", at) {
		left := false
		switch word := v.Word("home_team_side", side); string(word) {
		case "left_to_right":
		case "right_to_left":
			left = true
		default:
			v.Fail("home_team_side", side, recording.OutOfRange, "left_to_right or right_to_left")
			return
		}
		if p > components.Shootout {
			return
		}
		t.of[p], t.told = left != (p%2 == 0), true
		if p == components.FirstHalf {
			t.all(t.of[p])
		}
		p++
	}
}

// all has the places of all periods turned, or of none.
func (t *turns) all(turned bool) {
	for p := range t.of {
		t.of[p] = turned
	}
}
