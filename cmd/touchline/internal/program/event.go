package program

import (
	"slices"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/manifest/index"
	"touchline/systems/splice"
)

// shown is how long an event of the match is one that players tell of. A viewer who
// is less far behind than the slowest has seen the moment when it is released, and a
// player leaves out what is over.
const shown = 10 * components.PTSPerSecond

// wagers notes what sportsbooks were told of, for the viewers of all streams of its
// match: what happened, and what is taken back. Each may see it when its release
// has come.
func (s *Set) wagers(w *ecs.World) {
	records := components.WagerRecord.Of(w)
	for i, fixture := range components.WagerFixture.Of(w) {
		r := &records[i]
		if r.Group != components.NoGroup || r.Op != components.EventRecord && r.Op != components.Cancel {
			continue
		}
		e := event{r.Release, index.Event{
			At: r.Occurred, Length: shown,
			Wager: &index.Wager{
				Op: r.Op, Kind: r.Cause.Kind, Team: r.Team, Score: r.Score,
				Sequence: r.Sequence, Revision: r.Cause.Rev,
			},
		}}
		for stream, of := range components.StreamFixture.Of(w) {
			if p := s.found[components.StreamNumber.Of(w)[stream]]; p != nil && of == fixture {
				p.wait(e)
				if p.cues != nil {
					p.cues.newest = e.Wager.Score
				}
			}
		}
	}
}

// wait keeps an event until it is released. Those with one release stay in order.
func (p *Program) wait(e event) {
	i := len(p.pending)
	for i > 0 && p.pending[i-1].release > e.release {
		i--
	}
	p.pending = slices.Insert(p.pending, i, e)
}

// release tells of what may be seen now.
func (p *Program) release(now components.PTS) {
	n := 0
	for n < len(p.pending) && p.pending[n].release <= now {
		e := p.pending[n].Event
		e.Released = now
		p.Index.Tell(e)
		p.goal(&e)
		p.changed = true
		n++
	}
	p.pending = slices.Delete(p.pending, 0, n)
}

// splices notes what splicers are told of. Such a message is for now: it is sent
// ahead of its splice point.
func (s *Set) splices(w *ecs.World) {
	numbers := components.StreamNumber.Of(w)
	for i, stream := range components.SpliceStream.Of(w) {
		p := s.found[numbers[stream]]
		if p == nil {
			continue
		}
		cue := splice.CueOf(w, components.Row(i))
		of := cue.Type >= components.ProviderAdvertStart && cue.Type <= components.DistributorPlacementEnd && !cue.Cancel // a break
		told := &index.Splice{
			ID: cue.Event, Type: cue.Type.String(), Section: splice.AppendSection(nil, &cue),
			Out: of && cue.Type&1 == 0, In: of && cue.Type&1 == 1, Cancel: cue.Cancel,
		}
		switch {
		case told.Out:
			p.breaks++
			p.broke = cue.At
			told.Pair = p.breaks
		case told.In:
			told.Pair, told.Begin = p.breaks, p.broke
		}
		p.wait(event{*components.SpliceRelease.At(w, components.Row(i)), index.Event{At: cue.At, Length: cue.Duration, Splice: told}})
	}
}
