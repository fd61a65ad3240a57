package sportec

import "touchline/systems/feed/recording"

// entry reads the next Event element. It reports false at the end of the file,
// and when that is in error.
func (r *reader) entry() bool {
	t, ok := r.doc.next()
	switch {
	case !ok:
		r.broken()
		return false
	case t.end: // of the root
		r.doc.rest()
		r.broken()
		return false
	case r.doc.depth == 1:
		if t.name != root {
			r.now.entry = label{from: t.from}
			r.fail("", "<"+t.name, recording.WrongType, "a "+root)
		}
		return r.err == nil
	case t.name != "Event":
		r.pass()
		return r.err == nil
	}
	r.match.Records++
	r.now = current{tag: t, entry: label{t.from, r.match.Records, t.get("EventId")}, first: len(r.drafts)}
	r.head()
	for r.err == nil && r.step() {
	}
	r.broken()
	if r.err == nil {
		r.settle()
	}
	return r.err == nil
}

// pass goes to the end of the element that has just begun.
func (r *reader) pass() {
	for depth := r.doc.depth; r.doc.depth >= depth; {
		if _, ok := r.doc.next(); !ok {
			r.broken()
			return
		}
	}
}

// head reads what all entries have.
func (r *reader) head() {
	t := &r.now.tag
	if r.now.entry.id == "" {
		r.fail("EventId", "", recording.Missing, "an ID")
	}
	if id := t.get("MatchId"); id != r.matchID && id != "" {
		if r.matchID != "" {
			r.fail("MatchId", id, recording.OtherMatch, recording.Clip([]byte(r.matchID)))
		}
		r.matchID = id
	}
	r.now.at = r.instant("EventTime", t.get("EventTime"))
	r.now.x, r.now.y = r.place(t.get("X-Position"), t.get("Y-Position"))
}

// step takes in one tag of the entry, and reports false for its end.
func (r *reader) step() bool {
	t, ok := r.doc.next()
	n := &r.now
	switch {
	case !ok:
		return false
	case !t.end && n.depth == len(n.path):
		r.pass()
	case !t.end:
		n.path[n.depth] = t
		n.depth++
		if n.depth == 1 && t.name == "Delete" {
			n.deleted = true
		}
		return true
	case n.depth == 0:
		return false
	default:
		n.depth--
		if n.depth == 0 {
			r.close()
		}
	}
	return r.err == nil
}

// close takes in the element that says what the entry is, which is now known with
// all that is in it.
func (r *reader) close() {
	if r.now.path[0].name != "Delete" {
		r.hear()
		r.convert(&r.now.path[0], &r.now.path[1], &r.now.path[2])
	}
	r.now.path = [3]tag{}
}

// hear sets when the source knew of the entry. That is not said. But entries come
// in the order in which they were made, so it is no earlier than the latest moment
// that an entry before it speaks of.
//
// Entries that come after that moment one behind the other are a step of the clock
// apart, which keeps their order.
func (r *reader) hear() {
	n := &r.now
	if n.heard != 0 {
		return
	}
	if n.at > r.latest {
		r.latest, r.behind = n.at, 0
	}
	if n.at == r.latest {
		n.heard = n.at
		return
	}
	r.behind++
	n.heard, n.late = r.latest+r.behind, true
	r.match.Warnings.Add(recording.LateEntry, "%s: it is of %v before the latest one: heard of after that",
		r.where(), (r.latest - n.at).Duration())
}
