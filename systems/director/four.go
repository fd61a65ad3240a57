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
	const apart, up = 0x0000_ffff_0000_ffff, 1023
	way := aim - f + 1024*lanes
	odd := way >> 16 & apart
	even := way & apart
	even = (even*pace + even>>10&lanes*up) >> 10 & apart
	odd = (odd*pace + odd>>10&lanes*up) >> 10 & apart
	return f + (even | odd<<16) - pace*lanes
}

// max is the highest of them.
func (f four) max() int32 {
	return max(int32(uint16(f)), int32(uint16(f>>16)), int32(uint16(f>>32)), int32(f>>48))
}
