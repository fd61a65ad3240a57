package director

import "touchline/components"

// call lists the streams of a block that call for a cut by their score or the age of
// their shot, and those of which that does not say enough.
//
// It reads 21 bytes for each stream, writes 4 for each that it lists, and branches on
// nothing.
func (t *table) call(from, to uint) []components.Row {
	bus, alerts := t.bus[:to], t.alerts[:to]
	now, whole, u := t.now, t.whole, t.rules
	found := uint(0)
	for i := from; i < to; i++ {
		b := &bus[i]
		shot := u.span(b.Preset, b.Shot)
		age := now - b.Taken - shot.min
		// It is below 0 if the shot is too long, or the lead enough: only signs count.
		call := shot.length - 1 - age | components.PTS(shot.need(age)-1-t.leads[i%block])
		strange := b.Cameras ^ whole | uint32(b.Control) | uint32(alerts[i]&doubted)
		t.rows[found%block] = components.Row(i)
		found += uint(call&^age|-components.PTS(strange)) >> 63
	}
	return t.rows[:found]
}
