package main

import (
	"math"

	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
)

// report says what a run did.
func (j *job) report(d *drive, ran *scheduler.Report) *runReport {
	p := &j.flags.plan
	media := p.Rate.At(int64(ran.Next)) - p.Rate.At(int64(ran.First))
	r := &runReport{
		Matches: j.matches.json, Streams: p.Streams * len(p.Matches), Workers: ran.Workers, Shards: len(d.eng.Shards.Worlds),
		Ticks: ran.Executed, Skipped: ran.Skipped, LoadS: j.loaded.Seconds(), WallS: ran.Wall.Seconds(),
		MatchS: media.Duration().Seconds(), Allocs: math.Round(ran.AllocsPerTick*100) / 100,
		TickNS: quantilesOf(ran.Tick), Arrival: d.arrival.report(), Systems: []systemReport{},
		Outputs: outputs{d.outputs[0], d.outputs[1], d.outputs[2], d.outputs[3], d.outputs[4], d.outputs[5]},
		Refused: d.refused() + ran.Refused,
	}
	if t := j.flags.tuned; t != nil {
		r.Profile, r.Pinning = t.Name, ran.Pinning
		if t.misfit != nil {
			r.Forced = t.misfit.Error()
		}
	}
	if j.source != nil {
		j.source.report(r)
	}
	if j.turnover != nil {
		r.Refused += j.turnover.Refused
	}
	for _, w := range d.eng.Originals {
		r.Fixtures += w.Len(components.Fixture)
		j.possession(r, w)
	}
	if r.WallS > 0 {
		r.Realtime = r.MatchS / r.WallS
	}
	if j.flags.hash != "" {
		r.Hash = hexHash(d.eng.Shards.Hash())
	}
	period := p.Rate.At(int64(ran.First)+1) - p.Rate.At(int64(ran.First))
	for _, s := range ran.Systems {
		if s.Load {
			continue
		}
		r.Systems = append(r.Systems, systemReport{
			Name: s.Name, P50: uint64(s.P50), P99: uint64(s.P99), Share: s.Share,
			Budget: float64(s.P50) / float64(period.Duration()),
		})
	}
	if j.live {
		r.liveReport = j.liveReport(d, r, ran, period.Duration())
	}
	return r
}

// possession sets the share of the time for which each side had the ball, of the
// matches whose recording was tracked. All fixtures of a match have the same.
func (j *job) possession(r *runReport, w *ecs.World) {
	held := components.FixtureHeld.Of(w)
	for f, script := range components.FixtureScript.Of(w) {
		all := held[f].Home + held[f].Away
		if all == 0 || len(j.matches.list[script].Frames) == 0 {
			continue
		}
		home := int((held[f].Home*100 + all/2) / all)
		r.Matches[script].Possession = &share{home, 100 - home}
	}
}

func quantilesOf(q scheduler.Quantiles) quantiles {
	return quantiles{uint64(q.P50), uint64(q.P90), uint64(q.P99), uint64(q.Max)}
}
