package qoe

import "touchline/components"

// A Tally is what beacons came to over any number of windows, streams and shards.
// Tallies add up, in any order.
type Tally struct {
	Routes []Route // that of CDN c in region r is c × regions + r
}

// A Route is a CDN in a region.
type Route struct {
	Spread [components.Measures]Histogram
	Cells  []Cell // by rendition
}

// A Cell is a route in a rendition. All of it are sums.
type Cell struct {
	Beacons    uint64
	Startups   uint64 // sessions that began
	Elapsed    uint64 // ms between beacons
	Rebuffered uint64 // ms of that
	Bitrate    uint64 // kbit/s, over the beacons
	Buffer     uint64 // ms, over the beacons
	Startup    uint64 // ms, over the sessions
}

// NewTally returns an empty tally.
func NewTally(routes, renditions int) *Tally {
	t := &Tally{Routes: make([]Route, routes)}
	for i := range t.Routes {
		t.Routes[i].Cells = make([]Cell, renditions)
	}
	return t
}

// Take adds what an audience of src has in a window. That is nothing if no beacon came
// in it.
func (t *Tally) Take(src components.Source, audience components.Row, window int64) {
	if *components.AudienceWindow.At(src, audience) != window {
		return
	}
	for i := range t.Routes {
		r, row := &t.Routes[i], int(audience)*len(t.Routes)+i
		for m, buckets := range components.RouteSpread.At(src, components.Row(row)) {
			addUp(r.Spread[m][:], buckets[:])
		}
		for k := range r.Cells {
			r.Cells[k].Add(cellAt(src, components.Row(row*len(r.Cells)+k)))
		}
	}
}

func cellAt(src components.Source, row components.Row) Cell {
	s := components.CellSums.At(src, row)
	return Cell{
		Beacons: uint64(s.Beacons), Startups: uint64(s.Startups), Elapsed: s.Elapsed, Rebuffered: s.Rebuffered,
		Bitrate: s.Bitrate, Buffer: s.Buffer, Startup: s.Startup,
	}
}

// Add adds o, which has as many routes and renditions.
func (t *Tally) Add(o *Tally) {
	for i := range t.Routes {
		r, s := &t.Routes[i], &o.Routes[i]
		for m := range r.Spread {
			addUp(r.Spread[m][:], s.Spread[m][:])
		}
		for k := range r.Cells {
			r.Cells[k].Add(s.Cells[k])
		}
	}
}

// Total is all cells of t in one.
func (t *Tally) Total() (c Cell) {
	for i := range t.Routes {
		for _, cell := range t.Routes[i].Cells {
			c.Add(cell)
		}
	}
	return c
}

// Add adds o to c.
func (c *Cell) Add(o Cell) {
	c.Beacons += o.Beacons
	c.Startups += o.Startups
	c.Elapsed += o.Elapsed
	c.Rebuffered += o.Rebuffered
	c.Bitrate += o.Bitrate
	c.Buffer += o.Buffer
	c.Startup += o.Startup
}

// Ratio is the rebuffer ratio: the share of the time that viewers waited for media, in
// thousandths, rounded half up.
func (c *Cell) Ratio() components.Permille {
	return components.Permille(mean(c.Rebuffered*1000, c.Elapsed))
}

// Mean is the mean of a measure, rounded half up; 0 if no beacon told of it. That of
// rebuffering is over time, not over beacons.
func (c *Cell) Mean(m components.Measure) uint64 {
	switch m {
	case components.BitrateMeasure:
		return mean(c.Bitrate, c.Beacons)
	case components.BufferMeasure:
		return mean(c.Buffer, c.Beacons)
	case components.RebufferMeasure:
		return uint64(c.Ratio())
	}
	return mean(c.Startup, c.Startups)
}

func mean(sum, n uint64) uint64 {
	if n == 0 {
		return 0
	}
	return (2*sum + n) / (2 * n)
}
