package why

import (
	"cmp"
	"slices"

	"touchline/cmd/touchline/internal/decisions"
)

// chain says what the records tell, each after the alert that it follows from.
func (h *history) chain(records []record) []Statement {
	var all []Statement
	for i := range records {
		r := &records[i]
		if r.from != nil {
			all = append(all, h.tell(r.from))
		}
		all = append(all, Statement{h.say(r), r.row})
	}
	return all
}

// meanwhile adds to a chain of a market what happened in the lines from one to
// another while it was shut, in the order of the lines: a market that is shut for
// a penalty stays shut for the goal that comes of it, without a record of its own.
func (h *history) meanwhile(chain []Statement, ledger []record, from, to int) []Statement {
	type input struct {
		tick  uint64
		cause decisions.Cause
	}
	said := map[input]bool{}
	for _, s := range chain {
		if s.Row.Cause != nil {
			said[input{s.Row.Tick, *s.Row.Cause}] = true
		}
	}
	shut := false
	for i := range h.wagers {
		w := &h.wagers[i]
		for ; len(ledger) > 0 && ledger[0].row.Line <= w.row.Line; ledger = ledger[1:] {
			shut = ledger[0].Status == suspended
		}
		news := w.Market == "" && (w.row.Cause == nil || !said[input{w.row.Tick, *w.row.Cause}])
		if news && shut && w.row.Line >= from && w.row.Line <= to {
			chain = append(chain, Statement{h.happened(w), w.row})
		}
	}
	slices.SortStableFunc(chain, func(a, b Statement) int { return cmp.Compare(a.Row.Line, b.Row.Line) })
	return chain
}
