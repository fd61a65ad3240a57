package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"touchline/cmd/touchline/internal/source"
	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/builtin"
	"touchline/systems/feed/ndjson"
	"touchline/systems/feed/recording"
)

// inspectOptions are the flags of touchline inspect.
type inspectOptions struct {
	json   bool
	events bool
	kind   string
	world  bool
	strict bool
}

func (a *app) inspectCommand() *cobra.Command {
	var o inspectOptions
	cmd := &cobra.Command{
		Use:   "inspect [MATCH]",
		Short: "Say what is in a recorded match",
		Long: `Inspect says what is in a recorded match: its format, teams, score, periods,
events by kind and per minute, defects and terms. Without one it lists the
matches that are built in.

A match is a file or a folder of one match's files, plain, gzip or zstd. Its
format is found by its content.`,
		Example: `  touchline inspect final
  touchline inspect --events --kind goal match.json
  touchline inspect --world`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return a.inspect(&o, args) },
	}
	fs := cmd.Flags()
	fs.BoolVar(&o.json, "json", false, "print one JSON object")
	fs.BoolVar(&o.events, "events", false, "list the events as NDJSON, which replay reads")
	fs.StringVar(&o.kind, "kind", "", "list events of one `kind` only")
	fs.BoolVar(&o.world, "world", false, "describe the kinds, columns, units and bytes of the engine's tables")
	fs.BoolVar(&o.strict, "strict", false, "make warnings about the input an error (exit code 5)")
	return cmd
}

func (a *app) inspect(o *inspectOptions, args []string) error {
	switch {
	case o.world && (o.events || len(args) > 0):
		return as(errUsage, errors.New("--world describes the engine: it takes no match and no --events"))
	case o.kind != "" && !o.events:
		return as(errUsage, errors.New("--kind goes with --events"))
	case o.world:
		return a.world(o.json)
	case len(args) == 0 && o.events:
		return as(errUsage, errors.New("--events needs a match"))
	case len(args) == 0:
		return a.builtins(o)
	}
	names := ecs.NewSymbols()
	m, err := source.Read(args[0], names)
	if err != nil {
		return err
	}
	a.warn(args[0], m)
	switch {
	case o.events:
		err = a.listEvents(m, names, o.kind)
	case o.json:
		r := m.Result()
		j := describe(m)
		j.Kinds = kinds(&r)
		err = json.NewEncoder(a.out).Encode(j)
	default:
		err = a.summary(m)
	}
	if err == nil && o.strict {
		err = strict(args[0], m)
	}
	return err
}

// warn logs a line for each class of defect.
func (a *app) warn(name string, m *recording.Match) {
	for _, w := range m.Warnings {
		a.log.Warn("input defect", "file", name, "class", w.Class, "count", w.Count, "first", w.First)
	}
}

// strict makes the warnings about a match an error.
func strict(name string, m *recording.Match) error {
	if len(m.Warnings) == 0 {
		return nil
	}
	return as(errLimit, fmt.Errorf("%s: %v", name, m.Warnings[0]))
}

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
	text := fmt.Sprintf("%d-%d", j.Score.Home, j.Score.Away)
	if j.Innings != nil {
		text = inningsText(j.Innings)
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

// listEvents writes the canonical events as NDJSON.
func (a *app) listEvents(m *recording.Match, names *ecs.Symbols, kind string) error {
	only, ok := components.ParseEventKind(kind)
	if kind != "" && !ok {
		return as(errUsage, fmt.Errorf("--kind %q: no such kind", kind))
	}
	buf := ndjson.AppendHeader(nil, m)
	for i := range m.Events {
		if e := &m.Events[i]; kind == "" || e.Kind == only {
			buf = ndjson.AppendEvent(buf, e, names.Text)
		}
	}
	_, err := a.out.Write(buf)
	return err
}
