package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode"
	"unicode/utf8"

	"touchline/cmd/touchline/internal/decisions/why"
)

// explainText writes an answer to be read: each thing in a sentence, and below it
// the rows that it is drawn from.
func (a *app) explainText(answer *why.Answer) error {
	fmt.Fprintf(a.out, "Stream %d of match %d at %v", answer.Stream, answer.Fixture, answer.Clock)
	if answer.UTC != "" {
		fmt.Fprintf(a.out, ", %s", printable(answer.UTC))
	}
	if answer.Score != "" {
		fmt.Fprintf(a.out, ", score %s", printable(answer.Score))
	}
	fmt.Fprintln(a.out)
	for _, p := range answer.Parts {
		fmt.Fprintf(a.out, "\n%s\n", printable(p.Text))
		if err := a.statements(p.Why); err != nil {
			return err
		}
		if len(p.Later) > 0 {
			fmt.Fprintln(a.out, "Later:")
			if err := a.statements(p.Later); err != nil {
				return err
			}
		}
	}
	if len(answer.Made) == 0 {
		return nil
	}
	fmt.Fprintf(a.out, "\nDecided at %v:\n", answer.Clock)
	some, left := few(answer.Made)
	if err := a.statements(some); err != nil {
		return err
	}
	for _, kind := range slices.Sorted(maps.Keys(left)) {
		fmt.Fprintf(a.out, "  and %d more of the kind %s, which --json has\n", left[kind], printable(kind))
	}
	return nil
}

// few returns the first of each kind, and how many of it were left out: when a key
// period begins, each viewer is answered within a second or two.
func few(all []why.Statement) (some []why.Statement, left map[string]int) {
	const most = 10
	left = map[string]int{}
	count := map[string]int{}
	for _, s := range all {
		if count[s.Row.Kind]++; count[s.Row.Kind] > most {
			left[s.Row.Kind]++
		} else {
			some = append(some, s)
		}
	}
	return some, left
}

// statements writes sentences, each with the row that it is drawn from.
func (a *app) statements(all []why.Statement) error {
	tw := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, s := range all {
		fmt.Fprintf(tw, "  %v\ttick %d\t%v\t%s\n", s.Row.Clock, s.Row.Tick, printable(s.Row.Cause), printable(s.Text))
	}
	return tw.Flush()
}

// printable writes v so that it cannot move the cursor or begin a column: what is
// in a file was not always written by a run.
func printable(v any) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return utf8.RuneError
	}, fmt.Sprint(v))
}
