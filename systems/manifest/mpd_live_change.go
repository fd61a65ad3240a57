package manifest

import (
	"touchline/systems/manifest/dash"
	"touchline/systems/manifest/index"
)

// catchUp makes the MPD that of a newer view. If it returns false the MPD has to be
// rendered, and may be anything.
func (l *LiveMPD) catchUp(v *index.View, d *Description) bool {
	return l.continues(v, d) && l.push(v, d) && l.drop(v, d) && l.tell(v)
}

// continues reports whether a view is a newer one of the same index, with the same
// periods in its window.
func (l *LiveMPD) continues(v *index.View, d *Description) bool {
	oldest, newest := eventIDs(v)
	if d.From < l.from || d.To < l.to || v.First() >= l.to || *v.At(l.to - 1) != l.last ||
		newest < l.told || l.oldest != 0 && oldest != l.oldest {
		return false
	}
	open := &l.stretches[len(l.stretches)-1]
	for n := l.to; n < d.To; n++ {
		if s := v.At(n); s.Gap() || l.p.origin(s) != open.origin {
			return false
		}
	}
	return d.From < l.stretches[0].end || len(l.stretches) == 1 && d.From < d.To
}

// push adds the segments that have come.
func (l *LiveMPD) push(v *index.View, d *Description) bool {
	for n := l.to; n < d.To; n++ {
		for _, line := range l.lines[1] {
			if line.timeline.Push(timed(v.At(n), line.scale)) != nil {
				return false
			}
		}
	}
	l.to, l.last = d.To, *v.At(d.To - 1)
	l.stretches[len(l.stretches)-1].end = d.To
	return true
}

// drop removes the segments that have left the window, and the events that ended
// before it.
func (l *LiveMPD) drop(v *index.View, d *Description) bool {
	l.from = d.From
	first := &l.stretches[0]
	if d.From <= first.n {
		return true
	}
	for _, line := range l.lines[0] {
		line.timeline.Drop(int(d.From - first.n))
	}
	first.n = d.From
	begin := v.At(first.n).At
	for i := range l.mpd.Periods[0].Streams {
		events := l.mpd.Periods[0].Streams[i].Events
		if begin > 0 {
			events.DropBefore(dash.Scaled(begin - 1)) // one that ends with the first segment's begin stays
		}
		if events.Len() == 0 {
			return false
		}
	}
	return true
}

// tell adds the events that were released.
func (l *LiveMPD) tell(v *index.View) bool {
	list := v.Events()
	oldest, newest := eventIDs(v)
	for i := list.Len() - int(newest-l.told); i < list.Len(); i++ {
		e := list.At(i)
		if e.Splice != nil && supersedes(list, i) {
			return false
		}
		for k, s := range l.stretches {
			in := spanOf(v, s, k == len(l.stretches)-1)
			if in.has(e) && !l.add(&l.mpd.Periods[k], e) {
				return false
			}
		}
	}
	l.oldest, l.told = oldest, newest
	return true
}

// supersedes reports whether splice i of a list takes back an earlier one.
func supersedes(list index.Events, i int) bool {
	for k := range i {
		if s := list.At(k).Splice; s != nil && list.At(i).Splice.Supersedes(s) {
			return true
		}
	}
	return false
}

// add adds an event to the series of a period that it is of, if that is there and
// has room.
func (l *LiveMPD) add(p *dash.Period, e *index.Event) bool {
	scheme := WageringScheme
	if e.Splice != nil {
		scheme = dash.SpliceXML
	}
	for i := range p.Streams {
		if s := &p.Streams[i]; s.Scheme == scheme && s.Events.Len() < dash.MostEvents {
			event := eventOf(e)
			s.Events.Push(&event)
			return true
		}
	}
	return false
}
