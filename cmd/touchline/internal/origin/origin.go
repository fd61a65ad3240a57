// Package origin serves the streams of a run to players over HTTP, live: playlists
// of HLS and manifests of DASH, their segments, licenses, and the decisions of the
// engine as they are made.
//
// It reads what programs have published, never the world, and so never holds up a
// tick. Nothing that it is asked changes anything. What is not there yet is waited
// for, but not for long, and not by any number of players.
package origin

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/net/http2"

	"touchline/cmd/touchline/internal/media"
	"touchline/cmd/touchline/internal/program"
	"touchline/components"
	"touchline/systems/drm"
	"touchline/systems/manifest/hls"
)

// Config is what an origin serves.
type Config struct {
	Programs *program.Set
	Keys     *drm.Keys
	Scheme   string // of protection: cenc or cbcs; empty for none
	Speed    int    // of media time against the wall clock
	Steering Steering
}

// The limits of a server.
const (
	maxWaiters  = 4096
	maxBody     = 64 << 10
	maxHeader   = 16 << 10
	waitTargets = 3                // target durations that a request waits
	writeTime   = 30 * time.Second // that a reader may take over an answer, or over one event
)

// Server is an origin.
type Server struct {
	cfg     Config
	clip    *media.Clip
	clock   clock
	wake    wake
	waiters atomic.Int32
	logs    map[components.Number]*log
	mpds    mpds
	windows windows
	masters masters
	host    string // where it listens
}

// New returns an origin.
func New(cfg Config) (*Server, error) {
	clip, err := media.Open()
	if err != nil {
		return nil, err
	}
	s := &Server{cfg: cfg, clip: clip, logs: map[components.Number]*log{}}
	s.masters.classes, s.masters.streams = map[string]*hls.Template{}, map[*program.Program]*master{}
	s.wake.init()
	for _, p := range cfg.Programs.List {
		s.logs[p.Number] = newLog()
	}
	return s, nil
}

// Listen opens the address to serve at. Without a host that is loopback.
func (s *Server) Listen(address string) (net.Listener, error) {
	if strings.HasPrefix(address, ":") {
		address = "127.0.0.1" + address
	}
	l, err := net.Listen("tcp", address)
	if err == nil {
		s.host = l.Addr().String()
	}
	return l, err
}

// Serve serves until ctx ends.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	h := &http.Server{
		Handler: s.Handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: maxHeader, BaseContext: func(net.Listener) context.Context { return ctx },
	}
	//lint:ignore SA1019 the HTTP/2 of Go 1.26.8 itself can be made to crash (GO-2026-6617)
	if err := http2.ConfigureServer(h, nil); err != nil {
		return err
	}
	go s.wake.run(ctx)
	ended := make(chan error, 1)
	go func() { ended <- h.Serve(l) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		h.Close() // whoever waits has been answered: their contexts have ended
		<-ended
		return nil
	}
}

// Tick tells the server of the tick that has ended: what its media time is, when it
// was due, and whether there is anything new. It does not wait.
func (s *Server) Tick(now components.PTS, due time.Time, news bool) {
	s.clock.set(now, due)
	if news {
		s.wake.signal()
	}
}

// Handler routes requests.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.index)
	mux.HandleFunc("GET /hls.min.js", s.player)
	mux.HandleFunc("GET /time", s.time)
	for pattern, serve := range map[string]func(http.ResponseWriter, *http.Request, *program.Program){
		"GET /{stream}/hls/{file}":             s.playlist,
		"GET /{stream}/hls/{rendition}/{file}": s.segment,
		"GET /{stream}/dash/{file}":            s.mpd,
		"GET /{stream}/steering.json":          s.steering,
		"GET /{stream}/events":                 s.events,
		"POST /{stream}/license":               s.license,
	} {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			p := s.program(r.PathValue("stream"))
			if p == nil {
				http.Error(w, "no such stream", http.StatusNotFound)
				return
			}
			serve(w, r, p)
		})
	}
	return shared(s.pathways(mux))
}

// program returns the program of a folder: stream-0001.
func (s *Server) program(folder string) *program.Program {
	digits, ok := strings.CutPrefix(folder, "stream-")
	n, err := strconv.ParseUint(digits, 10, 32)
	if !ok || err != nil {
		return nil
	}
	return s.cfg.Programs.Find(components.Number(n))
}

// shared lets pages of other origins use what is served, as players do. Some send
// credentials with a header of authorization, and then want their name back.
func shared(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		if o := r.Header.Get("Origin"); o != "" {
			h.Set("Access-Control-Allow-Origin", o)
			h.Set("Access-Control-Allow-Credentials", "true")
			h.Add("Vary", "Origin")
		} else {
			h.Set("Access-Control-Allow-Origin", "*")
		}
		h.Set("Access-Control-Expose-Headers", "Date")
		h.Set("X-Content-Type-Options", "nosniff")
		if r.Method == http.MethodOptions {
			h.Set("Access-Control-Allow-Methods", "GET, HEAD, POST, OPTIONS")
			h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, Range")
			h.Set("Access-Control-Max-Age", "86400")
			w.WriteHeader(http.StatusNoContent)
			return
		}
		patient(w)
		next.ServeHTTP(w, r)
	})
}

// patient sets how long whoever reads an answer may take from now on. A handler that
// waits, or goes on for long, sets it again.
func patient(w http.ResponseWriter) {
	http.NewResponseController(w).SetWriteDeadline(time.Now().Add(writeTime)) // not all can: tests' recorders
}

var errBusy = errors.New("too many requests wait")

// fail answers with what went wrong.
func fail(w http.ResponseWriter, err error) {
	switch {
	case errors.Is(err, errBusy), errors.Is(err, context.DeadlineExceeded):
		w.Header().Set("Retry-After", "1")
		http.Error(w, "not yet: "+err.Error(), http.StatusServiceUnavailable)
	case errors.Is(err, context.Canceled):
	default:
		http.Error(w, err.Error(), http.StatusNotFound)
	}
}
