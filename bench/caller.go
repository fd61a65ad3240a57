package bench

import "touchline/bench/reference"

// caller returns what makes the calls of a tick for a module, one stream after the
// other, or for all modules of the pipeline.
func (t *theirs) caller(modules module) func(*order) error {
	switch modules {
	case wageringModule:
		return t.callWagering
	case directorModule:
		return t.callDirector
	case abrModule:
		return t.callABR
	case deepfakeModule:
		return t.callDeepfake
	case drmModule:
		return t.callDRM
	case masterModule:
		return t.callManifest
	case qoeModule:
		return t.callQoE
	case pipeline &^ drmModule:
		return t.callUnasked
	}
	return t.callAll
}

func (t *theirs) callWagering(o *order) (err error) {
	c, a := t.calls, &t.answers
	for j, id := range o.ids {
		if a.records[j], _, _, err = t.wagering.Push(id, c.now, &c.events[j]); err != nil {
			return err
		}
	}
	return nil
}

func (t *theirs) callDirector(o *order) (err error) {
	c, a := t.calls, &t.answers
	for j, id := range o.ids {
		if a.decisions[j], err = t.director.Tick(id, c.now, c.moments[j], c.signals[j]); err != nil {
			return err
		}
	}
	return nil
}

func (t *theirs) callABR(o *order) (err error) {
	c, a := t.calls, &t.answers
	for j, id := range o.ids {
		if a.entries[j], _, err = t.abr.Push(id, c.segments[j]); err != nil {
			return err
		}
	}
	return nil
}

func (t *theirs) callDeepfake(o *order) (err error) {
	c, a := t.calls, &t.answers
	for j, id := range o.ids {
		if a.judgments[j], _, err = t.deepfake.Submit(id, c.now, c.verdicts[j]); err != nil {
			return err
		}
	}
	return nil
}

func (t *theirs) callDRM(o *order) (err error) {
	c, a := t.calls, &t.answers
	for j, id := range o.sessions {
		if a.grants[j], err = t.drm.Renew(id, c.now, c.requests[j]); err != nil {
			return err
		}
	}
	return nil
}

func (t *theirs) callManifest(o *order) (err error) {
	for j, id := range o.ids {
		if t.answers.playlists[j], err = t.manifest.Master(id); err != nil {
			return err
		}
	}
	return nil
}

// callAll is the full pipeline of each stream: what one service returns is what
// the next is asked with.
func (t *theirs) callAll(o *order) (err error) {
	for j := range o.ids {
		if err = t.callFour(o, j); err != nil {
			return err
		}
		q := t.requests[j]
		q.Period = t.answers.entries[j].Period
		if t.answers.grants[j], err = t.drm.Renew(o.sessions[j], t.now, q); err != nil {
			return err
		}
	}
	return nil
}

// callUnasked is the pipeline of each stream where no license is asked for.
func (t *theirs) callUnasked(o *order) error {
	for j := range o.ids {
		if err := t.callFour(o, j); err != nil {
			return err
		}
	}
	return nil
}

// callFour is the pipeline of the stream of call j, up to the license.
func (t *theirs) callFour(o *order, j int) (err error) {
	c, a, id := t.calls, &t.answers, o.ids[j]
	var m reference.Moment
	if a.records[j], m, _, err = t.wagering.Push(id, c.now, &c.events[j]); err != nil {
		return err
	}
	if a.decisions[j], err = t.director.Tick(id, c.now, m, c.signals[j]); err != nil {
		return err
	}
	if a.entries[j], _, err = t.abr.Push(id, c.segments[j]); err != nil {
		return err
	}
	a.judgments[j], _, err = t.deepfake.Submit(id, c.now, c.verdicts[j])
	return err
}
