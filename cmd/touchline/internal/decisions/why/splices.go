package why

import (
	"fmt"
	"strings"

	"touchline/cmd/touchline/internal/decisions"
	"touchline/components"
)

// spliced is a message about a splice point with its row.
type spliced struct {
	decisions.Splice
	row *decisions.Decision
	at  phase
}

// splicing is what the messages of one splice event say up to the moment.
type splicing struct {
	number     uint64
	what       string // program, provider placement opportunity
	begin, end components.PTS
	ends       bool // end is known
	canceled   bool
	last       *spliced
}

func (s *splicing) hear(m *spliced) {
	s.last = m
	switch {
	case m.Cancel:
		s.canceled = true
	case m.starts():
		s.begin, s.end, s.ends = m.At, m.At+m.Duration, m.Duration > 0
	default:
		s.end, s.ends = m.At, true
	}
}

// stands reports whether it is announced or goes on at t.
func (s *splicing) stands(t components.PTS) bool { return !s.canceled && (!s.ends || t < s.end) }

// spliceEvents are the splice events that are known at the moment, by number.
func (h *history) spliceEvents() (all []*splicing) {
	found := map[uint64]*splicing{}
	for i := range h.splices {
		m := &h.splices[i]
		if m.at == after {
			break
		}
		s := found[m.Event]
		if s == nil {
			s = &splicing{number: m.Event, what: m.what(), begin: m.At}
			found[m.Event] = s
			all = append(all, s)
		}
		s.hear(m)
	}
	return all
}

// recent is how long it is told of a splice event that is over, but for the newest.
const recent = 10 * components.PTSPerSecond

// splicePart says what of the stream is a program, a break or an unscheduled event,
// and what is announced: each with its messages, and so for the newest and the recent
// when they are over or were taken back.
func (h *history) splicePart() Part {
	p := Part{About: "splices", State: "none", Text: "No splice point was announced by then."}
	if h.splices == nil {
		p.Text = "The run has no splice points."
		return p
	}
	now := h.found.until()
	told := map[uint64]bool{}
	var states, texts []string
	var next *decisions.Decision // of another splice event
	all := h.spliceEvents()
	for i, s := range all {
		switch {
		case s.stands(now) && now < s.begin:
			states = append(states, s.what+" announced")
			texts = append(texts, fmt.Sprintf("Splice event %d, %s, is announced: it begins in %s%s.", s.number, s.what, lasted(s.begin-now), s.length()))
		case s.stands(now):
			states = append(states, s.what)
			texts = append(texts, fmt.Sprintf("Splice event %d, %s, has run for %s%s.", s.number, s.what, lasted(now-s.begin), s.rest(now)))
		case i < len(all)-1 && now-s.last.row.T > recent:
			continue
		default:
			texts = append(texts, fmt.Sprintf("Splice event %d, %s, %s.", s.number, s.what, s.fate(now)))
		}
		told[s.number] = true
	}
	if states != nil {
		p.State = strings.Join(states, ", ")
	}
	if texts != nil {
		p.Text = strings.Join(texts, " ")
	}
	for i := range h.splices {
		switch m := &h.splices[i]; {
		case m.at != after && told[m.Event]:
			p.Why = append(p.Why, h.tell(m.row))
		case m.at == after && told[m.Event]:
			p.Later = append(p.Later, h.tell(m.row))
		case m.at == after && next == nil:
			next = m.row
		}
	}
	if len(p.Later) == 0 && next != nil {
		p.Later = []Statement{h.tell(next)}
	}
	return p
}

func (s *splicing) length() string {
	if !s.ends {
		return ", and nobody knows for how long"
	}
	return ", for " + lasted(s.end-s.begin)
}

func (s *splicing) rest(now components.PTS) string {
	if !s.ends {
		return ""
	}
	return " and ends in " + lasted(s.end-now)
}

func (s *splicing) fate(now components.PTS) string {
	if s.canceled {
		return "was taken back before it began"
	}
	return "ended " + lasted(now-s.end) + " ago"
}
