package compare

import (
	"iter"

	"touchline/cmd/touchline/internal/decisions"
	"touchline/components"
)

// side is one of two streams, taken a tick at a time.
type side struct {
	next func() (*decisions.Decision, error, bool)
	rows []*decisions.Decision // of one tick; nil at the end
	peek *decisions.Decision   // the first of the tick after that
}

func ticks(rows iter.Seq2[*decisions.Decision, error]) (*side, func()) {
	next, stop := iter.Pull2(rows)
	return &side{next: next}, stop
}

// fill reads the next tick unless one is still there.
func (s *side) fill() error {
	if s.rows != nil {
		return nil
	}
	if s.peek != nil {
		s.rows = append(s.rows, s.peek)
		s.peek = nil
	}
	for {
		d, err, ok := s.next()
		if err != nil || !ok {
			return err
		}
		if len(s.rows) > 0 && s.rows[0].T != d.T {
			s.peek = d
			return nil
		}
		s.rows = append(s.rows, d)
	}
}

// time returns when the earlier tick of two sides begins.
func (s *side) time(o *side) components.PTS {
	switch {
	case s.rows == nil:
		return o.rows[0].T
	case o.rows == nil:
		return s.rows[0].T
	}
	return min(s.rows[0].T, o.rows[0].T)
}

// take returns the rows of the tick at t, none if it is a later one that is there.
func (s *side) take(t components.PTS) []*decisions.Decision {
	if s.rows == nil || s.rows[0].T != t {
		return nil
	}
	rows := s.rows
	s.rows = nil
	return rows
}
