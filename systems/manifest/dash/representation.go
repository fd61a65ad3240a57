package dash

import (
	"touchline/components"
	"touchline/systems/manifest/internal/text"
)

// Representation is one quality of a set.
type Representation struct {
	ID          string // which templates are filled with; without white space
	Bandwidth   components.Bitrate
	Codecs      string // RFC 6381
	Width       uint16
	Height      uint16
	FrameRate   components.Rate
	SampleRate  uint32       // samples of sound per second
	Channels    uint8        // ChannelConfiguration of ISO/IEC 23091-3: 2 is stereo, 6 is 5.1
	Protections []Protection // if its key is not that of the whole set
}

func appendRepresentation(dst []byte, r *Representation) []byte {
	dst = append(dst, `<Representation id="`...)
	dst = append(appendEscaped(dst, r.ID), '"')
	dst = appendNumber(dst, ` bandwidth="`, uint64(r.Bandwidth))
	dst = appendAttr(dst, ` codecs="`, r.Codecs)
	dst = appendNonzero(dst, ` width="`, uint64(r.Width))
	dst = appendNonzero(dst, ` height="`, uint64(r.Height))
	dst = appendRate(dst, ` frameRate="`, r.FrameRate)
	dst = appendNonzero(dst, ` audioSamplingRate="`, uint64(r.SampleRate))
	if r.Channels == 0 && len(r.Protections) == 0 {
		return append(dst, "/>\n"...)
	}
	dst = append(dst, ">\n"...)
	if r.Channels != 0 {
		dst = append(dst, `<AudioChannelConfiguration schemeIdUri="`+channelScheme+`"`...)
		dst = append(appendNumber(dst, ` value="`, uint64(r.Channels)), "/>\n"...)
	}
	for i := range r.Protections {
		dst = appendProtection(dst, &r.Protections[i])
	}
	return append(dst, "</Representation>\n"...)
}

func appendReference(dst []byte, r *ProducerReference) []byte {
	if r.ID == 0 {
		return dst
	}
	dst = append(dst, `<ProducerReferenceTime`...)
	dst = appendNumber(dst, ` id="`, uint64(r.ID))
	dst = append(dst, ` type="encoder" wallClockTime="`...)
	dst = append(text.AppendDate(dst, r.Wall), '"')
	dst = appendNumber(dst, ` presentationTime="`, uint64(r.Time))
	if r.Clock.Scheme == "" {
		return append(dst, "/>\n"...)
	}
	dst = append(dst, '>')
	dst = appendDescriptor(dst, "<UTCTiming", r.Clock.Scheme, r.Clock.Value)
	return append(dst, "</ProducerReferenceTime>\n"...)
}
