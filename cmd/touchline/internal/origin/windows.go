package origin

import (
	"sync"

	"touchline/cmd/touchline/internal/program"
	"touchline/systems/manifest"
	"touchline/systems/manifest/index"
)

// windows are the live playlists that somebody has asked for.
type windows struct{ all sync.Map }

// window is the live playlist of a rendition, and its texts as they were last: whole,
// and as an update. Many players ask for the same: it is appended once for all.
type window struct {
	mu   sync.Mutex
	live *manifest.LiveMedia
	last [2]struct {
		generation uint64
		text       []byte // not written again
	}
}

// of returns the live playlist of a rendition, of I-frames alone or not.
func (c *windows) of(p *program.Program, r *manifest.Rendition, iframes bool) *window {
	key := struct {
		rendition *manifest.Rendition
		iframes   bool
	}{r, iframes}
	found, ok := c.all.Load(key)
	if !ok {
		found, _ = c.all.LoadOrStore(key, &window{live: p.Presentation.NewLiveMedia(r, iframes)})
	}
	return found.(*window)
}

// text returns the playlist as it is in v or in a newer view.
//
// What is new goes into fresh memory. Those who were given the text before may not
// have sent it yet, and a count of them would have to be kept by everyone who sends,
// for a copy of some kilobytes that is made once for all.
func (c *window) text(v *index.View, delta bool) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.live.CatchUp(v)
	last := &c.last[0]
	if delta {
		last = &c.last[1]
	}
	if g := c.live.Generation(); last.text == nil || last.generation < g {
		const more = 512 // than the last had: a segment, or some parts
		last.text = c.live.AppendMedia(make([]byte, 0, len(last.text)+more), delta)
		last.generation = g
	}
	return last.text
}
