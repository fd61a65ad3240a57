package director

import "touchline/ecs"

// choose finds the styles of streams, from stream from on.
//
// It reads 5 bytes and writes 2 for each stream; 6 more are read of its fixture, which
// is often that of the stream before.
func (t *table) choose(styles []style, rules *ruleset, from int, now ecs.Now) {
	n, m := len(styles), len(t.phase)
	fixture, preset := t.fixture[from:][:n], t.preset[from:][:n]
	phase, aim, crowd := t.phase[:m], t.aim[:m], t.crowd[:m]
	for i, f := range fixture {
		p := ruleOf(preset[i])
		if t.paces[p] == 0 {
			t.paces[p] = paceOf(rules[p].smooth, now)
		}
		styles[i] = style(p<<6) | style(phase[f]&7)<<3 | style(zone(aim[f].X, crowd[f])&7)
	}
}
