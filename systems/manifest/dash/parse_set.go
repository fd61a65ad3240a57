package dash

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"touchline/components"
)

type xmlSet struct {
	ID              uint32              `xml:"id,attr"`
	Content         string              `xml:"contentType,attr"`
	Lang            string              `xml:"lang,attr"`
	MIME            string              `xml:"mimeType,attr"`
	Label           string              `xml:"Label"`
	Aligned         bool                `xml:"segmentAlignment,attr"`
	SAP             uint8               `xml:"startWithSAP,attr"`
	Par             ratio               `xml:"par,attr"`
	MinRate         rate                `xml:"minFrameRate,attr"`
	MaxRate         rate                `xml:"maxFrameRate,attr"`
	MaxWidth        uint16              `xml:"maxWidth,attr"`
	MaxHeight       uint16              `xml:"maxHeight,attr"`
	MaxPlayout      uint16              `xml:"maxPlayoutRate,attr"`
	Roles           []xmlDescriptor     `xml:"Role"`
	Accessibility   []xmlDescriptor     `xml:"Accessibility"`
	Inband          []xmlDescriptor     `xml:"InbandEventStream"`
	Essential       []xmlDescriptor     `xml:"EssentialProperty"`
	Supplemental    []xmlDescriptor     `xml:"SupplementalProperty"`
	Protections     []xmlProtection     `xml:"ContentProtection"`
	Reference       *xmlReference       `xml:"ProducerReferenceTime"`
	Template        xmlTemplate         `xml:"SegmentTemplate"`
	Representations []xmlRepresentation `xml:"Representation"`
}

type xmlReference struct {
	ID   uint32 `xml:"id,attr"`
	Wall date   `xml:"wallClockTime,attr"`
	Time Scaled `xml:"presentationTime,attr"`
}

type xmlProtection struct {
	xmlDescriptor
	KID     keyID  `xml:"default_KID,attr"`
	PSSH    string `xml:"pssh"`
	License string `xml:"Laurl"`
}

type xmlTemplate struct {
	Timescale      uint32  `xml:"timescale,attr"`
	Offset         Scaled  `xml:"presentationTimeOffset,attr"`
	Initialization string  `xml:"initialization,attr"`
	Media          string  `xml:"media,attr"`
	Duration       uint32  `xml:"duration,attr"`
	StartNumber    *uint32 `xml:"startNumber,attr"`
	Availability   seconds `xml:"availabilityTimeOffset,attr"`
	Complete       *bool   `xml:"availabilityTimeComplete,attr"`
	Timeline       *struct {
		S []xmlRun `xml:"S"`
	} `xml:"SegmentTimeline"`
}

type xmlRun struct {
	T *Scaled `xml:"t,attr"`
	D Scaled  `xml:"d,attr"`
	R int64   `xml:"r,attr"`
}

type xmlRepresentation struct {
	ID          string             `xml:"id,attr"`
	Bandwidth   components.Bitrate `xml:"bandwidth,attr"`
	Codecs      string             `xml:"codecs,attr"`
	Width       uint16             `xml:"width,attr"`
	Height      uint16             `xml:"height,attr"`
	FrameRate   rate               `xml:"frameRate,attr"`
	SampleRate  uint32             `xml:"audioSamplingRate,attr"`
	Channels    []xmlDescriptor    `xml:"AudioChannelConfiguration"`
	Protections []xmlProtection    `xml:"ContentProtection"`
}

func (x *xmlSet) set() (s Set, err error) {
	s = Set{
		ID: x.ID, Lang: x.Lang, MIME: x.MIME, Label: x.Label, Aligned: x.Aligned, SAP: x.SAP, Par: Ratio(x.Par),
		MinRate: components.Rate(x.MinRate), MaxRate: components.Rate(x.MaxRate), MaxWidth: x.MaxWidth, MaxHeight: x.MaxHeight,
		MaxPlayout: x.MaxPlayout, Accessibility: descriptors(x.Accessibility), Inband: descriptors(x.Inband),
	}
	content := slices.Index(contentNames[:], x.Content)
	if content < 0 {
		return s, fault(ErrSyntax, "contentType", x.Content, "video, audio, text or image")
	}
	s.Content = Content(content)
	if err := x.properties(&s); err != nil {
		return s, err
	}
	if r := x.Reference; r != nil {
		s.Reference = ProducerReference{r.ID, int64(r.Wall), r.Time}
	}
	if s.Protections, err = protections(x.Protections); err != nil {
		return s, err
	}
	if s.Template, err = x.Template.template(); err != nil {
		return s, err
	}
	for i := range x.Representations {
		r, err := x.Representations[i].representation()
		if err != nil {
			return s, fmt.Errorf("representation %q: %w", r.ID, err)
		}
		s.Representations = append(s.Representations, r)
	}
	return s, nil
}

