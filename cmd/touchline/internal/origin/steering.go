package origin

import (
	"encoding/json"
	"net/http"
	"strings"

	"touchline/cmd/touchline/internal/program"
)

// Steering is how players are steered over the pathways of a stream.
type Steering struct {
	TTL   int             // seconds until players ask again
	Order func() []string // IDs of the pathways to take, the best first; called by any number of goroutines
	Paths []string        // of pathways that lead here, from / to /
}

// steering says which pathway to take. HLS and DASH read the same (RFC 8216bis,
// section 7; ETSI TS 103 998).
func (s *Server) steering(w http.ResponseWriter, r *http.Request, p *program.Program) {
	if len(p.Presentation.Pathways) == 0 {
		http.Error(w, "there are no pathways", http.StatusNotFound)
		return
	}
	text, err := json.Marshal(struct {
		Version  int      `json:"VERSION"`
		TTL      int      `json:"TTL"`
		Reload   string   `json:"RELOAD-URI"`
		Priority []string `json:"PATHWAY-PRIORITY"`
	}{1, s.cfg.Steering.TTL, r.URL.Path, s.cfg.Steering.Order()})
	if err != nil {
		fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	write(w, text, "no-cache")
}

// pathways serves what is asked for below a pathway that leads here as if it were
// asked for without it.
func (s *Server) pathways(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, path := range s.cfg.Steering.Paths {
			if strings.HasPrefix(r.URL.Path, path+"stream-") {
				http.StripPrefix(strings.TrimSuffix(path, "/"), next).ServeHTTP(w, r)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}
