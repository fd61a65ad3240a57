package wagering

import "touchline/components"

// MaxRecords is the most records that a fixture makes in a tick that brings it so
// many events. There must be room for them.
//
// Each event may be told, and settlements of next goals are limited; what is beyond
// the limit is left for the next tick.
func MaxRecords(events int) int {
	const (
		result = 5 // its status, both its settlements taken back, both made anew
		others = 2 * int(components.Groups-1)
	)
	return events + maxNext(events) + result + others
}

// maxNext is the most settlements of next goals in a tick with so many events. An
// event seldom changes more than one goal; a corrected kick-off may change several.
func maxNext(events int) int { return 2 * (events + 1) }
