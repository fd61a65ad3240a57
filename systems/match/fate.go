package match

import "touchline/components"

// judge decides what became of each incident in the light of all others.
//
// A review may overturn what was decided about a goal, so reviews come first; the
// goals that are left disallowed follow.
func (t *table) judge() {
	for i, flags := range t.flags {
		t.fate[i] = components.Stands
		if flags&components.Voided != 0 {
			t.fate[i] = components.Void
		}
	}
	for i, kind := range t.kind {
		if kind == components.ReviewEnd && t.fate[i] == components.Stands {
			t.finish(i)
		}
	}
	for i, kind := range t.kind {
		if kind == components.GoalDisallowed && t.fate[i] == components.Stands {
			t.void(t.detail[i].Ref(), goals)
		}
	}
}

// finish closes the reviews that row i is the end of, and voids what it overturns.
//
// An end is of the reviews before it that look at the same event, or that it
// names; if either of the two does not say, it is of all before it.
func (t *table) finish(i int) {
	names := t.detail[i].Ref()
	about, nearest := names, true
	for k := i - 1; k >= 0; k-- {
		if t.kind[k] != components.ReviewStart || t.fate[k] == components.Void {
			continue
		}
		named, looksAt := names == t.seq[k], t.detail[k].Ref()
		if names != 0 && looksAt != 0 && names != looksAt && !named {
			continue
		}
		t.fate[k] = components.Closed
		if named || nearest && names == 0 {
			about = looksAt // what the review is about, if its end does not say
		}
		nearest = false
	}
	if t.flags[i]&components.Overturned != 0 {
		t.void(about, reviewable)
	}
}

// void voids the incident that is numbered seq, if there is one and it is of
// kinds.
func (t *table) void(seq uint32, kinds components.EventKinds64) {
	if k, ok := find(t.seq, seq); ok && t.kind[k].In(kinds) {
		t.fate[k] = components.Void
	}
}
