package director

import "touchline/components"

// doubted are the alerts that stand on a picture that may not be genuine.
const doubted components.AlertSet = 1<<components.Threshold | 1<<components.Sustained

// ripe lists in rows the streams of a block where a score, the age of the shot or a
// lost camera may call for a cut. It returns how many they are.
//
// It reads 21 bytes for each stream, and 3 of the camera on air, and writes 4 for
// each stream that it lists. It branches on nothing that differs from stream to stream
// but on what is rare.
func (t *table) ripe(rows []components.Row, from, to components.Row, rules *ruleset, now components.PTS) int {
	n := int(to)
	cameras, program, taken := t.cameras[:n], t.program[:n], t.taken[:n]
	control, alerts := t.control[:n], t.alerts[:n]
	sizes := t.size
	scores := t.scores[:len(sizes)]
	found := 0
	for i := int(from); i < n; i++ {
		u := &rules[t.styles[i%block].rule()]
		on, air := cameras[i], program[i]&31
		onAir := i*t.fan + int(air)
		shot := &u.spans[sizes[onAir]&3]
		age := now - taken[i] - u.min
		lead := t.bests[i%block] - int32(scores[onAir])
		// What calls for a cut is below 0 if it does, what bars one is if it does not
		// allow it, and lost is if the camera is: only signs count.
		call := shot.length - 1 - age | components.PTS(shot.needs(age)-1-lead) | -components.PTS(alerts[i]&doubted)
		bar := age | -components.PTS(control[i]) | (components.PTS(on&^(1<<air)) - 1)
		lost := components.PTS(on>>air&1) - 1
		if call&^bar|lost < 0 {
			rows[found] = components.Row(i)
			found++
		}
	}
	return found
}
