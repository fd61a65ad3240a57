package ecs_test

import (
	"testing"
	"unsafe"

	"touchline/ecs"
)

// TestRingPlanes: what a loop over all rows writes of a slot lies together, planes are
// not at a distance at which they share the sets of a cache, and a row that is created
// where another was finds its slots zeroed.
func TestRingPlanes(t *testing.T) {
	for _, b := range backends {
		w := ecs.NewWorld(testSchema(t), b.make, ecs.Rows{match: 1024})
		plane := w.Plane(past)
		if step := plane * int(unsafe.Sizeof(uint32(0))); plane < 1024 || step%4096 == 0 {
			t.Errorf("%s: %d rows in a plane, %d bytes", b.name, plane, step)
		}
		if w.Len(past) != 3*plane || w.Plane(share) != 2*plane || w.Len(share) != 6*plane {
			t.Errorf("%s: %d rows in planes of %d, %d in planes of %d", b.name, w.Len(past), plane, w.Len(share), w.Plane(share))
		}
		first, last := create(t, w, match, 1), create(t, w, match, 2)
		for k := range 3 {
			pastAt.Of(w)[k*plane+int(first)], pastAt.Of(w)[k*plane+int(last)] = uint32(k)+1, uint32(k)+10
			shareBytes.Of(w)[k*2*plane+int(last)*2+1] = uint8(k) + 20
		}
		w.Remove(match, w.Entity(match, first))
		created := create(t, w, match, 3)
		for k := range 3 {
			if at := pastAt.Of(w)[k*plane:]; at[first] != uint32(k)+10 || at[created] != 0 {
				t.Errorf("%s: slot %d of the row that moved is %d, of the one that came %d", b.name, k, at[first], at[created])
			}
			if bytes := shareBytes.Of(w)[k*2*plane:]; bytes[2*first+1] != uint8(k)+20 || bytes[2*created+1] != 0 {
				t.Errorf("%s: share %d of the row that moved is %d, of the one that came %d", b.name, k, bytes[2*first+1], bytes[2*created+1])
			}
		}
	}
}
