package director

import "touchline/components"

// move moves the score of each camera toward what its levels and the moment are
// worth, and notes by how much the best of each stream of a block leads.
//
// It reads 6 bytes and writes 4 for each stream, and reads 5 and writes 2 for each of
// its cameras; 6 more are read of its fixture.
func (t *table) move(from, to uint) {
	fan := uint(t.fan)
	for i := from; i < to; i++ {
		f, b := t.fixture[i], &t.bus[i]
		rule := t.rule(b.Preset)
		pace, bonus := t.paces[rule], t.crew(rule, t.phase[f], zone(t.aim[f].X, t.crowd[f]))
		first, last := i*fan, i*fan+fan
		scores, worth, setups := t.scores[first:last], t.worth[first:last], t.setup[first:last]
		top := int32(0)
		for k := range scores {
			score := toward(int32(scores[k]), bound(int32(worth[k])+bonus.of(setups[k])), pace)
			scores[k] = components.Permille(score)
			top = max(top, score)
		}
		t.leads[i%block] = top - int32(scores[min(int(b.Program), len(scores)-1)])
	}
}
