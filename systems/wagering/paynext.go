package wagering

import "touchline/components"

// payNext settles the next-goal market, goal by goal: what is not right is taken
// back first, by exactly one record for each. The end of play, when nobody scores
// any more, also ends the market.
//
// What is beyond the limit of a tick is left for the next.
func (d *desk) payNext(offered GroupSet) {
	b := bookOf(d.Run, d.v.fixture)
	paid := components.IncidentPaid.Of(d.Run)[d.row:][:len(b.Seq)]
	left := maxNext(d.v.events)
	for _, settling := range [...]bool{false, true} {
		for i, was := range paid {
			want := b.next(&d.v.course, offered, i)
			if want == was || settling != (was == 0) {
				continue
			}
			if ends := settling && want == nobody || !settling && was == nobody; !ends {
				if left == 0 {
					*components.FixtureLook.At(d.Run, d.v.fixture) = d.Now.PTS
					continue
				}
				left--
			}
			if settling {
				paid[i] = want
				d.settleNext(i, want)
			} else {
				paid[i] = 0
				d.takeBackNext(i, was)
			}
		}
	}
}

// nobody is what the next goal is settled with at the end of play.
const nobody = 1

func (d *desk) settleNext(i int, want uint8) {
	if want == nobody {
		*d.status(components.ResultGroup), *d.causes(components.ResultGroup) = components.Settled, 0
	}
	d.put(components.Settle, components.ResultGroup, components.Outcome(want), d.next(i))
}

// next stamps a settlement of the next goal for incident i.
func (d *desk) next(i int) stamp {
	s := d.incident(i)
	s.next = true
	return s
}

func (d *desk) takeBackNext(i int, was uint8) {
	t := &d.v.targets[components.ResultGroup]
	if was == nobody && t.status != components.Settled {
		d.reopen(components.ResultGroup, t)
	}
	*components.MarketRevision.At(d.Run, d.market)++
	d.put(components.Rollback, components.ResultGroup, components.Outcome(was), d.next(i))
}
