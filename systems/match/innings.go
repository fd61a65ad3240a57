package match

import (
	"touchline/components"
	"touchline/ecs"
)

// A card is the scorecard of a match of cricket: its innings in the order of play.
type card struct {
	period  []components.Period
	team    []components.Team
	runs    []uint16
	wickets []uint8
	n       int // how many there are
}

// innings folds the incidents and points of fixture f into its scorecard, and gives
// the score the runs of the newest super over.
func innings(r *ecs.Run, f components.Row, t *table, p *points, score *components.Tally) {
	fan := r.Schema().Fan(components.Innings)
	from, to := int(f)*fan, int(f)*fan+fan
	c := card{
		period:  components.InningsPeriod.Of(r)[from:to],
		team:    components.InningsTeam.Of(r)[from:to],
		runs:    components.InningsRuns.Of(r)[from:to],
		wickets: components.InningsWickets.Of(r)[from:to],
	}
	clear(c.period)
	clear(c.team)
	clear(c.runs)
	clear(c.wickets)
	c.fall(t)
	c.run(p)
	c.decider(p, score)
	*components.FixtureInnings.At(r, f) = uint8(c.n)
}

// fall enters who bats in each innings, and the wickets that fell in it.
func (c *card) fall(t *table) {
	for i, kind := range t.kind {
		if t.fate[i] == components.Void || kind != components.PeriodStart && kind != components.Wicket {
			continue
		}
		k, ok := c.row(t.period[i])
		switch {
		case !ok:
		case kind == components.PeriodStart:
			c.team[k] = t.team[i]
		case c.wickets[k] < 255:
			c.wickets[k]++
		}
	}
}

// run enters the runs.
func (c *card) run(p *points) {
	for i, period := range p.period {
		if k, ok := c.row(period); ok {
			c.runs[k] = counted(int64(c.runs[k]) + int64(p.value[i]))
		}
	}
}

// row returns the row of a period, which is a new one if nothing of it was known.
// There is none before the match, and none beyond the card's room.
func (c *card) row(period components.Period) (int, bool) {
	k := c.n
	for k > 0 && c.period[k-1] >= period {
		k--
	}
	switch {
	case k < c.n && c.period[k] == period:
		return k, true
	case period == 0 || c.n == len(c.period):
		return 0, false
	}
	shift(c.period, k)
	shift(c.team, k)
	shift(c.runs, k)
	shift(c.wickets, k)
	c.period[k], c.team[k], c.runs[k], c.wickets[k] = period, components.NoTeam, 0, 0
	c.n++
	return k, true
}

// decider gives the score what both sides made in the newest super over, of which
// there are more until one side has won. It asks the points who made them: the
// start of an innings may have been lost.
func (c *card) decider(p *points, score *components.Tally) {
	if c.n == 0 || c.period[c.n-1] < components.SuperOver {
		return
	}
	newest := (c.period[c.n-1] - components.SuperOver) / 2
	var sums [components.Away + 1]int64
	for i, period := range p.period {
		if period >= components.SuperOver && (period-components.SuperOver)/2 == newest {
			sums[min(p.team[i], components.Away)] += int64(p.value[i])
		}
	}
	score.ShootHome, score.ShootAway = counted(sums[components.Home]), counted(sums[components.Away])
}
