package director

import "touchline/components"

// moveFour is move for streams of four cameras, as nearly all are: their number being
// known, no slice has to be cut out for a stream, no index has to be checked, and the
// four scores move at once.
func (t *table) moveFour(from, to components.Row, rules *ruleset) {
	t.aimFour(from, to, rules)
	t.approach(from, to)
}

// aimFour writes what the levels and the moment are worth, as scores.
//
// It reads 38 bytes for each stream, and writes 8.
func (t *table) aimFour(from, to components.Row, rules *ruleset) {
	n := int(to)
	levels, roles := components.ByFour(t.levels)[:n], components.ByFour(t.role)[:n]
	for i := int(from); i < n; i++ {
		s := t.styles[i%block]
		u := &rules[s.rule()]
		m, bonus := u.mix, &u.bonus[s&63]
		level, role := &levels[i], side(&roles[i])
		t.aims[i%block] = four(bound(m.weigh(&level[0])+int32(bonus[role&7]))) |
			four(bound(m.weigh(&level[1])+int32(bonus[role>>8&7])))<<16 |
			four(bound(m.weigh(&level[2])+int32(bonus[role>>16&7])))<<32 |
			four(bound(m.weigh(&level[3])+int32(bonus[role>>24&7])))<<48
	}
}

// side puts the roles of four cameras side by side, 8 bits each.
func side(r *[4]components.Role) uint32 {
	return uint32(r[0]) | uint32(r[1])<<8 | uint32(r[2])<<16 | uint32(r[3])<<24
}

// approach moves the scores toward what they aim at, each as [toward] does, and notes
// the best of each stream.
//
// It reads 22 bytes and writes 12 for each stream.
func (t *table) approach(from, to components.Row) {
	n := int(to)
	cameras, scores := t.cameras[:n], components.ByFour(t.scores)[:n]
	for i := int(from); i < n; i++ {
		score := fourOf(&scores[i]).toward(t.aims[i%block], four(t.paces[t.styles[i%block].rule()]))
		score.put(&scores[i])
		top := score.max()
		if on := cameras[i]; on != 1<<4-1 {
			top = best(scores[i][:], on)
		}
		t.bests[i%block] = top
	}
}
