package director

import "touchline/components"

// moveFour is move for streams of four cameras, as nearly all are: their number being
// known, no slice has to be cut out for a stream, no index has to be checked, and the
// four scores move at once.
func (t *table) moveFour(from, to int) {
	if !t.moveWide(from, to) {
		t.aimFour(from, to)
		t.approach(from, to)
	}
}

// aimFour writes what the levels and the moment are worth, as scores.
//
// It reads 14 bytes for each stream, and writes 8.
func (t *table) aimFour(from, to int) {
	worth, setups := components.ByFour(t.worth)[from:to], components.ByFour(t.setup)[from:to]
	styles, aims := t.styles[:len(worth)], t.aims[:len(worth)]
	crews := &t.crews
	for j, s := range styles {
		aims[j] = fourOf(&worth[j]).and(crews[s&(maxPresets*64-1)].four(&setups[j]))
	}
}

// approach moves the scores toward what they aim at, each as [toward] does, and notes by
// how much the best of each stream leads.
//
// It reads 19 bytes and writes 12 for each stream.
func (t *table) approach(from, to int) {
	scores, bus := components.ByFour(t.scores)[from:to], t.bus[from:to]
	styles, aims, leads := t.styles[:len(scores)], t.aims[:len(scores)], t.leads[:len(scores)]
	for j := range scores {
		score := fourOf(&scores[j]).toward(aims[j], four(t.paces[styles[j].rule()]))
		score.put(&scores[j])
		leads[j] = score.max() - score.at(bus[j].Program)
	}
}
