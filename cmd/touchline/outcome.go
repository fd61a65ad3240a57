package main

import (
	"math"

	"touchline/components"
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
		Outputs: outputs{d.outputs[0], d.outputs[1], d.outputs[2], d.outputs[3], d.outputs[4]},
		Refused: d.refused() + ran.Refused,
	}
	for _, w := range d.eng.Shards.Worlds {
		r.Fixtures += w.Len(components.Fixture)
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
		r.liveReport = j.liveReport(r, ran, period.Duration())
	}
	return r
}

func quantilesOf(q scheduler.Quantiles) quantiles {
	return quantiles{uint64(q.P50), uint64(q.P90), uint64(q.P99), uint64(q.Max)}
}
