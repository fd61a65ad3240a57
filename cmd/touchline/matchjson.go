package main

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// matchJSON is what --json says of a match.
type matchJSON struct {
	Source   string           `json:"source"`
	Sport    string           `json:"sport"`
	Teams    []string         `json:"teams"`
	Events   int              `json:"events"`
	Score    recording.Tally  `json:"score"`
	Shootout *recording.Tally `json:"shootout,omitempty"`
	Result   string           `json:"result"`
	Periods  int              `json:"periods"`
	Warnings []warningJSON    `json:"warnings"`
	Kinds    map[string]int   `json:"kinds,omitempty"`
}

type warningJSON struct {
	Class recording.Class `json:"class"`
	Count int             `json:"count"`
}

func describe(m *recording.Match) matchJSON {
	r := m.Result()
	j := matchJSON{
		Source: m.Format, Sport: m.Sport, Teams: []string{m.Home, m.Away}, Events: m.Records,
		Score: r.Score, Result: outcome(&r), Periods: r.Periods, Warnings: []warningJSON{},
	}
	if r.Kicks {
		j.Shootout = &r.Shootout
	}
	for _, w := range m.Warnings {
		j.Warnings = append(j.Warnings, warningJSON{w.Class, w.Count})
	}
	return j
}

// outcome is who won: a shoot-out decides a match that is level.
func outcome(r *recording.Result) string {
	lead := r.Score.Home - r.Score.Away
	if lead == 0 && r.Kicks {
		lead = r.Shootout.Home - r.Shootout.Away
	}
	switch {
	case r.Abandoned:
		return "no-result"
	case lead > 0:
		return "home"
	case lead < 0:
		return "away"
	}
	return "draw"
}

// kinds counts the events that stand by kind.
func kinds(r *recording.Result) map[string]int {
	counts := map[string]int{}
	for k, n := range r.Kinds {
		if n > 0 {
			counts[components.EventKind(k).String()] = n
		}
	}
	return counts
}
