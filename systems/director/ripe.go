package director

import (
	"math/bits"

	"touchline/components"
)

// doubted are the alerts that stand on a picture that may not be genuine.
const doubted components.AlertSet = 1<<components.Threshold | 1<<components.Sustained

// ripe lists the streams of a block where a score, the age of the shot or a lost camera
// may call for a cut.
//
// It writes 4 bytes for each stream that it lists, and reads what [table.call] does.
func (t *table) ripe(from, to int) []components.Row {
	called, odd := t.call(from, to)
	found := 0
	for left := called | odd; left != 0; left &= left - 1 {
		j := bits.TrailingZeros64(left)
		if stream := from + j; odd>>j&1 == 0 || t.unusual(stream) {
			t.rows[found%block] = components.Row(stream)
			found++
		}
	}
	return t.rows[:found]
}

// unusual is ripe for a stream some of whose cameras give no picture, or whose picture
// may not be genuine, or that an operator cuts.
func (t *table) unusual(stream int) bool {
	b := &t.bus[stream]
	k := kind(t.rule(b.Preset), b.Shot)
	shot := &t.spans[k]
	age := t.now - b.Taken - shot.min
	air := b.Program & 31
	others := b.Cameras &^ (1 << air)
	switch {
	case others == b.Cameras: // the camera on air is lost
		return true
	case age < 0 || others == 0 || b.Control != components.Auto:
		return false
	case t.alerts[stream]&doubted != 0 || age >= shot.length:
		return true
	}
	scores := t.scores[stream*t.fan:][:t.fan]
	return best(scores, others)-int32(scores[air]) >= t.needs[k].of(shot, age)
}

// best returns the best of scores whose camera is on.
func best(scores []components.Permille, on uint32) int32 {
	best := int32(0)
	for _, s := range scores {
		best = max(best, int32(s)&-int32(on&1))
		on >>= 1
	}
	return best
}
