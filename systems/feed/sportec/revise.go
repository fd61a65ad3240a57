package sportec

import (
	"bytes"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// settle makes the entry, which is read, one of those that are known: a new one,
// or a correction or the end of one that came before.
func (r *reader) settle() {
	e := entry{from: r.now.entry.from, to: r.doc.at()}
	i, known := r.seen[r.now.entry.id]
	switch {
	case known && bytes.Equal(r.data[e.from:e.to], r.data[r.entries[i].from:r.entries[i].to]):
		r.match.Warnings.Add(recording.DuplicateID, "%s: came before: left out", r.where())
		r.drafts, r.newest = r.drafts[:r.now.first], r.newest[:r.now.first]
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
	r.seen[r.now.entry.id] = int32(len(r.entries))
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
		if gone.entry, gone.heard = r.now.entry, r.now.heard; r.now.late {
			gone.Flags |= components.Late
		}
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
		r.fail("EventId", r.now.entry.id, recording.OutOfRange, "at most 255 revisions")
		return
	}
	r.drafts[i].Rev, r.drafts[i].origin = before.Rev+1, origin
	r.newest[origin] = i
}
