package origin

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"

	"touchline/components"
	"touchline/systems/drm/jws"
	"touchline/systems/manifest"
)

// The page that plays what is served, and its player: hls.js 1.7.4, Apache-2.0, whose
// license stands beside it.
var (
	//go:embed page/index.html
	document []byte
	//go:embed page/hls.min.js
	player []byte
)

// index is a page that plays a stream, with its score and its decisions. To play
// protected media it is given passes of its own: whoever can open the page can see
// what it shows.
func (s *Server) index(w http.ResponseWriter, _ *http.Request) {
	config := struct {
		Streams []string             `json:"streams"`
		Sides   map[string][2]string `json:"sides"` // by stream: home, away
		Passes  map[string]string    `json:"passes,omitempty"`
	}{Sides: map[string][2]string{}}
	for _, p := range s.cfg.Programs.List {
		name := Folder(p.Number)
		config.Streams = append(config.Streams, name)
		config.Sides[name] = [2]string{p.Home, p.Away}
		if s.cfg.Scheme == "" {
			continue
		}
		if config.Passes == nil {
			config.Passes = map[string]string{}
		}
		const day = 86_400
		now := manifest.Date(p.Presentation.Wall, s.clock.read(s.cfg.Speed)) / 1000
		config.Passes[name] = string(jws.AppendPass(nil, s.cfg.Keys.PassKey(), &jws.Pass{
			Order: "page", Account: 1, Viewer: 1, Stream: p.Number, Tier: components.UHDTier, NotBefore: now - day, Expires: now + day,
		}))
	}
	text, err := json.Marshal(config)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	write(w, bytes.Replace(document, []byte("/*CONFIG*/null"), text, 1), "no-store")
}

func (s *Server) player(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/javascript")
	write(w, player, kept)
}

// Folder is what the files and addresses of a stream begin with.
func Folder(stream components.Number) string { return fmt.Sprintf("stream-%04d", stream) }
