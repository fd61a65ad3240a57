package manifest

import (
	"touchline/components"
	"touchline/ecs"
	"touchline/systems/manifest/hls"
)

// Fans are the numbers of rows that a stream has in each block.
type Fans struct {
	Renditions int
	Segments   int
}

// FansOf returns the fans of s.
func FansOf(s *ecs.Schema) Fans {
	return Fans{s.Fan(components.Rendition), s.Fan(components.Segment)}
}

// Names returns the text of a symbol, as [ecs.Symbols.Text] does.
type Names func(components.Symbol) string

// AppendMaster appends the multivariant playlist of the stream in row s to dst. A
// rendition called 720p has its media playlist at 720p.m3u8.
//
// A rendition of sound alone gives its audio group a playlist of its own. The
// other variants of that group are then played together with it, and their bit
// rates include its own, as RFC 8216 asks for in section 4.3.4.2.
//
// Up to 8 renditions it allocates nothing but what dst lacks.
func AppendMaster(dst []byte, w components.Source, s components.Row, fans Fans, names Names) []byte {
	var (
		variants [8]hls.Variant
		audio    [8]hls.Audio
	)
	m := masterOf(hls.Master{Variants: variants[:0], Audio: audio[:0]}, w, s, fans, names)
	return hls.AppendMaster(dst, &m)
}

// masterOf returns the multivariant playlist of a stream. It reuses m's memory: m
// comes and goes by value, so that this may be memory of the caller's stack.
func masterOf(m hls.Master, w components.Source, s components.Row, fans Fans, names Names) hls.Master {
	l := renditionsOf(w, s, fans)
	language := names(components.StreamLanguage.Of(w)[s])
	frames := components.StreamFrames.Of(w)[s]
	m.Audio, m.Variants = m.Audio[:0], m.Variants[:0]
	for k := range l.name {
		if l.name[k] == 0 {
			continue
		}
		v := hls.Variant{
			Folder:    names(l.name[k]),
			Bandwidth: l.peak[k],
			Average:   l.average[k],
			Codecs:    names(l.codecs[k]),
			Size:      l.size[k],
			Audio:     names(l.audio[k]),
		}
		sound := l.sound(k)
		if l.size[k] != (components.Resolution{}) {
			v.Frames = frames
			if sound >= 0 {
				v.Bandwidth += l.peak[sound]
				v.Average += l.average[sound]
			}
		}
		m.Variants = append(m.Variants, v)
		if l.opens(k) {
			m.Audio = append(m.Audio, group(v.Audio, language, sound, l.name, names))
		}
	}
	return m
}

// group is the only member of an audio group.
func group(id, language string, sound int, name []components.Symbol, names Names) hls.Audio {
	a := hls.Audio{Group: id, Name: soundName(language), Language: language}
	if sound >= 0 {
		a.Folder = names(name[sound])
	}
	return a
}

// Date is the wall clock at pts, rounded down to a millisecond, where wall is
// what it was at PTS 0. It is in Unix milliseconds.
func Date(wall int64, pts components.PTS) int64 {
	const ms = int64(components.PTSPerSecond / 1000)
	date := int64(pts) / ms
	if int64(pts)%ms < 0 {
		date--
	}
	return wall + date
}
