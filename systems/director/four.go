package director

import (
	"touchline/components"
	"touchline/ecs"
)

// four is what [table.move] and [table.ripe] do, in one pass, for streams that have
// four cameras: as nearly all have. The number being known, no slice has to be cut
// out for a stream, and no index of a camera can leave its stream.
//
// It reads 20 bytes for each stream, and reads 12 and writes 2 for each of its
// cameras; 6 more are read of its fixture, and 4 are written for each stream that it
// lists. It branches on nothing that differs from stream to stream but on what is
// rare.
func (t *table) four(rows []components.Row, rules *ruleset, now ecs.Now) int {
	n := len(t.fixture)
	fixture, preset, cameras, program := t.fixture[:n], t.preset[:n], t.cameras[:n], t.program[:n]
	taken, control, alerts := t.taken[:n], t.control[:n], t.alerts[:n]
	levels, scores := components.ByFour(t.levels)[:n], components.ByFour(t.scores)[:n]
	roles, sizes := components.ByFour(t.role)[:n], components.ByFour(t.size)[:n]
	phase := t.phase
	aim, crowd := t.aim[:len(phase)], t.crowd[:len(phase)]
	var paces [maxPresets]int32 // 0 is not worked out yet
	found := 0
	for i := range fixture {
		style := styleOf(preset[i])
		u, pace := &rules[style], &paces[style]
		if *pace == 0 {
			*pace = paceOf(u.smooth, now)
		}
		f := fixture[i]
		bonus := &u.bonus[int(phase[f]&7)*8+int(zone(aim[f].X, crowd[f])&7)]
		top := int32(0)
		score, level, role := &scores[i], &levels[i], &roles[i]
		for k := range score {
			worth := u.mix.weigh(&level[k]) + int32(bonus[role[k]&7])
			s := toward(int32(score[k]), min(max(worth, 0), 1000), *pace)
			score[k] = components.Permille(s)
			top = max(top, s)
		}
		on := cameras[i]
		if on != 1<<4-1 { // some give no picture
			top = best(score[:], on)
		}

		air := program[i] & 3
		shot := &u.spans[sizes[i][air]&3]
		age := now.PTS - taken[i] - u.min
		lead := top - int32(score[air])
		// What calls for a cut is below 0 if it does, what bars one is if it does not
		// allow it, and lost is if the camera is.
		call := min(shot.length-1-age, components.PTS(shot.needs(age)-1-lead), -components.PTS(alerts[i]&doubted))
		bar := min(age, -components.PTS(control[i]), components.PTS(on&^(1<<air))-1)
		lost := components.PTS(on>>air&1) - 1
		if call&^bar|lost < 0 {
			rows[found] = components.Row(i)
			found++
		}
	}
	return found
}
