package why

import "fmt"

// market says why a market is in the state that it is in: what brought it there
// since it was last otherwise, and how it went on.
func (h *history) market(name string) Part {
	p := Part{About: name, State: "not offered"}
	all := h.ledger(name)
	now := -1
	for i := range all {
		if all[i].at != after {
			now = i
		}
	}
	if now < 0 {
		p.Text = h.unoffered(name, all)
		if all != nil {
			p.Later = h.chain(all[:1])
		}
		return p
	}
	first := since(all[:now+1])
	p.State = state(all[now].Status)
	p.Text = h.marketText(name, all, first, now)
	why, later := all[origin(all[:first+1]):now+1], all[now+1:next(all, now)]
	p.Why = h.chain(why)
	p.Later = h.chain(later)
	if all[now].Status == suspended {
		p.Why = h.meanwhile(p.Why, all, why[0].row.Line, h.last.Line)
	} else {
		p.Why = h.meanwhile(p.Why, all, why[0].row.Line, all[now].row.Line)
	}
	if len(later) > 0 {
		p.Later = h.meanwhile(p.Later, all, h.last.Line+1, later[len(later)-1].row.Line)
	}
	return p
}

// since returns the index of the record that began the status of the last.
func since(all []record) int {
	i := len(all) - 1
	for i > 0 && all[i-1].Status == all[i].Status {
		i--
	}
	return i
}

// origin returns where the story of the last record begins: with what had shut the
// market, if it was shut before.
func origin(all []record) int {
	i := len(all) - 1
	if i > 0 && all[i-1].Status == suspended {
		return since(all[:i])
	}
	return i
}

// next returns the index after the record that ends the status of record now, or
// after the last of all.
func next(all []record, now int) int {
	for i := now + 1; i < len(all); i++ {
		if all[i].Status != all[now].Status {
			return i + 1
		}
	}
	return len(all)
}

func state(status string) string {
	if status == active {
		return "open"
	}
	return status
}

func (h *history) unoffered(name string, all []record) string {
	if all != nil {
		return fmt.Sprintf("Market %s is not open yet: its first record is of %v.", name, all[0].row.Clock)
	}
	if h.wagers == nil {
		return fmt.Sprintf("Market %s has no records: the run has none of wagering.", name)
	}
	return fmt.Sprintf("Market %s has no records in this run: it was not offered.", name)
}

func (h *history) marketText(name string, all []record, first, now int) string {
	r, began := &all[now], &all[first]
	text := fmt.Sprintf("Market %s is %s", name, state(r.Status))
	if r.Causes != nil && r.Status == suspended {
		text += ": " + causes(r.Causes) + ". It has taken no bets"
	}
	text += fmt.Sprintf(" since %v%s.", began.row.Clock, h.age(began.row.T))
	if end := next(all, now); end > now+1 && all[end-1].Status != r.Status {
		text += fmt.Sprintf(" It is %s at %v.", becomes(all[end-1].Status), all[end-1].row.Clock)
	} else {
		text += " It stays so to the end of the run."
	}
	return text
}

func becomes(status string) string {
	if status == active {
		return "reopened"
	}
	return status
}
