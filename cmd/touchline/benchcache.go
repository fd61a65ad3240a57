package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"touchline/bench"
	"touchline/scheduler/topology"
)

// benchCacheOptions are the flags of touchline bench cache.
type benchCacheOptions struct {
	bench.CacheOptions
	caches []string
	json   bool
}

func (a *app) benchCache() *cobra.Command {
	var o benchCacheOptions
	cmd := &cobra.Command{
		Use:   "cache",
		Short: "Count the cache misses of the modules",
		Long: `Cache runs the loops of five modules, and of the match that comes before them,
over one shard under valgrind's cachegrind, and counts what they miss in the caches
of processors that are built for: those of an Apple M4 (m4), of a Graviton4
(graviton4), and of this machine (host) if it says what they are. Beside that are the
bytes that a stream touches in its columns, and the lines that these would fill: the
least that could be missed.

What is counted is the work of the module alone, in ticks that begin with cold
caches, as they do in a run. Counts of the first level may differ by a twentieth or
more between two runs, since memory is laid out anew in each; those of the last level
repeat.

It needs valgrind, symbols in the program, which go build keeps and go run does not
(exit code 3 if one of them is missing), and a minute or two.`,
		Example: `  touchline bench cache
  touchline bench cache --modules director --caches graviton4
  touchline bench cache --streams 12000 --json`,
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.cacheMisses(cmd, &o) },
	}
	fs := cmd.Flags()
	fs.StringSliceVar(&o.Modules, "modules", nil, "count these `modules` only")
	fs.StringSliceVar(&o.caches, "caches", nil, "simulate these `caches` only: m4, graviton4, host")
	fs.IntVar(&o.Streams, "streams", bench.ShardStreams, "`streams` of the shard, from 1 to 1000000")
	fs.BoolVar(&o.json, "json", false, "print one JSON object")
	cmd.AddCommand(&cobra.Command{
		Use:    "worker",
		Short:  "What runs under cachegrind",
		Hidden: true,
		RunE:   func(_ *cobra.Command, args []string) error { return as(errUsage, bench.CacheWorker(args)) },
	})
	return cmd
}

func (a *app) cacheMisses(cmd *cobra.Command, o *benchCacheOptions) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	o.Worker = []string{self, "bench", "cache", "worker"}
	machine, err := topology.Host()
	if err != nil {
		return err
	}
	if o.Caches, err = selectCaches(bench.AllCaches(&machine), o.caches); err == nil {
		err = o.Validate()
	}
	if err != nil {
		return as(errUsage, err)
	}
	report, err := bench.CacheMisses(cmd.Context(), o.CacheOptions)
	switch {
	case errors.Is(err, bench.ErrNoValgrind), errors.Is(err, bench.ErrNoSymbols):
		return as(errInput, err)
	case err != nil:
		return err
	case o.json:
		return json.NewEncoder(a.out).Encode(report)
	}
	return report.WriteTable(a.out)
}

// selectCaches returns the caches called names, or all if there are no names.
func selectCaches(all []bench.Caches, names []string) (list []bench.Caches, err error) {
	var known []string
	for _, c := range all {
		known = append(known, c.Name)
		if len(names) == 0 || slices.Contains(names, c.Name) {
			list = append(list, c)
		}
	}
	for _, name := range names {
		if !slices.Contains(known, name) {
			return nil, fmt.Errorf("--caches %q: want some of %s", name, strings.Join(known, ", "))
		}
	}
	return list, nil
}
