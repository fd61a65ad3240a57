package manifest

import (
	"strconv"

	"touchline/components"
	"touchline/systems/manifest/hls"
	"touchline/systems/manifest/index"
)

// Playlist is which media playlist of a rendition is wanted.
type Playlist struct {
	From, To   uint64 // media sequence numbers: the first, and that after the last
	Type       hls.PlaylistType
	Ended      bool
	IFrames    bool
	LowLatency bool // with parts, and what a server does for them
	Delta      bool // leaves out what a player has: an update
	Folder     string
	Suffix     string // of the URIs of other playlists: a query
}

// LivePlaylist is the live window of a view.
func LivePlaylist(v *index.View) Playlist { return Playlist{From: v.Live, To: v.End()} }

// FillMedia makes m a media playlist of rendition r. It reuses m's memory.
func (p *Presentation) FillMedia(m *hls.Media, v *index.View, r *Rendition, l *Playlist) {
	p.frame(m, v, r, l)
	if l.From >= l.To {
		return
	}
	from := l.From + m.Skipped
	for n := from; n < l.To; n++ {
		var parts index.Parts
		if l.LowLatency && p.listsParts(v, n) {
			parts = v.Parts(n)
		}
		e := p.entry(v, r, l, m.Folder, n, n == from)
		e.Parts = r.parts(parts)
		m.Segments = append(m.Segments, e)
	}
	if l.LowLatency {
		p.server(m, r)
		m.Making.Parts = r.parts(v.Parts(v.End()))
	}
	p.ranges(m, v, l)
}

// frame makes m a playlist without its segments, its parts, its date ranges, and what a
// server does for it.
func (p *Presentation) frame(m *hls.Media, v *index.View, r *Rendition, l *Playlist) {
	folder := l.Folder
	if folder == "" {
		folder = r.Name
	}
	*m = hls.Media{
		Type: l.Type, Target: p.Target, Sequence: l.From, Ended: l.Ended, IFrames: l.IFrames, Folder: folder, Text: r.Text,
		Segments: m.Segments[:0], Ranges: m.Ranges[:0], Reports: m.Reports[:0],
	}
	if l.From >= l.To {
		return
	}
	if first := v.At(l.From); first.Discontinuity() {
		m.Breaks = uint64(first.Breaks) - 1
	} else {
		m.Breaks = uint64(first.Breaks)
	}
	if l.LowLatency {
		if l.Delta {
			m.Skipped = p.skip(v, r, l) - l.From
		}
		if !r.Text {
			p.making(m, v, r, l)
		}
	}
}

// entry is segment n of a playlist without its parts. It says all that players need to
// begin with it if it is the first.
func (p *Presentation) entry(v *index.View, r *Rendition, l *Playlist, folder string, n uint64, first bool) hls.Segment {
	row := v.At(n)
	s := r.segment(row)
	e := hls.Segment{
		Duration: s.Length, Date: p.date(s.At), Discontinuity: s.Discontinuity(), Gap: s.Gap(),
	}
	if p.Wall == 0 {
		e.Date = 0
	}
	if p.Protection != nil && !r.Text && (first || n == v.First() || row.Period != v.At(n-1).Period) {
		e.Keys = p.Protection.Signal(r.Tier, row.Period).HLS
		e.Map = InitURI(folder, row.Period)
	}
	return e
}

// rotate gives the segment that is being made the key of its period, if it is another
// than that before it: its parts are encrypted with it.
func (p *Presentation) rotate(s *hls.Segment, v *index.View, r *Rendition, folder string, period uint32) {
	if period != v.At(v.End()-1).Period {
		s.Keys = p.Protection.Signal(r.Tier, period).HLS
		s.Map = InitURI(folder, period)
	}
}

// InitURI is where the initialization section of protected segments is: it says
// which key they are encrypted with.
func InitURI(folder string, period uint32) string {
	return folder + "/init-" + strconv.FormatUint(uint64(period), 10) + ".mp4"
}

