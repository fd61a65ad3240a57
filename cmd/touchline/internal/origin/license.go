package origin

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"

	"touchline/cmd/touchline/internal/program"
	"touchline/systems/drm/clearkey"
	"touchline/systems/drm/jws"
	"touchline/systems/drm/key"
	"touchline/systems/manifest"
)

// license gives a player the keys that its pass admits it to (W3C Encrypted Media
// Extensions, 9.1): those of the key periods that viewers can see now, and of the
// next.
func (s *Server) license(w http.ResponseWriter, r *http.Request, p *program.Program) {
	if s.cfg.Scheme == "" {
		http.Error(w, "the media is in the clear", http.StatusNotFound)
		return
	}
	token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if token == "" {
		token = r.URL.Query().Get("token")
	}
	if token == "" {
		refuse(w, http.StatusUnauthorized, errors.New("no pass: want one as a bearer token"))
		return
	}
	now := manifest.Date(p.Presentation.Wall, s.clock.read(s.cfg.Speed)) / 1000
	pass, err := jws.Verify([]byte(token), s.cfg.Keys.PassKey(), &jws.Check{Now: now, Stream: p.Number})
	if err != nil {
		refuse(w, http.StatusForbidden, err)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		refuse(w, http.StatusBadRequest, err)
		return
	}
	request, err := clearkey.ParseRequest(body)
	if err != nil {
		refuse(w, http.StatusBadRequest, err)
		return
	}
	v := p.Published.Load()
	if !begun(&v) {
		fail(w, errors.New("nothing has begun"))
		return
	}
	var keys []key.Key
	for period := v.At(v.Live).Period; period <= v.At(v.End()-1).Period+1; period++ {
		keys = s.cfg.Keys.AppendPeriod(keys, p.Number, period)
	}
	if _, err := clearkey.Answer(nil, request, pass.Tier, keys); err != nil {
		refuse(w, http.StatusForbidden, err)
		return
	}
	text, err := clearkey.Answer(nil, with(request, keys), pass.Tier, keys)
	if err != nil {
		refuse(w, http.StatusForbidden, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	write(w, text, "no-store")
}

// with asks for all keys beside those that were asked for. Some players ask for one
// key alone, though pictures and sound have two.
func with(request *clearkey.Request, keys []key.Key) *clearkey.Request {
	all := *request
	all.KeyIDs = slices.Clone(request.KeyIDs)
	for _, k := range keys {
		if !slices.Contains(all.KeyIDs, k.ID) && len(all.KeyIDs) < clearkey.MaxKeyIDs {
			all.KeyIDs = append(all.KeyIDs, k.ID)
		}
	}
	return &all
}

func refuse(w http.ResponseWriter, status int, err error) {
	text, _ := json.Marshal(map[string]string{"error": err.Error()}) // a map of texts
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	w.Write(text)
}
