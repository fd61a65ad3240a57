package bench

import (
	"fmt"
	"os"
	"testing"
	"unsafe"

	"touchline/components"
)

// cacheGates are the most misses of the first level, for each line that would be
// filled, that a module may have in a shard of a run: what it has, and three in a
// hundred more.
var cacheGates = map[string]map[string]float64{
	"m4":        {"wagering": 9, "director": 9, "abr": 9, "deepfake": 9, "drm": 9},
	"graviton4": {"wagering": 9, "director": 9, "abr": 9, "deepfake": 9, "drm": 9},
}

// TestCacheMisses: the loops miss no more than they did when this was written.
func TestCacheMisses(t *testing.T) {
	report, err := CacheMisses(t.Context(), grinding(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Rows) != len(counters)*len(targets) {
		t.Fatalf("%d rows: want one of each module over each pair of caches", len(report.Rows))
	}
	for _, r := range report.Rows {
		if most := cacheGates[r.Caches][r.Module]; r.Ratio > most {
			t.Errorf("%s, %s: %.2f misses for each line that is filled, want at most %.2f", r.Module, r.Caches, r.Ratio, most)
		}
		if r.D1 < r.LL || r.LL < r.Packed*0.99 {
			t.Errorf("%s, %s: %.2f lines, of which %.2f were touched, and %.2f missed: not in this order", r.Module, r.Caches, r.Packed, r.LL, r.D1)
		}
	}
	if t.Failed() {
		report.WriteTable(os.Stderr)
	}
}

// TestCacheFault: columns that all begin at the same place of a page are in each
// other's way, and that is seen.
func TestCacheFault(t *testing.T) {
	o := grinding(t)
	o.Modules, o.Caches = []string{"wagering"}, targets[1:]
	o.Worker[1] = "cache-worker-aligned"
	report, err := CacheMisses(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	r := report.Rows[0]
	if most := cacheGates[r.Caches][r.Module]; r.Ratio < most {
		t.Errorf("%.2f misses for each line that is filled, with columns that begin at the same place: want more than %.2f", r.Ratio, most)
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
}

// TestBytesTouched: what is counted is what the comments of the loops say.
func TestBytesTouched(t *testing.T) {
	for _, m := range counters {
		got, err := bytesTouched(m.modules)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println(m.name, got)
	}
}
