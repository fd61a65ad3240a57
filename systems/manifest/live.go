package manifest

import (
	"touchline/systems/manifest/hls"
	"touchline/systems/manifest/index"
)

// LiveMedia is the playlist of a rendition's live window as it goes on. It writes what
// [Presentation.FillMedia] and [hls.AppendMedia] do, but formats only what is new since
// it was last looked at: an index only grows at its end, so whatever has entered stays
// what it is.
//
// It is for one caller at a time.
type LiveMedia struct {
	p       *Presentation
	r       *Rendition
	iframes bool
	low     bool // with what a server does for players of low latency
	parts   bool // and with parts
	view    index.View
	log     *hls.Log
	media   hls.Media
	server  hls.Media // what does not change of it: what a server does for it
	told    told
}

// NewLiveMedia returns the playlist of rendition r, of I-frames alone or not.
func (p *Presentation) NewLiveMedia(r *Rendition, iframes bool) *LiveMedia {
	l := &LiveMedia{p: p, r: r, iframes: iframes, low: p.LowLatency() && !iframes}
	l.parts = l.low && !r.Text
	p.frame(&l.media, &l.view, r, &Playlist{IFrames: iframes})
	l.log = hls.NewLog(&l.media, 0)
	if l.low {
		p.server(&l.server, r)
	}
	return l
}

// Generation is that of the view that the playlist is of.
func (l *LiveMedia) Generation() uint64 { return l.view.Generation }

// CatchUp makes l the playlist of a view. If it is of a newer one already, it stays so.
func (l *LiveMedia) CatchUp(v *index.View) {
	if v.Generation <= l.view.Generation {
		return
	}
	anew := v.Restarts != l.view.Restarts || v.Live < l.log.First() || v.Live >= l.log.End()
	l.view = *v
	if anew {
		l.log.Reset(v.Live)
		l.told.reset()
	}
	if v.Live >= v.End() {
		return
	}
	list := l.playlist(false)
	for n := l.log.End(); n < v.End(); n++ {
		if l.pushParts(n); v.At(n).Gap() {
			l.log.DropParts() // it began, and did not come
		}
		s := l.p.entry(v, l.r, &list, l.r.Name, n, n == l.log.First())
		l.log.Push(&s)
	}
	l.pushParts(v.End())
	l.log.Drop(v.Live)
	if l.p.tells(&l.media) {
		l.told.catchUp(l.p, v, &list)
	}
}

// pushParts adds the parts of segment n that are new.
func (l *LiveMedia) pushParts(n uint64) {
	if !l.parts {
		return
	}
	list := l.view.Parts(n)
	for k := l.log.Made(); k < list.Len(); k++ {
		part := l.r.part(list, k)
		l.log.PushPart(&part)
	}
}

func (l *LiveMedia) playlist(delta bool) Playlist {
	list := LivePlaylist(&l.view)
	list.IFrames, list.LowLatency, list.Delta = l.iframes, l.low, delta
	return list
}

// AppendMedia appends the playlist, or an update that leaves out what a player has, to
// dst and returns the extended buffer.
func (l *LiveMedia) AppendMedia(dst []byte, delta bool) []byte {
	v, list := &l.view, l.playlist(delta)
	l.p.frame(&l.media, v, l.r, &list)
	if v.Live < v.End() {
		l.media.Control, l.media.PartTarget = l.server.Control, l.server.PartTarget
	}
	withParts := v.End()
	for l.parts && withParts > v.Live && l.p.listsParts(v, withParts-1) {
		withParts--
	}
	return l.log.AppendMedia(dst, &l.media, withParts, l.told.text)
}
