package formats_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"

	"touchline/systems/feed/recording"
)

// swaps lets neighboring records change places.
func swaps(s *subject, n int, rng *rand.Rand, give func(mutant)) {
	for range 2 * n {
		if len(s.groups) == 0 {
			return
		}
		group := s.groups[rng.IntN(len(s.groups))]
		if len(group) < 2 {
			continue
		}
		i := rng.IntN(len(group) - 1)
		a, b := group[i], group[i+1]
		if r := rests[s.format]; r != nil && r.Match(s.data[a.from:b.to]) {
			continue
		}
		data := slices.Concat(s.data[:a.from], s.data[b.from:b.to], s.data[a.to:b.from], s.data[a.from:a.to], s.data[b.to:])
		give(mutant{name: fmt.Sprintf("of records %d and %d", i+1, i+2), data: data, at: a.from, want: sameScore})
	}
}

// whistles leaves out all that ends one period.
func whistles(s *subject, _ int, _ *rand.Rand, give func(mutant)) {
	if ends[s.format] == nil || len(s.groups) == 0 {
		return
	}
	var periods []string
	of := func(p part) string {
		if found := ends[s.format].FindSubmatch(s.data[p.from:p.to]); found != nil {
			return string(found[1])
		}
		return ""
	}
	for _, p := range s.groups[0] {
		if period := of(p); period != "" && !slices.Contains(periods, period) {
			periods = append(periods, period)
		}
	}
	for _, period := range periods {
		data, first := bytes.Clone(s.data), 0
		for _, p := range slices.Backward(s.groups[0]) {
			if of(p) == period {
				from, to := p.from, p.to
				if rest := data[to:]; rest[0] == ',' {
					to++ // to the next record
				} else if from > 0 && strings.HasPrefix(s.format, "statsbomb") {
					from = bytes.LastIndexByte(data[:from], ',')
				}
				data, first = slices.Delete(data, from, to), from
			}
		}
		give(mutant{name: "of period " + period, data: data, at: first, want: sameScore, warning: recording.PeriodMissingEnd})
	}
}

// twice has a record twice, where records have names of their own.
func twice(s *subject, n int, rng *rand.Rand, give func(mutant)) {
	between := map[string]string{"statsbomb": ",", "wyscout": ",", "sportec": "\n"}[s.format]
	if between == "" {
		return
	}
	records := s.like(goals[s.format])
	for range n {
		if p, ok := s.record(rng); ok {
			records = append(records, p)
		}
	}
	for _, p := range records {
		data := s.with(part{p.to, p.to}, append([]byte(between), s.data[p.from:p.to]...)...)
		give(mutant{name: fmt.Sprintf("at byte %d", p.from), data: data, at: p.to, want: sameScore, warning: recording.DuplicateID})
	}
}

// like returns the records that match what.
func (s *subject) like(what *regexp.Regexp) (all []part) {
	for _, group := range s.groups {
		for _, p := range group {
			if what != nil && what.Match(s.data[p.from:p.to]) {
				all = append(all, p)
			}
		}
	}
	return all
}

// record returns a record of the file.
func (s *subject) record(rng *rand.Rand) (part, bool) {
	if len(s.groups) == 0 {
		return part{}, false
	}
	group := s.groups[rng.IntN(len(s.groups))]
	if len(group) == 0 {
		return part{}, false
	}
	return group[rng.IntN(len(group))], true
}
