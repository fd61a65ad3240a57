package director

// moveFour is move for streams of four cameras, as nearly all are: their number being
// known, no slice has to be cut out for a stream, no index has to be checked, and the
// four scores move at once.
//
// It is two loops: what one of both would have to wait for is too long for a processor
// to be at several streams at once.
func (t *table) moveFour(from, to uint) {
	if !t.moveWide(from, to) {
		t.aimFour(from, to)
		t.approach(from, to)
	}
}

// aimFour writes what the levels and the moment are worth, as scores, and how fast a
// stream's scores move.
//
// It reads 17 bytes and writes 16 for each stream; 6 more are read of its fixture, which
// is often that of the stream before.
func (t *table) aimFour(from, to uint) {
	worth, setups := t.four.worth[:to], t.four.setup[:to]
	fixture, bus := t.fixture[:to], t.bus[:to]
	m := len(t.phase)
	phase, aim, crowd := t.phase[:m], t.aim[:m], t.crowd[:m]
	u, paces := t.rules, t.paces[:]
	for i := from; i < to; i++ {
		f, rule := fixture[i], u.rule(bus[i].Preset)
		crew := u.crew(rule, phase[f], zone(aim[f].X, crowd[f]))
		t.due[i%block] = due{fourOf(&worth[i]).and(crew.four(&setups[i])), four(paces[rule])}
	}
}

// due is what the scores of a stream move to, and by how many 1024ths of the way.
type due struct{ aim, pace four }

// approach moves the scores toward what is due, each as [toward] does, and notes by how
// much the best of each stream leads.
//
// It reads 25 bytes and writes 12 for each stream.
func (t *table) approach(from, to uint) {
	bus, scores := t.bus[:to], t.four.scores[:to]
	for i := from; i < to; i++ {
		b, due := &bus[i], &t.due[i%block]
		score := fourOf(&scores[i]).toward(due.aim, due.pace)
		score.put(&scores[i])
		t.leads[i%block] = score.max() - score.at(b.Program)
	}
}
