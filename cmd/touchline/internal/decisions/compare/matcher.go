package compare

import "touchline/cmd/touchline/internal/decisions"

// pair is a decision of both runs.
type pair struct{ a, b *decisions.Decision }

// loose is a row that the other run does not have alike in the same tick.
type loose struct {
	row    *decisions.Decision
	index  int // in its tick
	is     identity
	second bool // it is of the second run
	found  bool
}

// matcher finds again what two runs have in common.
type matcher struct {
	kinds   map[string]*Count
	first   *Difference
	waiting []*loose            // in the order of time, found or not
	open    map[string][]*loose // those not found, by strict identity: all of one run
}

func newMatcher() *matcher {
	return &matcher{kinds: map[string]*Count{}, open: map[string][]*loose{}}
}

// tick takes the rows of one tick. What is alike is equal. What is left is the
// same decision as one that is strictly the same, in this tick or shortly before,
// or else as one of this tick that is about the same.
func (m *matcher) tick(a, b []*decisions.Decision) {
	same, restA, restB := alike(a, b)
	for _, p := range same {
		m.count(p.a).Equal++
	}
	if restA == nil && restB == nil {
		return
	}
	for i := range restA {
		restA[i].is = identify(restA[i].row)
	}
	for i := range restB {
		restB[i].is, restB[i].second = identify(restB[i].row), true
	}
	m.within(restA, restB, func(l *loose) string { return l.is.strict })
	m.earlier(restA)
	m.earlier(restB)
	m.within(restA, restB, func(l *loose) string { return l.is.loose })
	for _, rest := range [][]loose{restA, restB} {
		for i := range rest {
			if l := &rest[i]; !l.found {
				m.waiting = append(m.waiting, l)
				m.open[l.is.strict] = append(m.open[l.is.strict], l)
			}
		}
	}
}

// within pairs rows of one tick that have the same key, in order.
func (m *matcher) within(restA, restB []loose, key func(*loose) string) {
	by := map[string][]*loose{}
	for i := range restB {
		if l := &restB[i]; !l.found {
			by[key(l)] = append(by[key(l)], l)
		}
	}
	for i := range restA {
		l := &restA[i]
		if list := by[key(l)]; !l.found && len(list) > 0 {
			by[key(l)] = list[1:]
			m.pair(l, list[0])
		}
	}
}

// earlier pairs rows with those of the other run that have waited for them.
func (m *matcher) earlier(rest []loose) {
	for i := range rest {
		l := &rest[i]
		list := m.open[l.is.strict]
		if l.found || len(list) == 0 || list[0].second == l.second {
			continue
		}
		m.drop(l.is.strict)
		if l.second {
			m.pair(list[0], l)
		} else {
			m.pair(l, list[0])
		}
	}
}

// drop takes the first of those that wait for an identity away.
func (m *matcher) drop(strict string) {
	if rest := m.open[strict][1:]; len(rest) > 0 {
		m.open[strict] = rest
	} else {
		delete(m.open, strict)
	}
}
