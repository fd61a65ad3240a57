package simulate

import "touchline/components"

// lanes are the four levels of a camera side by side, 16 bits each and none of them
// negative, so that a step of arithmetic is one of all four.
type lanes uint64

const each lanes = 0x0001_0001_0001_0001

func packed(l *components.Levels) lanes { return lanes(l.Word()) }

func (l lanes) levels() components.Levels { return components.LevelsOf(uint64(l)) }

// Operands of the arithmetic of lanes. They are variables because an operand in memory
// takes no instruction of its own, and a constant of 64 bits does.
var (
	signs   = 0x8000 * each
	quarter = 0x3fff * each
	noise   = 127 * each
	least   = (0x8000 - 64) * each
	spread  = lanes(1 | 1<<18 | 1<<33 | 1<<48)
	finer   = lanes(0x7f | 0x1ff<<16 | 0xff<<32 | 0x7f<<48)
)

// framed adds what a camera sees more if it is framed well: up to 399 permille of faces,
// half as much of motion and a quarter of sound.
func (l lanes) framed(word uint64) lanes { return l + lanes(cut(word, 400))*spread>>2&finer }

// toward moves levels from 0 to 1000 a quarter of the way to what is wanted, and adds
// from -64 to 63 of noise to each; word has that of all four.
func (l lanes) toward(want lanes, word uint64) lanes {
	return ((3*l+want)>>2&quarter + lanes(word)&noise).unbiased()
}

// unbiased takes off 64, and has what is below 0 or above 1000 end there.
func (l lanes) unbiased() lanes {
	const most = 1000 * each
	return most - (most + 0x8000*each - l.lowered()).kept()
}

// lowered takes off 64, and has what is below 0 end there.
func (l lanes) lowered() lanes { return (l + least).kept() }

// kept is what there is beyond the sign in each lane whose sign is set, and 0 in the
// others: where more was taken off than there is the sign is lost.
func (l lanes) kept() lanes {
	s := l & signs
	return l & (s - s>>15)
}
