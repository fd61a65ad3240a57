package main

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"touchline/cmd/touchline/internal/engine"
	"touchline/components"
	"touchline/ecs"
)

// world describes the engine's tables, and weighs a stream of a run.
func (a *app) world(o *inspectOptions) error {
	plan := &o.run.plan
	var err error
	if plan.Service, err = loadService(o.run.config); err != nil {
		return err
	}
	if err := plan.Validate(); err != nil {
		return as(errUsage, err)
	}
	ms, err := a.load(&o.run, nil)
	if err != nil {
		return err
	}
	plan.Matches, plan.Symbols, plan.Stagger = ms.list, ms.names, true
	schema, err := plan.Schema()
	if err != nil {
		return err
	}
	weights, err := engine.Weigh(plan)
	if err != nil {
		return err
	}
	kinds := schema.Describe()
	sizes := worldSizes{
		Fixture:  schema.Bytes(ecs.Rows{components.Fixture: 1}),
		Stream:   schema.Bytes(ecs.Rows{components.Stream: 1}),
		Audience: schema.Bytes(ecs.Rows{components.Audience: 1}),
		Viewer:   schema.Bytes(ecs.Rows{components.Viewer: 1, components.License: 1}),
	}
	if o.json {
		return json.NewEncoder(a.out).Encode(struct {
			Kinds []ecs.KindDescription `json:"kinds"`
			worldSizes
			Weights *engine.Weights `json:"weights"`
		}{kinds, sizes, weights})
	}
	tw := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, k := range kinds {
		form := k.Form
		if k.Parent != "" {
			form = fmt.Sprintf("%d for each %s", k.Fan, k.Parent)
		}
		fmt.Fprintf(tw, "%s: %s; %s, %d bytes a row\n", k.Name, k.Doc, form, k.Bytes)
		for _, c := range k.Columns {
			fmt.Fprintf(tw, "  %s\t%d\t%s\t%s\t%s\n", c.Name, c.Bytes, attributes(c), c.Unit, c.Doc)
		}
		if k.Secrets > 0 {
			fmt.Fprintf(tw, "  (%d columns of key material)\n", k.Secrets)
		}
		if err := tw.Flush(); err != nil {
			return err
		}
		fmt.Fprintln(a.out)
	}
	fmt.Fprintf(a.out, "bytes with all blocks: fixture %d, stream %d, its audience %d, viewer with its license %d\n\n",
		sizes.Fixture, sizes.Stream, sizes.Audience, sizes.Viewer)
	return writeWeights(a.out, plan, weights)
}

// writeWeights says what a stream weighs, kind by kind.
func writeWeights(out io.Writer, plan *engine.Plan, w *engine.Weights) error {
	fmt.Fprintf(out, "what a stream weighs, with %d viewers, of a shard of %d streams, %d to a fixture:\n\n", plan.Viewers, w.Streams, plan.PerFixture)
	tw := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "kind\trows\tbytes a row\tbytes a stream\t")
	for _, k := range w.Kinds {
		if k.Rows > 0 {
			fmt.Fprintf(tw, "%s\t%.2f\t%d\t%.0f\t\n", k.Kind, k.Rows, k.RowBytes, k.Bytes)
		}
	}
	fmt.Fprintf(tw, "handles\t\t\t%.0f\t\n", w.Handles+w.ViewersOf)
	if err := tw.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "\nbytes a stream: %.0f without its viewers, %.0f with them; %.0f were allocated\n", w.Without, w.With, w.Allocated)
	return err
}

// worldSizes is what a row takes with all its blocks.
type worldSizes struct {
	Fixture  int `json:"bytes_per_fixture"`
	Stream   int `json:"bytes_per_stream"`
	Audience int `json:"bytes_per_audience"`
	Viewer   int `json:"bytes_per_viewer"`
}

// attributes says whether a column is state: saved and hashed.
func attributes(c ecs.ColumnDescription) string {
	switch {
	case c.Saved && c.Hashed:
		return "state"
	case c.Saved:
		return "saved"
	case c.Hashed:
		return "hashed"
	}
	return "-"
}
