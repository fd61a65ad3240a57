package origin

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"touchline/cmd/touchline/internal/program"
	"touchline/components"
	"touchline/systems/manifest"
	"touchline/systems/manifest/hls"
	"touchline/systems/manifest/index"
)

// pages are the playlists and manifests as they were rendered last. Many players ask
// for the same: it is rendered once for all.
type pages struct{ all sync.Map }

type page struct {
	mu         sync.Mutex
	generation uint64
	text       []byte // not written again
}

// text returns a page, rendered from v if it is older. One that somebody has
// rendered from a newer view is as good.
func (c *pages) text(name string, v *index.View, render func() []byte) []byte {
	found, _ := c.all.LoadOrStore(name, &page{})
	p := found.(*page)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.text == nil || p.generation < v.Generation {
		p.text, p.generation = render(), v.Generation
	}
	return p.text
}

// directives are what a player says of the playlist that it wants (RFC 8216bis,
// section 6.2.5), and the range of one that is not the live window.
type directives struct {
	msn, part int64 // -1 if not given
	skip      bool
	from, to  string // media sequence numbers or dates
}

func directivesOf(q url.Values) (d directives, err error) {
	number := func(name string) int64 {
		text := q.Get(name)
		if text == "" {
			return -1
		}
		n, e := strconv.ParseUint(text, 10, 62)
		if e != nil {
			err = fmt.Errorf("%s=%q: want a number", name, text)
		}
		return int64(n)
	}
	d.msn, d.part = number("_HLS_msn"), number("_HLS_part")
	if d.part >= 0 && d.msn < 0 {
		err = errors.New("_HLS_part without _HLS_msn")
	}
	switch skip := q.Get("_HLS_skip"); skip {
	case "":
	case "YES", "v2":
		d.skip = true
	default:
		err = fmt.Errorf("_HLS_skip=%q: want YES or v2", skip)
	}
	d.from, d.to = q.Get("from"), q.Get("to")
	return d, err
}

func (s *Server) playlist(w http.ResponseWriter, r *http.Request, p *program.Program) {
	name, ok := strings.CutSuffix(r.PathValue("file"), ".m3u8")
	d, err := directivesOf(r.URL.Query())
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	iframes := false
	rendition := p.Presentation.Find(name)
	if rest, found := strings.CutPrefix(name, "iframes-"); found {
		if rendition = p.Presentation.Find(rest); rendition != nil && (rendition.Sound() || rendition.Text) {
			rendition = nil
		}
		iframes = true
	}
	if !ok || rendition == nil && name != "master" {
		http.Error(w, "no such playlist", http.StatusNotFound)
		return
	}
	if v := p.Published.Load(); begun(&v) && d.msn > int64(v.End()+1) {
		http.Error(w, fmt.Sprintf("_HLS_msn=%d: the last segment is %d", d.msn, v.End()-1), http.StatusBadRequest)
		return
	}
	v, err := s.wait(r.Context(), p, func(v *index.View) bool {
		return begun(v) && (d.msn < int64(v.End()) || d.part >= 0 && d.msn == int64(v.End()) && v.Parts(v.End()).Len() > int(d.part))
	})
	if err != nil {
		fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/vnd.apple.mpegurl")
	switch {
	case d.from != "":
		s.ranged(w, p, &v, rendition, iframes, d)
	case rendition == nil:
		text := s.pages.text(r.PathValue("stream")+"/master/"+strconv.FormatUint(uint64(v.At(v.End()-1).Period), 10), &v, func() []byte { return s.master(p, &v, "") })
		write(w, text, "no-cache")
	default:
		l := manifest.LivePlaylist(&v)
		l.IFrames, l.LowLatency, l.Delta = iframes, p.Presentation.LowLatency() && !iframes, d.skip && !iframes
		key := r.PathValue("stream") + "/" + name + "/" + strconv.FormatBool(l.Delta)
		text := s.pages.text(key, &v, func() []byte {
			var m hls.Media
			p.Presentation.FillMedia(&m, &v, rendition, &l)
			return hls.AppendMedia(nil, &m)
		})
		write(w, text, "no-cache")
	}
}

// master renders the multivariant playlist. It announces the keys of the newest
// segment's period and of the next.
func (s *Server) master(p *program.Program, v *index.View, suffix string) []byte {
	period := v.At(v.End() - 1).Period
	var m hls.Master
	p.Presentation.FillMaster(&m, &manifest.Multivariant{Suffix: suffix, IFrames: true, Keys: []uint32{period, period + 1}})
	return hls.AppendMaster(nil, &m)
}

// ranged serves what is not the live window: from some segment on, as an event that
// goes on, or up to another, whole.
func (s *Server) ranged(w http.ResponseWriter, p *program.Program, v *index.View, r *manifest.Rendition, iframes bool, d directives) {
	l := manifest.Playlist{To: v.End(), Type: hls.Event, IFrames: iframes}
	var err error
	if l.From, err = segmentAt(p, v, d.from); err == nil && d.to != "" {
		l.To, err = segmentAt(p, v, d.to)
		l.Type, l.Ended = hls.VOD, true
	}
	switch l.From = max(l.From, v.First()); {
	case err != nil:
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	case l.To > v.End() || l.From >= l.To:
		http.Error(w, fmt.Sprintf("from %d to %d: there are %d to %d", l.From, l.To, v.First(), v.End()), http.StatusNotFound)
		return
	}
	l.Suffix = "?from=" + strconv.FormatUint(l.From, 10)
	if d.to != "" {
		l.Suffix += "&to=" + strconv.FormatUint(l.To, 10)
	}
	if r == nil {
		write(w, s.master(p, v, l.Suffix), "no-cache")
		return
	}
	var m hls.Media
	p.Presentation.FillMedia(&m, v, r, &l)
	write(w, hls.AppendMedia(nil, &m), "no-cache")
}

// segmentAt returns the segment that text names: by its media sequence number, or as
// that which is shown at a date.
func segmentAt(p *program.Program, v *index.View, text string) (uint64, error) {
	if n, err := strconv.ParseUint(text, 10, 62); err == nil {
		return n, nil
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return 0, fmt.Errorf("%q: want a media sequence number, or a date and time as RFC 3339 has it", text)
	}
	return v.Since(components.PTS(t.UnixMilli()-p.Presentation.Wall) * 90), nil
}

func write(w http.ResponseWriter, text []byte, cache string) {
	h := w.Header()
	h.Set("Cache-Control", cache)
	h.Set("Content-Length", strconv.Itoa(len(text)))
	w.Write(text) // whoever asked may be gone
}
