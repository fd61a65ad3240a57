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

	// Progress, if it is not nil, is called before each row at each size. That of an
	// encoding is 0.
	Progress func(row string, streams int)
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
// two sides do not come to the same results, and the error of ctx if that ends.
func Run(ctx context.Context, o Options) (*Report, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	rows, encodings, err := Select(o.Rows)
	if err != nil {
		return nil, err
	}
	report := &Report{Machine: ThisMachine()}
	for _, row := range rows {
		for _, n := range o.Streams {
			if o.Progress != nil {
				o.Progress(row.Name, n)
			}
			list, err := measure(ctx, row, newWorkload(o.Seed, n), o.Time)
			if err != nil {
				return nil, err
			}
			report.Rows = append(report.Rows, list...)
			runtime.GC() // so that the next row does not pay for this one's memory
		}
	}
	for i := range encodings {
		if o.Progress != nil {
			o.Progress(encodings[i].Name, 0)
		}
		m, err := encodings[i].measure(ctx, o.Time)
		if err != nil {
			return nil, err
		}
		report.Rows = append(report.Rows, m)
	}
	return report, nil
}

// measure measures a row at one size.
func measure(ctx context.Context, row Row, load *workload, limit time.Duration) ([]Measurement, error) {
	c, err := newContest(ctx, row, load)
	if err != nil {
		return nil, err
	}
	rounds, err := c.measure(ctx, limit)
	if err != nil {
		return nil, err
	}
	list := make([]Measurement, orders)
	for in := range list {
		m := &list[in]
		*m = Measurement{
			Row: row.Name, Streams: load.streams, Mode: "batch", Reference: byPublished, Order: orderNames[in],
			Ours:        median(rounds[in], func(r round) float64 { return r.ours }),
			ReferenceNS: median(rounds[in], func(r round) float64 { return r.reference }),
			Digest:      c.digest.String(), Published: row.Published,
		}
		m.Ratio = m.ReferenceNS / m.Ours
	}
	return list, nil
}

// measure runs rounds until they have taken so long, the two orders in turn.
func (c *contest) measure(ctx context.Context, limit time.Duration) (rounds [orders][]round, err error) {
	spent := 0.0 // ns
	for k := 0; k < leastRounds || spent < float64(limit); k++ {
		for in := range orders {
			if err := ctx.Err(); err != nil {
				return rounds, err
			}
			r, err := c.run(in, k < leastRounds)
			if err != nil {
				return rounds, err
			}
			rounds[in] = append(rounds[in], r)
			spent += (r.ours + r.reference) * float64(len(c.mine))
		}
	}
	return rounds, nil
}

// median returns the median of what of returns for each round.
func median(rounds []round, of func(round) float64) float64 {
	values := make([]float64, len(rounds))
	for i, r := range rounds {
		values[i] = of(r)
	}
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}
