package components_test

import (
	"testing"

	"touchline/components"
)

// TestStamp: a stamp is the time that it was made of, from one end to the other.
func TestStamp(t *testing.T) {
	const end = components.PTS(1<<47 - 1) // 49 years
	for _, want := range []components.PTS{0, 1, -1, 65_535, 65_536, -65_536, 1 << 33, -1 << 33, end, -end - 1} {
		if got := components.StampOf(want).PTS(); got != want {
			t.Errorf("%d became %d", want, got)
		}
	}
}

// TestDetail: each kind of incident keeps what is asked of it.
func TestDetail(t *testing.T) {
	const clock, ref = components.PTS(-90), uint32(1<<32 - 1)
	for kind := range components.EventKind(64) {
		switch d := components.DetailOf(kind, clock, ref); {
		case kind.In(components.Timed) && d.Clock() != clock:
			t.Errorf("%v: clock %d, want %d", kind, d.Clock(), clock)
		case !kind.In(components.Timed) && d.Ref() != ref:
			t.Errorf("%v: speaks of %d, want %d", kind, d.Ref(), ref)
		}
	}
}
