package match

import (
	"math"

	"touchline/components"
	"touchline/ecs"
)

// points are what scored in one fixture, in the order of their numbers.
//
// Of runs and points a match has hundreds, too many to be incidents, and nothing
// rests on one of them alone. Their rows hold no more than a sum needs. A row is of
// the event's highest revision: a correction sets it anew, or takes it out if the
// event is no score after all. Which revision that is, the incidents know, among
// which every correction is.
type points struct {
	seq    []uint32
	value  []int32
	team   []components.Team
	period []components.Period
}

// pointsOf returns the rows of fixture f that are in use, and room for some more
// where there is.
func pointsOf(r *ecs.Run, f components.Row, more int) points {
	fan := r.Schema().Fan(components.Point)
	from := int(f) * fan
	to := from + min(int(*components.FixturePoints.At(r, f))+more, fan)
	return points{
		seq:    components.PointSeq.Of(r)[from:to],
		value:  components.PointValue.Of(r)[from:to],
		team:   components.PointTeam.Of(r)[from:to],
		period: components.PointPeriod.Of(r)[from:to],
	}
}

// book puts event i, a score as it was first told, among the points of fixture f.
func book(r *ecs.Run, i, f components.Row) kept {
	seq := components.EventReport.At(r, i).Cause.Seq
	t := tableOf(r, f, 0)
	if _, corrected := find(t.seq, seq); corrected {
		return repeated
	}
	p := pointsOf(r, f, 0)
	if _, known := find(p.seq, seq); known {
		return repeated
	}
	return setPoint(r, i, f)
}

// correct brings the points of fixture f up to event i, a correction that was
// kept.
func correct(r *ecs.Run, i, f components.Row) {
	if components.EventReport.At(r, i).Cause.Kind == components.Score {
		if setPoint(r, i, f) == refused {
			*components.FixtureRefused.At(r, f)++
		}
		return
	}
	p := pointsOf(r, f, 0)
	if k, found := find(p.seq, components.EventReport.At(r, i).Cause.Seq); found {
		p.remove(k)
		*components.FixturePoints.At(r, f)--
	}
}

// setPoint writes event i into its row among the points of fixture f. An event
// that its source takes back stays there as nothing: it is known when it comes
// again.
func setPoint(r *ecs.Run, i, f components.Row) kept {
	count, e := components.FixturePoints.At(r, f), components.EventReport.At(r, i)
	p := pointsOf(r, f, 1)
	n := int(*count)
	k, found := find(p.seq[:n], e.Cause.Seq)
	switch {
	case !found && n == len(p.seq):
		return refused
	case !found:
		p.open(k)
		*count++
	}
	p.seq[k], p.value[k] = e.Cause.Seq, *components.EventValue.At(r, i)
	p.team[k], p.period[k] = e.Team, e.Period
	if e.Flags&components.Voided != 0 {
		p.value[k] = 0
	}
	return taken
}

// open makes room at row k, by moving those from there one further.
func (p *points) open(k int) {
	shift(p.seq, k)
	shift(p.value, k)
	shift(p.team, k)
	shift(p.period, k)
}

// remove takes row k out, and leaves no trace of it behind the last.
func (p *points) remove(k int) {
	unshift(p.seq, k)
	unshift(p.value, k)
	unshift(p.team, k)
	unshift(p.period, k)
}

func unshift[T any](column []T, k int) {
	copy(column[k:], column[k+1:])
	clear(column[len(column)-1:])
}

// total adds what was scored to the goals of both sides. Super overs count apart.
func (p *points) total(sport components.Sport, score *components.Tally) {
	var sums [components.Away + 1]int64
	for i, team := range p.team {
		if sport != components.Cricket || p.period[i] < components.SuperOver {
			sums[min(team, components.Away)] += int64(p.value[i])
		}
	}
	score.Home = counted(int64(score.Home) + sums[components.Home])
	score.Away = counted(int64(score.Away) + sums[components.Away])
}

// counted is n as a [components.Tally] can hold it.
func counted(n int64) uint16 { return uint16(min(max(n, 0), math.MaxUint16)) }
