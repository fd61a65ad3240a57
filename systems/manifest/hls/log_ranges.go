package hls

import "touchline/components"

// Ranges is the text of the date ranges of a playlist that goes on. Each is formatted
// once.
type Ranges struct {
	list []ranged
	text []byte
}

// ranged is a date range in the text.
type ranged struct {
	until components.PTS
	size  int
}

// Reset removes all date ranges.
func (r *Ranges) Reset() { r.list, r.text = r.list[:0], r.text[:0] }

// Push adds a date range, which ends at the given media time.
func (r *Ranges) Push(d *DateRange, until components.PTS) {
	at := len(r.text)
	r.text = appendRange(r.text, d)
	r.list = append(r.list, ranged{until, len(r.text) - at})
}

// DropBefore removes the date ranges that end before at.
func (r *Ranges) DropBefore(at components.PTS) {
	kept, text, from := r.list[:0], r.text[:0], 0
	for _, d := range r.list {
		if d.until >= at {
			kept = append(kept, d)
			text = append(text, r.text[from:from+d.size]...)
		}
		from += d.size
	}
	r.list, r.text = kept, text
}
