package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"touchline/cmd/touchline/internal/decisions"
	"touchline/cmd/touchline/internal/decisions/compare"
	"touchline/cmd/touchline/internal/decisions/why"
)

// diffText writes how two runs compare: where they part, and the counts.
func (a *app) diffText(d *diffed) error {
	fmt.Fprintf(a.out, "first   %s\nsecond  %s\n\n", d.runs[0], d.runs[1])
	if d.same() {
		fmt.Fprintf(a.out, "The runs are the same: %d decisions of %d streams.\n", d.total.Equal, len(d.streams))
		return nil
	}
	for i := range d.streams {
		for run, other := range [2]string{"second", "first"} {
			if d.streams[i].files[run] == "" {
				fmt.Fprintf(a.out, "Stream %d is only in the %s run.\n", d.streams[i].number, other)
			}
		}
	}
	if d.first != nil {
		if err := a.firstText(d.first); err != nil {
			return err
		}
	}
	return a.countsText(d)
}

// firstText writes the first decision that differs.
func (a *app) firstText(s *diffedStream) error {
	f := s.First
	row := f.Row()
	fmt.Fprintf(a.out, "The first decision that differs is a %s of stream %d at %v, tick %d:\n", printable(row.Kind), s.number, row.Clock, row.Tick)
	for run, row := range [2]*decisions.Decision{f.First, f.Second} {
		name := [2]string{"first", "second"}[run]
		if row == nil {
			fmt.Fprintf(a.out, "  %-6s  does not have it\n", name)
			continue
		}
		fmt.Fprintf(a.out, "  %-6s  line %d, tick %d, %v: %s\n", name, row.Line, row.Tick, printable(row.Cause), printable(why.Say(row)))
	}
	fmt.Fprintln(a.out)
	if f.Fields == nil {
		return nil
	}
	tw := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	fmt.Fprint(tw, "field\tfirst\tsecond\n")
	for _, field := range f.Fields {
		fmt.Fprintf(tw, "%s\t%s\t%s\n", printable(field.Name), value(field.First), value(field.Second))
	}
	fmt.Fprintln(tw)
	return tw.Flush()
}

// value is the value of a field as it is shown.
func value(text string) string {
	const most = 64
	if len(text) > most {
		text = text[:most] + ".."
	}
	return cmp.Or(printable(text), "-")
}

// countsText writes the counts of the streams that differ, and their sum.
func (a *app) countsText(d *diffed) error {
	tw := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	fmt.Fprint(tw, "stream\tkind\tequal\tdiffering\tonly in first\tonly in second\tfields that differ\n")
	same := 0
	for i := range d.streams {
		s := &d.streams[i]
		if s.same() {
			same++
			continue
		}
		for _, kind := range slices.Sorted(maps.Keys(s.Kinds)) {
			countText(tw, fmt.Sprint(s.number), kind, s.Kinds[kind])
		}
	}
	countText(tw, "all", "all", &d.total)
	if err := tw.Flush(); err != nil {
		return err
	}
	if same > 0 {
		fmt.Fprintf(a.out, "\n%d of %d streams are the same.\n", same, len(d.streams))
	}
	return nil
}

func countText(w io.Writer, stream, kind string, c *compare.Count) {
	fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%d\t%d\t%s\n", stream, printable(kind), c.Equal, c.Differ, c.First, c.Second, fieldsText(c.Fields))
}

// fieldsText lists the fields that differ most often.
func fieldsText(counts map[string]int) string {
	const most = 6
	counts = maps.Clone(counts)
	for _, name := range []string{"t", "utc", "tc", "clock"} { // which say what tick says
		if counts[name] <= counts["tick"] {
			delete(counts, name)
		}
	}
	names := slices.SortedFunc(maps.Keys(counts), func(x, y string) int {
		return cmp.Or(cmp.Compare(counts[y], counts[x]), cmp.Compare(x, y))
	})
	var parts []string
	for _, name := range names[:min(most, len(names))] {
		parts = append(parts, fmt.Sprintf("%s %d", printable(name), counts[name]))
	}
	if len(names) > most {
		parts = append(parts, fmt.Sprintf("%d more", len(names)-most))
	}
	return cmp.Or(strings.Join(parts, ", "), "-")
}
