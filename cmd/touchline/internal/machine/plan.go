package machine

import (
	"fmt"
	"io"
	"strings"
)

// writePlan writes who is pinned where, and why.
func (v *View) writePlan(w io.Writer) {
	p := &v.Plan
	fmt.Fprintf(w, "\nplan: %s, pinning %v", count(p.Workers, "worker"), p.Placement)
	if v.Shards > 0 {
		fmt.Fprintf(w, "; %s of %s", count(v.Shards, "shard"), count(v.Streams, "stream"))
	}
	fmt.Fprintln(w)
	if v.Shards > 0 {
		fmt.Fprintln(w, "  shards are claimed, in each tick, by whichever worker is free")
	}
	for i := 0; i < len(p.Seats); {
		j := i + 1
		for j < len(p.Seats) && p.Seats[j].Why == p.Seats[i].Why && p.Seats[j].CPU == p.Seats[j-1].CPU+1 {
			j++
		}
		fmt.Fprintf(w, "  %s on %s: %s\n", numbers("worker", i, j-1), numbers("CPU", p.Seats[i].CPU, p.Seats[j-1].CPU), p.Seats[i].Why)
		i = j
	}
	if len(p.Seats) == 0 {
		fmt.Fprintf(w, "  nobody is pinned (%s)\n", strings.Join(p.Reasons, "; "))
		return
	}
	for _, r := range p.Reasons {
		fmt.Fprintln(w, " ", r)
	}
}
