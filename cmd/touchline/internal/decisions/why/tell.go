package why

import (
	"cmp"
	"fmt"
	"slices"

	"touchline/cmd/touchline/internal/decisions"
)

// Say says what a decision is, as far as it says so by itself.
func Say(d *decisions.Decision) string {
	h := newHistory(Moment{})
	if err := h.add(d); err != nil {
		return "A " + d.Kind + " that cannot be read: " + err.Error()
	}
	return h.tell(d).Text
}

// tell says what a decision is. What a market was told is said in the light of
// what it was told before.
func (h *history) tell(d *decisions.Decision) Statement {
	text, err := h.words(d)
	if err != nil {
		text = err.Error() // not reached: what is kept has been read before
	}
	return Statement{text, d}
}

func (h *history) words(d *decisions.Decision) (string, error) {
	switch d.Kind {
	case "wager":
		w, err := d.Wager()
		if err != nil || w.Market == "" {
			return h.happened(&wager{Wager: w, row: d}), err
		}
		all := h.ledger(w.Market)
		i, ok := slices.BinarySearchFunc(all, d.Line, func(r record, line int) int { return cmp.Compare(r.row.Line, line) })
		if !ok {
			return "", nil
		}
		return fmt.Sprintf("Market %s: %s", w.Market, lower(h.say(&all[i]))), nil
	case "cut":
		c, err := d.Cut()
		return h.sayCut(&cut{c, d}), err
	case "alert":
		a, err := d.Alert()
		return sayAlert(a), err
	case "segment-entry":
		e, err := d.Entry()
		return sayEntry(e), err
	case "grant":
		g, err := d.Grant()
		return sayGrant(g), err
	case "splice":
		s, err := d.Splice()
		return h.saySplice(&spliced{Splice: s, row: d}), err
	}
	if what := h.input(d); what != "" {
		return fmt.Sprintf("A %s of the module %s, which goes back to %s.", d.Kind, d.System, what), nil
	}
	return fmt.Sprintf("A %s of the module %s.", d.Kind, d.System), nil
}

func sayAlert(a decisions.Alert) string {
	if a.Raised {
		return fmt.Sprintf("Alert %s raised: the frame scored %d, the average is %d.", a.Alert, a.Value, a.Risk)
	}
	return fmt.Sprintf("Alert %s cleared: the frame scored %d, the average is %d.", a.Alert, a.Value, a.Risk)
}

func sayEntry(e decisions.Entry) string {
	text := fmt.Sprintf("Segment %d enters the playlists: %s from PTS %d, key period %d", e.Sequence, lasted(e.Duration), e.Start, e.KeyPeriod)
	if e.Discontinuity {
		text += ", after a break"
	}
	if e.Gap {
		text += ", a gap"
	}
	return text + "."
}

func sayGrant(g decisions.Grant) string {
	text := fmt.Sprintf("License of viewer %d: %s", g.Viewer, g.Result)
	if g.Tier != "" {
		text += ", " + g.Tier
	}
	return text + "."
}

// made says what was decided within the moment.
func (h *history) made() []Statement {
	var all []Statement
	for _, d := range h.within {
		all = append(all, h.tell(d))
	}
	return all
}
