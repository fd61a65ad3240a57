package origin

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"touchline/cmd/touchline/internal/media"
	"touchline/cmd/touchline/internal/program"
	"touchline/components"
	"touchline/systems/drm/key"
	"touchline/systems/drm/pssh"
	"touchline/systems/manifest"
	"touchline/systems/manifest/emsg"
	"touchline/systems/manifest/id3"
	"touchline/systems/manifest/index"
)

// kept is how long caches may keep what never changes.
const kept = "public, max-age=3600, immutable"

// segment serves the media of a rendition: init.mp4, init-3.mp4 of key period 3,
// 12.m4s, its part 12.0.m4s, and iframe-12.m4s.
func (s *Server) segment(w http.ResponseWriter, r *http.Request, p *program.Program) {
	rendition := p.Presentation.Find(r.PathValue("rendition"))
	if rendition == nil {
		http.Error(w, "no such rendition", http.StatusNotFound)
		return
	}
	if rendition.Text {
		s.subtitles(w, r, p)
		return
	}
	f := fetch{s: s, p: p, rendition: rendition, quality: media.Rendition{Name: rendition.Name, Codecs: rendition.Codecs, Size: rendition.Size}}
	w.Header().Set("Content-Type", map[bool]string{true: "audio/mp4", false: "video/mp4"}[rendition.Sound()])
	name := r.PathValue("file")
	if stem, ok := strings.CutSuffix(name, ".mp4"); ok {
		f.init(w, stem)
		return
	}
	stem, ok := strings.CutSuffix(name, ".m4s")
	iframe := strings.HasPrefix(stem, "iframe-")
	number, part, parted := strings.Cut(strings.TrimPrefix(stem, "iframe-"), ".")
	n, err1 := strconv.ParseUint(number, 10, 62)
	k, err2 := 0, error(nil)
	if parted {
		k, err2 = strconv.Atoi(part)
	}
	if !ok || err1 != nil || err2 != nil || k < 0 || iframe && parted {
		http.Error(w, "no such segment", http.StatusNotFound)
		return
	}
	v, err := s.wait(r.Context(), p, func(v *index.View) bool {
		end := v.End()
		return begun(v) && (n < end || n > end+1 || n == end && !iframe && v.Parts(end).Len() > k)
	})
	switch {
	case err != nil:
		fail(w, err)
	case n < v.First() || n > v.End()+1:
		http.Error(w, fmt.Sprintf("segment %d: there are %d to %d", n, v.First(), v.End()-1), http.StatusNotFound)
	case n < v.End() && v.At(n).Gap():
		http.Error(w, fmt.Sprintf("segment %d: did not come", n), http.StatusNotFound)
	case iframe:
		f.iframe(w, &v, n)
	case parted:
		f.part(w, &v, n, k)
	default:
		f.whole(w, r, &v, n)
	}
}

// fetch is the answer to one request for media.
type fetch struct {
	s         *Server
	p         *program.Program
	rendition *manifest.Rendition
	quality   media.Rendition
}

func (f *fetch) init(w http.ResponseWriter, stem string) {
	var protection *media.Protection
	if text, ok := strings.CutPrefix(stem, "init-"); ok && f.s.cfg.Scheme != "" {
		period, err := strconv.ParseUint(text, 10, 32)
		if err != nil {
			http.Error(w, "no such key period", http.StatusNotFound)
			return
		}
		protection = f.protection(uint32(period))
	} else if stem != "init" || f.s.cfg.Scheme != "" {
		http.Error(w, "no such initialization section", http.StatusNotFound)
		return
	}
	text, err := f.s.clip.AppendInit(nil, f.quality, protection)
	f.give(w, text, err)
}

func (f *fetch) give(w http.ResponseWriter, text []byte, err error) {
	if err != nil {
		fail(w, err)
		return
	}
	write(w, text, kept)
}

// protection is how segments of a key period are encrypted, nil if they are not.
func (f *fetch) protection(period uint32) *media.Protection {
	if f.s.cfg.Scheme == "" {
		return nil
	}
	k := f.s.cfg.Keys.Key(f.p.Number, f.rendition.Tier, period)
	return &media.Protection{Scheme: f.s.cfg.Scheme, KeyID: k.ID, Key: k.Content[:], PSSH: pssh.AppendCommon(nil, []key.ID{k.ID})}
}

