package main

import (
	"slices"

	"touchline/components"
)

// marketBook is what a sportsbook would have of one market.
type marketBook struct {
	status   string
	causes   []string
	sequence uint64
	taken    int // settlements taken back
}

// sportsbook follows the records of a match as a sportsbook would.
type sportsbook struct {
	g       *given
	markets map[string]*marketBook
	events  uint64            // event records
	open    map[uint64]bool   // goals after which play has not restarted
	restart uint64            // highest number of a kick-off, or a beginning or end of play
	reviews map[uint64]uint64 // that are open, and what they are about
	fault   fault
}

var (
	statuses = map[string]string{
		"suspend": "suspended", "resume": "active", "deactivate": "deactivated", "cancel": "cancelled",
	}
	ranks     = map[string]int{"suspend": 0, "activate": 2, "settle": 2, "rollback": 2, "resume": 2, "deactivate": 2}
	bounds    = []string{"period_start", "period_end", "match_end", "abandoned"}
	goalKinds = []string{"goal", "own_goal"}
)

// rank is the place of a record in its tick: suspensions, then what happened, then
// what follows from it.
func (d *decision) rank() int {
	if d.Market == "" {
		return 1
	}
	if d.Op == "cancel" {
		return 2
	}
	return ranks[d.Op]
}

// checkWagers checks that no bet can be taken that should not.
func checkWagers(g *given, s *givenStream, fault fault) {
	b := sportsbook{g: g, markets: map[string]*marketBook{}, open: map[uint64]bool{}, reviews: map[uint64]uint64{}, fault: fault}
	last := &decision{Tick: -1}
	for i := range s.lines {
		d := &s.lines[i]
		if d.Kind != "wager" {
			continue
		}
		if d.Tick == last.Tick && d.rank() < last.rank() {
			fault(i+1, "%s follows %s in one tick", d.name(), last.name())
		}
		last = d
		if d.Market == "" {
			b.event(i+1, d)
		} else {
			b.record(i+1, d)
		}
	}
}

// event takes in what happened. A goal must find the result suspended for it.
func (b *sportsbook) event(line int, d *decision) {
	if b.events++; d.Sequence != b.events {
		b.fault(line, "event record %d, want %d", d.Sequence, b.events)
		b.events = d.Sequence
	}
	seq := d.Cause.Sequence
	switch told := b.g.match.find(seq); {
	case told == nil:
		b.fault(line, "event %d is not in the match", seq)
	case d.Op == "cancel":
		delete(b.open, seq)
		delete(b.reviews, seq)
	case d.of(goalKinds...):
		b.goal(line, d)
	case d.of("wicket"):
		if m := b.markets["result"]; m == nil || !m.has("wicket") {
			b.fault(line, "the result market is not suspended for wicket %d: %+v", seq, m)
		}
	case d.of("goal_disallowed"):
		delete(b.open, told.Ref)
	case d.of("var_start"):
		b.review(line, seq, told.Ref)
	case d.of("var_end"):
		for review, about := range b.reviews {
			if told.Ref == 0 || about == 0 || about == told.Ref || review == told.Ref {
				delete(b.reviews, review)
			}
			if slices.Contains(told.Flags, "overturned") {
				delete(b.open, about)
			}
		}
	}
	if d.of("kickoff") || d.of(bounds...) {
		b.restart = max(b.restart, seq)
		for goal := range b.open {
			if goal < b.restart {
				delete(b.open, goal)
			}
		}
	}
}

func (b *sportsbook) goal(line int, d *decision) {
	if d.Cause.Sequence < b.restart || b.g.match.find(d.Cause.Sequence).Period == int(components.Shootout) {
		return // it was heard of when play had long gone on
	}
	b.open[d.Cause.Sequence] = true
	m := b.markets["result"]
	if m == nil || m.status != "suspended" || !m.has("possible_goal", "penalty", "var") {
		b.fault(line, "the result market is not suspended for goal %d: %+v", d.Cause.Sequence, m)
	}
}

// review begins a review. It must find no market open.
func (b *sportsbook) review(line int, seq, about uint64) {
	b.reviews[seq] = about
	for market, m := range b.markets {
		if m.status == "active" {
			b.fault(line, "the %s market is active in review %d", market, seq)
		}
	}
}

