// Package hls writes and reads HLS playlists (RFC 8216, and its revision
// draft-pantos-hls-rfc8216bis for low latency and delta updates).
//
// Writers append to a buffer the caller owns, so that a playlist can be written
// again and again without allocating. They know nothing of entities: the manifest
// package fills these structs.
//
// Text is written as it is given. A URI must not be empty, hold a line break or
// begin with #; what stands between quotes must hold neither a quote nor a line
// break.
package hls

import "touchline/components"

// Version is the protocol version of all playlists but delta updates: the first
// that allows EXT-X-MAP, and so fragmented MP4, in a playlist of whole segments.
const Version = 6

// deltaVersion is that of delta updates, the first to allow EXT-X-SKIP.
const deltaVersion = 9

// serviceVersion is that of multivariant playlists with captions of CTA-708, the
// first to allow their services as INSTREAM-ID.
const serviceVersion = 7

// Media is a media playlist: the segments of one rendition that players may fetch.
type Media struct {
	Type     PlaylistType
	Target   uint16 // target duration, in seconds
	Sequence uint64 // media sequence number of the first segment, those that are skipped included
	Breaks   uint64 // discontinuity sequence number of the first segment, its own break apart
	Map      string // URI of the initialization section; if empty, see Folder
	Segments []Segment
	Ended    bool           // no more segments will follow
	IFrames  bool           // each segment is one I-frame
	Start    components.PTS // where to begin to play, from the beginning, or from the end if negative; 0 is not written
	Ranges   []DateRange

	// Folder, if set, is where segments without a URI are: at
	// Folder/N.m4s, N being the media sequence number, with their initialization
	// section at Folder/init.mp4, and their parts at Folder/N.K.m4s, K from 0. It
	// spares the caller a text for each of them.
	Folder string
	Text   bool // segments without a URI are WebVTT, at Folder/N.vtt, and have no initialization section

	Control    Control
	PartTarget components.PTS // the longest part; 0 if there are none
	Skipped    uint64         // how many segments at the beginning are left out: a delta update
	Making     Segment        // what there is of the segment after the last; it has parts, or is not written
	Hint       bool           // the part after the last is announced, to be asked for before it is there
	HintURI    string         // of that part; if empty, see Folder
	Reports    []Report
}

// Segment is one entry of a media playlist.
type Segment struct {
	URI           string
	Duration      components.PTS
	Date          int64  // wall clock at its first frame, in Unix milliseconds; 0 is not written
	Discontinuity bool   // the clock or the encoding breaks before it
	Gap           bool   // there is nothing to fetch
	Keys          []Key  // that are in force from here on; none if those before it still are
	Map           string // URI of the initialization section from here on; empty if it is that before it
	Parts         []Part
}

// PlaylistType says how a media playlist may change.
type PlaylistType uint8

// The types of media playlist.
const (
	Live  PlaylistType = iota // segments come and go
	Event                     // segments come, and stay
	VOD                       // nothing changes
	playlistTypes
)

var playlistTypeNames = [playlistTypes]string{"", "EVENT", "VOD"}

func (t PlaylistType) String() string { return playlistTypeNames[min(t, playlistTypes-1)] }

// AppendMedia appends m as an M3U8 playlist to dst and returns the extended
// buffer.
func AppendMedia(dst []byte, m *Media) []byte {
	dst = appendHead(dst, m, len(m.Segments) > 0 && m.Segments[0].Map != "")
	dst = appendSkip(dst, m)
	n := m.Sequence + m.Skipped
	for i := range m.Segments {
		dst = appendSegment(dst, m, &m.Segments[i], n)
		n++
	}
	if len(m.Making.Parts) > 0 {
		dst = appendBefore(dst, &m.Making)
		dst = appendParts(dst, m.Folder, &m.Making, n)
	}
	return appendEnd(dst, m, n, len(m.Making.Parts))
}

