package qoe

import "touchline/components"

// sums are the columns of audiences, of which all but the window add up.
type sums struct {
	window []int64
	spread []components.Spread
	time   []components.PlayTime
	levels []components.PlayLevels
	counts []components.PlayCounts
}

func sumsOf(src components.Source) sums {
	return sums{
		components.AudienceWindow.Of(src), components.RouteSpread.Of(src), components.CellTime.Of(src),
		components.CellLevels.Of(src), components.CellCounts.Of(src),
	}
}

// span is so many rows from one on.
type span struct{ first, n int }

func of[T any](column []T, s span) []T { return column[s.first : s.first+s.n] }

// forget empties routes and cells.
func (b *sums) forget(route, cell span) {
	clear(of(b.spread, route))
	clear(of(b.time, cell))
	clear(of(b.levels, cell))
	clear(of(b.counts, cell))
}

// add adds what other has in the same rows.
//
// It reads 1,280 bytes of a route and 48 of a cell, and changes as many.
func (b *sums) add(other *sums, route, cell span) {
	spread := of(b.spread, route)
	for i, s := range of(other.spread, route) {
		for m := range s {
			for k, n := range s[m] {
				spread[i][m][k] += n
			}
		}
	}
	time, levels, counts := of(b.time, cell), of(b.levels, cell), of(b.counts, cell)
	for i, t := range of(other.time, cell) {
		time[i].Elapsed += t.Elapsed
		time[i].Rebuffered += t.Rebuffered
	}
	for i, l := range of(other.levels, cell) {
		levels[i].Bitrate += l.Bitrate
		levels[i].Buffer += l.Buffer
	}
	for i, c := range of(other.counts, cell) {
		counts[i].Startup += c.Startup
		counts[i].Beacons += c.Beacons
		counts[i].Startups += c.Startups
	}
}
