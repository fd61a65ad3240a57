package profile

import (
	"fmt"
	"io"
	"math"
	"slices"
	"text/tabwriter"

	"golang.org/x/perf/benchmath"
)

// leastRuns is from how many runs on runs are compared. With fewer the U-test
// cannot tell a difference, however great.
const leastRuns = 4

// Comparison is what became of the figures of runs.
type Comparison struct {
	By          string       `json:"by"` // runs, or blocks of ticks if there are too few
	OldRuns     int          `json:"old_runs"`
	NewRuns     int          `json:"new_runs"`
	Differences []Difference `json:"differences"`
}

// Difference is what became of one figure.
type Difference struct {
	Name    string  `json:"name"`
	Old     Median  `json:"old"`
	New     Median  `json:"new"`
	Ratio   float64 `json:"ratio"`   // new to old
	P       float64 `json:"p"`       // of a difference like this by chance, by the U-test of Mann and Whitney
	Differs bool    `json:"differs"` // P is below 0.05
}

// Median is a median in nanoseconds, and what it lies between at a confidence of 95
// percent; null if there is too little to say.
type Median struct {
	NS float64  `json:"ns"`
	Lo *float64 `json:"lo"`
	Hi *float64 `json:"hi"`
}

// Compare compares runs with older ones, which must be of the same work. If there
// are enough, each counts once, with the median of its medians. Otherwise the
// blocks of ticks count, and what differs are these runs: a machine that was busier
// during one of them makes a difference, too.
func (s *Saved) Compare(old *Saved) (*Comparison, error) {
	if s.Work != old.Work {
		return nil, old.other(s)
	}
	c := &Comparison{By: "blocks", OldRuns: len(old.Runs), NewRuns: len(s.Runs)}
	values := (*Saved).blocks
	if c.OldRuns >= leastRuns && c.NewRuns >= leastRuns {
		c.By, values = "runs", (*Saved).medians
	}
	names := []string{"tick"}
	for _, m := range s.Runs[0].Systems {
		names = append(names, m.Name)
	}
	for _, name := range names {
		if before, after := values(old, name), values(s, name); len(before) > 0 && len(after) > 0 {
			c.Differences = append(c.Differences, difference(name, before, after))
		}
	}
	return c, nil
}

// blocks returns the medians of all blocks.
func (s *Saved) blocks(name string) (all []float64) {
	for i := range s.Runs {
		all = append(all, s.Runs[i].of(name)...)
	}
	return all
}

// medians returns the median of each run.
func (s *Saved) medians(name string) (all []float64) {
	for i := range s.Runs {
		if d := s.Runs[i].of(name); len(d) > 0 {
			all = append(all, median(slices.Clone(d)))
		}
	}
	return all
}

func difference(name string, before, after []float64) Difference {
	a, b := benchmath.NewSample(before, &benchmath.DefaultThresholds), benchmath.NewSample(after, &benchmath.DefaultThresholds)
	c := benchmath.AssumeNothing.Compare(a, b)
	d := Difference{Name: name, Old: interval(a), New: interval(b), P: c.P, Differs: c.P < c.Alpha}
	if d.Old.NS > 0 {
		d.Ratio = d.New.NS / d.Old.NS
	}
	return d
}

func interval(s *benchmath.Sample) Median {
	sum := benchmath.AssumeNothing.Summary(s, 0.95)
	m := Median{NS: sum.Center}
	if !math.IsInf(sum.Lo, 0) && !math.IsInf(sum.Hi, 0) {
		m.Lo, m.Hi = &sum.Lo, &sum.Hi
	}
	return m
}

// WriteTable writes a comparison for people.
func (c *Comparison) WriteTable(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "median\told\tnew\tratio\tp\t")
	for _, d := range c.Differences {
		verdict := "no difference"
		if d.Differs {
			verdict = fmt.Sprintf("%.2f", d.Ratio)
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%.3f\t\n", d.Name, d.Old, d.New, verdict, d.P)
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(w, "\nruns: %d old, %d new", c.OldRuns, c.NewRuns)
	if c.By != "runs" {
		fmt.Fprintf(w, ": too few to tell a change of the program from one of the machine;\n"+
			"--save adds runs to its file, and from %d of each on they are compared run by run", leastRuns)
	}
	_, err := fmt.Fprintln(w)
	return err
}

// String writes a median and how far its interval goes, in percent.
func (m Median) String() string {
	text := brief(uint64(m.NS + 0.5))
	if m.NS <= 0 || m.Lo == nil {
		return text
	}
	return text + fmt.Sprintf(" ±%.0f%%", 100*max(*m.Hi-m.NS, m.NS-*m.Lo)/m.NS)
}
