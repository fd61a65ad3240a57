package qoe

import "touchline/components"

// sums are the columns of audiences, of which all but the window add up.
type sums struct {
	window []int64
	spread []components.Spread
	cells  []components.PlaySums
}

func sumsOf(src components.Source) sums {
	return sums{components.AudienceWindow.Of(src), components.RouteSpread.Of(src), components.CellSums.Of(src)}
}

// span is so many rows from one on.
type span struct{ first, n int }

func of[T any](column []T, s span) []T { return column[s.first : s.first+s.n] }

// forget empties routes and cells.
func (b *sums) forget(route, cell span) {
	clear(of(b.spread, route))
	clear(of(b.cells, cell))
}

// add adds what other has in the same rows.
//
// It reads 1,280 bytes of a route and 48 of a cell, and changes as many.
func (b *sums) add(other *sums, route, cell span) {
	spread := of(b.spread, route)
	for i, s := range of(other.spread, route) {
		for m := range s {
			addUp(spread[i][m][:], s[m][:])
		}
	}
	cells := of(b.cells, cell)
	for i, c := range of(other.cells, cell) {
		to := &cells[i]
		to.Bitrate += c.Bitrate
		to.Buffer += c.Buffer
		to.Elapsed += c.Elapsed
		to.Beacons += c.Beacons
		to.Startups += c.Startups
		to.Rebuffered += c.Rebuffered
		to.Startup += c.Startup
	}
}
