package skillcorner

import (
	"bytes"
	"strconv"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// whole reads a whole number from least to most.
func (r *rows) whole(column int, least, most int64, want string) int64 {
	n, ok := scan.Int(r.Fields[column])
	if !ok || n < least || n > most {
		r.Fail(columns[column], r.Fields[column], recording.OutOfRange, want)
		return least
	}
	return n
}

// name interns a name; it may be empty, which is nobody.
func (r *rows) name(column int) components.Symbol {
	text := r.text(column)
	if len(text) == 0 {
		return 0
	}
	return r.names.Intern(text)
}

// text reads a text.
func (r *rows) text(column int) []byte {
	text, valid := r.Text(column)
	if !valid {
		r.match.Warnings.Add(recording.BadText, "line %d: %s %s", r.Line, columns[column], recording.Clip(r.Fields[column]))
	}
	return text
}

// side reads a team. Without the file of the match, the first in the table is at
// home.
func (r *rows) side() components.Team {
	id := r.Fields[colTeam]
	for _, side := range [...]components.Team{components.Home, components.Away} {
		if r.sides[side] == nil && len(id) > 0 && r.info == nil {
			r.sides[side] = bytes.Clone(id)
			name := string(r.text(colTeamName))
			if side == components.Home {
				r.match.Home = name
			} else {
				r.match.Away = name
			}
		}
		if len(id) > 0 && bytes.Equal(r.sides[side], id) {
			return side
		}
	}
	r.match.Warnings.Add(recording.UnknownTeam, "line %d: team_id %s: taken as none", r.Line, recording.Clip(id))
	return components.NoTeam
}

// place reads the two columns from column on, in meters from the center spot.
func (r *rows) place(column int) place {
	x, y := r.Fields[column], r.Fields[column+1]
	if len(x) == 0 || len(y) == 0 {
		return place{}
	}
	cx, ok := scan.Fixed(x, 2)
	cy, ok2 := scan.Fixed(y, 2)
	switch {
	case !ok:
		r.Fail(columns[column], x, "not a number", "meters from the center spot")
	case !ok2:
		r.Fail(columns[column+1], y, "not a number", "meters from the center spot")
	case outside(cx, halfLength) || outside(cy, halfWidth):
		r.match.Warnings.Add(recording.BadPlace, "line %d: %s %s, %s is far off the pitch: not known", r.Line, columns[column], recording.Clip(x), recording.Clip(y))
	default:
		return place{cx, cy, true}
	}
	return place{}
}

// time reads what the match clock shows, "MM:SS.d", as tenths of a second since the
// period began.
func (r *rows) time(p components.Period) int64 {
	text := r.Fields[colTime]
	minutes, rest, _ := bytes.Cut(text, []byte(":"))
	seconds, tenths, _ := bytes.Cut(rest, []byte("."))
	mm, err1 := strconv.ParseUint(string(minutes), 10, 10)
	ss, err2 := strconv.ParseUint(string(seconds), 10, 8)
	d, err3 := strconv.ParseUint(string(tenths), 10, 8)
	if err1 != nil || err2 != nil || err3 != nil || len(seconds) != 2 || len(tenths) != 1 || ss > 59 {
		r.Fail(columns[colTime], text, "not a time", "MM:SS.d")
		return 0
	}
	return int64((mm*60+ss)*10+d) - int64(components.Football.ClockAt(p)/perFrame)
}
