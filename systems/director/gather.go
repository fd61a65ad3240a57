//go:build goexperiment.simd && amd64

package director

// gather lays side by side what lies apart in columns and tables.
//
// It reads 26 bytes for each stream, and writes 32; 6 more are read of its fixture.
func (t *table) gather(from uint) {
	to := from + block
	scores, worth, setups := t.four.scores[from:to], t.four.worth[from:to], t.four.setup[from:to]
	fixture, bus := t.fixture[from:to], t.bus[from:to]
	m := len(t.phase)
	phase, aim, crowd := t.phase[:m], t.aim[:m], t.crowd[:m]
	u, paces := t.rules, t.paces[:]
	for j := range block {
		f, b := fixture[j], &bus[j]
		rule := u.rule(b.Preset)
		crew := u.crew(rule, phase[f], zone(aim[f].X, crowd[f]))
		t.sums[j] = uint64(fourOf(&worth[j]) + crew.four(&setups[j]))
		t.marks[j] = uint64(fourOf(&scores[j]))
		t.speeds[j] = uint64(uint32(paces[rule]))
		t.airs[j] = uint64(b.Program)
	}
}
