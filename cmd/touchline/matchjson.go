package main

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// matchJSON is what --json says of a match.
type matchJSON struct {
	Source     string            `json:"source"`
	Sport      string            `json:"sport"`
	Teams      []string          `json:"teams"`
	Events     int               `json:"events"`
	Score      *recording.Tally  `json:"score,omitempty"` // nil if the source does not tell it
	Shootout   *recording.Tally  `json:"shootout,omitempty"`
	Innings    []inningsJSON     `json:"innings,omitempty"`
	Result     recording.Outcome `json:"result,omitempty"`
	Eliminator string            `json:"eliminator,omitempty"` // the team that won what decided a tie
	Possession *share            `json:"possession,omitempty"` // as the engine folded it from tracking
	Frames     int               `json:"frames,omitempty"`     // of tracking
	Periods    int               `json:"periods"`
	Warnings   []warningJSON     `json:"warnings"`
	Kinds      map[string]int    `json:"kinds,omitempty"`
}

// share is what both sides have of something, in hundredths.
type share struct {
	Home int `json:"home"`
	Away int `json:"away"`
}

// inningsJSON is what it says of an innings.
type inningsJSON struct {
	Team      string `json:"team"`
	Runs      int    `json:"runs"`
	Wickets   int    `json:"wickets"`
	SuperOver bool   `json:"super_over,omitempty"`
}

type warningJSON struct {
	Class recording.Class `json:"class"`
	Count int             `json:"count"`
}

func describe(m *recording.Match) matchJSON {
	r := m.Result()
	j := matchJSON{
		Source: m.Format, Sport: m.Sport, Teams: []string{m.Home, m.Away}, Events: m.Records,
		Frames: len(m.Frames), Periods: r.Periods, Warnings: []warningJSON{},
	}
	if !m.Unscored {
		j.Score, j.Result = &r.Score, r.Outcome
	}
	if r.Kicks {
		j.Shootout = &r.Shootout
	}
	for _, in := range r.Innings {
		j.Innings = append(j.Innings, inningsJSON{team(m, in.Team), in.Runs, in.Wickets, in.Super})
	}
	j.Eliminator = team(m, r.Eliminator)
	for _, w := range m.Warnings {
		j.Warnings = append(j.Warnings, warningJSON{w.Class, w.Count})
	}
	return j
}

// team returns what a side of m is called, nothing for neither.
func team(m *recording.Match, side components.Team) string {
	return [...]string{components.Home: m.Home, components.Away: m.Away}[side]
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
