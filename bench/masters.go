package bench

import (
	"touchline/components"
	"touchline/ecs"
	"touchline/systems/manifest"
	"touchline/systems/manifest/hls"
)

// master is what an origin holds of a stream to give its viewers the multivariant
// playlist.
type master struct {
	*manifest.Presentation
	class *hls.Template
}

// classes are the templates of playlists, by their text.
type classes map[string]*hls.Template

// mastersOf returns what an origin holds of all streams of r.
func mastersOf(r *ecs.Run, names *ecs.Symbols, classes classes) []master {
	list := make([]master, r.Len(components.Stream))
	for i := range list {
		p := manifest.PresentationOf(r, components.Row(i), manifest.FansOf(r.Schema()), names.Text)
		p.Cadence.Frames = frames
		class := p.Class(&manifest.Multivariant{IFrames: true})
		if same := classes[class.String()]; same != nil {
			class = same
		} else {
			classes[class.String()] = class
		}
		list[i] = master{p, class}
	}
	return list
}
