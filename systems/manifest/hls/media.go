// Package hls writes and reads HLS playlists (RFC 8216).
//
// Writers append to a buffer the caller owns, so that a playlist can be written
// again and again without allocating. They know nothing of entities: the manifest
// package fills these structs from columns.
//
// Text is written as it is given. A URI must not be empty, hold a line break or
// begin with #; what stands between quotes must hold neither a quote nor a line
// break.
package hls

import (
	"strconv"

	"touchline/components"
)

// Version is the protocol version of all playlists: the first that allows
// EXT-X-MAP, and so fragmented MP4, in a playlist of whole segments.
const Version = 6

// Media is a media playlist: the segments of one rendition that players may fetch.
type Media struct {
	Type     PlaylistType
	Target   uint16 // target duration, in seconds
	Sequence uint64 // media sequence number of the first segment
	Breaks   uint64 // discontinuity sequence number of the first segment, its own break apart
	Map      string // URI of the initialization section; if empty, see Folder
	Segments []Segment
	Ended    bool // no more segments will follow

	// Folder, if set, is where segments without a URI are: at
	// Folder/N.m4s, N being the media sequence number, with their initialization
	// section at Folder/init.mp4. It spares the caller a text for each of them.
	Folder string
}

// Segment is one entry of a media playlist.
type Segment struct {
	URI           string
	Duration      components.PTS
	Date          int64 // wall clock at its first frame, in Unix milliseconds; 0 is not written
	Discontinuity bool  // the clock or the encoding breaks before it
	Gap           bool  // there is nothing to fetch
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
	dst = append(dst, "#EXTM3U\n#EXT-X-VERSION:"...)
	dst = strconv.AppendUint(dst, Version, 10)
	dst = append(dst, "\n#EXT-X-TARGETDURATION:"...)
	dst = strconv.AppendUint(dst, uint64(m.Target), 10)
	dst = append(dst, "\n#EXT-X-MEDIA-SEQUENCE:"...)
	dst = strconv.AppendUint(dst, m.Sequence, 10)
	dst = append(dst, "\n#EXT-X-DISCONTINUITY-SEQUENCE:"...)
	dst = strconv.AppendUint(dst, m.Breaks, 10)
	if m.Type != Live {
		dst = append(dst, "\n#EXT-X-PLAYLIST-TYPE:"...)
		dst = append(dst, m.Type.String()...)
	}
	dst = append(dst, "\n#EXT-X-INDEPENDENT-SEGMENTS\n"...)
	dst = appendMap(dst, m)
	for i := range m.Segments {
		dst = appendSegment(dst, m, i)
	}
	if m.Ended {
		dst = append(dst, "#EXT-X-ENDLIST\n"...)
	}
	return dst
}

func appendMap(dst []byte, m *Media) []byte {
	switch {
	case m.Map != "":
		dst = append(dst, `#EXT-X-MAP:URI="`...)
		dst = append(dst, m.Map...)
	case m.Folder != "":
		dst = append(dst, `#EXT-X-MAP:URI="`...)
		dst = append(dst, m.Folder...)
		dst = append(dst, "/init.mp4"...)
	default:
		return dst
	}
	return append(dst, "\"\n"...)
}

func appendSegment(dst []byte, m *Media, i int) []byte {
	s := &m.Segments[i]
	if s.Discontinuity {
		dst = append(dst, "#EXT-X-DISCONTINUITY\n"...)
	}
	if s.Date != 0 {
		dst = append(dst, "#EXT-X-PROGRAM-DATE-TIME:"...)
		dst = appendDate(dst, s.Date)
		dst = append(dst, '\n')
	}
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
	dst = append(dst, '/')
	dst = strconv.AppendUint(dst, m.Sequence+uint64(i), 10)
	return append(dst, ".m4s\n"...)
}