// appendHead appends all that stands before the segments, whether or not some are
// skipped. The first segment may say itself where its initialization section is.
func appendHead(dst []byte, m *Media, mapped bool) []byte {
	version := uint64(Version)
	if m.Skipped > 0 {
		version = deltaVersion
	}
	dst = append(dst, "#EXTM3U\n#EXT-X-VERSION:"...)
	dst = appendUint(dst, version)
	dst = append(dst, "\n#EXT-X-TARGETDURATION:"...)
	dst = appendUint(dst, uint64(m.Target))
	dst = appendControl(dst, m)
	dst = append(dst, "\n#EXT-X-MEDIA-SEQUENCE:"...)
	dst = appendUint(dst, m.Sequence)
	dst = append(dst, "\n#EXT-X-DISCONTINUITY-SEQUENCE:"...)
	dst = appendUint(dst, m.Breaks)
	if m.Type != Live {
		dst = append(dst, "\n#EXT-X-PLAYLIST-TYPE:"...)
		dst = append(dst, m.Type.String()...)
	}
	if m.IFrames {
		dst = append(dst, "\n#EXT-X-I-FRAMES-ONLY"...)
	}
	dst = append(dst, "\n#EXT-X-INDEPENDENT-SEGMENTS\n"...)
	if m.Start != 0 {
		dst = append(dst, "#EXT-X-START:TIME-OFFSET="...)
		dst = append(appendSigned(dst, m.Start), '\n')
	}
	switch {
	case m.Map != "":
		dst = appendMap(dst, m.Map)
	case m.Folder != "" && !m.Text && !mapped:
		dst = append(dst, `#EXT-X-MAP:URI="`...)
		dst = append(append(dst, m.Folder...), "/init.mp4\"\n"...)
	}
	for i := range m.Ranges {
		dst = AppendRange(dst, &m.Ranges[i])
	}
	return dst
}

func appendSkip(dst []byte, m *Media) []byte {
	if m.Skipped > 0 {
		dst = append(dst, "#EXT-X-SKIP:SKIPPED-SEGMENTS="...)
		dst = append(appendUint(dst, m.Skipped), '\n')
	}
	return dst
}

// appendEnd appends what stands after the last part; n is the media sequence number
// of the segment that is being made, of which there are so many parts.
func appendEnd(dst []byte, m *Media, n uint64, parts int) []byte {
	if m.Hint {
		dst = append(dst, `#EXT-X-PRELOAD-HINT:TYPE=PART,URI="`...)
		if m.HintURI != "" {
			dst = append(dst, m.HintURI...)
		} else {
			dst = appendPart(dst, m.Folder, n, parts)
		}
		dst = append(dst, "\"\n"...)
	}
	for i := range m.Reports {
		dst = appendReport(dst, &m.Reports[i])
	}
	if m.Ended {
		dst = append(dst, "#EXT-X-ENDLIST\n"...)
	}
	return dst
}

func appendMap(dst []byte, uri string) []byte {
	dst = append(dst, `#EXT-X-MAP:URI="`...)
	return append(append(dst, uri...), "\"\n"...)
}

// appendBefore appends what is said of a segment before its parts.
func appendBefore(dst []byte, s *Segment) []byte {
	dst = appendBreak(dst, s)
	dst = appendForce(dst, s.Keys, s.Map)
	return appendWhen(dst, s)
}

func appendBreak(dst []byte, s *Segment) []byte {
	if s.Discontinuity {
		dst = append(dst, "#EXT-X-DISCONTINUITY\n"...)
	}
	return dst
}

// appendForce appends what is in force from a segment on.
func appendForce(dst []byte, keys []Key, uri string) []byte {
	for i := range keys {
		dst = appendKey(dst, "#EXT-X-KEY:", &keys[i])
	}
	if uri != "" {
		dst = appendMap(dst, uri)
	}
	return dst
}

func appendWhen(dst []byte, s *Segment) []byte {
	if s.Date != 0 {
		dst = append(dst, "#EXT-X-PROGRAM-DATE-TIME:"...)
		dst = append(appendDate(dst, s.Date), '\n')
	}
	return dst
}

func appendSegment(dst []byte, m *Media, s *Segment, n uint64) []byte {
	dst = appendBefore(dst, s)
	dst = appendParts(dst, m.Folder, s, n)
	return appendWhole(dst, m, s, n)
}

// appendWhole appends what is said of a segment after its parts.
func appendWhole(dst []byte, m *Media, s *Segment, n uint64) []byte {
	if s.Gap {
		dst = append(dst, "#EXT-X-GAP\n"...)
	}
	dst = append(dst, "#EXTINF:"...)
	dst = appendSeconds(dst, s.Duration)
	dst = append(dst, ",\n"...)
	if s.URI != "" {
		dst = append(dst, s.URI...)
		return append(dst, '\n')
	}
	dst = append(dst, m.Folder...)
	if m.IFrames {
		dst = append(dst, "/iframe-"...)
	} else {
		dst = append(dst, '/')
	}
	dst = appendUint(dst, n)
	if m.Text {
		return append(dst, ".vtt\n"...)
	}
	return append(dst, ".m4s\n"...)
}
