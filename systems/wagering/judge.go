package wagering

import (
	"touchline/components"
	"touchline/ecs"
)

// A verdict is what the markets of one fixture should be in this tick. It is kept
// in scratch memory, and so holds no slices.
type verdict struct {
	fixture components.Row
	sport   components.Sport
	events  int            // that came for it in this tick
	moment  components.PTS // the latest moment that they speak of
	course  course
	targets [components.Groups]target
}

// A docket is the verdicts of a tick, with the events of each fixture chained in
// the order in which they came.
type docket struct {
	verdicts []verdict
	first    []uint32 // by fixture that has a verdict, a row of events + 1, or 0
	next     []uint32 // by such a number, the next
}

// judge decides on the markets of the fixtures in rows.
func (s *System) judge(r *ecs.Run, rows []components.Row) docket {
	d := chain(r, rows)
	d.verdicts = ecs.Take[verdict](r, len(rows))
	for v, f := range rows {
		s.decide(r, &d, &d.verdicts[v], f)
	}
	return d
}

// chain links the events of each fixture, those of rows and more.
func chain(r *ecs.Run, rows []components.Row) docket {
	fixtures := components.EventFixture.Of(r)
	d := docket{
		first: ecs.Unset[uint32](r, r.Len(components.Fixture)),
		next:  ecs.Unset[uint32](r, len(fixtures)+1),
	}
	for _, f := range rows {
		d.first[f] = 0
	}
	for _, f := range fixtures {
		d.first[f] = 0
	}
	for i := len(fixtures); i > 0; i-- {
		f := fixtures[i-1]
		d.next[i], d.first[f] = d.first[f], uint32(i)
	}
	return d
}

func (s *System) decide(r *ecs.Run, d *docket, v *verdict, f components.Row) {
	v.fixture, v.moment = f, r.Now.PTS
	if i := d.first[f]; i > 0 {
		reports := components.EventReport.Of(r)
		v.moment = reports[i-1].Occurred
		for ; i > 0; i = d.next[i] {
			v.events++
			v.moment = max(v.moment, reports[i-1].Occurred)
		}
	}
	b := bookOf(r, f)
	v.sport = b.Sport
	causes, look := b.Causes(r.Now.PTS, s.cfg.Quiet)
	*components.FixtureLook.At(r, f) = look
	v.course = b.course()
	v.targets = b.targets(&v.course, causes, s.cfg.Markets&bets[b.Sport])
}
