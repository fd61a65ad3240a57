package why

import (
	"fmt"
	"strings"

	"touchline/cmd/touchline/internal/decisions"
	"touchline/components"
)

// starts reports whether the message is of where a segment begins.
func (m *spliced) starts() bool { return !strings.HasSuffix(m.Type, "_end") }

// what is the segment that the message is of.
func (m *spliced) what() string {
	name := m.Type
	for _, side := range []string{"_start_in_progress", "_start", "_end"} {
		name = strings.TrimSuffix(name, side)
	}
	return strings.ReplaceAll(name, "_", " ")
}

// saySplice says what a message announces, and why it was sent.
func (h *history) saySplice(m *spliced) string {
	text := fmt.Sprintf("Splice event %d, %s", m.Event, strings.ReplaceAll(m.Type, "_", " "))
	switch {
	case m.Cancel:
		text += ": taken back"
	case m.Immediate:
		text += ": at once"
	default:
		text += fmt.Sprintf(": at PTS %d", m.PTS)
		if ahead := m.At - m.row.T; ahead > 0 {
			text += ", in " + lasted(ahead)
		}
		if m.Duration > 0 {
			text += ", for " + lasted(m.Duration)
		}
	}
	return text + "." + h.sayWhy(m)
}

// sayWhy says what a message goes back to. That is another thing than what it is of:
// play that goes on ends a break.
func (h *history) sayWhy(m *spliced) string {
	what := h.input(m.row)
	if what == "" {
		return ""
	}
	kind, _ := components.ParseEventKind(m.row.Cause.Event)
	ofBreak := strings.Contains(m.Type, "placement_opportunity")
	switch {
	case !ofBreak:
		return " It goes back to " + what + "." + late(m.row)
	case m.Cancel && kind == components.Advert, m.Cancel && !restart(kind) && !finish(kind):
		return " Its source took it back."
	case restart(kind):
		return " Play went on: " + what + "."
	case finish(kind):
		return " The program ends: " + what + "."
	case m.starts():
		return " The match asked for it: " + what + "." + late(m.row)
	case m.Immediate:
		return " Its source took it back, or made it shorter."
	}
	return " Its time is over."
}

func restart(k components.EventKind) bool {
	return k == components.KickOff || k == components.PeriodStart
}

func finish(k components.EventKind) bool {
	return k == components.MatchEnd || k == components.Abandoned
}

func (h *history) addSplice(d *decisions.Decision, at phase) error {
	s, err := d.Splice()
	h.splices = append(h.splices, spliced{s, d, at})
	return err
}
