package drm

import "touchline/components"

// A Question is what the answer to a request depends on.
type Question struct {
	Now      components.PTS
	From     components.PTS    // the viewer's rights begin
	Until    components.PTS    // and end
	Place    components.Symbol // where the viewer is
	Only     components.Symbol // the one territory where the stream may be seen; 0 is everywhere
	Sessions int32             // sessions of the account, the viewer's own apart
	Limit    uint16            // how many it may have
	Holds    bool              // the viewer has a license, and so a session, already
}

// Decide answers a request: [components.Granted], [components.Renewed], or the
// first refusal of rights, territory and concurrency. It is a pure function, so
// that a network edge can answer on arrival and let the tick book it.
func Decide(q *Question) components.GrantResult {
	switch {
	case q.Now < q.From || q.Now >= q.Until:
		return components.RefusedWindow
	case q.Only != 0 && q.Only != q.Place:
		return components.RefusedTerritory
	case q.Holds:
		return components.Renewed
	case q.Sessions >= int32(q.Limit):
		return components.RefusedConcurrent
	}
	return components.Granted
}
