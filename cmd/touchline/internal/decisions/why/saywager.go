package why

import (
	"fmt"
	"slices"

	"touchline/cmd/touchline/internal/decisions"
)

// say says what a market was told.
func (h *history) say(r *record) string {
	by := h.input(r.row)
	if by != "" {
		by = " by " + by
	}
	switch r.Op {
	case "activate":
		return "Opened" + by + "." + still(r) + late(r.row)
	case "suspend":
		return h.sayShut(r, by) + late(r.row)
	case "resume":
		return h.sayOpen(r, by) + late(r.row)
	case "settle":
		return fmt.Sprintf("Settled: %s; it goes back to %s.", outcome(&r.Wager), or(h.input(r.row), "no event")) + still(r) + visible(r.row)
	case "rollback":
		return fmt.Sprintf("Settlement taken back (it was %s)%s.", outcome(&r.Wager), by) + still(r) + visible(r.row)
	case "deactivate":
		return "Withdrawn" + by + "."
	case "cancel":
		return "Cancelled" + by + ": stakes are returned."
	}
	return sentence(r.Op) + by + "."
}

// sayShut says that a market is suspended, or goes on to be for other causes.
func (h *history) sayShut(r *record, by string) string {
	if r.was != suspended {
		return "Suspended" + or(by, reason(r.from)) + ": " + causes(r.Causes) + "."
	}
	text := "Still suspended"
	if more := r.added(); more != nil {
		text += ", also for " + causes(more) + or(by, reason(r.from))
	}
	if less := r.lifted(); less != nil {
		text += fmt.Sprintf("; %s lifted", causes(less))
		if r.added() == nil {
			text += or(by, reason(r.from))
		}
	}
	return text + ". What stands: " + causes(r.Causes) + "."
}

// sayOpen says that a market takes bets again. Without an input that is because a
// time is over, a feed is heard again, or an alert has ended: what stood says which.
func (h *history) sayOpen(r *record, by string) string {
	switch {
	case by != "":
	case r.from != nil:
		by = reason(r.from)
	case slices.Contains(r.had, "feed_stale"):
		by = ", as the feed is heard again"
	case r.had != nil:
		by = ", as nothing more was heard of it (" + causes(r.had) + ")"
	}
	text := "Reopened" + by + "."
	if r.shut != nil {
		text += fmt.Sprintf(" It was shut for %s.", lasted(r.row.T-r.shut.row.T))
	}
	return text
}

// still says that a market stays shut all the same.
func still(r *record) string {
	if r.Status != suspended {
		return ""
	}
	return " It takes no bets: " + causes(r.Causes) + "."
}

// reason says which alert something follows from.
func reason(d *decisions.Decision) string {
	if d == nil {
		return ""
	}
	a, err := d.Alert()
	if err != nil {
		return ""
	}
	if a.Raised {
		return fmt.Sprintf(" by the %s alert of tick %d", a.Alert, d.Tick)
	}
	return fmt.Sprintf(" by the end of the %s alert in tick %d", a.Alert, d.Tick)
}

// outcome says what a market is settled with.
func outcome(w *decisions.Wager) string {
	side := func(nobody string) string {
		if w.Outcome < 0 || w.Outcome > 2 {
			return fmt.Sprint(w.Outcome)
		}
		return [...]string{nobody, "home", "away"}[w.Outcome]
	}
	switch w.Market {
	case "result":
		if w.NextGoal {
			return "next goal " + side("nobody")
		}
		return side("draw")
	case "half":
		return side("draw")
	case "totals":
		return fmt.Sprintf("%d goals", w.Outcome)
	}
	return fmt.Sprintf("%d %s", w.Outcome, w.Market)
}

func or(text, other string) string {
	if text != "" {
		return text
	}
	return other
}
