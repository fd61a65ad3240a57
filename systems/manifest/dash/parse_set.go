package dash

import (
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
	ID    uint32        `xml:"id,attr"`
	Wall  date          `xml:"wallClockTime,attr"`
	Time  Scaled        `xml:"presentationTime,attr"`
	Clock xmlDescriptor `xml:"UTCTiming"`
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
		s.Reference = ProducerReference{r.ID, int64(r.Wall), r.Time, Descriptor(r.Clock)}
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
