package director

import (
	"touchline/components"
	"touchline/ecs"
)

// score scores all cameras, and returns the streams that may have a cut to make:
// hardly any, so that the loop over all of them has no rules to look up.
func (s *System) score(r *ecs.Run) []components.Row {
	t := table{
		fixture: components.StreamFixture.Of(r),
		cameras: components.StreamCameras.Of(r),
		program: components.StreamProgram.Of(r),
		taken:   components.StreamTaken.Of(r),
		control: components.StreamControl.Of(r),
		preset:  components.StreamPreset.Of(r),
		alerts:  components.StreamAlerts.Of(r),

		levels: components.CameraLevels.Of(r),
		scores: components.CameraScore.Of(r),
		role:   components.CameraRole.Of(r),
		size:   components.CameraSize.Of(r),

		phase: components.FixturePhase.Of(r),
		aim:   components.FixtureAim.Of(r),
		crowd: components.FixtureCrowd.Of(r),
	}
	t.fan = r.Schema().Fan(components.Camera)
	ripe := ecs.Take[components.Row](r, len(t.fixture))
	if t.fan == 4 {
		return ripe[:t.four(ripe, &s.rules, r.Now)]
	}
	t.best = ecs.Take[int32](r, len(t.fixture))
	t.move(&s.rules, r.Now)
	return ripe[:t.ripe(ripe, &s.rules, r.Now.PTS)]
}

// table is the columns that scoring reads: of streams, of cameras, of fixtures.
type table struct {
	fixture []components.Row
	cameras []uint32
	program []uint8
	taken   []components.PTS
	control []components.Control
	preset  []uint8
	alerts  []components.AlertSet

	levels []components.Levels
	scores []components.Permille
	role   []components.Role
	size   []components.ShotSize

	phase []components.Phase
	aim   []components.Place
	crowd []uint8

	fan  int     // cameras of a stream
	best []int32 // the best score of each stream
}

// doubted are the alerts that stand on a picture that may not be genuine.
const doubted components.AlertSet = 1<<components.Threshold | 1<<components.Sustained

// move moves the score of each camera toward what its levels and the moment are
// worth, and notes the best of each stream.
//
// It reads 9 bytes and writes 4 for each stream, and reads 11 and writes 2 for each
// of its cameras; 6 more are read of its fixture, which is often that of the
// stream before.
func (t *table) move(rules *ruleset, now ecs.Now) {
	n := len(t.fixture)
	fixture, preset, cameras, bests := t.fixture[:n], t.preset[:n], t.cameras[:n], t.best[:n]
	whole := uint32(1<<t.fan - 1)
	var paces [maxPresets]int32 // 0 is not worked out yet
	for i, f := range fixture {
		style := styleOf(preset[i])
		u := &rules[style]
		if paces[style] == 0 {
			paces[style] = paceOf(u.smooth, now)
		}
		first, last := i*t.fan, i*t.fan+t.fan
		m, pace, bonus := u.mix, paces[style], u.bonus[int(t.phase[f]&7)*8+int(zone(t.aim[f].X, t.crowd[f])&7)]
		scores, levels, roles := t.scores[first:last], t.levels[first:last], t.role[first:last]
		top := int32(0)
		for k := range scores {
			aim := m.weigh(&levels[k]) + int32(bonus[roles[k]&7])
			score := toward(int32(scores[k]), min(max(aim, 0), 1000), pace)
			scores[k] = components.Permille(score)
			top = max(top, score)
		}
		if cameras[i] != whole { // some give no picture
			top = best(scores, cameras[i])
		}
		bests[i] = top
	}
}

// ripe lists in rows the streams where a score, the age of the shot or a lost
// camera may call for a cut. It returns how many they are.
//
// It reads 20 bytes for each stream, and 3 of the camera on air, and writes 4 for
// each stream that it lists.
func (t *table) ripe(rows []components.Row, rules *ruleset, now components.PTS) int {
	n := len(rows)
	cameras, program, taken := t.cameras[:n], t.program[:n], t.taken[:n]
	control, preset, alerts, bests := t.control[:n], t.preset[:n], t.alerts[:n], t.best[:n]
	found := 0
	for i, on := range cameras {
		u := &rules[styleOf(preset[i])]
		air, first := program[i], i*t.fan
		shot := &u.spans[t.size[first+int(air)]&3]
		age := now - taken[i] - u.min
		lead := bests[i] - int32(t.scores[first+int(air)])
		lost := on>>(air&31)&1 == 0
		free := control[i] == components.Auto && age >= 0 && on&^(1<<(air&31)) != 0
		if lost || free && (age >= shot.length || alerts[i]&doubted != 0 || lead >= shot.needs(age)) {
			rows[found] = components.Row(i)
			found++
		}
	}
	return found
}
