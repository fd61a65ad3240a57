package origin

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"touchline/cmd/touchline/internal/program"
	"touchline/systems/manifest/index"
)

// subtitles serves a segment of subtitles: 12.vtt. It is whole when its pictures are.
func (s *Server) subtitles(w http.ResponseWriter, r *http.Request, p *program.Program) {
	number, ok := strings.CutSuffix(r.PathValue("file"), ".vtt")
	n, err := strconv.ParseUint(number, 10, 62)
	if !ok || err != nil {
		http.Error(w, "no such segment", http.StatusNotFound)
		return
	}
	v, err := s.wait(r.Context(), p, func(v *index.View) bool { return begun(v) && (n < v.End() || n > v.End()+1) })
	switch {
	case err != nil:
		fail(w, err)
		return
	case n < v.First() || n >= v.End():
		http.Error(w, fmt.Sprintf("segment %d: there are %d to %d", n, v.First(), v.End()-1), http.StatusNotFound)
		return
	case v.At(n).Gap():
		http.Error(w, fmt.Sprintf("segment %d: did not come", n), http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "text/vtt")
	write(w, p.Presentation.AppendSubtitles(nil, &v, n), kept)
}
