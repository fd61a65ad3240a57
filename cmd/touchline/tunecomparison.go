package main

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"touchline/cmd/touchline/internal/profile"
)

// comparison is what compare says; its keys are a contract.
type comparison struct {
	Profile  string          `json:"profile"`
	Baseline string          `json:"baseline"`
	Goal     string          `json:"goal"`
	Pairs    int             `json:"pairs"` // in the row that has most
	Ticks    int             `json:"ticks"` // of a block, likewise
	Rows     []comparisonRow `json:"rows"`
}

type comparisonRow struct {
	Streams    int        `json:"streams"`
	Pairs      int        `json:"pairs"`
	Ticks      int        `json:"ticks"`
	Workers    int        `json:"workers"`
	BaselineNS float64    `json:"baseline_ns"` // for a tick
	ProfileNS  float64    `json:"profile_ns"`
	Ratio      float64    `json:"ratio"`
	Interval   [2]float64 `json:"ci"`
	Verdict    string     `json:"verdict"` // better, worse or no difference
	Others     float64    `json:"others"`  // processors that others used meanwhile, by the median
}

func (c *comparison) write(w io.Writer, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(w).Encode(c)
	}
	pairs, ticks := c.Pairs, c.Ticks
	for i := range c.Rows {
		pairs, ticks = min(pairs, c.Rows[i].Pairs), min(ticks, c.Rows[i].Ticks)
	}
	fmt.Fprintf(w, "%s beside %s: %s of a tick, %s pairs of blocks of %s ticks\n\n",
		c.Profile, c.Baseline, c.Goal, span(pairs, c.Pairs), span(ticks, c.Ticks))
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(tw, "streams\tworkers\t%s\t%s\tratio\t95 %% interval\tverdict\t\n", c.Baseline, c.Profile)
	for _, r := range c.Rows {
		fmt.Fprintf(tw, "%s\t%d\t%v\t%v\t%.3f\t%.3f to %.3f\t%s\t\n", profile.Grouped(uint64(r.Streams)), r.Workers,
			nanos(uint64(r.BaselineNS)), nanos(uint64(r.ProfileNS)), r.Ratio, r.Interval[0], r.Interval[1], r.Verdict)
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	most := 0.0
	for i := range c.Rows {
		most = max(most, c.Rows[i].Others)
	}
	if most > muchElse {
		fmt.Fprintf(w, "\nothers used up to %.1f processors meanwhile: another comparison may come to something else\n", most)
	}
	return nil
}

// span writes from which number to which.
func span(from, to int) string {
	if from == to {
		return fmt.Sprint(to)
	}
	return fmt.Sprintf("%d to %d", from, to)
}
