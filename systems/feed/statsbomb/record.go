package statsbomb

import (
	"touchline/components"
	"touchline/systems/feed/recording/scan"
)

// record is one element of the file.
type record struct {
	spans fields
	id    scan.Span
	team  components.Team
	clock components.PTS // mended, if need be
	flags components.EventFlags
}

// fields are where the values that a reader may want lie.
type fields struct {
	id, index, period, timestamp, location, duration scan.Span
	typ, holder, team, player                        object
	pass, carry, shot, keeper                        object
	foul, behavior, substitution                     object
}

// object is where a value that should be an object lies, and the members that
// are wanted of it.
type object struct {
	at      scan.Span
	members [4]scan.Span
}

// pick notes where the next value lies, and its members by their names.
func (o *object) pick(s *scan.Scanner, names ...string) {
	o.at = s.Pick(o.members[:len(names)], names...)
}

// find notes where the values of the next record lie. It reports false if that is
// not an object.
func (r *record) find(s *scan.Scanner) bool {
	*r = record{}
	if !s.Object() {
		return false
	}
	f := &r.spans
	for s.Key() {
		switch string(s.Name) {
		case "id":
			f.id = s.Value()
		case "index":
			f.index = s.Value()
		case "period":
			f.period = s.Value()
		case "timestamp":
			f.timestamp = s.Value()
		case "location":
			f.location = s.Value()
		case "duration":
			f.duration = s.Value()
		case "type":
			f.typ.pick(s, "id")
		case "possession_team":
			f.holder.pick(s, "id", "name")
		case "team":
			f.team.pick(s, "id", "name")
		case "player":
			f.player.pick(s, "name", "id")
		case "pass":
			f.pass.pick(s, "end_location", "type", "outcome", "recipient")
		case "carry":
			f.carry.pick(s, "end_location")
		case "shot":
			f.shot.pick(s, "end_location", "type", "outcome", "statsbomb_xg")
		case "goalkeeper":
			f.keeper.pick(s, "type")
		case "foul_committed":
			f.foul.pick(s, "penalty", "card")
		case "bad_behaviour":
			f.behavior.pick(s, "card")
		case "substitution":
			f.substitution.pick(s, "replacement")
		default:
			s.Value()
		}
	}
	return true
}
