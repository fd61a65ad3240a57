package skillcorner

import (
	"bytes"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/table"
)

// Columns of the table.
const (
	colMatch = iota
	colStart
	colEnd
	colTime
	colPeriod
	colType
	colSubtype
	colPlayer
	colTeam
	colTeamName
	colX
	colY
	colEndX
	colEndY
	colBefore
	colAfter
	colEndType
	colOutcome
	colTarget
	colTargetX
	colTargetY
	colCarry
)

var columns = [...]string{
	"match_id", "frame_start", "frame_end", "time_start", "period", "event_type", "event_subtype", "player_name",
	"team_id", "team_shortname", "x_start", "y_start", "x_end", "y_end",
	"game_interruption_before", "game_interruption_after", "end_type", "pass_outcome",
	"player_targeted_name", "player_targeted_x_reception", "player_targeted_y_reception", "carry",
}

// rows reads the table.
type rows struct {
	table.Table
	info  *info
	names components.Interner
	match *recording.Match
	of    []byte // ID of the match
	sides [3][]byte
}

// read reads the records that events are made of.
func (r *rows) read() []record {
	var records []record
	if r.info != nil {
		r.match.Home, r.match.Away = r.info.names[components.Home], r.info.names[components.Away]
		r.of = r.info.match
		r.sides = r.info.sides
	}
	for r.Next() {
		rec := r.record()
		if rec.what != other {
			records = append(records, rec)
		}
	}
	r.match.Records = r.Row
	if r.Unended() {
		r.match.Warnings.Add(recording.NoLineEnd, "line %d: it may be cut short", r.Line)
	}
	if r.info == nil && r.match.Home != "" && r.Err == nil {
		r.match.Warnings.Add(recording.UnknownSides, "the file of the match says which side is at home: taken to be %s", recording.Clip([]byte(r.match.Home)))
	}
	return records
}

func (r *rows) record() record {
	if of := r.Fields[colMatch]; len(r.of) == 0 {
		r.of = bytes.Clone(of)
	} else if !bytes.Equal(of, r.of) {
		r.Fail(columns[colMatch], of, recording.OtherMatch, "events of match "+recording.Clip(r.of))
	}
	rec := record{
		what:   r.what(),
		period: components.Period(r.whole(colPeriod, int64(components.FirstHalf), int64(components.Shootout), "a period, 1 to 5")),
		start:  r.whole(colStart, 0, maxFrame, wantFrame),
		team:   r.side(),
	}
	rec.end = max(r.whole(colEnd, 0, maxFrame, wantFrame), rec.start)
	if rec.what == other || r.Err != nil {
		return rec
	}
	rec.tenths = r.time(rec.period)
	rec.player = r.name(colPlayer)
	rec.from, rec.to = r.place(colX), r.place(colEndX)
	if rec.what == press {
		return rec
	}
	rec.before, rec.after = stopOf(r.Fields[colBefore]), stopOf(r.Fields[colAfter])
	rec.ends = endOf(r.Fields[colEndType])
	rec.offside = string(r.Fields[colOutcome]) == "offside"
	rec.carried = string(r.Fields[colCarry]) == "True"
	if rec.ends == passed {
		rec.target, rec.reached = r.name(colTarget), r.place(colTargetX)
	}
	return rec
}

// what returns what the row is of.
func (r *rows) what() what {
	switch kind := r.Fields[colType]; string(kind) {
	case "player_possession":
		return possession
	case "on_ball_engagement":
		if string(r.Fields[colSubtype]) != "other" {
			return press
		}
	case "passing_option", "off_ball_run":
	default:
		r.match.Warnings.Add(recording.UnknownType, "line %d: event_type %s: left out", r.Line, recording.Clip(kind))
	}
	return other
}
