package why

import (
	"slices"

	"touchline/cmd/touchline/internal/decisions"
)

// record is what a market was told, with what it was before.
type record struct {
	*wager
	was  string              // its status before; "" if this is its first record
	had  []string            // the causes that stood before
	shut *wager              // the record that shut it, while it is shut or by this opens
	from *decisions.Decision // an alert that this follows from, or nil
}

// ledger returns the records of a market in order.
func (h *history) ledger(market string) []record {
	if all, ok := h.ledgers[market]; ok {
		return all
	}
	var all []record
	var last record
	alerts := alarms{rows: h.alerts}
	for i := range h.wagers {
		w := &h.wagers[i]
		if w.Market != market {
			continue
		}
		r := record{wager: w, shut: last.shut}
		if last.wager != nil {
			r.was, r.had = last.Status, last.Causes
			if last.Status != suspended {
				r.shut = nil
			}
		}
		if w.Status == suspended && r.shut == nil {
			r.shut = w
		}
		alerts.upTo(w.row.Line)
		r.from = alerts.behind(&r)
		all = append(all, r)
		last = r
	}
	h.ledgers[market] = all
	return all
}

// The statuses that a chain of records turns on.
const (
	active    = "active"
	suspended = "suspended"
	integrity = "integrity"
)

// alarms are the alerts of a stream, as they are passed over in order.
type alarms struct {
	rows    []alert
	raised  *decisions.Decision // the last that was raised
	cleared *decisions.Decision // the last that was cleared
}

// upTo passes over the alerts before a line.
func (a *alarms) upTo(line int) {
	for ; len(a.rows) > 0 && a.rows[0].row.Line < line; a.rows = a.rows[1:] {
		switch first := &a.rows[0]; {
		case first.Alert.Alert == "spike": // which shuts no market
		case first.Raised:
			a.raised = first.row
		default:
			a.cleared = first.row
		}
	}
}

// behind returns the alert by which integrity became a cause of the record, or
// ceased to be. It is nil if that was an alert of another stream of the match.
func (a *alarms) behind(r *record) *decisions.Decision {
	now, then := slices.Contains(r.Causes, integrity), slices.Contains(r.had, integrity)
	switch {
	case now && !then:
		return a.raised
	case then && !now:
		return a.cleared
	}
	return nil
}

// added returns the causes that the record brings, and lifted those that it takes.
func (r *record) added() []string  { return without(r.Causes, r.had) }
func (r *record) lifted() []string { return without(r.had, r.Causes) }

func without(list, other []string) []string {
	var rest []string
	for _, s := range list {
		if !slices.Contains(other, s) {
			rest = append(rest, s)
		}
	}
	return rest
}
