package main

import (
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"touchline/cmd/touchline/internal/engine"
	"touchline/components"
	"touchline/ecs"
)

// world describes the engine's tables, with the blocks of a default stream.
func (a *app) world(asJSON bool) error {
	plan := engine.DefaultPlan()
	var err error
	if plan.Service, err = loadService(""); err != nil {
		return err
	}
	schema, err := plan.Schema()
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
	if asJSON {
		return json.NewEncoder(a.out).Encode(struct {
			Kinds []ecs.KindDescription `json:"kinds"`
			worldSizes
		}{kinds, sizes})
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
	fmt.Fprintf(a.out, "bytes with all blocks: fixture %d, stream %d, its audience %d, viewer with its license %d\n",
		sizes.Fixture, sizes.Stream, sizes.Audience, sizes.Viewer)
	return nil
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
