package director

import "touchline/components"

// moveFour is move for streams of four cameras, as nearly all are: their number being
// known, no slice has to be cut out for a stream, no index has to be checked, and the
// four scores move at once.
func (t *table) moveFour(bests []int32, styles []style, rules *ruleset, from int) {
	aims := t.aims[:len(styles)]
	t.aimFour(aims, styles, rules, from)
	t.approach(bests, aims, styles, from)
}

// aimFour writes what the levels and the moment are worth, as scores.
//
// It reads 38 bytes for each stream, and writes 8.
func (t *table) aimFour(aims []four, styles []style, rules *ruleset, from int) {
	n := len(styles)
	levels, roles := components.ByFour(t.levels)[from:][:n], components.ByFour(t.role)[from:][:n]
	aims = aims[:n]
	for i, s := range styles {
		u := &rules[s.rule()]
		m, bonus := u.mix, &u.bonus[s&63]
		level, role := &levels[i], side(&roles[i])
		aims[i] = four(bound(m.weigh(&level[0])+int32(bonus[role&7]))) |
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
func (t *table) approach(bests []int32, aims []four, styles []style, from int) {
	n := len(styles)
	cameras, bests, aims := t.cameras[from:][:n], bests[:n], aims[:n]
	scores := components.ByFour(t.scores)[from:][:n]
	for i, s := range styles {
		score := fourOf(&scores[i]).toward(aims[i], four(t.paces[s.rule()]))
		score.put(&scores[i])
		bests[i] = score.max()
		if on := cameras[i]; on != 1<<4-1 {
			bests[i] = best(scores[i][:], on)
		}
	}
}
