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

import (
	"strconv"

	"touchline/components"
)

// Version is the protocol version of playlists that need no more: the first
// that allows EXT-X-MAP, and so fragmented MP4, in a playlist of whole segments.
const Version = 6

// deltaVersion is that of delta updates, the first to allow EXT-X-SKIP.
const deltaVersion = 9

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
	dst = appendHead(dst, m)
	for i := range m.Segments {
		dst = appendSegment(dst, m, &m.Segments[i], m.Sequence+m.Skipped+uint64(i))
	}
	return appendEnd(dst, m, m.Sequence+m.Skipped+uint64(len(m.Segments)))
}

// appendHead appends all that stands before the first segment.
func appendHead(dst []byte, m *Media) []byte {
	version := uint64(Version)
	if m.Skipped > 0 {
		version = deltaVersion
	}
	dst = append(dst, "#EXTM3U\n#EXT-X-VERSION:"...)
	dst = strconv.AppendUint(dst, version, 10)
	dst = append(dst, "\n#EXT-X-TARGETDURATION:"...)
	dst = strconv.AppendUint(dst, uint64(m.Target), 10)
	dst = appendControl(dst, m)
	dst = append(dst, "\n#EXT-X-MEDIA-SEQUENCE:"...)
	dst = strconv.AppendUint(dst, m.Sequence, 10)
	dst = append(dst, "\n#EXT-X-DISCONTINUITY-SEQUENCE:"...)
	dst = strconv.AppendUint(dst, m.Breaks, 10)
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
	dst = appendMap(dst, m)
	for i := range m.Ranges {
		dst = appendRange(dst, &m.Ranges[i])
	}
	if m.Skipped > 0 {
		dst = append(dst, "#EXT-X-SKIP:SKIPPED-SEGMENTS="...)
		dst = append(strconv.AppendUint(dst, m.Skipped, 10), '\n')
	}
	return dst
}

// appendEnd appends what stands after the last segment; n is the media sequence
// number of the one that is being made.
func appendEnd(dst []byte, m *Media, n uint64) []byte {
	if len(m.Making.Parts) > 0 {
		dst = appendBefore(dst, &m.Making)
		dst = appendParts(dst, m, &m.Making, n)
	}
	if m.Hint {
		dst = append(dst, `#EXT-X-PRELOAD-HINT:TYPE=PART,URI="`...)
		dst = append(appendPart(dst, m.Folder, n, len(m.Making.Parts)), "\"\n"...)
	}
	for i := range m.Reports {
		dst = appendReport(dst, &m.Reports[i])
	}
	if m.Ended {
		dst = append(dst, "#EXT-X-ENDLIST\n"...)
	}
	return dst
}

func appendMap(dst []byte, m *Media) []byte {
	switch {
	case m.Map != "":
		return appendMapURI(dst, m.Map)
	case m.Folder != "" && !m.Text && (len(m.Segments) == 0 || m.Segments[0].Map == ""):
		dst = append(dst, `#EXT-X-MAP:URI="`...)
		dst = append(dst, m.Folder...)
		return append(dst, "/init.mp4\"\n"...)
	}
	return dst
}

func appendMapURI(dst []byte, uri string) []byte {
	dst = append(dst, `#EXT-X-MAP:URI="`...)
	return append(append(dst, uri...), "\"\n"...)
}

// appendBefore appends what is said of a segment before its parts.
func appendBefore(dst []byte, s *Segment) []byte {
	if s.Discontinuity {
		dst = append(dst, "#EXT-X-DISCONTINUITY\n"...)
	}
	for i := range s.Keys {
		dst = appendKey(dst, "#EXT-X-KEY:", &s.Keys[i])
	}
	if s.Map != "" {
		dst = appendMapURI(dst, s.Map)
	}
	if s.Date != 0 {
		dst = append(dst, "#EXT-X-PROGRAM-DATE-TIME:"...)
		dst = append(appendDate(dst, s.Date), '\n')
	}
	return dst
}

func appendSegment(dst []byte, m *Media, s *Segment, n uint64) []byte {
	dst = appendBefore(dst, s)
	dst = appendParts(dst, m, s, n)
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
	dst = strconv.AppendUint(dst, n, 10)
	if m.Text {
		return append(dst, ".vtt\n"...)
	}
	return append(dst, ".m4s\n"...)
}
