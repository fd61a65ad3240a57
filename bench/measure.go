package bench

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"time"
)

// Options say what is measured. Start from [DefaultOptions].
type Options struct {
	Rows    []string      // names; none for all
	Streams []int         // sizes, of all rows but encodings; from 1 to 1,000,000
	Time    time.Duration // to measure each row at each size for; above 0
	Seed    uint64        // of the workload
	Floors  bool          // measure what the machine can do, too

	// Progress, if it is not nil, is called before each row at each size: the one with
	// that number, from 0. The size of an encoding is 0.
	Progress func(row string, streams, step, steps int)
}

// DefaultOptions measure all rows at three sizes.
func DefaultOptions() Options {
	return Options{Streams: []int{1, 1000, 100_000}, Time: time.Second, Seed: 1}
}

const maxStreams = 1_000_000

// Validate reports everything that is wrong with o.
func (o *Options) Validate() error {
	var errs []error
	_, _, err := Select(o.Rows)
	errs = append(errs, err)
	if len(o.Streams) == 0 {
		errs = append(errs, errors.New("no streams: want at least one size"))
	}
	for _, n := range o.Streams {
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

// alternate runs rounds, of so many operations each, until they have taken so long, the
// two orders in turn. The first of them are recorded in the digest.
func alternate(ctx context.Context, limit time.Duration, operations int, run func(in int, record bool) (round, error)) (rounds [orders][]round, err error) {
	spent := 0.0 // ns
	for k := 0; k < leastRounds || spent < float64(limit); k++ {
		for in := range orders {
			if err := ctx.Err(); err != nil {
				return rounds, err
			}
			r, err := run(in, k < leastRounds)
			if err != nil {
				return rounds, err
			}
			rounds[in] = append(rounds[in], r)
			spent += r.total() * float64(operations)
		}
	}
	return rounds, nil
}

// tabulate returns the measurements that rounds come to: beside each reference, in each
// order.
func tabulate(row Row, load *workload, mode string, references []string, rounds *[orders][]round, d *digest, ours func(*round) float64) (list []Measurement) {
	for k, name := range references {
		for in := range rounds {
			m := Measurement{
				Row: row.Name, Streams: load.streams, Mode: mode, Reference: name, Order: orderNames[in],
				Ours:        median(rounds[in], ours),
				ReferenceNS: median(rounds[in], func(r *round) float64 { return r.references[k] }),
				Digest:      d.String(), Published: row.Published,
			}
			m.Ratio = m.ReferenceNS / m.Ours
			list = append(list, m)
		}
	}
	return list
}

// total is what a round took on all sides.
func (r *round) total() float64 {
	sum := r.ours + r.alone
	for _, ns := range r.references {
		sum += ns
	}
	return sum
}

// median returns the median of what of returns for each round.
func median(rounds []round, of func(*round) float64) float64 {
	values := make([]float64, len(rounds))
	for i := range rounds {
		values[i] = of(&rounds[i])
	}
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}
