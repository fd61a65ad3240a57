package why

import (
	"fmt"
	"strings"

	"touchline/components"
)

// Markets returns what a market may be called.
func Markets() []string {
	var names []string
	for g := range components.Groups {
		names = append(names, g.String())
	}
	return names
}

// everything says what is in force, each thing with the rows that it goes back to.
func (h *history) everything() []Part {
	program := h.camera()
	program.Why = program.Why[max(len(program.Why)-1, 0):]
	program.Later = nil
	parts := []Part{program}
	for _, m := range Markets() {
		p := h.market(m)
		p.Why, p.Later = h.briefly(m), nil
		parts = append(parts, p)
	}
	spliced := h.splicePart()
	spliced.Later = nil
	parts = append(parts, h.standing(), h.licenses(), h.segments(), spliced)
	return append(parts, h.otherParts()...)
}

// briefly returns the records that began a market's status and that changed it
// last.
func (h *history) briefly(market string) []Statement {
	all := h.ledger(market)
	for len(all) > 0 && all[len(all)-1].at == after {
		all = all[:len(all)-1]
	}
	if len(all) == 0 {
		return nil
	}
	brief := []record{all[since(all)]}
	if last := all[len(all)-1]; last.row != brief[0].row {
		brief = append(brief, last)
	}
	return h.chain(brief)
}

// standing says which alerts stand.
func (h *history) standing() Part {
	p := Part{About: "alerts", State: "none", Text: "No alert stands."}
	last := map[string]*alert{}
	var order []string
	for i := range h.alerts {
		a := &h.alerts[i]
		if a.at == after {
			break
		}
		if last[a.Alert.Alert] == nil {
			order = append(order, a.Alert.Alert)
		}
		last[a.Alert.Alert] = a
	}
	var stand []string
	for _, name := range order {
		if a := last[name]; a.Raised {
			stand = append(stand, name)
			p.Why = append(p.Why, h.tell(a.row))
		}
	}
	if stand != nil {
		p.State = strings.Join(stand, ", ")
		p.Text = fmt.Sprintf("The picture is under suspicion: %s.", p.State)
	}
	return p
}

// segments says which segment is the newest, and where the last break was.
func (h *history) segments() Part {
	s := h.segment
	p := Part{About: "segments", State: "none", Text: "No segment has entered the playlists."}
	if s.last == nil {
		return p
	}
	p.State = fmt.Sprint("segment ", s.last.Sequence)
	p.Text = fmt.Sprintf("Segment %d is the newest in the playlists.", s.last.Sequence)
	if s.broken == nil {
		p.Text += " There was no break before it."
	} else {
		p.Text += fmt.Sprintf(" The last break was before segment %d, at %v.", s.broken.Sequence, s.broken.row.Clock)
		p.Why = append(p.Why, h.tell(s.broken.row))
	}
	if s.missing != nil {
		p.Text += fmt.Sprintf(" The last gap is segment %d, at %v.", s.missing.Sequence, s.missing.row.Clock)
		p.Why = append(p.Why, h.tell(s.missing.row))
	}
	p.Why = append(p.Why, h.tell(s.last.row))
	return p
}
