package origin

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"touchline/cmd/touchline/internal/program"
	"touchline/components"
	"touchline/systems/manifest"
	"touchline/systems/manifest/hls"
	"touchline/systems/manifest/index"
)

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
		if rendition = p.Presentation.Find(rest); rendition != nil && !rendition.Pictures() {
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
		write(w, s.masters.text(p, &v, ""), "no-cache")
	default:
		write(w, s.windows.of(p, rendition, iframes).text(&v, d.skip && !iframes), "no-cache")
	}
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
		write(w, s.masters.text(p, v, l.Suffix), "no-cache")
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
