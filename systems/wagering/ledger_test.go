package wagering_test

import (
	"fmt"

	"touchline/components"
)

// A ledger is a sportsbook that knows nothing but the records it is sent.
type ledger struct {
	markets [components.Groups]account
	events  uint32
	next    []payment // next goals that are settled
	acted   bool      // in this tick something other than a suspension was sent
	now     components.PTS
}

type account struct {
	market
	sequence uint32
	revision uint16
}

type payment struct {
	seq     uint32
	outcome components.Outcome
}

func (l *ledger) paid(seq uint32) components.Outcome {
	for _, p := range l.next {
		if p.seq == seq {
			return p.outcome
		}
	}
	return 0
}

// take books a record that was sent at now, and says what is wrong with it.
func (l *ledger) take(r record, now components.PTS) error {
	if now != l.now {
		l.now, l.acted = now, false
	}
	if r.release < now {
		return fmt.Errorf("%s is released at %d, before now, %d", r.op, r.release, now)
	}
	if r.group == components.NoGroup {
		l.acted = true
		if l.events++; r.sequence != l.events {
			return fmt.Errorf("event record %d comes after %d", r.sequence, l.events-1)
		}
		return l.told(r, now)
	}
	a := &l.markets[r.group]
	if r.sequence != a.sequence+1 {
		return fmt.Errorf("%s: record %d comes after %d", r.group, r.sequence, a.sequence)
	}
	a.sequence = r.sequence
	was := a.status
	a.status, a.causes = r.status, r.causes
	if (r.causes != 0) != (r.status == components.Suspended) {
		return fmt.Errorf("%s: %s with causes %#x", r.group, r.status, r.causes)
	}
	wanted := a.revision
	if r.op == components.Rollback {
		wanted++
	}
	if a.revision = r.revision; r.revision != wanted {
		return fmt.Errorf("%s: revision %d after %s, want %d", r.group, r.revision, r.op, wanted)
	}
	if r.op == components.Suspend {
		if l.acted {
			return fmt.Errorf("%s: suspended after something else was said", r.group)
		}
	} else {
		l.acted = true
	}
	if (r.op == components.Settle || r.op == components.Rollback) && r.release < max(now, r.occurred+9000) {
		return fmt.Errorf("%s: %s is visible at %d, before viewers saw it", r.group, r.op, r.release)
	}
	return l.change(r, was, a)
}

// told checks an event record.
func (l *ledger) told(r record, now components.PTS) error {
	if r.release != max(now, r.received, r.occurred+9000) {
		return fmt.Errorf("event of %d is visible at %d", r.occurred, r.release)
	}
	if r.op != components.EventRecord && r.op != components.Cancel {
		return fmt.Errorf("event record says %s", r.op)
	}
	return nil
}

// change checks that a record may follow the status that was.
func (l *ledger) change(r record, was components.Status, a *account) error {
	open := was == components.Active || was == components.Suspended
	offered := r.status == components.Active || r.status == components.Suspended
	fine := false
	switch r.op {
	case components.Activate:
		fine = !open && was != components.Settled && offered
	case components.Suspend:
		fine = open && r.status == components.Suspended
	case components.Resume:
		fine = was == components.Suspended && r.status == components.Active
	case components.Cancel:
		fine = was != components.Cancelled && r.status == components.Cancelled
	case components.Deactivate:
		fine = r.status == components.Deactivated
	case components.Settle, components.Rollback:
		return l.settle(r, a)
	}
	if !fine {
		return fmt.Errorf("%s: %s after %s makes it %s", r.group, r.op, was, r.status)
	}
	return nil
}

// settle books a settlement, or takes one back: a next goal goes by the number of
// its goal or of the end of the match, a market by its group.
func (l *ledger) settle(r record, a *account) error {
	if r.next && r.group != components.ResultGroup {
		return fmt.Errorf("%s: settles the next goal", r.group)
	}
	if !r.next {
		if r.op == components.Settle {
			if a.outcome != 0 {
				return fmt.Errorf("%s: settled twice", r.group)
			}
			a.outcome = r.outcome
			return nil
		}
		if a.outcome != r.outcome || r.outcome == 0 {
			return fmt.Errorf("%s: rollback of %d, but it is settled with %d", r.group, r.outcome, a.outcome)
		}
		a.outcome = 0
		return nil
	}
	if r.op == components.Settle {
		if l.paid(r.cause.Seq) != 0 {
			return fmt.Errorf("next goal of %d: settled twice", r.cause.Seq)
		}
		l.next = append(l.next, payment{r.cause.Seq, r.outcome})
		return nil
	}
	for i, p := range l.next {
		if p.seq == r.cause.Seq && p.outcome == r.outcome {
			l.next = append(l.next[:i], l.next[i+1:]...)
			return nil
		}
	}
	return fmt.Errorf("next goal of %d: rollback of %d, but it is settled with %d", r.cause.Seq, r.outcome, l.paid(r.cause.Seq))
}
