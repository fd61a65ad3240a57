package compare

import (
	"math/rand/v2"
	"slices"
	"testing"

	"touchline/cmd/touchline/internal/decisions"
	"touchline/components"
)

// TestWindow: of two runs that have nothing in common, no more is kept than what
// lies within the window.
func TestWindow(t *testing.T) {
	m := newMatcher()
	most := 0
	for tick := range 5000 {
		at := components.PTS(tick) * 4500
		m.forget(at - window)
		a := &decisions.Decision{Kind: "a", T: at, Text: []byte("{}")}
		b := &decisions.Decision{Kind: "b", T: at, Text: []byte("{ }")}
		m.tick([]*decisions.Decision{a}, []*decisions.Decision{b})
		waiting := 0
		for _, list := range m.open {
			waiting += len(list)
		}
		most = max(most, waiting, len(m.waiting))
	}
	if want := 2 * (200 + 1); most != want {
		t.Errorf("%d rows were kept, want %d", most, want)
	}
	m.end()
	if len(m.waiting) != 0 || len(m.open) != 0 {
		t.Errorf("%d rows and %d identities are left", len(m.waiting), len(m.open))
	}
	if r := m.result(); r.Total.First != 5000 || r.Total.Second != 5000 {
		t.Errorf("counts %+v", r.Total)
	}
}

// TestRising compares with the best of all sequences.
func TestRising(t *testing.T) {
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 2))
		list := r.Perm(r.IntN(10))
		got := rising(list)
		for k, i := range got {
			if k > 0 && (i <= got[k-1] || list[i] <= list[got[k-1]]) {
				t.Fatalf("%v: %v does not rise", list, got)
			}
		}
		if want := longest(list); len(got) != want {
			t.Fatalf("%v: %v has %d, want %d", list, got, len(got), want)
		}
	}
}

// longest returns the length of the longest rising sequence, by trying each.
func longest(list []int) int {
	best := 0
	for set := range 1 << len(list) {
		var some []int
		for i, v := range list {
			if set>>i&1 != 0 {
				some = append(some, v)
			}
		}
		if slices.IsSorted(some) {
			best = max(best, len(some))
		}
	}
	return best
}
