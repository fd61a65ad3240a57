package hls

// tape is text that is added to at its end, and let go of at its beginning. A place in
// it stays what it is: places count all bytes there ever were.
type tape struct {
	text []byte
	from int // place of the first byte
}

// end is the place after the last byte.
func (t *tape) end() int { return t.from + len(t.text) }

// at is the text between two places.
func (t *tape) at(from, to int) []byte { return t.text[from-t.from : to-t.from] }

// cut lets go of what is from a place on.
func (t *tape) cut(from int) { t.text = t.text[:from-t.from] }

// drop lets go of what is before a place.
func (t *tape) drop(before int) {
	t.text = t.text[:copy(t.text, t.text[before-t.from:])]
	t.from = before
}

// reset returns an empty tape with the memory of t.
func (t *tape) reset() tape { return tape{text: t.text[:0]} }
