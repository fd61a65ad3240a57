package bench

import (
	"context"
	"slices"
)

// step is a row at a size. It adds what it measures to a report.
type step struct {
	row     string
	streams int // 0 where a row has no sizes
	measure func(context.Context) error
}

// steps are what o asks for, in the order in which it is measured and reported.
func (o *Options) steps(r *Report) (list []step) {
	rows, encodings, _ := Select(o.Rows) // which are valid
	for _, row := range rows {
		for _, n := range o.Streams {
			list = append(list, step{row.Name, n, func(ctx context.Context) error {
				limit := o.Time
				if row.Name == fullRow && wants(o.Rows, sustainedRow) {
					limit *= longer
				}
				found, rounds, err := measure(ctx, row, newWorkload(o.Seed, n), limit)
				if err == nil && row.Name == fullRow {
					r.follow(found, &rounds, o.Rows)
				}
				return r.add(found, err)
			}})
		}
	}
	if wants(o.Rows, arrivalRow) {
		for _, n := range o.Streams {
			list = append(list, step{arrivalRow, n, func(ctx context.Context) error {
				return r.add(measureArrival(ctx, newWorkload(o.Seed, n), o.Time))
			}})
		}
	}
	if len(o.Streams) == 0 {
		encodings = nil
	}
	for i := range encodings {
		list = append(list, step{encodings[i].Name, 0, func(ctx context.Context) error {
			m, err := encodings[i].measure(ctx, o.Time)
			return r.add([]Measurement{m}, err)
		}})
	}
	if wants(o.Rows, loopbackRow) && len(o.Streams) > 0 {
		list = append(list, step{loopbackRow, 0, func(ctx context.Context) error {
			f, err := measureLoopback(ctx, o.Seed, o.Time)
			return r.addFigure(f, err)
		}})
	}
	if len(o.Alone) > 0 {
		for _, row := range alone(rows) {
			list = append(list, step{row.Name, slices.Max(o.Alone), func(ctx context.Context) error {
				found, err := measureScale(ctx, row, o.Seed, o.Alone, o.Shard, o.Time)
				r.Alone = append(r.Alone, found...)
				return err
			}})
		}
	}
	if o.Floors {
		list = append(list, step{"floors", 0, func(ctx context.Context) (err error) {
			r.Floors, err = measureFloors(ctx)
			return err
		}})
	}
	return list
}

func (r *Report) add(list []Measurement, err error) error {
	if err == nil {
		r.Rows = append(r.Rows, list...)
	}
	return err
}

func (r *Report) addFigure(f Figure, err error) error {
	if err == nil {
		r.Figures = append(r.Figures, f)
	}
	return err
}
