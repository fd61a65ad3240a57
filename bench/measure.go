package bench

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"
)

// Options say what is measured. Start from [DefaultOptions].
type Options struct {
	Rows    []string      // names; none for all
	Streams []int         // sizes, of all rows but encodings; from 1 to 1,000,000
	Alone   []int         // sizes at which ours is measured without references, in turns
	Shard   int           // streams of a shard there
	Time    time.Duration // to measure each row at each size for; above 0
	Seed    uint64        // of the workload
	Floors  bool          // measure what the machine can do, too

	// Progress, if it is not nil, is called before each row at each size: the one with
	// that number, from 0. The size of an encoding is 0.
	Progress func(row string, streams, step, steps int)
}

// DefaultOptions measure all rows at three sizes.
func DefaultOptions() Options {
	return Options{Streams: []int{1, 1000, 100_000}, Shard: 16384, Time: time.Second, Seed: 1}
}

const (
	maxStreams = 1_000_000
	minShard   = 64
)

// Validate reports everything that is wrong with o.
func (o *Options) Validate() error {
	var errs []error
	rows, _, err := Select(o.Rows)
	errs = append(errs, err)
	if len(o.Streams) == 0 && len(o.Alone) == 0 {
		errs = append(errs, errors.New("no streams: want at least one size"))
	}
	if len(o.Streams) == 0 && err == nil && len(alone(rows)) == 0 {
		errs = append(errs, fmt.Errorf("rows %s: are measured beside references only", strings.Join(o.Rows, ", ")))
	}
	if len(o.Alone) > 0 && (o.Shard < minShard || o.Shard > maxStreams) {
		errs = append(errs, fmt.Errorf("shard size %d: must be from %d to %d", o.Shard, minShard, maxStreams))
	}
	for _, n := range slices.Concat(o.Streams, o.Alone) {
		if n < 1 || n > maxStreams {
			errs = append(errs, fmt.Errorf("streams %d: must be from 1 to %d", n, maxStreams))
		}
	}
	if o.Time <= 0 {
		errs = append(errs, fmt.Errorf("time %v: must be above 0s", o.Time))
	}
	return errors.Join(errs...)
}

// Run measures. It returns a [*Difference] or, of an encoding, an [*Unlike] if the
// sides do not come to the same results. If ctx ends, it returns its error with what
// was measured until then.
func Run(ctx context.Context, o Options) (*Report, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	report := &Report{Machine: ThisMachine()}
	steps := o.steps(report)
	for i := range steps {
		s := &steps[i]
		if o.Progress != nil {
			o.Progress(s.row, s.streams, i, len(steps))
		}
		err := ctx.Err()
		if err == nil {
			err = s.measure(ctx)
		}
		if err != nil && ctx.Err() != nil {
			report.Cut = true
			return report, ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		runtime.GC() // so that the next row does not pay for this one's memory
	}
	return report, nil
}

// measure measures a row at one size: beside each reference, in each order. It returns
// the rounds, too.
func measure(ctx context.Context, row Row, load *workload, limit time.Duration) (list []Measurement, rounds [orders][]round, err error) {
	c, err := newContest(ctx, row, load)
	if err != nil {
		return nil, rounds, err
	}
	rounds, err = alternate(ctx, limit, len(c.mine), c.run)
	if err != nil {
		return nil, rounds, err
	}
	list = tabulate(row, load, batch, c.names(), &rounds, c.digest, func(r *round) float64 { return r.ours })
	if c.alone != nil {
		list = append(list, tabulate(row, load, oneByOne, c.names(), &rounds, c.digest, func(r *round) float64 { return r.alone })...)
	}
	return list, rounds, nil
}