// piece is a segment as far as it is known: where it is, and where its parts end.
type piece struct {
	media.Span
	at    components.PTS // since the epoch
	ends  []components.PTS
	known int // parts that have come
	prot  *media.Protection
}

// piece returns segment n of a view, which may still be in the making: then the rest
// of it is taken to be as its cadence has it.
func (f *fetch) piece(v *index.View, n uint64) piece {
	parts := v.Parts(n)
	var g piece
	var period uint32
	if n < v.End() {
		s := v.At(n)
		g.Span, g.at, period = media.Span{Start: s.Start, Length: s.Length, Sequence: n}, s.At, s.Period
	} else {
		first := parts.At(0)
		g.Span = media.Span{Start: first.Start, Length: f.p.Presentation.Cadence.Length(), Sequence: n}
		g.at, period = first.At, f.s.cfg.Keys.Period(first.Start)
	}
	end := components.PTS(0)
	for k := range parts.Len() {
		end += parts.At(k).Length
		g.ends = append(g.ends, end)
	}
	g.known = len(g.ends)
	if n == v.End() {
		for k := g.known; k < f.p.Presentation.Cadence.Parts(); k++ {
			g.ends = append(g.ends, f.p.Presentation.Cadence.PartEnd(k))
		}
	}
	if n < v.End() && end != g.Length {
		g.ends, g.known = nil, 0 // not all of its parts were told of
	}
	g.prot = f.protection(period)
	return g
}

// boxes are the event messages of a segment's parts: each has those that were
// released while it was made.
func (f *fetch) boxes(v *index.View, g *piece) func(int, []byte) []byte {
	if f.rendition.Sound() {
		return nil
	}
	return func(k int, dst []byte) []byte {
		from, to := g.at, g.at+g.Length
		if k > 0 {
			from = g.at + g.ends[k-1]
		}
		if k < len(g.ends) {
			to = g.at + g.ends[k]
		}
		for i, list := 0, v.Events(); i < list.Len(); i++ {
			e := list.At(i)
			time := e.At + g.Start - g.at
			if e.Released < from || e.Released >= to || e.Wager == nil || time < 0 {
				continue
			}
			text := manifest.AppendWager(nil, e.Wager)
			m := emsg.Box{Scheme: manifest.WageringScheme, Time: time, Duration: uint32(e.Length), ID: uint32(e.ID), Data: text}
			dst = emsg.AppendBox(dst, &m)
			m.Scheme, m.Data = emsg.ID3, id3.AppendTag(nil, []id3.Frame{{Kind: id3.Text, Name: manifest.WageringClass, Value: text}})
			dst = emsg.AppendBox(dst, &m)
		}
		return dst
	}
}

func (f *fetch) iframe(w http.ResponseWriter, v *index.View, n uint64) {
	g := f.piece(v, n)
	text, err := f.s.clip.AppendIFrame(nil, f.quality, g.Span, g.prot)
	f.give(w, text, err)
}

func (f *fetch) part(w http.ResponseWriter, v *index.View, n uint64, k int) {
	g := f.piece(v, n)
	if k >= g.known {
		http.Error(w, "no such part", http.StatusNotFound)
		return
	}
	text, err := f.s.clip.AppendPart(nil, f.quality, g.Span, g.ends, k, f.boxes(v, &g), g.prot)
	f.give(w, text, err)
}

// whole serves a segment. One that is still being made is served part by part, as
// they come.
func (f *fetch) whole(w http.ResponseWriter, r *http.Request, v *index.View, n uint64) {
	if n < v.End() {
		g := f.piece(v, n)
		text, err := f.s.clip.AppendSegment(nil, f.quality, g.Span, g.ends, f.boxes(v, &g), g.prot)
		f.give(w, text, err)
		return
	}
	w.Header().Set("Cache-Control", "no-cache")
	for k := 0; ; k++ {
		now, err := f.s.wait(r.Context(), f.p, func(v *index.View) bool { return v.Parts(n).Len() > k || v.End() > n })
		if err != nil {
			panic(http.ErrAbortHandler) // the segment does not go on: the player must not take it for whole
		}
		g := f.piece(&now, n)
		if k >= g.known {
			if now.At(n).Gap() {
				panic(http.ErrAbortHandler)
			}
			return
		}
		text, err := f.s.clip.AppendPart(nil, f.quality, g.Span, g.ends, k, f.boxes(&now, &g), g.prot)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		patient(w)
		if _, err := w.Write(text); err != nil {
			return
		}
		http.NewResponseController(w).Flush()
	}
}
