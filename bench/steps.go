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
				found, err := measure(ctx, row, newWorkload(o.Seed, n), o.Time)
				if err == nil && row.Name == fullRow {
					r.follow(found, o.Rows)
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
	for i := range encodings {
		list = append(list, step{encodings[i].Name, 0, func(ctx context.Context) error {
			m, err := encodings[i].measure(ctx, o.Time)
			return r.add([]Measurement{m}, err)
		}})
	}
	if wants(o.Rows, sustainedRow) {
		for _, n := range o.Streams {
			list = append(list, step{sustainedRow, n, func(ctx context.Context) error {
				f, err := measureSustained(ctx, newWorkload(o.Seed, n), sustained*o.Time)
				return r.addFigure(f, err)
			}})
		}
	}
	if wants(o.Rows, loopbackRow) {
		list = append(list, step{loopbackRow, 0, func(ctx context.Context) error {
			f, err := measureLoopback(ctx, o.Seed, o.Time)
			return r.addFigure(f, err)
		}})
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

// follow adds the figures that follow from the full pipeline at a size: from its
// batches, beside the references called in shuffled order.
func (r *Report) follow(found []Measurement, asked []string) {
	var by [2]*Measurement
	for i := range found {
		m := &found[i]
		if m.Mode == batch && m.Order == orderNames[inShuffledOrder] {
			by[slices.Index([]string{byPublished, byBest}, m.Reference)] = m
		}
	}
	for _, f := range []struct {
		row string
		of  func(published, best *Measurement) Figure
	}{{headroomRow, headroom}, {streamsRow, streamsAt20Hz}} {
		if wants(asked, f.row) {
			r.Figures = append(r.Figures, f.of(by[0], by[1]))
		}
	}
}
