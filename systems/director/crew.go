package director

import "touchline/components"

// A crew is what the moment adds to the scores of cameras, by their roles, two at a
// time: role a + 8 × role b. In each half is one camera's, from -2000 to 2000, and 0x8000
// more, so that none is negative.
type crew [8 * 8]uint32

const none = 0x8000 // what a crew has where nothing is added

func (c *crew) compile(bonus *[components.Roles]components.Permille) {
	for b := range bonus {
		for a := range bonus {
			c[a|b<<3] = uint32(none+int32(bonus[a])) | uint32(none+int32(bonus[b]))<<16
		}
	}
}

// of is what is added to one camera.
func (c *crew) of(setup components.Setup) int32 { return int32(c[setup.Role()]&0xffff) - none }

// four is what is added to four cameras, side by side.
func (c *crew) four(setups *[4]components.Setup) four {
	x := uint32(setups[0]) | uint32(setups[1])<<8 | uint32(setups[2])<<16 | uint32(setups[3])<<24
	x &= 0x07070707 // their roles
	x |= x >> 5     // two are in the lowest six bits of each half
	return four(c[x&63]) | four(c[x>>16&63])<<32
}
