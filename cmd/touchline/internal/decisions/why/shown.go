package why

import (
	"fmt"
	"strings"

	"touchline/cmd/touchline/internal/decisions"
	"touchline/components"
)

// shown is what the clock showed in one period, by the decisions made in it.
type shown struct {
	from, to decisions.Clock
	seen     int64          // second of the last decision that the clock ran to
	at       components.PTS // of that decision
	ended    bool           // the clock stands: the period is over
}

// add takes a decision of the period.
func (s *shown) add(d *decisions.Decision) {
	if d.Clock.Second > s.to.Second {
		s.to, s.seen, s.at = d.Clock, d.Clock.Second, d.T
	}
	if d.T-s.at >= components.PTSPerSecond || d.Cause != nil && d.Cause.Event == "period_end" {
		s.ended = true
	}
}

// close lets the clock run on to the beginning of the next period, of which d is
// the first decision, unless it was seen to stand. If there is no break the end of
// a period is in no row of its own.
func (s *shown) close(d *decisions.Decision, sport components.Sport) {
	begins := d.T - (components.PTS(d.Clock.Second)*components.PTSPerSecond - sport.ClockAt(d.Clock.Period))
	if more := (begins - s.at) / components.PTSPerSecond; more > 0 && !s.ended {
		s.to.Second += int64(more)
	}
}

// shows lists what the clock of the run shows: "1@00:00-46:11, 2@45:00-95:04".
func (f *finder) shows() string {
	var parts []string
	for _, s := range f.periods {
		parts = append(parts, fmt.Sprintf("%v-%02d:%02d", s.from, s.to.Second/60, s.to.Second%60))
	}
	return strings.Join(parts, ", ")
}
