package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"touchline/bench"
	"touchline/cmd/touchline/internal/profile"
)

// benchOptions are the flags of touchline bench.
type benchOptions struct {
	bench.Options
	plot string
	json bool
}

func (o *benchOptions) addFlags(fs *pflag.FlagSet) {
	o.Options = bench.DefaultOptions()
	fs.StringSliceVar(&o.Rows, "rows", nil, "measure these `rows` only")
	fs.IntSliceVar(&o.Streams, "streams", o.Streams, "how many `streams` to measure at, from 1 to 1000000")
	fs.IntSliceVar(&o.Alone, "ours", nil, "measure ours alone at so many `streams`, in turns; without --streams nothing else")
	fs.IntVar(&o.Shard, "shard-size", o.Shard, "streams of a shard of ours alone")
	fs.DurationVar(&o.Time, "time", o.Time, "how long to measure each row at each size for")
	fs.Uint64Var(&o.Seed, "seed", o.Seed, "seed of the workload")
	fs.StringVar(&o.plot, "plot", "", "write a picture of cost against streams, an SVG or PNG `file`")
	fs.BoolVar(&o.json, "json", false, "print one JSON object")
}

func (a *app) benchCommand() *cobra.Command {
	var o benchOptions
	cmd := &cobra.Command{
		Use:   "bench",
		Short: "Measure the modules beside a reference",
		Long: `Bench measures what an operation of each module costs, beside the same operation
in two references that take one call after the other: the design that such services
usually have, a map behind a lock for each module, and the best that can be made of
it, one lock and one look-up by a handle.

All are given the same input in the same process, in turn, and every result of a
reference is compared with ours: if they differ, the first difference is an error
(exit code 1). The references are called in shuffled order, as requests arrive, and
in the order in which the streams were added. The engine runs all streams as one
batch, and up to 1024 of them also one by one.

Encoders are measured beside libraries that write the same, a document at a time:
what both write is read back and compared. These rows have no sizes, nor has
over-loopback, which measures the latency of five services over HTTP on this machine.

A size is how many streams there are. The sizes measured by default need about 3 GB of
memory and some minutes. Ctrl-C ends it with what was measured.

With --ours the engine is measured without references, at several sizes in turns, in
shards as a run has them: what a stream costs where there are many, beside what it
costs where there are few. A million streams take about 6 GB.`,
		Example: `  touchline bench
  touchline bench --rows director-tick,full-pipeline --streams 1000
  touchline bench --rows dash-mpd,scte35,emsg
  touchline bench --rows full-pipeline --streams 1,10,100,1000,10000,100000 --plot cost.svg
  touchline bench --rows full-pipeline --ours 10000,1000000
  touchline bench --time 5s --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.bench(cmd, &o) },
	}
	o.addFlags(cmd.Flags())
	cmd.AddCommand(a.benchCache())
	return cmd
}

func (a *app) bench(cmd *cobra.Command, o *benchOptions) error {
	if len(o.Alone) > 0 && !cmd.Flags().Changed("streams") {
		o.Streams = nil
	}
	if err := o.Validate(); err != nil {
		return as(errUsage, err)
	}
	format := ""
	if o.plot != "" {
		var err error
		if format, err = profile.PlotFormat(o.plot); err != nil {
			return as(errUsage, fmt.Errorf("--plot %w", err))
		}
		if !o.Curve() {
			return as(errUsage, errors.New("--plot: draws full-pipeline, which is not among the rows"))
		}
		o.Floors = true
	}
	p := newBenchProgress(a.errs)
	o.Progress = p.show
	report, err := bench.Run(cmd.Context(), o.Options)
	p.done()
	if report == nil {
		return err
	}
	if o.plot != "" && err == nil {
		err = plotBench(o.plot, format, report) // what was measured is printed all the same
	}
	if o.json {
		return errors.Join(err, json.NewEncoder(a.out).Encode(report))
	}
	return errors.Join(err, report.WriteTable(a.out))
}

// terminal returns w if it is a terminal, which somebody may be looking at, or
// nil.
func terminal(w io.Writer) *os.File {
	if f, ok := w.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			return f
		}
	}
	return nil
}