// parts are the parts of a segment as a rendition has them: subtitles have none.
func (r *Rendition) parts(list index.Parts) []hls.Part {
	if r.Text || list.Len() == 0 {
		return nil
	}
	parts := make([]hls.Part, list.Len())
	for k := range parts {
		parts[k] = r.part(list, k)
	}
	return parts
}

func (r *Rendition) part(list index.Parts, k int) hls.Part {
	part := *list.At(k)
	if r.Sound() {
		part = part.Sound()
	}
	return hls.Part{Duration: part.Length, Independent: k == 0 || r.Sound()}
}

// making sets what there is of the segment that is being made, apart from its parts,
// what comes next, and how far the other renditions are.
func (p *Presentation) making(m *hls.Media, v *index.View, r *Rendition, l *Playlist) {
	parts := v.Parts(v.End())
	m.Hint = p.LowLatency()
	if parts.Len() > 0 {
		first := *parts.At(0)
		if p.Protection != nil {
			p.rotate(&m.Making, v, r, m.Folder, p.Protection.Period(first.Start))
		}
		if m.Making.Discontinuity = first.Flags&components.Breaks != 0; r.Sound() {
			first = first.Sound()
		}
		if p.Wall != 0 {
			m.Making.Date = p.date(first.At)
		}
	}
	msn, part := v.End(), parts.Len()-1
	if part < 0 {
		msn, part = v.End()-1, v.Parts(v.End()-1).Len()-1
	}
	for i := range p.Renditions {
		if o := &p.Renditions[i]; o != r {
			report := hls.Report{Folder: o.Name, MSN: msn, Part: part}
			if l.Suffix != "" {
				report.URI = o.Name + ".m3u8" + l.Suffix
			}
			m.Reports = append(m.Reports, report)
		}
	}
}

// server sets what a server does for players of low latency.
func (p *Presentation) server(m *hls.Media, r *Rendition) {
	target := components.PTS(p.Target) * components.PTSPerSecond
	m.Control = hls.Control{Block: true, HoldBack: 3 * target, SkipUntil: 6 * target}
	if r.Text {
		return // it has no parts
	}
	if m.PartTarget = p.PartTarget(r); m.PartTarget > 0 {
		m.Control.PartHoldBack = p.PartHoldBack()
	}
}

// PartTarget is the length of the longest part of a rendition.
func (p *Presentation) PartTarget(r *Rendition) components.PTS {
	if target := p.Cadence.PartTarget(); r.Sound() {
		return index.SoundTarget(target)
	} else {
		return target
	}
}

// PartHoldBack is how far behind the end players of parts are to play: three part
// targets at least, and not so near that a hiccup of a network stops them.
func (p *Presentation) PartHoldBack() components.PTS {
	const least = 3 * components.PTSPerSecond / 2
	return max(3*index.SoundTarget(p.Cadence.PartTarget()), least)
}

// listsParts reports whether a playlist has the parts of segment n: if all of them are
// within three target durations of the end, the parts of the next segment included.
func (p *Presentation) listsParts(v *index.View, n uint64) bool {
	end := v.At(v.End() - 1).Until()
	if making := v.Parts(v.End()); making.Len() > 0 {
		end = making.At(making.Len() - 1).Until()
	}
	return v.At(n).At > end-3*components.PTS(p.Target)*components.PTSPerSecond
}

// skip is where a delta update begins: what is left of rendition r lasts six target
// durations. The dates of sound may be further apart than it lasts, where the clock
// breaks, so durations count.
func (p *Presentation) skip(v *index.View, r *Rendition, l *Playlist) uint64 {
	n, left := l.To, 6*components.PTS(p.Target)*components.PTSPerSecond
	for n > l.From && left > 0 {
		n--
		s := r.segment(v.At(n))
		left -= s.Length
	}
	return n
}
