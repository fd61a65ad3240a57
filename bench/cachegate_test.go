package bench

import (
	"strings"
	"testing"
	"unsafe"

	"touchline/components"
)

// mostLines are the most lines that a stream may touch in a tick: what it did when
// this was written, and four in a hundred more.
var mostLines = map[string]map[string]float64{
	"m4":        {"match": 0.71, "wagering": 0.94, "director": 0.82, "abr": 1.72, "deepfake": 0.54, "drm": 1.67},
	"graviton4": {"match": 1.41, "wagering": 1.88, "director": 1.59, "abr": 3.41, "deepfake": 1.04, "drm": 3.35},
}

// mostLost is how often a line may be fetched into the first level, at most. It
// depends on where memory happens to lie: up to 1.13 was seen.
const mostLost = 1.25

// TestCacheMisses: the loops touch no more lines than they did, nor more than a tenth
// beyond what their bytes fill, and lose few of them before their time.
func TestCacheMisses(t *testing.T) {
	report, err := CacheMisses(t.Context(), grinding(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Rows) != len(counters)*len(targets) {
		t.Fatalf("%d rows: want one of each module over each pair of caches", len(report.Rows))
	}
	for _, r := range report.Rows {
		if most := mostLines[r.Caches][r.Module]; r.LL > most {
			t.Errorf("%s, %s: touches %.2f lines of a stream, want at most %.2f", r.Module, r.Caches, r.LL, most)
		}
		if r.LL > 1.1*r.Packed {
			t.Errorf("%s, %s: touches %.2f lines, which is over a tenth more than the %.2f that its bytes fill", r.Module, r.Caches, r.LL, r.Packed)
		}
		if r.LL < 0.95*r.Packed { // what a shard of one stream touches once, counts whole
			t.Errorf("%s, %s: touches %.2f lines, which is less than the %.2f that its bytes fill", r.Module, r.Caches, r.LL, r.Packed)
		}
		if lost := r.D1 / r.LL; lost > mostLost {
			t.Errorf("%s, %s: fetches each line %.2f times, want at most %.2f", r.Module, r.Caches, lost, mostLost)
		}
	}
	var text strings.Builder
	if err := report.WriteTable(&text); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + text.String())
}

// TestCacheFault: columns that all begin at the same place of a page are in each
// other's way, where a place has room for one line, and that is seen.
func TestCacheFault(t *testing.T) {
	o := grinding(t)
	narrow := targets[1]
	narrow.D1.Ways = 1
	o.Modules, o.Caches = []string{"wagering"}, []Caches{narrow}
	o.Worker[1] = "cache-worker-aligned"
	report, err := CacheMisses(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if r := report.Rows[0]; r.D1 < 1.5*mostLost*r.LL {
		t.Errorf("fetches each line %.2f times with columns that begin at the same place: want at least %.2f", r.D1/r.LL, 1.5*mostLost)
	}
}

// align moves the transient columns so that each begins at the same place of the
// first level, however large it is.
func align(o *ours) {
	const page = 64 << 10
	for _, c := range components.All.Columns {
		if c.Kind.Root().Form != components.Transient {
			continue
		}
		memory := make([]uint8, page+o.Room(c.Kind)*int(c.Type.Size()))
		base := unsafe.Pointer(unsafe.SliceData(memory))
		o.Columns().Base[c.ID] = unsafe.Add(base, -uintptr(base)%page)
	}
	o.Moved()
}

// TestBytesTouched: what counts is what the loops are known to touch, and for what
// is seldom needed a share.
func TestBytesTouched(t *testing.T) {
	want := map[string]float64{"match": 87, "wagering": 118, "director": 92, "abr": 209, "deepfake": 61, "drm": 201}
	for _, m := range counters {
		got, err := bytesTouched(m)
		if err != nil {
			t.Fatal(err)
		}
		if w := want[m.name]; got < w || got > w+1 {
			t.Errorf("%s touches %.2f bytes of a stream, want from %v to %v", m.name, got, w, w+1)
		}
	}
}
