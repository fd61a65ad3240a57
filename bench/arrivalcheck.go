package bench

import "touchline/components"

// check compares what was put down for each stream.
func (a *arrival) check(record bool) error {
	fixtures, reports := components.EventFixture.Of(a.run), components.EventReport.Of(a.run)
	list := a.list
	clear(list)
	for i, f := range fixtures {
		e := &reports[i]
		list[f].Wager = wager{Sequence: e.Cause.Seq, Cause: e.Cause, Occurred: e.Occurred, Received: e.Received}
	}
	for i := range list {
		published, err := a.published.Get(streamID(i))
		if err != nil {
			return err
		}
		if a.plant != nil {
			a.plant(&published)
		}
		best, _ := a.best.Get(number(i))
		for name, e := range map[string]*components.Event{byPublished: &published, byBest: &best} {
			theirs := outcome{Wager: wager{
				Sequence: e.Seq, Cause: components.Cause{Seq: e.Seq, Kind: e.Kind, Rev: e.Rev, Source: e.Source},
				Occurred: e.Occurred, Received: e.Received,
			}}
			if d := compare(&list[i], &theirs); d != nil {
				d.Row, d.Reference, d.Stream, d.Tick = arrivalRow, name, number(i), a.tick
				return d
			}
		}
		if record {
			a.digest.add(&list[i])
		}
	}
	return nil
}
