package director

import "touchline/components"

// Urgency is urgency for the model.
func Urgency(age, span components.PTS) int32 { return urgency(age, span) }
