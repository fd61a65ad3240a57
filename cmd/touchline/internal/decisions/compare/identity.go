package compare

import (
	"fmt"

	"touchline/cmd/touchline/internal/decisions"
)

// identity is what two rows share that are one decision: strictly what makes it
// that decision at whatever moment, and loosely what it is about, which will do
// for rows of one tick.
type identity struct{ strict, loose string }

// identify returns the identity of a decision. A kind that it does not know is
// told apart by its module and cause.
func identify(d *decisions.Decision) identity {
	about := d.Kind + " " + d.System
	strict, loose := "", ""
	switch d.Kind {
	case "wager":
		if w, err := d.Wager(); err == nil {
			loose = fmt.Sprint(w.Market, " ", w.Op, " ", w.NextGoal)
			strict = loose
		}
	case "cut":
		if c, err := d.Cut(); err == nil {
			strict = fmt.Sprint(c.To, " ", c.Reason)
		}
	case "segment-entry":
		if e, err := d.Entry(); err == nil {
			strict = fmt.Sprint(e.Start)
		}
	case "alert":
		if a, err := d.Alert(); err == nil {
			loose = fmt.Sprint(a.Alert, " ", a.Raised)
			strict = loose
		}
	case "grant":
		if g, err := d.Grant(); err == nil {
			loose = fmt.Sprint(g.Viewer)
			strict = loose + " " + g.Result
		}
	case "splice":
		if s, err := d.Splice(); err == nil {
			loose = fmt.Sprint(s.Type, " ", s.Cancel)
			strict = fmt.Sprint(loose, " ", s.Event)
		}
	}
	if c := d.Cause; c != nil { // a corrected event is another cause
		strict += fmt.Sprint(" ", c.Source, " ", c.Event, " ", c.Sequence, " ", c.Revision)
	}
	return identity{about + " " + strict, about + " " + loose}
}
