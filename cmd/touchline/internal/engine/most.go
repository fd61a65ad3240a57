package engine

import (
	"touchline/components"
	"touchline/systems/match"
)

// fewPoints is how many points a fixture has room for where goals are what counts:
// so few that they cost nothing, and the same for all such matches.
const fewPoints = 8

// What a live match may come to, of which nobody knows: five days of cricket have
// some 2,700 balls and 40 wickets.
const (
	livePoints    = 4096
	liveIncidents = 1024
	liveInnings   = 16
)

// most is how many rows the events of one fixture fill at most: what the service
// allows, or what a recorded match has. There is one more than a match needs, as
// markets close when there is no room for what may come.
//
// Under a simulated load it is known what comes, and there are a million fixtures: then
// it is what the matches have.
func (p *Plan) most() (incidents, points, innings int) {
	incidents, points, innings = p.Service.Limits.Incidents, fewPoints, 1
	if p.Stagger {
		incidents, points = 1, 1
	}
	for _, m := range p.Matches {
		var decide, score int
		var seen [256]bool
		var periods int
		for i := range m.Events {
			e := &m.Events[i]
			if e.Flags&components.Synthetic != 0 || e.Source != components.FromMatch {
				continue
			}
			if match.Decides(e.Kind, e.Rev, e.Flags) {
				decide++
			}
			if e.Kind == components.Score {
				score++
			}
			if !seen[e.Period] {
				seen[e.Period] = true
				periods++
			}
		}
		incidents, points = max(incidents, decide+1), max(points, score+1)
		if components.SportCalled(m.Sport) == components.Cricket {
			innings = max(innings, periods)
			if m.Live {
				incidents, points, innings = max(incidents, liveIncidents), max(points, livePoints), max(innings, liveInnings)
			}
		}
	}
	return incidents, points, innings
}
