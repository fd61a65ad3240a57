package hls

import "slices"

// Template is a multivariant playlist with places left open. What streams with the same
// qualities have in common is formatted once, and copied from then on.
type Template struct {
	text  []byte
	keys  int // where in text session keys stand
	holes []hole
	top   int // how many of them are before the keys
}

// hole is a place in the text, and which value stands there.
type hole struct {
	at    int
	value int
}

// Holes is how many values a template has at most.
const Holes = '\t'

// Hole stands for value i in a playlist that a template is made of. It is a control
// character, of which playlists have no other but the line feed.
func Hole(i int) string {
	if i < 0 || i >= Holes {
		panic("hls: a template has 9 values at most")
	}
	return string(rune(i))
}

// NewTemplate returns a template of m, in whose texts [Hole] stands where streams
// differ. Session keys are not looked at: they differ, too.
func NewTemplate(m *Master) *Template {
	t := &Template{}
	t.cut(appendTop(nil, m))
	t.keys, t.top = len(t.text), len(t.holes)
	t.cut(appendQualities(nil, m))
	return t
}

// cut adds text, and opens its holes.
func (t *Template) cut(text []byte) {
	for _, c := range text {
		if c < Holes {
			t.holes = append(t.holes, hole{len(t.text), int(c)})
		} else {
			t.text = append(t.text, c)
		}
	}
}

// String is what all playlists of the template have in common. Templates that differ in
// nothing else have the same text, and the same holes.
func (t *Template) String() string { return string(t.AppendMaster(nil, nil, everyHole[:]...)) }

// everyHole are values that leave the holes as they are.
var everyHole = func() (values [Holes]string) {
	for i := range values {
		values[i] = Hole(i)
	}
	return values
}()

// AppendMaster appends the playlist with the given keys and values to dst and returns
// the extended buffer. It is the same as [AppendMaster] writes.
func (t *Template) AppendMaster(dst []byte, keys []Key, values ...string) []byte {
	dst = slices.Grow(dst, len(t.text))
	dst, at := t.fill(dst, 0, t.holes[:t.top], values)
	dst = append(dst, t.text[at:t.keys]...)
	dst = appendSessionKeys(dst, keys)
	dst, at = t.fill(dst, t.keys, t.holes[t.top:], values)
	return append(dst, t.text[at:]...)
}

// fill appends the text from at up to the last of some holes that there is a value for,
// with their values.
func (t *Template) fill(dst []byte, at int, holes []hole, values []string) ([]byte, int) {
	for i := range holes {
		if v := values[holes[i].value]; v != "" {
			dst = append(dst, t.text[at:holes[i].at]...)
			dst = append(dst, v...)
			at = holes[i].at
		}
	}
	return dst, at
}
