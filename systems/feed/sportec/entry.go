package sportec

import (
	"bytes"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// otherMatch is what a file of two matches is refused for.
const otherMatch recording.Fault = "of another match"

// entry reads the next Event element. It reports false at the end of the file,
// and when that is in error.
func (r *reader) entry() bool {
	t, ok := r.doc.next()
	switch {
	case !ok:
		r.broken()
		return false
	case t.end: // of the root
		r.doc.wholly()
		r.broken()
		return false
	case r.doc.depth == 1:
		if t.name != root {
			r.now.tag = t
			r.fail("", "<"+t.name, recording.WrongType, "a "+root)
		}
		return r.err == nil
	case t.name != "Event":
		r.pass()
		return r.err == nil
	}
	r.match.Records++
	r.now = current{tag: t, first: len(r.drafts)}
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
	if r.id() == "" {
		r.fail("EventId", "", recording.Missing, "an ID")
	}
	if id := t.get("MatchId"); id != r.matchID && id != "" {
		if r.matchID != "" {
			r.fail("MatchId", id, otherMatch, recording.Clip([]byte(r.matchID)))
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
	if n.at >= r.latest {
		r.latest, r.behind, n.heard = n.at, 0, n.at
		return
	}
	r.behind++
	n.heard, n.late = r.latest+r.behind, true
	r.match.Warnings.Add(recording.LateEntry, "%s: it is of %v before the latest one: heard of after that",
		r.where(), (r.latest - n.at).Duration())
}

// settle makes the entry, which is read, one of those that are known: a new one,
// or a correction or the end of one that came before.
func (r *reader) settle() {
	e := entry{from: r.now.tag.from, to: r.doc.at()}
	i, known := r.seen[r.id()]
	switch {
	case known && bytes.Equal(r.data[e.from:e.to], r.data[r.entries[i].from:r.entries[i].to]):
		r.match.Warnings.Add(recording.DuplicateID, "%s: came before: left out", r.where())
		r.drafts = r.drafts[:r.now.first]
		return
	case known:
		r.revise(&r.entries[i])
		r.entries[i].from, r.entries[i].to = e.from, e.to
		return
	case r.now.deleted:
		r.match.Warnings.Add(recording.Tombstone, "%s: what it was is not in the file", r.where())
	}
	for k := r.now.first; k < len(r.drafts); k++ {
		e.events = append(e.events, int32(k))
	}
	r.seen[r.id()] = int32(len(r.entries))
	r.entries = append(r.entries, e)
}

// revise makes the drafts of the entry revisions of the events of was, one by one.
// Events that are no more are taken back.
func (r *reader) revise(was *entry) {
	r.hear()
	fresh := r.drafts[r.now.first:]
	for k, origin := range was.events {
		if k < len(fresh) {
			r.replace(origin, int32(r.now.first+k))
			continue
		}
		gone := r.drafts[r.newest[origin]]
		if gone.Flags&components.Voided != 0 {
			continue
		}
		gone.Flags |= components.Voided
		gone.from, gone.heard = r.now.tag.from, r.now.heard
		r.drafts = append(r.drafts, gone)
		r.newest = append(r.newest, 0)
		r.replace(origin, int32(len(r.drafts)-1))
	}
	for k := len(was.events); k < len(fresh); k++ {
		was.events = append(was.events, int32(r.now.first+k))
	}
}

// replace makes draft i the newest revision of the event that began as origin.
func (r *reader) replace(origin, i int32) {
	before := &r.drafts[r.newest[origin]]
	if before.Rev == 255 {
		r.fail("EventId", r.id(), recording.OutOfRange, "at most 255 revisions")
		return
	}
	r.drafts[i].Rev, r.drafts[i].origin = before.Rev+1, origin
	r.newest[origin] = i
}
