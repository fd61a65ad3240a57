package record

import (
	"touchline/components"
	"touchline/systems/qoe"
)

// qualityJSON is what qoe.json says of a stream. Its keys are as in
// docs/formats/qoe.md: keys may be added, none renamed.
type qualityJSON struct {
	Stream   components.Number `json:"stream"`
	Window   components.PTS    `json:"window"`
	Beacons  uint64            `json:"beacons"`
	Startups uint64            `json:"startups"`
	Elapsed  uint64            `json:"elapsed_ms"`
	Waited   uint64            `json:"rebuffered_ms"`
	Routes   []routeJSON       `json:"routes"`
	Windows  []windowJSON      `json:"windows"`
}

// routeJSON is a CDN in a region.
type routeJSON struct {
	CDN     string     `json:"cdn"`
	Region  string     `json:"region"`
	Bitrate spreadJSON `json:"bitrate_kbps"`
	Buffer  spreadJSON `json:"buffer_ms"`
	Ratio   spreadJSON `json:"rebuffer_permille"`
	Startup spreadJSON `json:"startup_ms"`
	Cells   []cellJSON `json:"cells"`
}

// spreadJSON is how the values of a measure are spread.
type spreadJSON struct {
	Count uint64 `json:"count"`
	Mean  uint64 `json:"mean"`
	P5    uint32 `json:"p5"`
	P50   uint32 `json:"p50"`
	P95   uint32 `json:"p95"`
	P99   uint32 `json:"p99"`
}

// cellJSON is a route in a rendition. What is not a count is a mean.
type cellJSON struct {
	Rendition string              `json:"rendition"`
	Beacons   uint64              `json:"beacons"`
	Startups  uint64              `json:"startups"`
	Elapsed   uint64              `json:"elapsed_ms"`
	Waited    uint64              `json:"rebuffered_ms"`
	Ratio     components.Permille `json:"rebuffer_permille"`
	Bitrate   uint64              `json:"bitrate_kbps"`
	Buffer    uint64              `json:"buffer_ms"`
	Startup   uint64              `json:"startup_ms"`
}

// windowJSON is a window in which there were beacons, over all routes.
type windowJSON struct {
	T        components.PTS      `json:"t"`
	Beacons  uint64              `json:"beacons"`
	Startups uint64              `json:"startups"`
	Ratio    components.Permille `json:"rebuffer_permille"`
	Bitrate  uint64              `json:"bitrate_kbps"`
}

// json is what is written of a stream. Routes and cells without beacons are left out.
func (q *quality) json(number components.Number, p *played) *qualityJSON {
	all := p.tally.Total()
	j := &qualityJSON{
		Stream: number, Window: q.Config.Length, Beacons: all.Beacons, Startups: all.Startups,
		Elapsed: all.Elapsed, Waited: all.Rebuffered, Routes: []routeJSON{}, Windows: p.windows,
	}
	for i := range p.tally.Routes {
		r := &p.tally.Routes[i]
		route := routeJSON{CDN: q.CDNs[i/q.Config.Regions], Region: q.Regions[i%q.Config.Regions]}
		var sum qoe.Cell
		for k, c := range r.Cells {
			if c.Beacons > 0 {
				sum.Add(c)
				route.Cells = append(route.Cells, cellOf(q.Renditions[k], &c))
			}
		}
		if sum.Beacons == 0 {
			continue
		}
		for m, s := range []*spreadJSON{
			components.BitrateMeasure: &route.Bitrate, components.BufferMeasure: &route.Buffer,
			components.RebufferMeasure: &route.Ratio, components.StartupMeasure: &route.Startup,
		} {
			*s = spreadOf(&r.Spread[m], components.Measure(m), &sum)
		}
		j.Routes = append(j.Routes, route)
	}
	return j
}

func spreadOf(h *qoe.Histogram, m components.Measure, sum *qoe.Cell) spreadJSON {
	return spreadJSON{
		Count: h.Count(), Mean: sum.Mean(m),
		P5: h.Quantile(m, 50), P50: h.Quantile(m, 500), P95: h.Quantile(m, 950), P99: h.Quantile(m, 990),
	}
}

func cellOf(rendition string, c *qoe.Cell) cellJSON {
	return cellJSON{
		Rendition: rendition, Beacons: c.Beacons, Startups: c.Startups, Elapsed: c.Elapsed, Waited: c.Rebuffered,
		Ratio: c.Ratio(), Bitrate: c.Mean(components.BitrateMeasure), Buffer: c.Mean(components.BufferMeasure),
		Startup: c.Mean(components.StartupMeasure),
	}
}
