package wagering

import (
	"touchline/components"
	"touchline/ecs"
)

// A Book is what markets rest on: the incidents of one match in the order of their
// numbers, and what else is known of it.
type Book struct {
	Sport    components.Sport
	Score    components.Tally
	Seq      []uint32
	Kind     []components.EventKind
	Fate     []components.Fate
	Team     []components.Team
	Period   []components.Period
	Flags    []components.EventFlags
	Occurred []components.Stamp
	Detail   []components.Detail
	LastPlay uint32
	LastKick uint32
	Shot     components.Mark
	Injury   components.Mark

	Stale     bool // the feed is silent
	Full      bool // there is no room for what may come
	Operator  bool // an operator holds the markets
	Integrity bool // a picture is under suspicion
}

// bookOf returns the book of fixture f.
func bookOf(r *ecs.Run, f components.Row) Book {
	fan := r.Schema().Fan(components.Incident)
	n := int(*components.FixtureIncidents.At(r, f))
	from, to := int(f)*fan, int(f)*fan+n
	sport := *components.FixtureSport.At(r, f)
	return Book{
		Sport:     sport,
		Score:     *components.FixtureScore.At(r, f),
		Seq:       components.IncidentSeq.Of(r)[from:to],
		Detail:    components.IncidentDetail.Of(r)[from:to],
		Kind:      components.IncidentKind.Of(r)[from:to],
		Fate:      components.IncidentFate.Of(r)[from:to],
		Team:      components.IncidentTeam.Of(r)[from:to],
		Period:    components.IncidentPeriod.Of(r)[from:to],
		Flags:     components.IncidentFlags.Of(r)[from:to],
		Occurred:  components.IncidentOccurred.Of(r)[from:to],
		LastPlay:  components.FixtureHeard.At(r, f).Play,
		LastKick:  *components.FixtureLastKick.At(r, f),
		Shot:      *components.FixtureShot.At(r, f),
		Injury:    *components.FixtureInjury.At(r, f),
		Stale:     *components.FixtureStale.At(r, f),
		Full:      n == fan || sport == components.Cricket && unscored(r, f),
		Operator:  *components.FixtureOperator.At(r, f),
		Integrity: *components.FixtureIntegrity.At(r, f),
	}
}

// unscored reports whether there is no room for what scores next.
func unscored(r *ecs.Run, f components.Row) bool {
	return int(*components.FixturePoints.At(r, f)) == r.Schema().Fan(components.Point)
}