// properties reads the descriptors whose schemes it knows.
func (x *xmlSet) properties(s *Set) error {
	number := func(text string) (uint32, error) {
		n, err := strconv.ParseUint(text, 10, 32)
		if err != nil {
			return 0, fault(ErrSyntax, "property", text, "the ID of a set")
		}
		return uint32(n), nil
	}
	var err error
	for _, d := range x.Roles {
		if d.Scheme == roleScheme {
			s.Roles = append(s.Roles, d.Value)
		}
	}
	for _, d := range x.Essential {
		if d.Scheme == trickScheme {
			if s.TrickModeOf, err = number(d.Value); err != nil {
				return err
			}
		}
	}
	for _, d := range x.Supplemental {
		switch d.Scheme {
		case continuityScheme:
			s.Continues = d.Value
		case switchingScheme:
			for part := range strings.SplitSeq(d.Value, ",") {
				id, err := number(strings.TrimSpace(part))
				if err != nil {
					return err
				}
				s.SwitchesTo = append(s.SwitchesTo, id)
			}
		}
	}
	return nil
}

// protections reads those of the systems that are known.
func protections(list []xmlProtection) (all []Protection, err error) {
	for _, x := range list {
		system := slices.Index(schemes[:], strings.ToLower(x.Scheme))
		if system < 0 {
			continue
		}
		p := Protection{System: System(system), KID: x.KID, License: strings.TrimSpace(x.License)}
		if p.System == CENC && x.Value == CBCS.String() {
			p.System = CBCS
		}
		if p.PSSH, err = base64.StdEncoding.DecodeString(strings.TrimSpace(x.PSSH)); err != nil {
			return nil, fault(ErrSyntax, "pssh", x.PSSH, "in base64")
		}
		if len(p.PSSH) == 0 {
			p.PSSH = nil
		}
		all = append(all, p)
	}
	return all, nil
}

func (x *xmlRepresentation) representation() (r Representation, err error) {
	r = Representation{
		ID: x.ID, Bandwidth: x.Bandwidth, Codecs: x.Codecs, Width: x.Width, Height: x.Height,
		FrameRate: components.Rate(x.FrameRate), SampleRate: x.SampleRate,
	}
	for _, d := range x.Channels {
		if d.Scheme == channelScheme {
			n, err := strconv.ParseUint(d.Value, 10, 8)
			if err != nil {
				return r, fault(ErrSyntax, "channel configuration", d.Value, "a number")
			}
			r.Channels = uint8(n)
		}
	}
	r.Protections, err = protections(x.Protections)
	return r, err
}

func (x *xmlTemplate) template() (Template, error) {
	t := Template{
		Timescale: x.Timescale, Offset: x.Offset, Initialization: x.Initialization, Media: x.Media,
		Duration: x.Duration, StartNumber: 1, // where the standard has it begin
		AvailabilityOffset: components.PTS(x.Availability), Chunked: x.Complete != nil && !*x.Complete,
	}
	if x.StartNumber != nil {
		t.StartNumber = *x.StartNumber
	}
	if x.Timeline == nil {
		return t, nil
	}
	t.Timeline = NewTimeline(MostSegments, uint64(t.StartNumber))
	t.StartNumber = 0
	for i, s := range x.Timeline.S {
		if s.R < 0 || s.R >= int64(MostSegments-t.Timeline.Len()) {
			return t, fmt.Errorf("S element %d: r %d: must be at least 0, and the segments at most %d: %w", i, s.R, MostSegments, ErrRange)
		}
		start := t.Timeline.End()
		if s.T != nil {
			start = *s.T
		}
		for range s.R + 1 {
			if err := t.Timeline.Push(Segment{start, s.D}); err != nil {
				return t, err
			}
			start += s.D
		}
	}
	return t, nil
}
