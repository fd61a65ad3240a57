package dash

import (
	"slices"

	"touchline/systems/manifest/internal/text"
)

// close writes the last run, which will not change any more.
func (t *Timeline) close() {
	const longest = len(`<S t="18446744073709551615" d="18446744073709551615" r="4294967295"/>` + "\n")
	t.text, t.used = slide(t.text, t.used, longest)
	r, before := &t.runs[len(t.runs)-1], len(t.text)
	t.text = appendRun(t.text, r, r.gap)
	r.size = uint16(len(t.text) - before)
}

// append appends the value of startNumber, and all that follows it in a
// SegmentTemplate.
func (t *Timeline) append(dst []byte) []byte {
	dst = text.AppendUint(dst, t.number)
	dst = append(dst, "\">\n<SegmentTimeline>\n"...)
	if runs := t.runs[t.head:]; len(runs) > 0 {
		dst = appendRun(dst, &runs[0], true)
		dst = append(dst, t.text[t.used:]...)
		if len(runs) > 1 {
			last := &runs[len(runs)-1]
			dst = appendRun(dst, last, last.gap)
		}
	}
	return append(dst, "</SegmentTimeline>\n</SegmentTemplate>\n"...)
}

// appendRun appends an S element, with its start if that does not follow from
// what is before it.
func appendRun(dst []byte, r *run, start bool) []byte {
	dst = append(dst, "<S"...)
	if start {
		dst = appendNumber(dst, ` t="`, uint64(r.start))
	}
	dst = appendNumber(dst, ` d="`, uint64(r.duration))
	dst = appendNonzero(dst, ` r="`, uint64(r.count-1))
	return append(dst, "/>\n"...)
}

// slide makes room for more elements by moving s[head:] to the front, once at
// least half of s is used up: so each element is moved about once, and s holds at
// most about four times what it is needed for.
func slide[E any](s []E, head, more int) ([]E, int) {
	if len(s)+more <= cap(s) || 2*head < len(s) {
		return s, head
	}
	return slices.Delete(s, 0, head), 0
}
