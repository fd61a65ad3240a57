package metrica

import (
	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// document reads the format of JSON.
type document struct {
	scan.Values
	names components.Interner
	match *recording.Match
	field pitch
	sides [3]string // IDs, by Team
}

// readJSON reads the records of a document.
func readJSON(data []byte, in *info, names components.Interner, m *recording.Match) ([]record, *recording.Error) {
	d := document{Values: scan.NewValues(data, m), names: names, match: m, field: in.pitch()}
	if in != nil {
		d.sides = in.sides
	}
	var top [1]scan.Span
	d.Members("", d.Root(), top[:], "data")
	var records []record
	for at := range d.Elements("data", d.Required("data", top[0], "a list of events")) {
		d.Begin(at)
		records = append(records, d.record(at))
	}
	if home := d.sides[components.Home]; in == nil && home != "" && d.Err == nil {
		m.Warnings.Add(recording.UnknownSides, "the metadata say which side is at home: taken to be %s", recording.Clip([]byte(home)))
	}
	return records, d.Err
}

func (d *document) record(at scan.Span) record {
	var f [8]scan.Span
	d.Members("", at, f[:], "team", "type", "subtypes", "start", "end", "period", "from", "to")
	var name [1]scan.Span
	d.Members("type", d.Required("type", f[1], "an object"), name[:], "name")
	what := whatOf(d.Word("type.name", d.Required("type.name", name[0], "a text")))
	if what == other && d.Err == nil {
		d.Warn(recording.UnknownType, "type %s: taken as other", recording.Clip(d.Text(name[0])))
	}
	rec := record{
		number: d.Record,
		what:   what,
		more:   d.subtypes(f[2]),
		team:   d.side(f[0]),
		from:   d.player(f[6]),
		to:     d.player(f[7]),
	}
	rec.period = components.Period(d.Integer("period", d.Required("period", f[5], wantPeriod), 1, int64(components.Shootout), wantPeriod))
	var known bool
	if rec.start, rec.begins, known = d.moment(&starts, d.Required("start", f[3], "an object")); !known {
		d.Fail("start.time", f[3], recording.Missing, wantTime)
	}
	end, where, _ := d.moment(&ends, f[4])
	rec.end, rec.ends = max(rec.start, end), where
	return rec
}

// subtypes reads one subtype, a list of them, or none.
func (d *document) subtypes(at scan.Span) (set more) {
	if at == (scan.Span{}) {
		return 0
	}
	var name [1]scan.Span
	if d.Text(at)[0] == '{' {
		d.Members("subtypes", at, name[:], "name")
		return moreOf(d.Word("subtypes.name", name[0]))
	}
	for one := range d.Elements("subtypes", at) {
		d.Members("subtypes", one, name[:], "name")
		set |= moreOf(d.Word("subtypes.name", name[0]))
	}
	return set
}

// moment is what the members of one are called in errors.
type moment struct{ name, time, x, y string }

var (
	starts = moment{"start", "start.time", "start.x", "start.y"}
	ends   = moment{"end", "end.time", "end.x", "end.y"}
)

// moment reads when and where something began or ended.
func (d *document) moment(m *moment, at scan.Span) (t components.PTS, p place, known bool) {
	var f [3]scan.Span
	d.Members(m.name, at, f[:], "time", "x", "y")
	n, ok := d.Fixed(m.time, f[0], 6)
	if !ok || n < 0 || n > longest {
		d.Fail(m.time, f[0], recording.OutOfRange, wantTime)
	}
	x, near := d.Fixed(m.x, f[1], 6)
	y, near2 := d.Fixed(m.y, f[2], 6)
	p = place{x, y, f[1] != (scan.Span{}) && f[2] != (scan.Span{})}
	if p.known && (!near || !near2 || d.field.far(p)) {
		d.Warn(recording.BadPlace, "%s is far off the pitch: not known", m.name)
		p.known = false
	}
	return pts(n), p, f[0] != (scan.Span{})
}

// player reads who did something; at may be absent, which is nobody.
func (d *document) player(at scan.Span) components.Symbol {
	var f [1]scan.Span
	d.Members("player", at, f[:], "name")
	return d.Name("player.name", f[0], d.names)
}

// side reads a team. If there are no metadata, the first in the file is at home.
func (d *document) side(at scan.Span) components.Team {
	var f [2]scan.Span
	d.Members("team", at, f[:], "id", "name")
	if f[0] == (scan.Span{}) || d.Err != nil {
		return components.NoTeam
	}
	id := d.Word("team.id", f[0])
	for _, side := range [...]components.Team{components.Home, components.Away} {
		if d.sides[side] == "" {
			d.sides[side] = string(id)
		}
		if d.sides[side] == string(id) {
			d.call(side, f[1])
			return side
		}
	}
	d.Warn(recording.UnknownTeam, "team %s: taken as none", recording.Clip(d.Text(f[0])))
	return components.NoTeam
}

// call notes what a side is called.
func (d *document) call(side components.Team, at scan.Span) {
	name := &d.match.Home
	if side == components.Away {
		name = &d.match.Away
	}
	if *name == "" {
		*name = string(d.Word("team.name", at))
	}
}
