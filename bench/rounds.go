package bench

import (
	"context"
	"time"
)

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
	return middle(values)
}
