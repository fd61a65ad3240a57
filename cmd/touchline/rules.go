package main

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// rules are what --fail-if asks for: STATISTIC(WHAT)>LIMIT. What is tick, late,
// or a system; the statistic is p50, p90, p99 or max, as far as the report has it.
type rules []rule

type rule struct {
	text  string
	stat  string
	what  string
	limit time.Duration
}

var ruleForm = regexp.MustCompile(`^\s*(p50|p90|p99|max)\(([a-z]+)\)\s*>\s*(\S+)\s*$`)

func parseRules(texts []string) (rules, error) {
	var list rules
	for _, text := range texts {
		m := ruleForm.FindStringSubmatch(text)
		if m == nil {
			return nil, fmt.Errorf("--fail-if %q: want a rule as p99(tick)>5ms", text)
		}
		limit, err := time.ParseDuration(m[3])
		if err != nil {
			return nil, fmt.Errorf("--fail-if %q: %q is no duration", text, m[3])
		}
		list = append(list, rule{text, m[1], m[2], limit})
	}
	return list, nil
}

// check returns an error that names the rules which hold of a report's figures.
func (l rules) check(figure func(what, stat string) (time.Duration, bool)) error {
	var broken []string
	for _, x := range l {
		got, ok := figure(x.what, x.stat)
		if !ok {
			return fmt.Errorf("--fail-if %q: the report has no %s of %s", x.text, x.stat, x.what)
		}
		if got > x.limit {
			broken = append(broken, fmt.Sprintf("%s: it is %v", x.text, got))
		}
	}
	if broken == nil {
		return nil
	}
	return fmt.Errorf("--fail-if %s", strings.Join(broken, "; "))
}

// statistic returns a figure of the report.
func (r *runReport) statistic(what, stat string) (time.Duration, bool) {
	figures := map[string]time.Duration{}
	ns := func(name string, n uint64) { figures[name] = time.Duration(n) }
	us := func(name string, v float64) { figures[name] = time.Duration(v * 1000) }
	switch {
	case what == "tick":
		ns("p50", r.TickNS.P50)
		ns("p90", r.TickNS.P90)
		ns("p99", r.TickNS.P99)
		ns("max", r.TickNS.Max)
	case what == "late" && r.liveReport != nil:
		us("p50", r.Late.P50)
		us("p99", r.Late.P99)
		us("max", r.Late.Max)
	}
	for _, s := range r.Systems {
		if s.Name == what {
			ns("p50", s.P50)
			ns("p99", s.P99)
		}
	}
	d, ok := figures[stat]
	return d, ok
}
