// Package recordingtest holds what the tests of readers have in common.
package recordingtest

import (
	"fmt"
	"strings"

	"touchline/components"
	"touchline/ecs"
)

// flagNames are the marks of flags in the text of an event, in their order.
var flagNames = [...]string{"on-target", "penalty", "void", "overturned", "synthetic", "repaired", "late", "scored", "second", "tied", "drawn"}

// Show writes an event on one line: its period, its milliseconds, and what is
// known of it.
//
//	1@60900 shot home A>B (4200,-85)-(5250,0) 900ms =767 on-target,penalty
func Show(e *components.Event, names *ecs.Symbols) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d@%d %v", e.Period, e.Clock/90, e.Kind)
	if e.Team != components.NoTeam {
		fmt.Fprintf(&b, " %v", e.Team)
	}
	if e.Player != 0 {
		fmt.Fprintf(&b, " %s", names.Text(e.Player))
	}
	if e.Other != 0 {
		fmt.Fprintf(&b, ">%s", names.Text(e.Other))
	}
	const none = components.NoPlace
	if e.X != none || e.Y != none {
		fmt.Fprintf(&b, " (%d,%d)", e.X, e.Y)
	}
	if e.EndX != none || e.EndY != none {
		fmt.Fprintf(&b, "-(%d,%d)", e.EndX, e.EndY)
	}
	if e.Duration != 0 {
		fmt.Fprintf(&b, " %dms", e.Duration)
	}
	if e.Value != 0 {
		fmt.Fprintf(&b, " =%d", e.Value)
	}
	if e.Ref != 0 {
		fmt.Fprintf(&b, " of %d", e.Ref)
	}
	mark := " "
	for i, name := range flagNames {
		if e.Flags>>i&1 != 0 {
			b.WriteString(mark + name)
			mark = ","
		}
	}
	return b.String()
}
