package why

import "touchline/cmd/touchline/internal/decisions"

// history is what is kept of a stream's decisions to answer from.
type history struct {
	found   finder
	first   *decisions.Decision // of the run
	last    *decisions.Decision // not after the moment
	within  []*decisions.Decision
	wagers  []wager
	told    map[decisions.Cause]*wager // what happened, by its input
	cuts    cuts
	alerts  []alert
	segment segments
	grants  grants
	splices []spliced
	others  others
	ledgers map[string][]record // of markets, once they were asked for
}

// wager is a record for sportsbooks with its place.
type wager struct {
	decisions.Wager
	row *decisions.Decision
	at  phase
}

type alert struct {
	decisions.Alert
	row *decisions.Decision
	at  phase
}

// cut is a change of camera with its row.
type cut struct {
	decisions.Cut
	row *decisions.Decision
}

// cuts are those around the moment: two up to it, one after it.
type cuts struct{ earlier, last, next *cut }

// segments are the last up to the moment.
type segments struct{ last, broken, missing *entry }

type entry struct {
	decisions.Entry
	row *decisions.Decision
}

func newHistory(at Moment) *history {
	return &history{
		found: finder{Moment: at}, told: map[decisions.Cause]*wager{},
		grants: grants{held: map[uint64]bool{}, results: map[string]int{}}, others: others{}, ledgers: map[string][]record{},
	}
}

// add takes the next decision of the stream.
func (h *history) add(d *decisions.Decision) (err error) {
	at := h.found.place(d)
	if h.first == nil {
		h.first = d
	}
	if at != after {
		h.last = d
	}
	if at == within {
		h.within = append(h.within, d)
	}
	switch d.Kind {
	case "wager":
		err = h.addWager(d, at)
	case "cut":
		err = h.addCut(d, at)
	case "alert":
		var a decisions.Alert
		a, err = d.Alert()
		h.alerts = append(h.alerts, alert{a, d, at})
	case "segment-entry":
		err = h.addEntry(d, at)
	case "grant":
		err = h.addGrant(d, at)
	case "splice":
		err = h.addSplice(d, at)
	default:
		if at != after {
			h.others.add(d)
		}
	}
	return err
}

func (h *history) addWager(d *decisions.Decision, at phase) error {
	w, err := d.Wager()
	if err != nil {
		return err
	}
	h.wagers = append(h.wagers, wager{w, d, at})
	if w.Market == "" && d.Cause != nil {
		h.told[*d.Cause] = &wager{w, d, at}
	}
	return nil
}

func (h *history) addCut(d *decisions.Decision, at phase) error {
	if at == after && h.cuts.next != nil {
		return nil
	}
	c, err := d.Cut()
	if at == after {
		h.cuts.next = &cut{c, d}
	} else {
		h.cuts.earlier, h.cuts.last = h.cuts.last, &cut{c, d}
	}
	return err
}

func (h *history) addEntry(d *decisions.Decision, at phase) error {
	if at == after {
		return nil
	}
	e, err := d.Entry()
	h.segment.last = &entry{e, d}
	if e.Discontinuity {
		h.segment.broken = h.segment.last
	}
	if e.Gap {
		h.segment.missing = h.segment.last
	}
	return err
}

func (h *history) addGrant(d *decisions.Decision, at phase) error {
	if at == after {
		return nil
	}
	g, err := d.Grant()
	h.grants.add(g, d)
	return err
}
