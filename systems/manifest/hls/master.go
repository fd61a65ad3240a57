package hls

import (
	"strings"

	"touchline/components"
)

// Master is a multivariant playlist: the qualities that a player may choose from.
type Master struct {
	Steering    Steering
	SessionKeys []Key
	Audio       []Audio
	Subtitles   []Subtitles
	Captions    []Captions
	Variants    []Variant
	IFrames     []Variant // their playlists have I-frames alone
}

// Steering says where players ask which pathway to take (EXT-X-CONTENT-STEERING).
type Steering struct {
	URI     string // of the steering manifest; if empty, there is no steering
	Pathway string // the one to begin with
}

// Subtitles is a rendition of subtitles.
type Subtitles struct {
	Group    string
	Name     string
	Language string // BCP 47; may be empty
	URI      string
	Default  bool
}

// Captions are closed captions within the pictures.
type Captions struct {
	Group    string
	Name     string
	Language string
	Stream   string // INSTREAM-ID: CC1 to CC4, SERVICE1 to SERVICE63
}

// Audio is a rendition of sound alone that variants may be joined with. Every
// one has a group to itself.
type Audio struct {
	Group    string
	Name     string // for people to choose by
	Language string // BCP 47; may be empty
	Channels uint8  // 2 is stereo; 0 is not written
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
	Subtitles string                // likewise of subtitles
	Captions  string                // likewise of closed captions; if empty, there are none
	Range     string                // VIDEO-RANGE: SDR, HLG or PQ; may be empty
	HDCP      string                // HDCP-LEVEL: NONE, TYPE-0 or TYPE-1; may be empty
	Stable    string                // STABLE-VARIANT-ID; may be empty
	Pathway   string                // PATHWAY-ID; may be empty
}

// AppendMaster appends m as an M3U8 playlist to dst and returns the extended
// buffer.
func AppendMaster(dst []byte, m *Master) []byte {
	dst = appendTop(dst, m)
	dst = appendSessionKeys(dst, m.SessionKeys)
	return appendQualities(dst, m)
}

// appendTop appends what stands before the keys.
func appendTop(dst []byte, m *Master) []byte {
	dst = append(dst, "#EXTM3U\n#EXT-X-VERSION:"...)
	dst = appendUint(dst, m.version())
	dst = append(dst, "\n#EXT-X-INDEPENDENT-SEGMENTS\n"...)
	if m.Steering.URI != "" {
		dst = append(dst, `#EXT-X-CONTENT-STEERING:SERVER-URI="`...)
		dst = append(append(dst, m.Steering.URI...), '"')
		dst = appendQuoted(dst, `,PATHWAY-ID="`, m.Steering.Pathway)
		dst = append(dst, '\n')
	}
	return dst
}

func appendSessionKeys(dst []byte, keys []Key) []byte {
	for i := range keys {
		dst = appendKey(dst, "#EXT-X-SESSION-KEY:", &keys[i])
	}
	return dst
}

// appendQualities appends what there is to choose from.
func appendQualities(dst []byte, m *Master) []byte {
	for i := range m.Audio {
		dst = appendAudio(dst, &m.Audio[i])
	}
	for i := range m.Subtitles {
		dst = appendSubtitles(dst, &m.Subtitles[i])
	}
	for i := range m.Captions {
		dst = appendCaptions(dst, &m.Captions[i])
	}
	captioned := m.captioned()
	for i := range m.Variants {
		dst = appendVariant(dst, &m.Variants[i], captioned)
	}
	for i := range m.IFrames {
		dst = appendIFrames(dst, &m.IFrames[i])
	}
	return dst
}

// version is the protocol version that the playlist takes.
func (m *Master) version() uint64 {
	for i := range m.Captions {
		if strings.HasPrefix(m.Captions[i].Stream, "SERVICE") {
			return serviceVersion
		}
	}
	return Version
}

// captioned reports whether a variant has closed captions.
func (m *Master) captioned() bool {
	for i := range m.Variants {
		if m.Variants[i].Captions != "" {
			return true
		}
	}
	return false
}

// appendQuoted appends a quoted attribute, or nothing if it is empty.
func appendQuoted(dst []byte, name, value string) []byte {
	if value == "" {
		return dst
	}
	dst = append(dst, name...)
	return append(append(dst, value...), '"')
}

