package origin

import (
	"net/http"
	"time"

	"touchline/cmd/touchline/internal/program"
	"touchline/systems/manifest"
)

func (s *Server) mpd(w http.ResponseWriter, r *http.Request, p *program.Program) {
	var d manifest.Description
	switch file := r.PathValue("file"); file {
	case "manifest.mpd":
	case "number.mpd":
		d.Numbered = true
	case "low-latency.mpd":
		d.Numbered, d.Chunked = true, p.Presentation.LowLatency()
	default:
		http.Error(w, "no such manifest", http.StatusNotFound)
		return
	}
	v, err := s.wait(r.Context(), p, begun)
	if err != nil {
		fail(w, err)
		return
	}
	d.From, d.To = v.Live, v.End()
	d.Published = manifest.Date(p.Presentation.Wall, v.Changed)
	text := s.pages.text(r.PathValue("stream")+"/"+r.PathValue("file"), &v, func() []byte {
		return p.Presentation.AppendMPD(nil, &v, &d)
	})
	w.Header().Set("Content-Type", "application/dash+xml")
	write(w, text, "no-cache")
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
