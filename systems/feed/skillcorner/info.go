package skillcorner

import (
	"bytes"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// info is what the file of a match says.
type info struct {
	match  []byte
	sides  [3][]byte // IDs, by Team
	names  [3]string
	spans  [components.Shootout + 1]span
	score  recording.Tally
	scored bool // there is a score
}

// span is the first and last frame of a period.
type span struct{ start, end int64 }

// IsInfo reports whether data is the file of a match. Older ones do not have its
// periods.
func IsInfo(data []byte) bool {
	s := scan.New(data)
	if !s.Object() {
		return false
	}
	var found [3]bool
	for s.Key() {
		switch string(s.Name) {
		case "home_team":
			found[0] = true
		case "away_team":
			found[1] = true
		case "match_periods", "pitch_length":
			found[2] = true
		}
		s.Value()
	}
	return found == [3]bool{true, true, true}
}

// readInfo reads the file of a match. Its error is an [*recording.Error].
func readInfo(data []byte) (*info, error) {
	v := scan.NewValues(data, &recording.Match{})
	in := &info{}
	var f [6]scan.Span
	v.Members("", v.Root(), f[:], "id", "home_team", "away_team", "home_team_score", "away_team_score", "match_periods")
	in.match = bytes.Clone(v.Text(v.Required("id", f[0], "a number")))
	in.team(&v, components.Home, "home_team", f[1])
	in.team(&v, components.Away, "away_team", f[2])
	const most, want = 100, "goals, 0 to 100"
	in.score.Home = int(v.Integer("home_team_score", f[3], 0, most, want))
	in.score.Away = int(v.Integer("away_team_score", f[4], 0, most, want))
	in.scored = f[3] != (scan.Span{}) && f[4] != (scan.Span{})
	for at := range v.Elements("match_periods", f[5]) {
		var p [3]scan.Span
		v.Members("match_periods", at, p[:], "period", "start_frame", "end_frame")
		n := v.Integer("match_periods.period", p[0], 1, int64(components.Shootout), "a period, 1 to 5")
		in.spans[n] = span{
			v.Integer("match_periods.start_frame", p[1], 0, maxFrame, wantFrame),
			v.Integer("match_periods.end_frame", p[2], 0, maxFrame, wantFrame),
		}
	}
	if v.Err != nil {
		return nil, v.Err
	}
	return in, nil
}

func (in *info) team(v *scan.Values, side components.Team, field string, at scan.Span) {
	var f [2]scan.Span
	v.Members(field, v.Required(field, at, "an object"), f[:], "id", "name")
	in.sides[side] = bytes.Clone(v.Text(v.Required(field+".id", f[0], "a number")))
	in.names[side] = string(v.Word(field+".name", f[1]))
}
