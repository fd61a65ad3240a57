package metrica

import (
	"bytes"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
	"touchline/systems/feed/recording/table"
)

// Columns of the table.
const (
	colTeam = iota
	colType
	colSubtype
	colPeriod
	colStart
	colEnd
	colFrom
	colTo
	colX
	colY
	colEndX
	colEndY
)

var columns = [...]string{
	"Team", "Type", "Subtype", "Period", "Start Time [s]", "End Time [s]", "From", "To", "Start X", "Start Y", "End X", "End Y",
}

// rows reads the format of comma-separated values.
type rows struct {
	table.Table
	names components.Interner
	match *recording.Match
	field pitch
}

// readTable reads the records of a table.
func readTable(data []byte, in *info, names components.Interner, m *recording.Match) ([]record, *recording.Error) {
	r := rows{Table: table.New(data, columns[:]...), names: names, match: m, field: in.pitch()}
	m.Home, m.Away = "Home", "Away"
	var records []record
	for r.Next() {
		records = append(records, r.record())
	}
	if r.Unended() {
		m.Warnings.Add(recording.NoLineEnd, "line %d: it may be cut short", r.Line)
	}
	return records, r.Err
}

func (r *rows) record() record {
	rec := record{
		number: r.Line, line: true,
		what:   whatOf(r.Fields[colType]),
		period: r.period(),
		from:   r.name(colFrom),
		to:     r.name(colTo),
		begins: r.place(colX),
		ends:   r.place(colEndX),
	}
	switch team := r.Fields[colTeam]; string(team) {
	case "Home":
		rec.team = components.Home
	case "Away":
		rec.team = components.Away
	default:
		r.match.Warnings.Add(recording.UnknownTeam, "line %d: Team %s: taken as none", r.Line, recording.Clip(team))
	}
	if rec.what == other {
		r.match.Warnings.Add(recording.UnknownType, "line %d: Type %s: taken as other", r.Line, recording.Clip(r.Fields[colType]))
	}
	for name := range bytes.SplitSeq(r.Fields[colSubtype], []byte("-")) {
		rec.more |= moreOf(name)
	}
	start, ok := r.time(colStart)
	if !ok {
		r.Fail(columns[colStart], r.Fields[colStart], recording.Missing, wantTime)
	}
	rec.start = start
	end, _ := r.time(colEnd)
	rec.end = max(start, end)
	return rec
}

func (r *rows) name(column int) components.Symbol {
	text, valid := r.Text(column)
	if !valid {
		r.match.Warnings.Add(recording.BadText, "line %d: %s %s", r.Line, columns[column], recording.Clip(r.Fields[column]))
	}
	if len(text) == 0 {
		return 0
	}
	return r.names.Intern(text)
}

func (r *rows) period() components.Period {
	text := r.Fields[colPeriod]
	n, ok := scan.Int(text)
	if !ok || n < 1 || n > int64(components.Shootout) {
		r.Fail(columns[colPeriod], text, recording.OutOfRange, wantPeriod)
		return 0
	}
	return components.Period(n)
}

// number reads a number, times a million. It reports false if there is none.
func (r *rows) number(column int, want string) (n int64, ok bool) {
	text := r.Fields[column]
	if len(text) == 0 || string(text) == "NaN" {
		return 0, false
	}
	if n, ok = scan.Fixed(text, 6); !ok {
		r.Fail(columns[column], text, "not a number", want)
	}
	return n, ok
}

// time reads seconds since the file began.
func (r *rows) time(column int) (components.PTS, bool) {
	n, ok := r.number(column, wantTime)
	if ok && (n < 0 || n > longest) {
		r.Fail(columns[column], r.Fields[column], recording.OutOfRange, wantTime)
		return 0, false
	}
	return pts(n), ok
}

// place reads the two columns from column on.
func (r *rows) place(column int) place {
	x, ok := r.number(column, "a share of the pitch")
	y, ok2 := r.number(column+1, "a share of the pitch")
	p := place{x, y, ok && ok2}
	if p.known && r.field.far(p) {
		r.match.Warnings.Add(recording.BadPlace, "line %d: %s %s, %s is far off the pitch: not known", r.Line, columns[column],
			recording.Clip(r.Fields[column]), recording.Clip(r.Fields[column+1]))
		return place{}
	}
	return p
}
