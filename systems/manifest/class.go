package manifest

import "touchline/systems/manifest/hls"

// What the multivariant playlists of a class of streams differ in, beside their keys.
const (
	suffixHole = iota
	languageHole
)

// Class returns what the multivariant playlist l has in common with those of all
// streams that have the same qualities: they differ in their language, in what follows
// URIs, and in their keys.
func (p *Presentation) Class(l *Multivariant) *hls.Template {
	common, list := *p, *l
	if p.Language != "" {
		common.Language = hls.Hole(languageHole)
	}
	list.Suffix, list.Keys = hls.Hole(suffixHole), nil
	var m hls.Master
	common.FillMaster(&m, &list)
	return hls.NewTemplate(&m)
}

// AppendMaster appends the multivariant playlist of p to dst, of whose class it has the
// template, and returns the extended buffer. It is the same as [Presentation.FillMaster]
// and [hls.AppendMaster] make.
func (p *Presentation) AppendMaster(dst []byte, class *hls.Template, suffix string, keys []hls.Key) []byte {
	return class.AppendMaster(dst, keys, suffix, p.Language)
}
