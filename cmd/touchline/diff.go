package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"touchline/cmd/touchline/internal/decisions"
	"touchline/cmd/touchline/internal/decisions/compare"
)

func (a *app) diffCommand() *cobra.Command {
	var json bool
	cmd := &cobra.Command{
		Use:   "diff RUN1 RUN2",
		Short: "Say where the decisions of two runs part",
		Long: `Diff compares the decisions of two runs, stream by stream. It names the first
that is not the same in both, with the fields that differ, and counts the rest by
kind: equal, differing, only in the first run, only in the second.

A row that only one run has does not make those after it differ. A decision that
was made up to ten seconds earlier or later is found again, and differs in its
tick.

A run is the folder that replay --out wrote, the folder of one of its streams, or
a decisions.ndjson; plain, gzip or zstd. Two streams that are named themselves
are compared whatever their numbers.

The exit code is 0 if the runs are the same, and 5 if they differ.`,
		Example: `  touchline diff before after
  touchline diff --json before/stream-0001 after/stream-0001`,
		Args: cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error { return a.diff(args[0], args[1], json) },
	}
	cmd.Flags().BoolVar(&json, "json", false, "print one JSON object")
	return cmd
}

// diffed is how two runs compare.
type diffed struct {
	runs    [2]string
	streams []diffedStream
	total   compare.Count
	first   *diffedStream // that has the earliest difference, or nil
}

// diffedStream is how a stream of theirs compares.
type diffedStream struct {
	number uint64
	files  [2]string // "" if the run does not have the stream
	*compare.Result
}

func (s *diffedStream) same() bool { return s.files[0] != "" && s.files[1] != "" && s.Total.Same() }

func (d *diffed) same() bool {
	for i := range d.streams {
		if !d.streams[i].same() {
			return false
		}
	}
	return true
}

func (a *app) diff(first, second string, json bool) error {
	d, err := diffRuns(first, second)
	if err != nil {
		return err
	}
	if json {
		err = a.diffJSON(d)
	} else {
		err = a.diffText(d)
	}
	if err == nil && !d.same() {
		err = as(errLimit, fmt.Errorf("%s differs from %s", second, first))
	}
	return err
}

// diffRuns compares two runs. Each must have decisions at all.
func diffRuns(first, second string) (*diffed, error) {
	d := &diffed{runs: [2]string{first, second}}
	one, err := decisions.Streams(first)
	if err != nil {
		return nil, err
	}
	two, err := decisions.Streams(second)
	if err != nil {
		return nil, err
	}
	d.streams = paired(one, two)
	rows := [2]int{}
	for i := range d.streams {
		s := &d.streams[i]
		if err := s.compare(&rows); err != nil {
			return nil, err
		}
		d.total.Add(&s.Total)
		if f := s.First; f != nil && (d.first == nil || f.Row().T < d.first.First.Row().T) {
			d.first = s
		}
	}
	for i, n := range rows {
		if n == 0 {
			return nil, fmt.Errorf("%s: %w", d.runs[i], decisions.ErrEmpty)
		}
	}
	return d, nil
}

// compare compares the stream and adds up the rows of both runs.
func (s *diffedStream) compare(rows *[2]int) (err error) {
	s.Result, err = compare.Streams(s.read(0, rows), s.read(1, rows))
	return err
}
