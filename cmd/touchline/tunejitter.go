package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math/bits"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"touchline/cmd/touchline/internal/profile"
	"touchline/cmd/touchline/internal/record"
	"touchline/cmd/touchline/internal/service"
	"touchline/cmd/touchline/internal/tune"
)

// jitterOptions are the flags of touchline tune jitter.
type jitterOptions struct {
	rate   string
	time   time.Duration
	rounds int
	plot   string
	json   bool
}

func (a *app) tuneJitter() *cobra.Command {
	var o jitterOptions
	cmd := &cobra.Command{
		Use:   "jitter",
		Short: "Measure how late the clock wakes, beside time.Ticker",
		Long: `Jitter waits for ticks that have no work, and says how late it woke: by the
engine's clock, which sleeps to a deadline and spins the rest, by time.Ticker and by
time.Sleep, in rounds one after the other. What a machine does to a tick that is due
is seen here first: a neighbour, a host that lets processors sleep, a timer that is
bound to a millisecond.`,
		Example: `  touchline tune jitter
  touchline tune jitter --rate 50 --time 30s --plot jitter.svg`,
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.jitter(cmd, &o) },
	}
	fs := cmd.Flags()
	fs.StringVar(&o.rate, "rate", "20", "ticks per second, as `20` or 30000/1001")
	fs.DurationVar(&o.time, "time", 15*time.Second, "how long to measure")
	fs.IntVar(&o.rounds, "rounds", 5, "rounds, in each of which all take their turn")
	fs.StringVar(&o.plot, "plot", "", "write a picture, an SVG or PNG `file`")
	fs.BoolVar(&o.json, "json", false, "print one JSON object")
	return cmd
}

func (a *app) jitter(cmd *cobra.Command, o *jitterOptions) error {
	rate, err := service.ParseRate(o.rate)
	if err != nil {
		return as(errUsage, fmt.Errorf("--%w", err))
	}
	ways := len(tune.Wakers(rate))
	ticks := int(o.time / time.Duration(max(o.rounds, 1)*ways) / rate.At(1).Duration())
	if o.rounds < 1 || ticks < 1 {
		return as(errUsage, fmt.Errorf("--time %v, --rounds %d: want a tick in each round of each of %d ways to wait at least", o.time, o.rounds, ways))
	}
	format := ""
	if o.plot != "" {
		if format, err = profile.PlotFormat(o.plot); err != nil {
			return as(errUsage, fmt.Errorf("--plot %w", err))
		}
		if err := record.Ready(o.plot, true); err != nil {
			return err
		}
	}
	p := newStages(a.errs, time.Now().Add(o.time))
	found, err := tune.MeasureJitter(cmd.Context(), rate, o.rounds, ticks, func(name string, round int) { p.say("%s, round %d of %d", name, round+1, o.rounds) })
	p.done()
	if err != nil {
		return err
	}
	if o.plot != "" {
		if err := plotJitter(o.plot, format, found); err != nil {
			return err
		}
	}
	if o.json {
		return writeJitterJSON(a.out, found)
	}
	return writeJitter(a.out, found)
}

// us is d in microseconds.
func us(d time.Duration) float64 { return float64(d) / 1000 }

func writeJitter(w io.Writer, found []tune.Jitter) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "late by\tp50\tp90\tp99\tmax\tp99 of rounds\tprocessor\t")
	for i := range found {
		j := &found[i]
		low, high := slices.Min(j.P99s), slices.Max(j.P99s)
		fmt.Fprintf(tw, "%s\t%v\t%v\t%v\t%v\t%v to %v\t%.2f %%\t\n", j.Name, nanos(uint64(j.Hist.Quantile(500))), nanos(uint64(j.Hist.Quantile(900))),
			nanos(uint64(j.Hist.Quantile(990))), nanos(uint64(j.Hist.Max())), nanos(uint64(low)), nanos(uint64(high)), 100*float64(j.CPU)/float64(j.Wall))
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	for i := range found {
		if err := writeHistogram(w, &found[i]); err != nil {
			return err
		}
	}
	return nil
}

// writeHistogram draws how often ticks were late by how much, a line for each power of
// two of a microsecond.
func writeHistogram(w io.Writer, j *tune.Jitter) error {
	var counts [32]uint64
	first, last, most := len(counts), 0, uint64(1)
	j.Hist.Buckets(func(low, _ time.Duration, n uint64) {
		k := min(bits.Len64(uint64(low/time.Microsecond)), len(counts)-1)
		counts[k] += n
		first, last, most = min(first, k), max(last, k), max(most, counts[k])
	})
	fmt.Fprintf(w, "\n%s\n", j.Name)
	for k := first; k <= last; k++ {
		edge := time.Duration(1<<k) * time.Microsecond
		bar := int((counts[k]*40 + most - 1) / most)
		if _, err := fmt.Fprintf(w, "  below %9v %6d %s\n", edge, counts[k], strings.Repeat("#", bar)); err != nil {
			return err
		}
	}
	return nil
}

func writeJitterJSON(w io.Writer, found []tune.Jitter) error {
	type row struct {
		Name  string    `json:"name"`
		Ticks uint64    `json:"ticks"`
		P50   float64   `json:"p50_us"`
		P90   float64   `json:"p90_us"`
		P99   float64   `json:"p99_us"`
		Max   float64   `json:"max_us"`
		P99s  []float64 `json:"p99_us_of_rounds"`
		CPU   float64   `json:"cpu_share"`
	}
	var rows []row
	for i := range found {
		j := &found[i]
		r := row{
			Name: j.Name, Ticks: j.Hist.Count(), P50: us(j.Hist.Quantile(500)), P90: us(j.Hist.Quantile(900)), P99: us(j.Hist.Quantile(990)),
			Max: us(j.Hist.Max()), CPU: float64(j.CPU) / float64(j.Wall),
		}
		for _, d := range j.P99s {
			r.P99s = append(r.P99s, us(d))
		}
		rows = append(rows, r)
	}
	return json.NewEncoder(w).Encode(map[string]any{"wakers": rows})
}
