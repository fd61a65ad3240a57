package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"touchline/cmd/touchline/internal/source"
	"touchline/components"
	"touchline/ecs"
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
	run    engineFlags // of the run that --world weighs
}

func (a *app) inspectCommand() *cobra.Command {
	var o inspectOptions
	cmd := &cobra.Command{
		Use:   "inspect [MATCH ...]",
		Short: "Say what is in a recorded match",
		Long: `Inspect says what is in a recorded match: its format, teams, score, periods,
events by kind and per minute, defects and terms. Without one it lists the
matches that are built in.

A match is a file or a folder of one match's files, plain, gzip or zstd. Its
format is found by its content. Files of one match may also be named one after the
other.

With --world it describes the engine's own tables, and says what a stream of a run
weighs, with all that hangs on it and its share of what streams have in common: a run
as touchline run makes it, of that many streams, viewers, cameras and renditions.`,
		Example: `  touchline inspect final
  touchline inspect --events --kind goal match.json
  touchline inspect --world
  touchline inspect --world --streams 100000 --viewers 4 --window 1m`,
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, flag := range sizeFlags {
				if cmd.Flags().Changed(flag) && !o.world {
					return as(errUsage, fmt.Errorf("--%s goes with --world", flag))
				}
			}
			return a.inspect(&o, args)
		},
	}
	fs := cmd.Flags()
	fs.BoolVar(&o.json, "json", false, "print one JSON object")
	fs.BoolVar(&o.events, "events", false, "list the events as NDJSON, which replay reads")
	fs.StringVar(&o.kind, "kind", "", "list events of one `kind` only")
	fs.BoolVar(&o.world, "world", false, "describe the kinds, columns, units and bytes of the engine's tables")
	o.run.addSizes(fs)
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
		return a.world(o)
	case len(args) == 0 && o.events:
		return as(errUsage, errors.New("--events needs a match"))
	case len(args) == 0:
		return a.builtins(o)
	}
	names := ecs.NewSymbols()
	matches, err := source.ReadAll(args, names)
	if err != nil {
		return err
	}
	if n := len(matches); n > 1 {
		return as(errUsage, fmt.Errorf("%d matches: inspect one of them at a time", n))
	}
	name, m := matches[0].Name, matches[0].Match
	a.warn(name, m)
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
		err = strict(name, m)
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

// listEvents writes the canonical events as NDJSON.
func (a *app) listEvents(m *recording.Match, names *ecs.Symbols, kind string) error {
	only, ok := components.ParseEventKind(kind)
	if kind != "" && !ok {
		return as(errUsage, fmt.Errorf("--kind %q: no such kind", kind))
	}
	buf := ndjson.AppendHeader(nil, m, names.Text)
	for i := range m.Events {
		if e := &m.Events[i]; kind == "" || e.Kind == only {
			buf = ndjson.AppendEvent(buf, e, names.Text)
		}
	}
	for i := range m.Frames {
		if f := &m.Frames[i]; kind == "" {
			buf = ndjson.AppendFrame(buf, f, m.Of(f))
		}
	}
	_, err := a.out.Write(buf)
	return err
}
