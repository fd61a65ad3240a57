package why

import (
	"fmt"

	"touchline/cmd/touchline/internal/decisions"
	"touchline/components"
)

// heardLate is from when it is worth saying that something was heard of late.
const heardLate = components.PTSPerSecond / 2

// input says what a decision goes back to, nothing if to no input. What happened
// and was told to sportsbooks has its team.
func (h *history) input(d *decisions.Decision) string {
	if d.Cause == nil {
		return ""
	}
	team := ""
	if e := h.told[*d.Cause]; e != nil {
		team = e.Team
	}
	text := event(d.Cause.Event, team)
	if d.Cause.Source == "detector" { // which has no events, but verdicts
		text = "the detectors"
	}
	if d.Cause.Revision > 0 {
		text += ", as corrected"
	}
	return text
}

// late says by how much something was heard of late, nothing if it was not.
func late(d *decisions.Decision) string {
	if d.Received-d.Occurred < heardLate {
		return ""
	}
	return fmt.Sprintf(" This was heard of %s late.", lasted(d.Received-d.Occurred))
}

// visible says how much later viewers may see it, nothing if at once.
func visible(d *decisions.Decision) string {
	if d.Release <= d.T {
		return ""
	}
	return fmt.Sprintf(" It may be shown %s later.", lasted(d.Release-d.T))
}

// happened says what an event record tells.
func (h *history) happened(w *wager) string {
	text := sentence(h.input(w.row))
	if w.Op == "cancel" {
		text = "Taken back by its source: " + h.input(w.row)
	}
	return text + ", " + w.Score + "." + late(w.row) + visible(w.row)
}
