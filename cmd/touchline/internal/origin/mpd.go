package origin

import (
	"net/http"
	"sync"
	"time"

	"touchline/cmd/touchline/internal/program"
	"touchline/systems/manifest"
	"touchline/systems/manifest/index"
)

func (s *Server) mpd(w http.ResponseWriter, r *http.Request, p *program.Program) {
	var kind manifest.Description
	switch file := r.PathValue("file"); file {
	case "manifest.mpd":
	case "number.mpd":
		kind.Numbered = true
	case "low-latency.mpd":
		kind.Numbered, kind.Chunked = true, p.Presentation.LowLatency()
	default:
		http.Error(w, "no such manifest", http.StatusNotFound)
		return
	}
	v, err := s.wait(r.Context(), p, begun)
	if err != nil {
		fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/dash+xml")
	write(w, s.mpds.of(p, kind).newest(&v), "no-cache")
}

// mpds are the manifests of live windows that somebody has asked for.
type mpds struct{ all sync.Map }

// mpd is the manifest of a live window, and its text as it was last. Many players ask
// for the same: it is written once for all.
type mpd struct {
	mu         sync.Mutex
	live       *manifest.LiveMPD
	generation uint64 // of the view that text is of
	text       []byte // not written again
}

// of returns the manifest of a program, with segments that are listed, numbered or
// chunked.
func (c *mpds) of(p *program.Program, kind manifest.Description) *mpd {
	key := struct {
		program *program.Program
		kind    manifest.Description
	}{p, kind}
	found, ok := c.all.Load(key)
	if !ok {
		found, _ = c.all.LoadOrStore(key, &mpd{live: p.Presentation.NewLiveMPD(kind)})
	}
	return found.(*mpd)
}

// newest returns the text as it is in v, or in a newer view that somebody has come
// with. It is fresh memory: those who were given the one before may still send it.
func (m *mpd) newest(v *index.View) []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.text == nil || m.generation < v.Generation {
		const more = 512 // than the last had: an event, or some segments of another length
		m.text = m.live.AppendMPD(make([]byte, 0, len(m.text)+more), v)
		m.generation = v.Generation
	}
	return m.text
}

// time is the clock of the media, to which players of DASH set theirs: a recorded
// match has a date of its own.
func (s *Server) time(w http.ResponseWriter, _ *http.Request) {
	wall := int64(0)
	if len(s.cfg.Programs.List) > 0 {
		wall = s.cfg.Programs.List[0].Presentation.Wall
	}
	now := time.UnixMilli(manifest.Date(wall, s.clock.read(s.cfg.Speed))).UTC()
	w.Header().Set("Content-Type", "text/plain")
	write(w, now.AppendFormat(nil, "2006-01-02T15:04:05.000Z"), "no-store")
}
