package main

import (
	"encoding/json"

	"touchline/cmd/touchline/internal/decisions"
	"touchline/cmd/touchline/internal/decisions/compare"
)

// diffedJSON is what diff --json prints.
type diffedJSON struct {
	First      string              `json:"first"`
	Second     string              `json:"second"`
	Same       bool                `json:"same"`
	Total      countJSON           `json:"total"`
	Streams    []diffedStreamJSON  `json:"streams"`
	Difference *diffedDecisionJSON `json:"difference,omitempty"`
}

// diffedStreamJSON is what it says of a stream.
type diffedStreamJSON struct {
	Stream     uint64               `json:"stream"`
	Same       bool                 `json:"same"`
	OnlyIn     string               `json:"only_in,omitempty"` // first or second
	Total      countJSON            `json:"total"`
	Kinds      map[string]countJSON `json:"kinds"`
	Difference *diffedDecisionJSON  `json:"difference,omitempty"`
}

type countJSON struct {
	Equal  int            `json:"equal"`
	Differ int            `json:"differing"`
	First  int            `json:"only_first"`
	Second int            `json:"only_second"`
	Fields map[string]int `json:"fields,omitempty"`
}

// diffedDecisionJSON is what it says of the first decision that differs.
type diffedDecisionJSON struct {
	Stream uint64          `json:"stream"`
	Kind   string          `json:"kind"`
	Tick   uint64          `json:"tick"`
	Clock  decisions.Clock `json:"clock"`
	First  *placeJSON      `json:"first"` // null if the run does not have it
	Second *placeJSON      `json:"second"`
	Fields []fieldJSON     `json:"fields"`
}

type placeJSON struct {
	File string          `json:"file"`
	Line int             `json:"line"`
	Row  json.RawMessage `json:"row"`
}

// fieldJSON has null for what the row does not have.
type fieldJSON struct {
	Field  string          `json:"field"`
	First  json.RawMessage `json:"first"`
	Second json.RawMessage `json:"second"`
}

func (a *app) diffJSON(d *diffed) error {
	j := diffedJSON{First: d.runs[0], Second: d.runs[1], Same: d.same(), Total: countOf(&d.total)}
	for i := range d.streams {
		s := &d.streams[i]
		sj := diffedStreamJSON{Stream: s.number, Same: s.same(), Total: countOf(&s.Total), Kinds: map[string]countJSON{}, Difference: s.differenceJSON()}
		for run, other := range [2]string{"second", "first"} {
			if s.files[run] == "" {
				sj.OnlyIn = other
			}
		}
		for kind, c := range s.Kinds {
			sj.Kinds[kind] = countOf(c)
		}
		j.Streams = append(j.Streams, sj)
	}
	if d.first != nil {
		j.Difference = d.first.differenceJSON()
	}
	return json.NewEncoder(a.out).Encode(j)
}

func countOf(c *compare.Count) countJSON {
	return countJSON{c.Equal, c.Differ, c.First, c.Second, c.Fields}
}

func (s *diffedStream) differenceJSON() *diffedDecisionJSON {
	if s.First == nil {
		return nil
	}
	row := s.First.Row()
	j := &diffedDecisionJSON{Stream: s.number, Kind: row.Kind, Tick: row.Tick, Clock: row.Clock, Fields: []fieldJSON{}}
	j.First, j.Second = s.place(0, s.First.First), s.place(1, s.First.Second)
	for _, f := range s.First.Fields {
		j.Fields = append(j.Fields, fieldJSON{f.Name, raw(f.First), raw(f.Second)})
	}
	return j
}

func (s *diffedStream) place(run int, d *decisions.Decision) *placeJSON {
	if d == nil {
		return nil
	}
	return &placeJSON{s.files[run], d.Line, d.Text}
}

func raw(value string) json.RawMessage {
	if value == "" {
		return json.RawMessage("null")
	}
	return json.RawMessage(value)
}
