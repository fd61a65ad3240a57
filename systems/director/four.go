package director

import "touchline/components"

// four are four scores from 0 to 1000 side by side, 16 bits each, so that a step of
// arithmetic is one of all.
type four uint64

// lanes has a 1 in each.
const lanes four = 0x0001_0001_0001_0001

func fourOf(s *[4]components.Permille) four {
	return four(uint16(s[0])) | four(uint16(s[1]))<<16 | four(uint16(s[2]))<<32 | four(uint16(s[3]))<<48
}

func (f four) put(s *[4]components.Permille) {
	s[0], s[1] = components.Permille(f), components.Permille(f>>16)
	s[2], s[3] = components.Permille(f>>32), components.Permille(f>>48)
}

// toward moves all of f by pace 1024ths of the way to aim, as [toward] does.
//
// The way to go is from -1000 to 1000; 1024 more are added to it, so that it is not
// negative and its bit for them says whether to round up. Twenty bits of a product go
// beside each other where 16 do not, so every other score is taken apart.
func (f four) toward(aim, pace four) four {
	const apart, up = 0x0000_ffff_0000_ffff, 1024 * lanes
	way := aim - f + 1024*lanes
	odd := way >> 16 & apart
	even := way & apart
	even = (even*pace + even&up - even&up>>10) >> 10 & apart
	odd = (odd*pace + odd&up - odd&up>>10) >> 10 & apart
	return f + (even | odd<<16) - pace*lanes
}

// and adds to each what a crew has for it, and brings the sum into the range of a score.
func (f four) and(bonus four) four {
	const signs, most = 0x8000 * lanes, 1000 * lanes
	sum := f + bonus // its sign is set if it is not negative: see crew
	sum &= sum.kept()
	below := (most | signs) - sum
	return most - below&below.kept()
}

// kept is 0x7fff in each lane whose sign is set, and 0 in the others.
func (f four) kept() four { return f >> 15 & lanes * 0x7fff }

// at is score k of them.
func (f four) at(k uint8) int32 { return int32(uint16(f >> (k & 3 << 4))) }

// max is the highest of them.
func (f four) max() int32 {
	return max(int32(uint16(f)), int32(uint16(f>>16)), int32(uint16(f>>32)), int32(f>>48))
}
