package machine

// box is a part of the picture: a frame with a title, and boxes in it.
type box struct {
	class      string
	title      string
	x, y, w, h int // within the picture
	kids       []*box
	core       *core // of a box without kids
}

// Measures of the picture, in pixels.
const (
	pictureWidth = 960
	margin       = 16
	padding      = 10
	gap          = 8
	titleHeight  = 24
	coreWidth    = 66
	threadHeight = 26
	letter       = 7 // the width of one, about
)

// boxOf returns the box of a level, which is at most so wide.
func boxOf(l level, width int) *box {
	b := &box{class: l.kind, title: title(l)}
	for _, p := range l.parts {
		b.kids = append(b.kids, boxOf(p, width-2*padding))
	}
	for i := range l.cores {
		c := &l.cores[i]
		b.kids = append(b.kids, &box{class: "core", core: c, w: coreWidth, h: threadHeight * len(c.cpus)})
	}
	b.flow(width)
	return b
}

// flow lays out the boxes in b line by line, as words are, and sizes b. Places are
// relative to b until it is placed.
func (b *box) flow(width int) {
	x, y, height := padding, titleHeight+gap/2, 0
	b.w = min(letter*len([]rune(b.title))+2*padding, width)
	for _, k := range b.kids {
		if x > padding && x+k.w+padding > width {
			x, y, height = padding, y+height+gap, 0
		}
		k.x, k.y = x, y
		x += k.w + gap
		height = max(height, k.h)
		b.w = max(b.w, k.x+k.w+padding)
	}
	b.h = y + height + padding
}

// place moves b, and all that is in it, to where it is in the picture.
func (b *box) place(x, y int) {
	b.x, b.y = b.x+x, b.y+y
	for _, k := range b.kids {
		k.place(b.x, b.y)
	}
}

// title says what a level is, and what each of its cores has.
func title(l level) string {
	text := l.name
	if l.bytes > 0 {
		text += " " + size(l.bytes)
	}
	text += ", " + l.cpus.Named()
	if len(l.cores) == 0 {
		return text
	}
	first := l.cores[0]
	if first.l2 > 0 {
		text += "; a core has L2 " + size(first.l2)
	}
	if first.l1 > 0 && first.l2 > 0 {
		text += ", L1 " + size(first.l1)
	} else if first.l1 > 0 {
		text += "; a core has L1 " + size(first.l1)
	}
	return text
}
