package director

import (
	"touchline/components"
	"touchline/ecs"
)

// choose finds the styles of a block of streams, from stream from to before to.
//
// It reads 5 bytes and writes 2 for each stream; 6 more are read of its fixture, which
// is often that of the stream before.
func (t *table) choose(from, to components.Row, rules *ruleset, now ecs.Now) {
	n, m := int(to), len(t.phase)
	fixture, preset := t.fixture[:n], t.preset[:n]
	phase, aim, crowd := t.phase[:m], t.aim[:m], t.crowd[:m]
	for i := int(from); i < n; i++ {
		f, p := fixture[i], ruleOf(preset[i])
		if t.paces[p] == 0 {
			t.paces[p] = paceOf(rules[p].smooth, now)
		}
		t.styles[i%block] = style(p<<6) | style(phase[f]&7)<<3 | style(zone(aim[f].X, crowd[f])&7)
	}
}
