package director

// choose finds the styles of a block of streams, from stream from to before to.
//
// It reads 5 bytes and writes 2 for each stream; 6 more are read of its fixture, which
// is often that of the stream before.
func (t *table) choose(from, to int) {
	fixture, bus := t.fixture[from:to], t.bus[from:to]
	m := len(t.phase)
	phase, aim, crowd := t.phase[:m], t.aim[:m], t.crowd[:m]
	styles := t.styles[:len(bus)]
	for j, f := range fixture {
		styles[j] = t.style(bus[j].Preset, phase[f], zone(aim[f].X, crowd[f]))
	}
}
