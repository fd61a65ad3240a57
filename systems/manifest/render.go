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

// AppendMedia appends the media playlist of rendition k of the stream in row s to
// dst, or nothing if there is no such rendition or no segment yet. Segments of a
// rendition called 720p are at 720p/N.m4s, N being the media sequence number.
func AppendMedia(dst []byte, w components.Source, s components.Row, k int, fans Fans, names Names) []byte {
	var m hls.Media
	if !fillMedia(&m, w, s, k, fans, names) {
		return dst
	}
	return hls.AppendMedia(dst, &m)
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
	a := hls.Audio{Group: id, Name: language, Language: language}
	if language == "" {
		a.Name = id
	}
	if sound >= 0 {
		a.Folder = names(name[sound])
	}
	return a
}

// fillMedia makes m the media playlist of a rendition. It reuses m's memory.
func fillMedia(m *hls.Media, w components.Source, s components.Row, k int, fans Fans, names Names) bool {
	n := int(components.StreamWindow.Of(w)[s])
	name := components.RenditionName.Of(w)[int(s)*fans.Renditions:][:fans.Renditions]
	if n == 0 || k < 0 || k >= len(name) || name[k] == 0 {
		return false
	}
	*m = hls.Media{
		Target:   components.StreamTarget.Of(w)[s],
		Sequence: components.StreamSequence.Of(w)[s],
		Breaks:   uint64(components.StreamBreaks.Of(w)[s]),
		Folder:   names(name[k]),
		Segments: m.Segments[:0],
	}
	wall := components.FixtureWall.Of(w)[components.StreamFixture.Of(w)[s]]
	first := int(s) * fans.Segments
	at := components.SegmentAt.Of(w)[first:][:fans.Segments]
	length := components.SegmentLength.Of(w)[first:][:fans.Segments]
	flags := components.SegmentFlagsOf.Of(w)[first:][:fans.Segments]
	for i := range n {
		slot := (m.Sequence + uint64(i)) % uint64(fans.Segments)
		segment := hls.Segment{
			Duration:      components.PTS(length[slot]),
			Discontinuity: flags[slot]&components.Breaks != 0,
			Gap:           flags[slot]&components.Gap != 0,
		}
		if wall != 0 && (i == 0 || segment.Discontinuity) {
			segment.Date = Date(wall, at[slot])
		}
		m.Segments = append(m.Segments, segment)
	}
	return true
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
