package hls_test

import (
	"touchline/components"
	"touchline/systems/manifest/hls"
)

func (d dice) media() *hls.Media {
	m := &hls.Media{
		Type: hls.PlaylistType(d.IntN(3)), Target: uint16(d.Uint32()), Sequence: d.Uint64N(1 << 62), Breaks: d.Uint64(),
		Map: maybe(d, d.text), Ended: d.yes(), IFrames: d.yes(), Ranges: some(d, 3, d.dateRange),
		Control:    hls.Control{Block: d.yes(), HoldBack: maybe(d, d.pts), PartHoldBack: maybe(d, d.pts), SkipUntil: maybe(d, d.pts)},
		PartTarget: maybe(d, d.pts), Skipped: maybe(d, func() uint64 { return d.Uint64N(1 << 32) }), Hint: d.yes(),
		Reports: some(d, 3, func() hls.Report { return hls.Report{URI: d.text(), MSN: d.Uint64N(1<<64 - 1), Part: d.IntN(9) - 1} }),
		Start:   maybe(d, d.offset),
	}
	if m.Hint {
		m.HintURI = d.text()
	}
	for first := true; d.IntN(6) > 0; first = false {
		s := d.segment(first)
		s.URI, s.Duration, s.Gap = d.word(), d.pts(), d.yes()
		m.Segments = append(m.Segments, s)
	}
	if d.yes() {
		m.Making = d.segment(len(m.Segments) == 0)
		m.Making.Parts = append(m.Making.Parts, d.part())
	}
	return m
}

// offset is a time from the beginning or, negative, from the end.
func (d dice) offset() components.PTS {
	if d.yes() {
		return -d.pts()
	}
	return d.pts()
}

// segment is what is said of a segment before its duration. The first has its
// initialization section to itself only if something stands before it.
func (d dice) segment(first bool) hls.Segment {
	s := hls.Segment{
		Discontinuity: d.yes(), Keys: some(d, 2, d.key), Parts: some(d, 3, d.part), Map: maybe(d, d.text),
		Date: maybe(d, func() int64 { return d.Int64N(1<<44) - 1<<43 }),
	}
	if first && !s.Discontinuity && len(s.Keys) == 0 {
		s.Map = ""
	}
	return s
}

func (d dice) part() hls.Part {
	return hls.Part{URI: d.text(), Duration: d.pts(), Independent: d.yes(), Gap: d.yes()}
}

func (d dice) key() hls.Key {
	k := hls.Key{Method: d.of("ABC-128"), URI: d.text(), Format: maybe(d, d.text), Versions: maybe(d, d.text)}
	for i := range k.ID {
		k.ID[i] = maybe(d, func() byte { return byte(d.Uint32()) })
	}
	return k
}

func (d dice) dateRange() hls.DateRange {
	section := func() (b []byte) { return append(some(d, 40, func() byte { return byte(d.Uint32()) }), 0) }
	return hls.DateRange{
		ID: d.text(), Class: maybe(d, d.text), Start: d.Int64N(1 << 43), Duration: maybe(d, d.pts), Planned: maybe(d, d.pts),
		Command: maybe(d, section), Out: maybe(d, section), In: maybe(d, section),
		Values: some(d, 3, func() hls.Value { return hls.Value{Name: "X-" + d.of("ABC-19"), Text: maybe(d, d.text)} }),
	}
}

func (d dice) master() *hls.Master {
	return &hls.Master{
		Steering:    maybe(d, func() hls.Steering { return hls.Steering{URI: d.text(), Pathway: maybe(d, d.text)} }),
		SessionKeys: some(d, 3, d.key),
		Audio: some(d, 3, func() hls.Audio {
			return hls.Audio{Group: d.text(), Name: d.text(), Language: maybe(d, d.text), Channels: uint8(d.Uint32()), URI: maybe(d, d.text)}
		}),
		Subtitles: some(d, 3, func() hls.Subtitles {
			return hls.Subtitles{Group: d.text(), Name: d.text(), Language: maybe(d, d.text), URI: maybe(d, d.text), Default: d.yes()}
		}),
		Captions: some(d, 3, func() hls.Captions {
			return hls.Captions{Group: d.text(), Name: d.text(), Language: maybe(d, d.text), Stream: "SERVICE" + d.of("0123456789")}
		}),
		Variants: some(d, 4, func() hls.Variant {
			v := d.quality()
			v.URI = d.word()
			v.Frames = maybe(d, func() components.Rate { return components.Rate{Num: 1 + d.Uint32N(1_000_000), Den: 1000} })
			v.Audio, v.Subtitles, v.Captions = maybe(d, d.text), maybe(d, d.text), maybe(d, d.text)
			return v
		}),
		IFrames: some(d, 3, d.quality),
	}
}

// quality is what there is of a variant of I-frames.
func (d dice) quality() hls.Variant {
	return hls.Variant{
		URI: d.text(), Bandwidth: components.Bitrate(1 + d.Uint32N(1<<32-1)), Average: components.Bitrate(maybe(d, d.Uint32)),
		Codecs: maybe(d, d.text), Range: maybe(d, func() string { return d.of("ABC-19") }), HDCP: maybe(d, func() string { return d.of("ABC-19") }),
		Stable: maybe(d, d.text), Pathway: maybe(d, d.text),
		Size: maybe(d, func() components.Resolution {
			return components.Resolution{Width: uint16(d.Uint32()), Height: uint16(d.Uint32())}
		}),
	}
}
