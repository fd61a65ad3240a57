package bench

import "touchline/bench/reference"

// caller returns what makes the calls of a tick for a module, one stream after the
// other, or for all modules of the pipeline. Its callers have the handles at hand.
func (b *best) caller(modules module) func(*order) error {
	switch modules {
	case wageringModule:
		return b.callWagering
	case directorModule:
		return b.callDirector
	case abrModule:
		return b.callABR
	case deepfakeModule:
		return b.callDeepfake
	case drmModule:
		return b.callDRM
	case masterModule:
		return b.callManifest
	case qoeModule:
		return b.callQoE
	case pipeline &^ drmModule:
		return b.callUnasked
	}
	return b.callAll
}

func (b *best) callWagering(o *order) error {
	c, a := b.calls, &b.answers
	for j, i := range o.streams {
		a.told[j], _ = b.Push(reference.Handle(i), c.now, &c.events[j])
	}
	return nil
}

func (b *best) callDirector(o *order) error {
	c, a := b.calls, &b.answers
	for j, i := range o.streams {
		a.decisions[j] = b.Tick(reference.Handle(i), c.now, c.moments[j], c.signals[j])
	}
	return nil
}

func (b *best) callABR(o *order) error {
	c, a := b.calls, &b.answers
	for j, i := range o.streams {
		a.entries[j], _ = b.Enter(reference.Handle(i), &c.segments[j])
	}
	return nil
}

func (b *best) callDeepfake(o *order) error {
	c, a := b.calls, &b.answers
	for j, i := range o.streams {
		a.opinions[j], _ = b.Submit(reference.Handle(i), c.now, c.verdicts[j])
	}
	return nil
}

func (b *best) callDRM(o *order) error {
	c, a := b.calls, &b.answers
	for j, i := range o.streams {
		b.Renew(reference.Handle(i), c.now, c.requests[j], &a.signed[j])
	}
	return nil
}

func (b *best) callManifest(o *order) error {
	a := &b.answers
	for _, i := range o.streams {
		a.text = b.AppendMaster(a.text[:0], reference.Handle(i))
	}
	return nil
}

func (b *best) callQoE(o *order) error {
	c, a := b.calls, &b.answers
	for j, i := range o.streams {
		b.Beacon(reference.Session(i), c.now, period, &c.beacons[j], &a.reports[j])
	}
	return nil
}

// callAll is the full pipeline of each stream, in one call.
func (b *best) callAll(o *order) error {
	c, a := b.calls, &b.answers
	for j, i := range o.streams {
		q := reference.Asked{
			Event: &c.events[j], Signal: c.signals[j], Segment: &c.segments[j], Verdict: c.verdicts[j],
			License: true, Request: c.requests[j],
		}
		b.All(reference.Handle(i), c.now, &q, &a.all[j])
	}
	return nil
}

// callUnasked is the pipeline of each stream where no license is asked for.
func (b *best) callUnasked(o *order) error {
	c, a := b.calls, &b.answers
	for j, i := range o.streams {
		q := reference.Asked{Event: &c.events[j], Signal: c.signals[j], Segment: &c.segments[j], Verdict: c.verdicts[j]}
		b.All(reference.Handle(i), c.now, &q, &a.all[j])
	}
	return nil
}
