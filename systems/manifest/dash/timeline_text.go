package dash

import (
	"slices"

	"touchline/systems/manifest/internal/text"
)

// write writes the last run, in place of what it was before.
func (t *Timeline) write() {
	const longest = len(`<S t="18446744073709551615" d="18446744073709551615" r="4294967295"/>` + "\n")
	r := &t.runs[len(t.runs)-1]
	t.text = t.text[:len(t.text)-int(r.size)]
	t.text, t.used = slide(t.text, t.used, longest)
	before := len(t.text)
	t.text = appendRun(t.text, r, r.gap)
	r.size, r.cut = uint16(len(t.text)-before), false
}

// append appends the value of startNumber, and all that follows it in a
// SegmentTemplate. The first S has its start, whether it follows from one that is
// gone or not.
func (t *Timeline) append(dst []byte) []byte {
	dst = text.AppendUint(dst, t.number)
	dst = append(dst, "\">\n<SegmentTimeline>\n"...)
	if runs := t.runs[t.head:]; len(runs) > 0 {
		first, list := &runs[0], t.text[t.used:]
		switch {
		case first.cut:
			dst = appendRun(dst, first, true)
			list = list[first.size:]
		case !first.gap:
			dst = append(dst, `<S t="`...)
			dst = text.AppendUint(dst, uint64(first.start))
			dst = append(dst, '"')
			list = list[len("<S"):]
		}
		dst = append(dst, list...)
	}
	return append(dst, "</SegmentTimeline>\n</SegmentTemplate>\n"...)
}

// appendRun appends an S element, with its start if that does not follow from
// what is before it.
func appendRun(dst []byte, r *run, start bool) []byte {
	if start {
		dst = append(dst, `<S t="`...)
		dst = text.AppendUint(dst, uint64(r.start))
		dst = append(dst, `" d="`...)
	} else {
		dst = append(dst, `<S d="`...)
	}
	dst = text.AppendUint(dst, uint64(r.duration))
	if r.count > 1 {
		dst = append(dst, `" r="`...)
		dst = text.AppendUint(dst, uint64(r.count-1))
	}
	return append(dst, "\"/>\n"...)
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
