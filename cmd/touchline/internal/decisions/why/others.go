package why

import (
	"fmt"
	"maps"
	"slices"

	"touchline/cmd/touchline/internal/decisions"
)

// others are decisions of kinds that this package has no words for, by kind: how
// many there were up to the moment, and the last.
type others map[string]*other

type other struct {
	count int
	last  *decisions.Decision
}

func (o others) add(d *decisions.Decision) {
	if o[d.Kind] == nil {
		o[d.Kind] = new(other)
	}
	o[d.Kind].count++
	o[d.Kind].last = d
}

// parts says of each kind how many there were.
func (h *history) otherParts() []Part {
	var parts []Part
	for _, kind := range slices.Sorted(maps.Keys(h.others)) {
		o := h.others[kind]
		parts = append(parts, Part{
			About: kind, State: fmt.Sprint(o.count),
			Text: fmt.Sprintf("%d of the kind %s since the run began, the last at %v.", o.count, kind, o.last.Clock),
			Why:  []Statement{h.tell(o.last)},
		})
	}
	return parts
}
