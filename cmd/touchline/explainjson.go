package main

import (
	"encoding/json"

	"touchline/cmd/touchline/internal/decisions"
	"touchline/cmd/touchline/internal/decisions/why"
)

// explainedJSON is what explain --json prints.
type explainedJSON struct {
	File    string          `json:"file"`
	Stream  uint64          `json:"stream"`
	Fixture uint64          `json:"fixture"`
	Clock   decisions.Clock `json:"clock"`
	UTC     string          `json:"utc,omitempty"`
	Score   string          `json:"score,omitempty"`
	Answers []partJSON      `json:"answers"`
	Made    []statementJSON `json:"made"`
}

// partJSON is what it says of one thing.
type partJSON struct {
	About string          `json:"about"`
	State string          `json:"state"`
	Text  string          `json:"text"`
	Why   []statementJSON `json:"why"`
	Later []statementJSON `json:"later"`
}

// statementJSON is a sentence, and the line of the file that it is drawn from.
type statementJSON struct {
	Text string          `json:"text"`
	Line int             `json:"line"`
	Row  json.RawMessage `json:"row"`
}

func (a *app) explainJSON(s decisions.Stream, answer *why.Answer) error {
	j := explainedJSON{
		File: s.Path, Stream: answer.Stream, Fixture: answer.Fixture,
		Clock: answer.Clock, UTC: answer.UTC, Score: answer.Score,
		Answers: []partJSON{}, Made: statementsJSON(answer.Made),
	}
	for _, p := range answer.Parts {
		j.Answers = append(j.Answers, partJSON{p.About, p.State, p.Text, statementsJSON(p.Why), statementsJSON(p.Later)})
	}
	return json.NewEncoder(a.out).Encode(j)
}

func statementsJSON(all []why.Statement) []statementJSON {
	list := make([]statementJSON, 0, len(all))
	for _, s := range all {
		list = append(list, statementJSON{s.Text, s.Row.Line, s.Row.Text})
	}
	return list
}
