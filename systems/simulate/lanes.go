package simulate

import "touchline/components"

// lanes are the four levels of a camera side by side, 16 bits each and none of them
// negative, so that a step of arithmetic is one of all four.
type lanes uint64

const (
	each  lanes = 0x0001_0001_0001_0001
	signs lanes = 0x8000 * each
)

func packed(l *components.Levels) lanes { return lanes(l.Word()) }

func (l lanes) levels() components.Levels { return components.LevelsOf(uint64(l)) }

// framed adds what a camera sees more if it is framed well: up to 399 permille of faces,
// half as much of motion and a quarter of sound.
func (l lanes) framed(word uint64) lanes {
	well := lanes(cut(word, 400))
	return l + well>>2*(1|1<<48) + well<<16 + well>>1<<32
}

// toward moves levels from 0 to 1000 a quarter of the way to what is wanted, and adds
// from -64 to 63 of noise to each; word has that of all four.
func (l lanes) toward(want lanes, word uint64) lanes {
	const quarter, noise, most = 0x3fff * each, 127 * each, 1000 * each
	level := (3*l+want)>>2&quarter + lanes(word)&noise
	// The sign of a lane, once set, is lost where what is taken off is more than there is.
	above := level | signs - 64*each
	level = above & above.kept()
	below := most | signs - level
	full := below.kept()
	return level&full | most&^full
}

// kept is 0x7fff in each lane whose sign is set, and 0 in the others.
func (l lanes) kept() lanes { return l >> 15 & each * 0x7fff }
