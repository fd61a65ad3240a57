package record

import (
	"bytes"
	"fmt"
	"path"

	"touchline/cmd/touchline/internal/program"
	"touchline/systems/manifest"
	"touchline/systems/manifest/hls"
	"touchline/systems/manifest/index"
)

// changes are the live manifests of a stream as they were last kept.
type changes struct {
	folder     *Folder
	stream     string // its folder
	generation uint64 // of the view that was last looked at
	n          int    // how many changes were kept
	last       map[string]change
}

// change is a manifest, and for an MPD when it was published.
type change struct {
	text      []byte
	published int64
}

// mpds are those of a live window.
var mpds = []struct {
	name string
	kind manifest.Description
}{{"manifest", manifest.Description{}}, {"low-latency", manifest.Description{Numbered: true, Chunked: true}}}

// keep writes those of the live manifests that have changed. What changed at one moment
// has one number.
func (c *changes) keep(p *program.Program) error {
	v := p.Index.View()
	if v.End() == v.First() || v.Generation == c.generation {
		return nil
	}
	c.generation = v.Generation
	next := fmt.Sprintf("-%07d", c.n+1)
	playlists, err := c.playlists(p, v, next)
	if err != nil {
		return err
	}
	described, err := c.mpds(p, v, next)
	if playlists || described {
		c.n++
	}
	return err
}

func (c *changes) playlists(p *program.Program, v *index.View, next string) (changed bool, err error) {
	var m hls.Media
	l := manifest.LivePlaylist(v)
	l.LowLatency = true
	for _, rendition := range p.Presentation.All() {
		l.Folder = "../" + rendition.Name
		p.Presentation.FillMedia(&m, v, rendition, &l)
		text := hls.AppendMedia(nil, &m)
		if bytes.Equal(text, c.last[rendition.Name].text) {
			continue
		}
		changed, c.last[rendition.Name] = true, change{text: text}
		if err := c.folder.Write(path.Join(c.stream, "hls/changes", rendition.Name+next+".m3u8"), text); err != nil {
			return changed, err
		}
	}
	return changed, nil
}

// mpds keeps the MPDs. That one could be published anew is no change of it: it is
// compared as if it were published when the last was.
func (c *changes) mpds(p *program.Program, v *index.View, next string) (changed bool, err error) {
	for _, m := range mpds {
		d := p.Presentation.LiveDescription(v)
		d.Numbered, d.Chunked = m.kind.Numbered, m.kind.Chunked
		now, last := d.Published, c.last[m.name]
		d.Published = last.published
		if bytes.Equal(p.Presentation.AppendMPD(nil, v, &d), last.text) {
			continue
		}
		d.Published = now
		text := p.Presentation.AppendMPD(nil, v, &d)
		changed, c.last[m.name] = true, change{text, now}
		if err := c.folder.Write(path.Join(c.stream, "dash/changes", m.name+next+".mpd"), text); err != nil {
			return changed, err
		}
	}
	return changed, nil
}
