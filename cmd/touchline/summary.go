package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"touchline/cmd/touchline/internal/source"
	"touchline/ecs"
	"touchline/systems/feed/builtin"
	"touchline/systems/feed/recording"
)

// builtins lists the matches that are built in.
func (a *app) builtins(o *inspectOptions) error {
	if !o.json {
		fmt.Fprintln(a.out, "Built-in matches:")
	}
	var list []matchJSON
	for _, name := range builtin.Names() {
		m, err := source.Read(name, ecs.NewSymbols())
		if err != nil {
			return err
		}
		j := describe(m)
		list = append(list, j)
		if !o.json {
			fmt.Fprintf(a.out, "  %-8s %s–%s %s\n", name, m.Home, m.Away, scoreText(&j))
		}
	}
	if o.json {
		return json.NewEncoder(a.out).Encode(struct {
			Matches []matchJSON `json:"matches"`
		}{list})
	}
	return nil
}

// scoreText writes a score as it is spoken: 3-3 (4-2 on penalties), or by innings:
// A 241/8, B 241/10, super over B 15/0, A 15/1, tied, then won by B.
func scoreText(j *matchJSON) string {
	text := "(no score in the source)"
	switch {
	case j.Innings != nil:
		text = inningsText(j.Innings)
	case j.Score != nil:
		text = fmt.Sprintf("%d-%d", j.Score.Home, j.Score.Away)
	}
	if j.Shootout != nil {
		text += fmt.Sprintf(" (%d-%d on penalties)", j.Shootout.Home, j.Shootout.Away)
	}
	switch j.Result {
	case recording.NoResult:
		text += ", abandoned"
	case recording.Tie:
		text += ", tied"
	}
	if j.Eliminator != "" {
		text += ", then won by " + j.Eliminator
	}
	return text
}

// inningsText writes innings in the order of play.
func inningsText(innings []inningsJSON) string {
	parts := make([]string, len(innings))
	super := false
	for i, in := range innings {
		parts[i] = fmt.Sprintf("%s %d/%d", in.Team, in.Runs, in.Wickets)
		if in.SuperOver && !super {
			parts[i] = "super over " + parts[i]
		}
		super = in.SuperOver
	}
	return strings.Join(parts, ", ")
}

func (a *app) summary(m *recording.Match) error {
	j, r := describe(m), m.Result()
	tw := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	row := func(key, value string) {
		if value != "" {
			fmt.Fprintf(tw, "%s\t%s\n", key, value)
		}
	}
	row("match", fmt.Sprintf("%s–%s %s", m.Home, m.Away, scoreText(&j)))
	row("format", m.Format)
	row("sport", m.Sport)
	row("periods", strconv.Itoa(j.Periods))
	row("records", strconv.Itoa(m.Records))
	row("events", fmt.Sprintf("%d, %.1f a minute", r.Events, r.PerMinute()))
	if n := len(m.Frames); n > 0 {
		row("tracking", fmt.Sprintf("%d frames, %.1f players in each", n, float64(len(m.Seen))/float64(n)))
	}
	row("source", m.Source)
	row("terms", m.Terms)
	for _, w := range m.Warnings {
		row("defect", w.String())
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(a.out)
	counts := kinds(&r)
	names := slices.SortedFunc(maps.Keys(counts), func(x, y string) int {
		if d := counts[y] - counts[x]; d != 0 {
			return d
		}
		return slices.Compare([]byte(x), []byte(y))
	})
	for _, k := range names {
		fmt.Fprintf(tw, "%s\t%d\n", k, counts[k])
	}
	return tw.Flush()
}
