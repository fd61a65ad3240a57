package dash

import (
	"touchline/components"
	"touchline/systems/manifest/internal/text"
)

// Set is an AdaptationSet: representations of the same content that a player may
// switch between.
type Set struct {
	ID        uint32 // which sets are referred to by; counted from 1
	Content   Content
	Lang      string // BCP 47
	MIME      string // type of its segments
	Label     string // what a viewer may choose it by
	Aligned   bool   // segments of all representations begin and end together
	SAP       uint8  // type of the access point that each segment begins with
	Par       Ratio  // aspect ratio of the picture
	MinRate   components.Rate
	MaxRate   components.Rate
	MaxWidth  uint16
	MaxHeight uint16

	Roles         []string     // as urn:mpeg:dash:role:2011 has them: main, alternate, commentary
	Accessibility []Descriptor // captions in the video, audio description
	Inband        []Descriptor // event streams that its segments carry
	Protections   []Protection
	SwitchesTo    []uint32 // IDs of sets that a player may switch to within a segment's length
	TrickModeOf   uint32   // ID of the set that this one is the fast playback of
	MaxPlayout    uint16   // how many times faster a trick mode set may be played
	Continues     string   // ID of the period whose set with this ID goes on here
	Reference     ProducerReference

	Template        Template
	Representations []Representation
}

// Content is the kind of a set's media.
type Content uint8

// The kinds of content.
const (
	Video Content = iota
	Audio
	Subtitles // text
	Image
	contents
)

var contentNames = [contents]string{"video", "audio", "text", "image"}

func (c Content) String() string { return contentNames[min(c, contents-1)] }

// Ratio is the aspect ratio of a picture: 16 to 9.
type Ratio struct{ Width, Height uint16 }

// ProducerReference ties the wall clock to the media: at Wall, the encoder was
// given what is shown at Time.
type ProducerReference struct {
	ID   uint32 // which [Service] refers to it by; counted from 1. If 0, there is none.
	Wall int64  // Unix milliseconds
	Time Scaled

	// Clock says where Wall comes from. Without it players take the date to be in
	// the form of NTP.
	Clock Descriptor
}

// The schemes of what a set says of itself.
const (
	roleScheme       = "urn:mpeg:dash:role:2011"
	switchingScheme  = "urn:mpeg:dash:adaptation-set-switching:2016"
	continuityScheme = "urn:mpeg:dash:period-continuity:2015"
	trickScheme      = "http://dashif.org/guidelines/trickmode"
	channelScheme    = "urn:mpeg:mpegB:cicp:ChannelConfiguration"
)

// appendSet appends s. The order of its elements is the schema's.
func appendSet(dst []byte, s *Set, l *Live) []byte {
	dst = append(dst, "<AdaptationSet"...)
	dst = appendNonzero(dst, ` id="`, uint64(s.ID))
	dst = append(dst, ` contentType="`...)
	dst = append(append(dst, s.Content.String()...), '"')
	dst = appendAttr(dst, ` lang="`, s.Lang)
	dst = appendAttr(dst, ` mimeType="`, s.MIME)
	if s.Par != (Ratio{}) {
		dst = append(dst, ` par="`...)
		dst = append(text.AppendUint(dst, uint64(s.Par.Width)), ':')
		dst = append(text.AppendUint(dst, uint64(s.Par.Height)), '"')
	}
	dst = appendNonzero(dst, ` maxWidth="`, uint64(s.MaxWidth))
	dst = appendNonzero(dst, ` maxHeight="`, uint64(s.MaxHeight))
	dst = appendRate(dst, ` minFrameRate="`, s.MinRate)
	dst = appendRate(dst, ` maxFrameRate="`, s.MaxRate)
	if s.Aligned {
		dst = append(dst, ` segmentAlignment="true"`...)
	}
	dst = appendNonzero(dst, ` startWithSAP="`, uint64(s.SAP))
	if s.TrickModeOf != 0 {
		dst = appendNonzero(dst, ` maxPlayoutRate="`, uint64(s.MaxPlayout))
		dst = append(dst, ` codingDependency="false"`...)
	}
	dst = append(dst, ">\n"...)

	for i := range s.Protections {
		dst = appendProtection(dst, &s.Protections[i])
	}
	if s.TrickModeOf != 0 {
		dst = append(dst, `<EssentialProperty schemeIdUri="`+trickScheme+`"`...)
		dst = append(appendNumber(dst, ` value="`, uint64(s.TrickModeOf)), "/>\n"...)
	}
	dst = appendSwitching(dst, s.SwitchesTo)
	if s.Continues != "" {
		dst = appendDescriptor(dst, "<SupplementalProperty", continuityScheme, s.Continues)
	}
	for i := range s.Inband {
		dst = appendDescriptor(dst, "<InbandEventStream", s.Inband[i].Scheme, s.Inband[i].Value)
	}
	if s.Label != "" {
		dst = append(dst, "<Label>"...)
		dst = append(appendEscaped(dst, s.Label), "</Label>\n"...)
	}
	dst = appendReference(dst, &s.Reference)
	for i := range s.Accessibility {
		dst = appendDescriptor(dst, "<Accessibility", s.Accessibility[i].Scheme, s.Accessibility[i].Value)
	}
	for i := range s.Roles {
		dst = appendDescriptor(dst, "<Role", roleScheme, s.Roles[i])
	}
	dst = appendTemplate(dst, &s.Template, l)
	for i := range s.Representations {
		dst = appendRepresentation(dst, &s.Representations[i])
	}
	return append(dst, "</AdaptationSet>\n"...)
}

func appendSwitching(dst []byte, sets []uint32) []byte {
	if len(sets) == 0 {
		return dst
	}
	dst = append(dst, `<SupplementalProperty schemeIdUri="`+switchingScheme+`" value="`...)
	for i, id := range sets {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = text.AppendUint(dst, uint64(id))
	}
	return append(dst, "\"/>\n"...)
}
