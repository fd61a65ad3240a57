package director

import "touchline/components"

// moveFour is move for streams of four cameras, as nearly all are: their number being
// known, no slice has to be cut out for a stream, no index has to be checked, and the
// four are in registers at once.
func (t *table) moveFour(from, to components.Row, rules *ruleset) {
	n := int(to)
	cameras, levels := t.cameras[:n], components.ByFour(t.levels)[:n]
	scores, roles := components.ByFour(t.scores)[:n], components.ByFour(t.role)[:n]
	for i := int(from); i < n; i++ {
		s := t.styles[i%block]
		u := &rules[s.rule()]
		m, pace, bonus := u.mix, t.paces[s.rule()], &u.bonus[s&63]
		score, level, role := &scores[i], &levels[i], &roles[i]
		s0 := toward(int32(score[0]), bound(m.weigh(&level[0])+int32(bonus[role[0]&7])), pace)
		s1 := toward(int32(score[1]), bound(m.weigh(&level[1])+int32(bonus[role[1]&7])), pace)
		s2 := toward(int32(score[2]), bound(m.weigh(&level[2])+int32(bonus[role[2]&7])), pace)
		s3 := toward(int32(score[3]), bound(m.weigh(&level[3])+int32(bonus[role[3]&7])), pace)
		score[0], score[1] = components.Permille(s0), components.Permille(s1)
		score[2], score[3] = components.Permille(s2), components.Permille(s3)
		top := max(s0, s1, s2, s3)
		if on := cameras[i]; on != 1<<4-1 {
			top = best(score[:], on)
		}
		t.bests[i%block] = top
	}
}
