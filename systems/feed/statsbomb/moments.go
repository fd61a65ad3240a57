package statsbomb

import (
	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// moments are when and where the events of a match happened, and who acted: what
// its frames, which have none of it, go by.
type moments struct {
	file scan.Scanner // of the events
	ids  ids
	list []moment // in the order of ids
	home string
	away string
}

// moment is that of one event.
type moment struct {
	clock  components.PTS
	place  components.Place
	period components.Period
	team   components.Team
	holder components.Team
	framed bool // it has a frame
}

// readMoments reads the file of the events. What is odd about that it leaves to the
// reader of events to warn of.
func readMoments(events []byte) (*moments, *recording.Error) {
	m := &recording.Match{}
	all := &moments{}
	r := reader{what: "event", scan: scan.New(events), match: m, seen: newIDs(), moments: all}
	r.yield = func(components.Event, error) bool { return true }
	r.read()
	all.file, all.ids = r.scan, r.seen
	all.home, all.away = m.Home, m.Away
	return all, r.err
}

// note notes the moment of the record.
func (r *reader) note(typ int64) {
	n := moment{clock: r.rec.clock, period: r.time.period, team: r.rec.team}
	n.place.X, n.place.Y = r.place("location", r.rec.spans.location)
	if !in(idle, typ) {
		n.holder = r.side("possession_team", &r.rec.spans.holder)
	}
	r.moments.list = append(r.moments.list, n)
}

// of returns the moment of the event with an ID, in its quotes, or nil.
func (m *moments) of(id []byte) *moment {
	if i := m.ids.find(&m.file, id); i >= 0 {
		return &m.list[i]
	}
	return nil
}