func appendSubtitles(dst []byte, t *Subtitles) []byte {
	dst = append(dst, `#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="`...)
	dst = append(append(dst, t.Group...), '"')
	dst = appendQuoted(dst, `,NAME="`, t.Name)
	dst = appendQuoted(dst, `,LANGUAGE="`, t.Language)
	if t.Default {
		dst = append(dst, ",DEFAULT=YES"...)
	}
	dst = append(dst, ",AUTOSELECT=YES"...)
	return append(appendQuoted(dst, `,URI="`, t.URI), '\n')
}

func appendCaptions(dst []byte, c *Captions) []byte {
	dst = append(dst, `#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="`...)
	dst = append(append(dst, c.Group...), '"')
	dst = appendQuoted(dst, `,NAME="`, c.Name)
	dst = appendQuoted(dst, `,LANGUAGE="`, c.Language)
	return append(appendQuoted(dst, `,INSTREAM-ID="`, c.Stream), '\n')
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
	if a.Channels != 0 {
		dst = append(dst, `,CHANNELS="`...)
		dst = append(appendUint(dst, uint64(a.Channels)), '"')
	}
	if a.URI != "" || a.Folder != "" {
		dst = append(dst, `,URI="`...)
		dst = appendPlace(dst, a.URI, a.Folder)
		dst = append(dst, '"')
	}
	return append(dst, '\n')
}

// appendVariant appends v. That it has no closed captions is said only if no variant
// has: NONE is of all of them (RFC 8216bis, section 4.4.6.2).
func appendVariant(dst []byte, v *Variant, captioned bool) []byte {
	dst = append(dst, "#EXT-X-STREAM-INF:"...)
	dst = appendQuality(dst, v)
	if v.Frames.Num != 0 {
		dst = append(dst, ",FRAME-RATE="...)
		dst = appendRate(dst, v.Frames)
	}
	dst = appendName(dst, ",VIDEO-RANGE=", v.Range)
	dst = appendName(dst, ",HDCP-LEVEL=", v.HDCP)
	dst = appendQuoted(dst, `,STABLE-VARIANT-ID="`, v.Stable)
	dst = appendQuoted(dst, `,PATHWAY-ID="`, v.Pathway)
	dst = appendQuoted(dst, `,AUDIO="`, v.Audio)
	dst = appendQuoted(dst, `,SUBTITLES="`, v.Subtitles)
	dst = appendQuoted(dst, `,CLOSED-CAPTIONS="`, v.Captions)
	if !captioned {
		dst = append(dst, ",CLOSED-CAPTIONS=NONE"...)
	}
	dst = append(dst, '\n')
	return append(appendPlace(dst, v.URI, v.Folder), '\n')
}

// appendIFrames appends a variant whose playlist has I-frames alone.
func appendIFrames(dst []byte, v *Variant) []byte {
	dst = append(dst, "#EXT-X-I-FRAME-STREAM-INF:"...)
	dst = appendQuality(dst, v)
	dst = appendName(dst, ",VIDEO-RANGE=", v.Range)
	dst = appendName(dst, ",HDCP-LEVEL=", v.HDCP)
	dst = appendQuoted(dst, `,STABLE-VARIANT-ID="`, v.Stable)
	dst = appendQuoted(dst, `,PATHWAY-ID="`, v.Pathway)
	dst = append(dst, `,URI="`...)
	return append(appendPlace(dst, v.URI, v.Folder), "\"\n"...)
}

// appendQuality appends what both say of a quality.
func appendQuality(dst []byte, v *Variant) []byte {
	dst = append(dst, "BANDWIDTH="...)
	dst = appendUint(dst, uint64(v.Bandwidth))
	if v.Average != 0 {
		dst = append(dst, ",AVERAGE-BANDWIDTH="...)
		dst = appendUint(dst, uint64(v.Average))
	}
	dst = appendQuoted(dst, `,CODECS="`, v.Codecs)
	if v.Size != (components.Resolution{}) {
		dst = append(dst, ",RESOLUTION="...)
		dst = appendUint(dst, uint64(v.Size.Width))
		dst = append(dst, 'x')
		dst = appendUint(dst, uint64(v.Size.Height))
	}
	return dst
}

// appendName appends an attribute that is a word, or nothing if it is empty.
func appendName(dst []byte, name, value string) []byte {
	if value == "" {
		return dst
	}
	return append(append(dst, name...), value...)
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
	dst = appendUint(dst, thousandths/1000)
	dst = append(dst, '.')
	return appendDigits(dst, uint32(thousandths%1000), 3)
}
