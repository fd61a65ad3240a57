// Package why tells, from the decisions of a stream, what was in force at a moment
// and what that goes back to. It says nothing that is not in a row, and of every
// sentence in which row it is.
package why

import (
	"iter"

	"touchline/cmd/touchline/internal/decisions"
)

// A Question is what is asked about a stream.
type Question struct {
	At     Moment
	Market string // what is asked about: a market,
	Camera bool   // the camera on air,
	Splice bool   // programs, breaks and unscheduled events, or, without any, all that is in force
}

// An Answer is what was in force at the moment.
type Answer struct {
	Stream  uint64
	Fixture uint64
	Clock   decisions.Clock // that the moment was asked for by, or that it showed
	UTC     string          // of the first decision within the moment, or ""
	First   uint64          // tick of that
	Last    uint64          // tick of the last decision within the moment
	Score   string          // of the match, or "" if wagering did not run
	Parts   []Part
	Made    []Statement // what was decided within the moment
}

// A Part answers for one thing: a market, the program, the alerts.
type Part struct {
	About string
	State string      // in a word or two: suspended, camera 1
	Text  string      // the answer in a sentence
	Why   []Statement // what that goes back to, in order
	Later []Statement // how it went on
}

// A Statement is a sentence and the row that it is drawn from.
type Statement struct {
	Text string
	Row  *decisions.Decision
}

// Explain answers a question from the decisions of a stream, all of which it reads.
func Explain(rows iter.Seq2[*decisions.Decision, error], q Question) (*Answer, error) {
	h := newHistory(q.At)
	for d, err := range rows {
		if err != nil {
			return nil, err
		}
		if err := h.add(d); err != nil {
			return nil, err
		}
	}
	if err := h.found.check(); err != nil {
		return nil, err
	}
	a := h.head()
	switch {
	case q.Market != "":
		a.Parts = append(a.Parts, h.market(q.Market))
	case q.Camera:
		a.Parts = append(a.Parts, h.camera())
	case q.Splice:
		a.Parts = append(a.Parts, h.splicePart())
	default:
		a.Parts = h.everything()
		a.Made = h.made()
	}
	return a, nil
}
