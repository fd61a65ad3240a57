package dash

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"touchline/components"
)

type xmlMPD struct {
	XMLName   xml.Name        `xml:"urn:mpeg:dash:schema:mpd:2011 MPD"`
	ID        string          `xml:"id,attr"`
	Profiles  string          `xml:"profiles,attr"`
	Type      string          `xml:"type,attr"`
	Available date            `xml:"availabilityStartTime,attr"`
	Published date            `xml:"publishTime,attr"`
	Duration  duration        `xml:"mediaPresentationDuration,attr"`
	Update    *duration       `xml:"minimumUpdatePeriod,attr"`
	Buffer    duration        `xml:"minBufferTime,attr"`
	Shift     duration        `xml:"timeShiftBufferDepth,attr"`
	Delay     duration        `xml:"suggestedPresentationDelay,attr"`
	Segment   duration        `xml:"maxSegmentDuration,attr"`
	BaseURLs  []xmlBaseURL    `xml:"BaseURL"`
	Service   xmlService      `xml:"ServiceDescription"`
	Periods   []xmlPeriod     `xml:"Period"`
	Clocks    []xmlDescriptor `xml:"UTCTiming"`
	Steering  struct {
		URL     string `xml:",chardata"`
		Default string `xml:"defaultServiceLocation,attr"`
		Before  bool   `xml:"queryBeforeStart,attr"`
	} `xml:"ContentSteering"`
}

type xmlBaseURL struct {
	URL      string `xml:",chardata"`
	Location string `xml:"serviceLocation,attr"`
}

type xmlService struct {
	Latency struct {
		Reference uint32 `xml:"referenceId,attr"`
		Target    uint32 `xml:"target,attr"`
		Min       uint32 `xml:"min,attr"`
		Max       uint32 `xml:"max,attr"`
	}
	PlaybackRate struct {
		Min thousandth `xml:"min,attr"`
		Max thousandth `xml:"max,attr"`
	}
}

type xmlPeriod struct {
	ID       string           `xml:"id,attr"`
	Start    duration         `xml:"start,attr"`
	Duration duration         `xml:"duration,attr"`
	Streams  []xmlEventStream `xml:"EventStream"`
	Sets     []xmlSet         `xml:"AdaptationSet"`
}

type xmlEventStream struct {
	xmlDescriptor
	Timescale uint32     `xml:"timescale,attr"`
	Offset    Scaled     `xml:"presentationTimeOffset,attr"`
	Events    []xmlEvent `xml:"Event"`
}

type xmlDescriptor struct {
	Scheme string `xml:"schemeIdUri,attr"`
	Value  string `xml:"value,attr"`
}

func (d xmlDescriptor) plain() Descriptor { return Descriptor(d) }

// ParseMPD reads a manifest. It skips what [MPD] has no place for. Its errors are
// of type [*ParseError].
func ParseMPD(b []byte) (*MPD, error) {
	var x xmlMPD
	d := xml.NewDecoder(bytes.NewReader(b))
	if err := d.Decode(&x); err != nil {
		line, _ := d.InputPos()
		return nil, &ParseError{Line: line, Err: err}
	}
	m := &MPD{
		ID: x.ID, CMAF: strings.Contains(x.Profiles, "urn:mpeg:dash:profile:cmaf:2019"),
		AvailabilityStart: int64(x.Available), PublishTime: int64(x.Published),
		Duration: components.PTS(x.Duration), MinBuffer: components.PTS(x.Buffer),
		TimeShiftBuffer: components.PTS(x.Shift), PresentationDelay: components.PTS(x.Delay), MaxSegment: components.PTS(x.Segment),
		Steering: Steering{x.Steering.URL, x.Steering.Default, x.Steering.Before},
		Service: Service{
			x.Service.Latency.Target, x.Service.Latency.Min, x.Service.Latency.Max, x.Service.Latency.Reference,
			uint16(x.Service.PlaybackRate.Min), uint16(x.Service.PlaybackRate.Max),
		},
	}
	switch x.Type {
	case "dynamic":
		m.Type = Dynamic
	case "", "static":
	default:
		return nil, &ParseError{In: "MPD", Err: fault(ErrSyntax, "type", x.Type, "static or dynamic")}
	}
	if x.Update != nil {
		m.MinUpdatePeriod = components.PTS(*x.Update)
		if m.MinUpdatePeriod == 0 {
			m.MinUpdatePeriod = AtAnyTime
		}
	}
	for _, u := range x.BaseURLs {
		m.BaseURLs = append(m.BaseURLs, BaseURL(u))
	}
	m.Clocks = descriptors(x.Clocks)
	for i := range x.Periods {
		p, err := x.Periods[i].period()
		if err != nil {
			return nil, &ParseError{In: fmt.Sprintf("period %q", x.Periods[i].ID), Err: err}
		}
		m.Periods = append(m.Periods, p)
	}
	return m, nil
}

func descriptors(list []xmlDescriptor) (all []Descriptor) {
	for _, d := range list {
		all = append(all, d.plain())
	}
	return all
}

func (x *xmlPeriod) period() (Period, error) {
	p := Period{ID: x.ID, Start: components.PTS(x.Start), Duration: components.PTS(x.Duration)}
	for i := range x.Streams {
		s := &x.Streams[i]
		events, err := readEvents(s.Events)
		if err != nil {
			return p, fmt.Errorf("event stream %s: %w", s.Scheme, err)
		}
		p.Streams = append(p.Streams, EventStream{s.Scheme, s.Value, s.Timescale, s.Offset, events})
	}
	for i := range x.Sets {
		s, err := x.Sets[i].set()
		if err != nil {
			return p, fmt.Errorf("set %d: %w", s.ID, err)
		}
		p.Sets = append(p.Sets, s)
	}
	return p, nil
}
