package director

import "touchline/components"

// move moves the score of each camera toward what its levels and the moment are
// worth, and notes the best of each stream of a block.
//
// It reads 6 bytes and writes 4 for each stream, and reads 11 and writes 2 for each of
// its cameras.
func (t *table) move(from, to components.Row, rules *ruleset) {
	n, whole := int(to), uint32(1<<t.fan-1)
	cameras := t.cameras[:n]
	for i := int(from); i < n; i++ {
		s := t.styles[i%block]
		first, last := i*t.fan, (i+1)*t.fan
		u := &rules[s.rule()]
		m, pace, bonus := u.mix, t.paces[s.rule()], &u.bonus[s&63]
		scores, levels, roles := t.scores[first:last], t.levels[first:last], t.role[first:last]
		top := int32(0)
		for k := range scores {
			aim := m.weigh(&levels[k]) + int32(bonus[roles[k]&7])
			score := toward(int32(scores[k]), bound(aim), pace)
			scores[k] = components.Permille(score)
			top = max(top, score)
		}
		if cameras[i] != whole { // some give no picture
			top = best(scores, cameras[i])
		}
		t.bests[i%block] = top
	}
}
