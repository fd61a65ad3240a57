package hls

import (
	"strconv"

	"touchline/components"
)

// Master is a multivariant playlist: the qualities that a player may choose from.
type Master struct {
	Audio    []Audio
	Variants []Variant
}

// Audio is a rendition of sound alone that variants may be joined with. Every
// one has a group to itself.
type Audio struct {
	Group    string
	Name     string // for people to choose by
	Language string // BCP 47; may be empty
	URI      string // of its playlist; if empty, see Folder
	Folder   string // without a URI, its playlist is at Folder.m3u8; without either its sound is in the variants
}

// Variant is a quality.
type Variant struct {
	URI       string                // of its playlist
	Folder    string                // without a URI, its playlist is at Folder.m3u8
	Bandwidth components.Bitrate    // peak segment bit rate, the audio group's included
	Average   components.Bitrate    // average segment bit rate, likewise; 0 is not written
	Codecs    string                // RFC 6381, the audio group's included; may be empty
	Size      components.Resolution // 0 × 0 is not written: sound alone
	Frames    components.Rate       // not written with a zero numerator
	Audio     string                // its audio group; may be empty
}

// AppendMaster appends m as an M3U8 playlist to dst and returns the extended
// buffer.
func AppendMaster(dst []byte, m *Master) []byte {
	dst = append(dst, "#EXTM3U\n#EXT-X-VERSION:"...)
	dst = strconv.AppendUint(dst, Version, 10)
	dst = append(dst, "\n#EXT-X-INDEPENDENT-SEGMENTS\n"...)
	for i := range m.Audio {
		dst = appendAudio(dst, &m.Audio[i])
	}
	for i := range m.Variants {
		dst = appendVariant(dst, &m.Variants[i])
	}
	return dst
}

func appendAudio(dst []byte, a *Audio) []byte {
	dst = append(dst, `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="`...)
	dst = append(dst, a.Group...)
	dst = append(dst, `",NAME="`...)
	dst = append(dst, a.Name...)
	dst = append(dst, '"')
	if a.Language != "" {
		dst = append(dst, `,LANGUAGE="`...)
		dst = append(dst, a.Language...)
		dst = append(dst, '"')
	}
	dst = append(dst, ",DEFAULT=YES,AUTOSELECT=YES"...)
	if a.URI != "" || a.Folder != "" {
		dst = append(dst, `,URI="`...)
		dst = appendPlace(dst, a.URI, a.Folder)
		dst = append(dst, '"')
	}
	return append(dst, '\n')
}

func appendVariant(dst []byte, v *Variant) []byte {
	dst = append(dst, "#EXT-X-STREAM-INF:BANDWIDTH="...)
	dst = strconv.AppendUint(dst, uint64(v.Bandwidth), 10)
	if v.Average != 0 {
		dst = append(dst, ",AVERAGE-BANDWIDTH="...)
		dst = strconv.AppendUint(dst, uint64(v.Average), 10)
	}
	if v.Codecs != "" {
		dst = append(dst, `,CODECS="`...)
		dst = append(dst, v.Codecs...)
		dst = append(dst, '"')
	}
	if v.Size != (components.Resolution{}) {
		dst = append(dst, ",RESOLUTION="...)
		dst = strconv.AppendUint(dst, uint64(v.Size.Width), 10)
		dst = append(dst, 'x')
		dst = strconv.AppendUint(dst, uint64(v.Size.Height), 10)
	}
	if v.Frames.Num != 0 {
		dst = append(dst, ",FRAME-RATE="...)
		dst = appendRate(dst, v.Frames)
	}
	if v.Audio != "" {
		dst = append(dst, `,AUDIO="`...)
		dst = append(dst, v.Audio...)
		dst = append(dst, '"')
	}
	dst = append(dst, ",CLOSED-CAPTIONS=NONE\n"...)
	return append(appendPlace(dst, v.URI, v.Folder), '\n')
}

func appendPlace(dst []byte, uri, folder string) []byte {
	if uri != "" {
		return append(dst, uri...)
	}
	return append(append(dst, folder...), ".m3u8"...)
}

// appendRate appends r with three decimals, rounded half up: 29.970.
func appendRate(dst []byte, r components.Rate) []byte {
	thousandths := (2000*uint64(r.Num) + uint64(r.Den)) / (2 * uint64(r.Den))
	dst = strconv.AppendUint(dst, thousandths/1000, 10)
	dst = append(dst, '.')
	return appendDigits(dst, uint32(thousandths%1000), 3)
}
