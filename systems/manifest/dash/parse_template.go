package dash

import (
	"fmt"

	"touchline/components"
)

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
			return t, fmt.Errorf("timeline entry %d: r %d: must be at least 0, and the segments at most %d: %w", i, s.R, MostSegments, ErrRange)
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