func (m *marketBook) has(causes ...string) bool {
	return slices.ContainsFunc(m.causes, func(c string) bool { return slices.Contains(causes, c) })
}

// record takes in a record of a market.
func (b *sportsbook) record(line int, d *decision) {
	m := b.markets[d.Market]
	if m == nil {
		m = &marketBook{status: "deactivated"}
		b.markets[d.Market] = m
	}
	if m.sequence++; d.Sequence != m.sequence {
		b.fault(line, "%s: record %d, want %d", d.name(), d.Sequence, m.sequence)
		m.sequence = d.Sequence
	}
	if d.Op == "rollback" {
		m.taken++
	}
	if d.Revision != m.taken {
		b.fault(line, "%s: revision %d, want %d", d.name(), d.Revision, m.taken)
	}
	open := m.status == "active" || m.status == "suspended"
	switch d.Op {
	case "suspend":
		if !open || m.status == d.Status && slices.Equal(m.causes, d.Causes) {
			b.fault(line, "%s of a market that is %s, %v", d.name(), m.status, m.causes)
		}
	case "resume":
		if m.status != "suspended" {
			b.fault(line, "%s of a market that is %s", d.name(), m.status)
		}
	case "activate":
		if open || d.Status != "active" && d.Status != "suspended" {
			b.fault(line, "%s of a market that is %s makes it %s", d.name(), m.status, d.Status)
		}
	case "cancel":
		if !open {
			b.fault(line, "%s of a market that is %s", d.name(), m.status)
		}
	}
	if want := statuses[d.Op]; want != "" && d.Status != want {
		b.fault(line, "%s: status %s, want %s", d.name(), d.Status, want)
	}
	if (d.Status == "suspended") != (len(d.Causes) > 0) {
		b.fault(line, "%s: status %s with causes %v", d.name(), d.Status, d.Causes)
	}
	m.status, m.causes = d.Status, d.Causes
	if m.status == "active" {
		b.opened(line, d)
	}
}

// opened checks a market that takes bets: no goal waits for its restart, no review
// is under way.
func (b *sportsbook) opened(line int, d *decision) {
	if d.Market == "result" {
		for goal := range b.open {
			b.fault(line, "%s, though play has not restarted after goal %d", d.name(), goal)
		}
	}
	for review := range b.reviews {
		b.fault(line, "%s, though review %d is open", d.name(), review)
	}
}

// checkIntegrity holds suspensions for a suspicious picture against the alerts of
// all streams of the match: after a tick the markets are as the alerts were after
// the one before. A settlement may come in the tick that lifts a suspension, and
// before that.
func checkIntegrity(g *given, s *givenStream, fault fault) {
	type change struct {
		tick  int64
		delta int
	}
	var changes []change
	for _, other := range g.streams {
		for i := range other.lines {
			if d := &other.lines[i]; d.Kind == "alert" && d.Alert != "spike" {
				changes = append(changes, change{d.Tick, map[bool]int{true: +1, false: -1}[d.Raised]})
			}
		}
	}
	suspicious := func(tick int64) bool {
		n := 0
		for _, c := range changes {
			if c.tick <= tick {
				n += c.delta
			}
		}
		return n > 0
	}
	markets := map[string]*marketBook{}
	for i := range s.lines {
		d := &s.lines[i]
		if i > 0 && d.Tick > s.lines[i-1].Tick && len(changes) > 0 {
			for market, m := range markets {
				if open := m.status == "active" || m.status == "suspended"; open && m.has("integrity") != suspicious(d.Tick-2) {
					fault(i+1, "before tick %d market %s has causes %v, and a picture is under suspicion: %v",
						d.Tick, market, m.causes, suspicious(d.Tick-2))
				}
			}
		}
		if d.Kind == "wager" && d.Market != "" {
			markets[d.Market] = &marketBook{status: d.Status, causes: d.Causes}
			if slices.Contains(d.Causes, "integrity") && !suspicious(d.Tick-1) && !suspicious(d.Tick-2) {
				fault(i+1, "%s for a suspicious picture, of which there is none", d.name())
			}
		}
	}
}
