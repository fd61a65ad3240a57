package conformance

import (
	"fmt"
	"strings"

	"github.com/Comcast/gots/v2/psi"
	gots "github.com/Comcast/gots/v2/scte35"
	comcast "github.com/Comcast/scte35-go/pkg/scte35"
)

// types are the names of what begins and ends, by segmentation_type_id. Both libraries
// have names of their own for them.
var types = map[string]struct {
	id            uint32
	comcast, gots string
}{
	"program_start":                           {0x10, "Program Start", "SegDescProgramStart"},
	"program_end":                             {0x11, "Program End", "SegDescProgramEnd"},
	"program_start_in_progress":               {0x19, "Program Start - In Progress", "SegDescProgramStartInProgress"},
	"provider_placement_opportunity_start":    {0x34, "Provider Placement Opportunity Start", "SegDescProviderPOStart"},
	"provider_placement_opportunity_end":      {0x35, "Provider Placement Opportunity End", "SegDescProviderPOEnd"},
	"distributor_placement_opportunity_start": {0x36, "Distributor Placement Opportunity Start", "SegDescDistributorPOStart"},
	"distributor_placement_opportunity_end":   {0x37, "Distributor Placement Opportunity End", "SegDescDistributorPOEnd"},
	"unscheduled_event_start":                 {0x40, "Unscheduled Event Start", "SegDescUnscheduledEventStart"},
	"unscheduled_event_end":                   {0x41, "Unscheduled Event End", "SegDescUnscheduledEventEnd"},
}

// read is what a library says of a section.
type read struct {
	pts      uint64
	timed    bool
	event    uint32
	cancel   bool
	id       uint32
	name     string
	duration uint64
	delivery delivery
	upid     string
	num, of  uint32
}

func byComcast(section []byte) (r read, err error) {
	var s comcast.SpliceInfoSection
	if err := s.Decode(section); err != nil {
		return r, err
	}
	signal, ok := s.SpliceCommand.(*comcast.TimeSignal)
	if !ok || len(s.SpliceDescriptors) != 1 {
		return r, fmt.Errorf("%T with %d descriptors", s.SpliceCommand, len(s.SpliceDescriptors))
	}
	if at := signal.SpliceTime.PTSTime; at != nil {
		r.timed, r.pts = true, *at
	}
	d := s.SpliceDescriptors[0].(*comcast.SegmentationDescriptor)
	r.event, r.cancel = d.SegmentationEventID, d.SegmentationEventCancelIndicator
	if r.cancel {
		return r, nil
	}
	r.id, r.name, r.num, r.of = d.SegmentationTypeID, d.Name(), d.SegmentNum, d.SegmentsExpected
	if d.SegmentationDuration != nil {
		r.duration = *d.SegmentationDuration
	}
	if v := d.DeliveryRestrictions; v != nil {
		r.delivery = delivery{true, v.WebDeliveryAllowedFlag, v.NoRegionalBlackoutFlag, v.ArchiveAllowedFlag, uint8(v.DeviceRestrictions)}
	}
	if len(d.SegmentationUPIDs) == 1 {
		r.upid = d.SegmentationUPIDs[0].Value
	}
	return r, nil
}

func byGots(section []byte) (r read, err error) {
	s, err := gots.NewSCTE35(append(psi.NewPointerField(0), section...))
	if err != nil {
		return r, err
	}
	if len(s.Descriptors()) != 1 {
		return r, fmt.Errorf("%d descriptors", len(s.Descriptors()))
	}
	d := s.Descriptors()[0]
	r.timed, r.pts, r.event, r.cancel = s.HasPTS(), uint64(s.PTS()), d.EventID(), d.IsEventCanceled()
	if r.cancel {
		return r, nil
	}
	r.id, r.name, r.num, r.of = uint32(d.TypeID()), gots.SegDescTypeNames[d.TypeID()], uint32(d.SegmentNumber()), uint32(d.SegmentsExpected())
	r.duration, r.upid = uint64(d.Duration()), string(d.UPID())
	if !d.IsDeliveryNotRestricted() {
		r.delivery = delivery{true, d.IsWebDeliveryAllowed(), d.HasNoRegionalBlackout(), d.IsArchiveAllowed(), uint8(d.DeviceRestrictions())}
	}
	return r, nil
}

// unheard says where a message is not what others read in it, or its point is not that
// of the frame.
func unheard(s *splice, rate, territory string) (wrong []string) {
	fault := func(format string, args ...any) {
		wrong = append(wrong, fmt.Sprintf("tick %d, %s %d: ", s.Tick, s.Type, s.Event)+fmt.Sprintf(format, args...))
	}
	want := read{timed: !s.Immediate, event: s.Event, cancel: s.Cancel}
	if want.timed {
		want.pts = uint64(s.PTS33)
	}
	of := types[s.Type]
	if !s.Cancel {
		want.id, want.duration, want.delivery = of.id, s.Duration, s.Delivery
		want.upid = fmt.Sprintf("urn:touchline:splice:1:%d", s.Event)
		if strings.HasPrefix(s.Type, "program") {
			want.num, want.of = 1, 1
		}
	}
	got, err := byComcast(s.section)
	if want.name = of.comcast; s.Cancel {
		want.name = ""
	}
	if err != nil || got != want {
		fault("scte35-go reads %+v, %v, want %+v", got, err, want)
	}
	if want.timed { // gots takes no section without a time
		got, err = byGots(s.section)
		if want.name = of.gots; s.Cancel {
			want.name = ""
		}
		if err != nil || got != want {
			fault("gots reads %+v, %v, want %+v", got, err, want)
		}
	}
	if !frame(s.At, rate) {
		fault("the point %d is between two frames", s.At)
	}
	if at := s.PTS33; s.end > 0 && (at < s.media || at >= s.end) {
		fault("the point has the PTS %d, and its segment is from %d to %d", at, s.media, s.end)
	}
	if blackout := (delivery{true, true, false, true, 3}); s.Type == "program_start" && territory != "" && s.Delivery != blackout ||
		(s.Type != "program_start" || territory == "") && s.Delivery != (delivery{}) {
		fault("it may be delivered as %+v", s.Delivery)
	}
	return wrong
}
