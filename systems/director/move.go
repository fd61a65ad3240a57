package director

import "touchline/components"

// move moves the score of each camera toward what its levels and the moment are
// worth, and notes by how much the best of each stream of a block leads.
//
// It reads 3 bytes and writes 4 for each stream, and reads 5 and writes 2 for each of
// its cameras.
func (t *table) move(from, to int) {
	styles, leads, bus := t.styles[:to-from], t.leads[:to-from], t.bus[from:to]
	for j, s := range styles {
		first, last := (from+j)*t.fan, (from+j+1)*t.fan
		pace, bonus := t.paces[s.rule()], &t.crews[s&(maxPresets*64-1)]
		scores, worth, setups := t.scores[first:last], t.worth[first:last], t.setup[first:last]
		top := int32(0)
		for k := range scores {
			score := toward(int32(scores[k]), bound(int32(worth[k])+bonus.of(setups[k])), pace)
			scores[k] = components.Permille(score)
			top = max(top, score)
		}
		leads[j] = top - int32(scores[min(int(bus[j].Program), len(scores)-1)])
	}
}
