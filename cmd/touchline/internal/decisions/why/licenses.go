package why

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"touchline/cmd/touchline/internal/decisions"
)

// grants are what viewers were answered up to the moment.
type grants struct {
	held    map[uint64]bool
	results map[string]int
	last    *decisions.Decision
}

func (g *grants) add(grant decisions.Grant, d *decisions.Decision) {
	g.results[grant.Result]++
	g.last = d
	switch grant.Result {
	case "granted", "renewed":
		g.held[grant.Viewer] = true
	case "left", "expired", "revoked":
		delete(g.held, grant.Viewer)
	}
}

// licenses says how many viewers hold a license.
func (h *history) licenses() Part {
	g := &h.grants
	p := Part{About: "licenses", State: fmt.Sprint(len(g.held), " held")}
	if g.last == nil {
		p.Text = "No license was asked for by then."
		return p
	}
	p.Text = fmt.Sprintf("Licenses held: %d. Answers since the run began: %s.", len(g.held), tally(g.results))
	p.Why = []Statement{h.tell(g.last)}
	return p
}

// tally lists counts by name, in the order of the names.
func tally(counts map[string]int) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		parts = append(parts, fmt.Sprintf("%d %s", counts[name], name))
	}
	return strings.Join(parts, ", ")
}
