package components

import "strconv"

// Splice is a message about a splice point of a stream: where a program, a break or
// an unscheduled event begins and ends. It says what; the bytes are made of it by
// whoever sends them.
var Splice = All.Transient("splice", "output: where a program, a break or an unscheduled event begins or ends")

// The columns of a splice.
var (
	SpliceStream    = NewRef(&All, Splice, Stream, "stream", 0, "its stream")
	SpliceType      = NewColumn[Segmentation](&All, Splice, "type", 0, "", "what begins or ends")
	SpliceEvent     = NewColumn[uint32](&All, Splice, "event", 0, "", "its number in the stream, from 1; an end has that of its start")
	SpliceCancel    = NewColumn[bool](&All, Splice, "cancel", 0, "", "it does not take place")
	SpliceImmediate = NewColumn[bool](&All, Splice, "immediate", 0, "", "as soon as can be, rather than at a time")
	SpliceAt        = NewColumn[PTS](&All, Splice, "at", 0, "90 kHz", "the splice point, a frame of the stream")
	SpliceTime      = NewColumn[PTS](&All, Splice, "time", 0, "90 kHz", "the splice point on the clock of the contribution, which the media have")
	SpliceDuration  = NewColumn[PTS](&All, Splice, "duration", 0, "90 kHz", "from a start to its end; 0 if that is not known")
	SpliceDelivery  = NewColumn[DeliveryFlags](&All, Splice, "delivery", 0, "bits", "what may be done with it")
	SpliceCause     = NewColumn[Cause](&All, Splice, "cause", 0, "", "what it goes back to")
	SpliceOccurred  = NewColumn[PTS](&All, Splice, "occurred", 0, "90 kHz", "when that happened")
	SpliceReceived  = NewColumn[PTS](&All, Splice, "received", 0, "90 kHz", "when that was heard of")
	SpliceRelease   = NewColumn[PTS](&All, Splice, "release", 0, "90 kHz", "when it is sent")
)

// Segmentation is the kind of boundary that a splice point is: a
// segmentation_type_id of SCTE 35 (2023, section 10.3.3.1).
type Segmentation uint8

// The boundaries that have a name here. Most come in pairs, a start and its end.
const (
	ContentIdentification Segmentation = 0x01
	ProgramStart          Segmentation = 0x10
	ProgramEnd            Segmentation = 0x11
	ProgramInProgress     Segmentation = 0x19 // it has begun some time ago: a join, since 2023

	ProviderAdvertStart    Segmentation = 0x30
	ProviderAdvertEnd      Segmentation = 0x31
	DistributorAdvertStart Segmentation = 0x32
	DistributorAdvertEnd   Segmentation = 0x33

	// A placement opportunity is time that may be filled with advertisements: the
	// provider's own, or those of whoever distributes the stream.
	ProviderPlacementStart    Segmentation = 0x34
	ProviderPlacementEnd      Segmentation = 0x35
	DistributorPlacementStart Segmentation = 0x36
	DistributorPlacementEnd   Segmentation = 0x37

	ProviderOverlayStart    Segmentation = 0x38
	ProviderOverlayEnd      Segmentation = 0x39
	DistributorOverlayStart Segmentation = 0x3A
	DistributorOverlayEnd   Segmentation = 0x3B

	UnscheduledEventStart Segmentation = 0x40
	UnscheduledEventEnd   Segmentation = 0x41
)

func (s Segmentation) String() string {
	switch s {
	case ContentIdentification:
		return "content_identification"
	case ProgramStart:
		return "program_start"
	case ProgramEnd:
		return "program_end"
	case ProgramInProgress:
		return "program_start_in_progress"
	case ProviderAdvertStart:
		return "provider_advertisement_start"
	case ProviderAdvertEnd:
		return "provider_advertisement_end"
	case DistributorAdvertStart:
		return "distributor_advertisement_start"
	case DistributorAdvertEnd:
		return "distributor_advertisement_end"
	case ProviderPlacementStart:
		return "provider_placement_opportunity_start"
	case ProviderPlacementEnd:
		return "provider_placement_opportunity_end"
	case DistributorPlacementStart:
		return "distributor_placement_opportunity_start"
	case DistributorPlacementEnd:
		return "distributor_placement_opportunity_end"
	case ProviderOverlayStart:
		return "provider_overlay_placement_opportunity_start"
	case ProviderOverlayEnd:
		return "provider_overlay_placement_opportunity_end"
	case DistributorOverlayStart:
		return "distributor_overlay_placement_opportunity_start"
	case DistributorOverlayEnd:
		return "distributor_overlay_placement_opportunity_end"
	case UnscheduledEventStart:
		return "unscheduled_event_start"
	case UnscheduledEventEnd:
		return "unscheduled_event_end"
	}
	return "0x" + strconv.FormatUint(uint64(s), 16)
}

// DeliveryFlags is what may be done with a segment: the delivery flags of a
// segmentation_descriptor. 0 is that nothing is restricted. The others are those
// of the wire, and say nothing unless Restricted is set.
type DeliveryFlags uint8

// The flags.
const (
	Restricted     DeliveryFlags = 1 << 5 // the others count
	WebAllowed     DeliveryFlags = 1 << 4 // it may be delivered over the internet
	NoBlackout     DeliveryFlags = 1 << 3 // no region is excluded
	ArchiveAllowed DeliveryFlags = 1 << 2 // it may be recorded
	AllDevices     DeliveryFlags = 3      // no group of devices is excluded; 0 to 2 exclude one
)

// Devices is the device_restrictions of d, 0 to 3.
func (d DeliveryFlags) Devices() uint8 { return uint8(d & AllDevices) }

// BreakState is how far the newest break of a stream has come.
type BreakState uint8

// The states.
const (
	NoBreak     BreakState = iota
	BreakOpen              // its start was sent
	BreakEnding            // its end was sent, too
	BreakOver              // it was ended early, or taken back because play went on
	BreakVoid              // its source took it back, and may yet say that it was right
)

var breakStateNames = [...]string{"none", "open", "ending", "over", "void"}

func (b BreakState) String() string { return breakStateNames[min(int(b), len(breakStateNames)-1)] }

// Heard is when something happened, and when the engine heard of it.
//
// 16 bytes.
type Heard struct{ Occurred, Received PTS }
