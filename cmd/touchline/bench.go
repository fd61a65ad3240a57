package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"touchline/bench"
)

// benchOptions are the flags of touchline bench.
type benchOptions struct {
	bench.Options
	json bool
}

func (o *benchOptions) addFlags(fs *pflag.FlagSet) {
	o.Options = bench.DefaultOptions()
	fs.StringSliceVar(&o.Rows, "rows", nil, "measure these `rows` only")
	fs.IntSliceVar(&o.Streams, "streams", o.Streams, "how many `streams` to measure at, from 1 to 1000000")
	fs.DurationVar(&o.Time, "time", o.Time, "how long to measure each row at each size for")
	fs.Uint64Var(&o.Seed, "seed", o.Seed, "seed of the workload")
	fs.BoolVar(&o.json, "json", false, "print one JSON object")
}

func (a *app) benchCommand() *cobra.Command {
	var o benchOptions
	cmd := &cobra.Command{
		Use:   "bench",
		Short: "Measure the modules beside a reference",
		Long: `Bench measures what an operation of each module costs, beside the same operation
written in the usual design: a service with a map behind a lock, called for one
stream after the other.

Both are given the same input in the same process, in turn, and every result of
one is compared with that of the other: if they differ, the first difference is
an error (exit code 1). The reference is called in shuffled order, as requests
arrive, and in the order in which the streams were added.

Encoders are measured beside libraries that write the same, a document at a time:
what both write is read back and compared. These rows have no sizes.

A size is how many streams there are: the engine runs them as one batch. The
sizes measured by default need about 3 GB of memory and two minutes.`,
		Example: `  touchline bench
  touchline bench --rows director-tick,full-pipeline --streams 1000
  touchline bench --rows dash-mpd,scte35,emsg
  touchline bench --time 5s --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.bench(cmd, &o) },
	}
	o.addFlags(cmd.Flags())
	cmd.AddCommand(a.benchCache())
	return cmd
}

func (a *app) bench(cmd *cobra.Command, o *benchOptions) error {
	if err := o.Validate(); err != nil {
		return as(errUsage, err)
	}
	out := terminal(a.errs)
	if out != nil {
		o.Progress = func(row string, streams int) {
			fmt.Fprint(out, "\r\x1b[K", row)
			if streams > 0 {
				fmt.Fprintf(out, ", %d streams", streams)
			}
		}
	}
	report, err := bench.Run(cmd.Context(), o.Options)
	if out != nil {
		fmt.Fprint(out, "\r\x1b[K")
	}
	switch {
	case err != nil:
		return err
	case o.json:
		return json.NewEncoder(a.out).Encode(report)
	}
	return report.WriteTable(a.out)
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
