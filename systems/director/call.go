package director

import "touchline/components"

// call returns the streams of a block that call for a cut by their score or the age of
// their shot, and those of which that does not say enough, as bits.
//
// It reads 23 bytes for each stream, and branches on nothing.
func (t *table) call(from, to int) (called, odd uint64) {
	bus, alerts := t.bus[from:to], t.alerts[from:to]
	styles, leads := t.styles[:len(bus)], t.leads[:len(bus)]
	now, whole, u := t.now, t.whole, t.rules
	for j := range bus {
		b := &bus[j]
		k := kind(styles[j].rule(), b.Shot)
		shot := &u.spans[k]
		age := now - b.Taken - shot.min
		// It is below 0 if the shot is too long, or the lead enough: only signs count.
		call := shot.length - 1 - age | components.PTS(u.needs[k].of(shot, age)-1-leads[j])
		strange := b.Cameras ^ whole | uint32(b.Control) | uint32(alerts[j]&doubted)
		called = called>>1 | uint64(call&^age)&sign
		odd = odd>>1 | -uint64(strange)&sign
	}
	spare := (block - len(bus)) & (block - 1)
	return called >> spare, odd >> spare
}

const sign = 1 << 63
