package director

import "touchline/components"

// doubted are the alerts that stand on a picture that may not be genuine.
const doubted components.AlertSet = 1<<components.Threshold | 1<<components.Sustained

// ripe reports whether a score, the age of the shot or a lost camera may call for a cut
// of a stream: one that [table.call] lists may have cameras that give no picture, or one
// that may not be genuine, or an operator who cuts.
func (t *table) ripe(stream components.Row) bool {
	b := &t.bus[stream]
	shot := t.span(b.Preset, b.Shot)
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
	scores := t.scores[int(stream)*t.fan:][:t.fan]
	return best(scores, others)-int32(scores[air]) >= shot.need(age)
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
