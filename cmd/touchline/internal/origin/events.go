package origin

import (
	"net/http"
	"strconv"
	"sync"

	"touchline/cmd/touchline/internal/program"
	"touchline/components"
	"touchline/systems/manifest"
	"touchline/systems/manifest/index"
)

// lines is how many decisions of a stream are kept for whoever comes later.
const lines = 256

// log is the newest decisions of a stream. Its writer, the leader of the ticks, only
// ever waits for a copy of a few words.
type log struct {
	mu   sync.Mutex
	ring [lines][]byte
	next uint64 // number of the next line
}

func newLog() *log { return &log{} }

func (l *log) add(line []byte) {
	l.mu.Lock()
	slot := &l.ring[l.next%lines]
	*slot = append([]byte(nil), line...) // readers may hold the old one
	l.next++
	l.mu.Unlock()
}

// from returns line n, or the oldest there is if that is gone; nil if it is not there
// yet.
func (l *log) from(n uint64) (line []byte, number uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.next > lines {
		n = max(n, l.next-lines)
	}
	if n >= l.next {
		return nil, n
	}
	return l.ring[n%lines], n
}

// Decided tells of a decision, a line of decisions.ndjson.
func (s *Server) Decided(stream components.Number, line []byte) {
	if l := s.logs[stream]; l != nil {
		l.add(line)
	}
}

// events serves the decisions of a stream as server-sent events. A reader that is
// too slow loses the oldest, and sees it by their numbers.
func (s *Server) events(w http.ResponseWriter, r *http.Request, p *program.Program) {
	defer s.waiters.Add(-1)
	if s.waiters.Add(1) > maxWaiters {
		fail(w, errBusy)
		return
	}
	next, _ := strconv.ParseUint(r.Header.Get("Last-Event-ID"), 10, 62)
	if next > 0 {
		next++
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	flush := http.NewResponseController(w)
	l := s.logs[p.Number]
	if v := p.Published.Load(); next == 0 {
		if _, err := w.Write(appendScore(nil, p, &v)); err != nil {
			return
		}
	}
	for {
		news := *s.wake.current.Load()
		sent := false
		for {
			line, n := l.from(next)
			if line == nil {
				break
			}
			patient(w)
			if _, err := w.Write(appendEvent(nil, line, n)); err != nil {
				return
			}
			next, sent = n+1, true
		}
		if sent && flush.Flush() != nil {
			return
		}
		select {
		case <-news:
		case <-r.Context().Done():
			return
		}
	}
}

func appendEvent(dst, line []byte, n uint64) []byte {
	dst = append(dst, "id: "...)
	dst = strconv.AppendUint(dst, n, 10)
	dst = append(dst, "\ndata: "...)
	dst = append(dst, line...) // which ends with a line feed
	return append(dst, '\n')
}

// appendScore appends how the match stands, for whoever comes when that was decided
// long ago: an event of its own, called score.
func appendScore(dst []byte, p *program.Program, v *index.View) []byte {
	list := v.Events()
	for i := list.Len() - 1; i >= 0; i-- {
		e := list.At(i)
		if e.Wager == nil {
			continue
		}
		dst = append(dst, "event: score\ndata: {\"wall_ms\":"...)
		dst = strconv.AppendInt(dst, manifest.Date(p.Presentation.Wall, e.At), 10)
		dst = manifest.AppendWager(append(dst, `,"event":`...), e.Wager)
		return append(dst, "}\n\n"...)
	}
	return dst
}
