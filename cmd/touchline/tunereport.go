package main

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"touchline/cmd/touchline/internal/tune"
	"touchline/profiles"
)

// muchElse is how many processors others may use while a search goes on without a word.
const muchElse = 0.25

// tuneReport is what tune says; its keys are a contract.
type tuneReport struct {
	Verdict  string            `json:"verdict"` // improved or baseline-kept
	Goal     string            `json:"goal"`
	Ratio    *float64          `json:"ratio,omitempty"`
	Interval []float64         `json:"ci,omitempty"`
	Noise    float64           `json:"noise"`
	Pairs    int               `json:"pairs"`
	Others   float64           `json:"others"` // processors that others used beside these, by the median
	Best     string            `json:"best,omitempty"`
	Reason   string            `json:"reason,omitempty"`
	Profile  *profiles.Profile `json:"profile,omitempty"`

	result *tune.Result
	trying *trying
	took   time.Duration
}

func (r *tuneReport) write(w io.Writer, o *tuneOptions) error {
	if o.json {
		return json.NewEncoder(w).Encode(r)
	}
	if o.explain {
		if err := r.explain(w); err != nil {
			return err
		}
	}
	few := ""
	if t := r.trying; len(t.Candidates) < t.all {
		few = fmt.Sprintf(" of %d: there is no time for more", t.all)
	}
	fmt.Fprintf(w, "%d candidates%s; blocks of %d ticks, %v\n", len(r.trying.Candidates), few, r.trying.Ticks, r.took.Round(time.Second))
	fmt.Fprintf(w, "noise: the baseline against itself is within %.1f %%\n", r.Noise*100)
	if r.Ratio != nil {
		fmt.Fprintf(w, "best: %s\n%s: %.3f of the baseline's, 95 %% interval %.3f to %.3f, %s; its p99 %.3f\n",
			r.Best, r.Goal, *r.Ratio, r.Interval[0], r.Interval[1], r.counted(), r.result.Tail.Median)
	}
	if r.Others > muchElse {
		fmt.Fprintf(w, "others used %.1f processors meanwhile: another search may come to something else\n", r.Others)
	}
	if r.Profile == nil {
		_, err := fmt.Fprintf(w, "baseline kept: %s\n", r.Reason)
		return err
	}
	_, err := fmt.Fprintf(w, "improved: %s written; touchline run --profile %s\n", o.out, o.out)
	return err
}

// counted says how many pairs there were, and how many of them count.
func (r *tuneReport) counted() string {
	if all := len(r.result.Pairs); r.Pairs < all {
		return fmt.Sprintf("the calmer %d of %d pairs", r.Pairs, all)
	}
	return fmt.Sprintf("%d pairs", r.Pairs)
}

// explain says what each round came to.
func (r *tuneReport) explain(w io.Writer) error {
	for n, round := range r.result.Rounds {
		fmt.Fprintf(w, "round %d, %d more blocks each: %s by the median of all\n", n+1, round.Blocks, r.Goal)
		tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for i, c := range round.Left {
			fmt.Fprintf(tw, "  %.3f\t%s\n", round.Medians[i], r.trying.Candidates[c].Name)
		}
		if err := tw.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// writePlan says what would be tried.
func (o *tuneOptions) writePlan(w io.Writer, t *trying) error {
	fmt.Fprintf(w, "%d candidates for %d streams, for %v; the first is the baseline:\n", len(t.Candidates), o.plan.Streams, o.time)
	for i := range t.Candidates {
		if _, err := fmt.Fprintf(w, "%3d  %s\n", i, t.Candidates[i].Name); err != nil {
			return err
		}
	}
	return nil
}
