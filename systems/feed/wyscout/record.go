package wyscout

import (
	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// record is one event as the file has it.
type record struct {
	id     scan.Span
	clock  components.PTS
	player components.Symbol
	kind   int64 // eventId
	sub    int64 // subEventId, 0 if there is none
	from   place
	to     place
	tags   tags
	team   components.Team
	period components.Period
	flags  components.EventFlags
}

// take reads the records of the file.
func (r *reader) take(events scan.Span) {
	seen := make(map[int64]struct{})
	var match int64
	for at := range r.Elements("events", events) {
		r.Begin(at)
		var f [10]scan.Span
		r.Members("", at, f[:], "id", "eventId", "subEventId", "tags",
			"playerId", "teamId", "positions", "matchPeriod", "eventSec", "matchId")
		r.ID = f[0]
		id := r.number("id", r.Required("id", f[0], "a number"))
		if of := r.number("matchId", f[9]); match == 0 {
			match = of
		} else if of != match {
			r.Fail("matchId", f[9], "of another match", "one match in a file")
		}
		rec := record{
			id:     f[0],
			kind:   r.number("eventId", r.Required("eventId", f[1], "a number")),
			sub:    r.maybe("subEventId", f[2]),
			tags:   r.tags(f[3]),
			team:   r.side(r.number("teamId", f[5])),
			period: r.period(f[7]),
			clock:  r.clock(f[8]),
		}
		rec.player = r.player(r.number("playerId", f[4]))
		rec.from, rec.to = r.places(f[6])
		if r.Err != nil {
			return
		}
		if _, ok := seen[id]; ok {
			r.Warn(recording.DuplicateID, "came before: left out")
			continue
		}
		seen[id] = struct{}{}
		r.records = append(r.records, rec)
	}
}

// number reads a whole number that is not negative.
func (r *reader) number(field string, at scan.Span) int64 {
	const most = 1 << 53
	return r.Integer(field, at, 0, most, "a whole number from 0")
}

// maybe reads a whole number for which the file may have the empty text.
func (r *reader) maybe(field string, at scan.Span) int64 {
	if string(r.Text(at)) == `""` {
		return 0
	}
	return r.number(field, at)
}

// tags reads what else the file says of an event: [{"id":101}].
func (r *reader) tags(at scan.Span) (set tags) {
	for tag := range r.Elements("tags", at) {
		var id [1]scan.Span
		r.Members("tags", tag, id[:], "id")
		set |= tagOf(r.number("tags.id", id[0]))
	}
	return set
}
