package manifest

import (
	"touchline/components"
	"touchline/systems/manifest/hls"
)

// Renderer renders playlists when they are asked for, and again only when they
// have changed.
//
// It knows streams by their numbers, so one Renderer serves any number of shards.
// It is used by one goroutine at a time, between ticks or on a copy of the
// columns. What it returns is valid until the same playlist is asked for again,
// and must not be changed.
type Renderer struct {
	fans   Fans
	names  Names
	pages  map[address]*page
	master hls.Master // memory to render from
	media  hls.Media
}

// address is a playlist; rendition is master for the multivariant one.
type address struct {
	stream    components.Number
	rendition int
}

const master = -1

// page is a playlist as it was rendered last.
type page struct {
	generation uint32
	text       []byte
}

// NewRenderer returns a Renderer for streams with the given fans. It calls names
// for the text of symbols.
func NewRenderer(fans Fans, names Names) *Renderer {
	return &Renderer{fans: fans, names: names, pages: map[address]*page{}}
}

// Master returns the multivariant playlist of the stream in row s of w, and its
// generation. Before the stream's first segment it returns nil and 0.
func (r *Renderer) Master(w components.Source, s components.Row) (text []byte, generation uint32) {
	generation = components.StreamMaster.Of(w)[s]
	if generation == 0 {
		return nil, 0
	}
	p := r.page(components.StreamNumber.Of(w)[s], master)
	if p.generation != generation {
		r.master = masterOf(r.master, w, s, r.fans, r.names)
		p.text, p.generation = hls.AppendMaster(p.text[:0], &r.master), generation
	}
	return p.text, generation
}

// Media returns the media playlist of rendition k of the stream in row s of w, and
// its generation. It returns nil and 0 before the stream's first segment, and for
// a rendition that there is not.
func (r *Renderer) Media(w components.Source, s components.Row, k int) (text []byte, generation uint32) {
	generation = components.StreamAnnounced.Of(w)[s]
	if generation == 0 || k < 0 || k >= r.fans.Renditions {
		return nil, 0
	}
	p := r.page(components.StreamNumber.Of(w)[s], k)
	if p.generation != generation {
		if !fillMedia(&r.media, w, s, k, r.fans, r.names) {
			return nil, 0
		}
		p.text, p.generation = hls.AppendMedia(p.text[:0], &r.media), generation
	}
	return p.text, generation
}

func (r *Renderer) page(stream components.Number, rendition int) *page {
	a := address{stream, rendition}
	p := r.pages[a]
	if p == nil {
		p = &page{}
		r.pages[a] = p
	}
	return p
}

// Forget drops what was rendered for a stream: it has ended.
func (r *Renderer) Forget(stream components.Number) {
	for k := master; k < r.fans.Renditions; k++ {
		delete(r.pages, address{stream, k})
	}
}
