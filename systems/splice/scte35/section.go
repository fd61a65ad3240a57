// Package scte35 writes and reads splice information sections: the messages that
// tell a splicer, a packager or an ad server at which frame a program may be left
// and entered again (ANSI/SCTE 35 2023).
//
// It has the commands splice_null, splice_insert of a whole program and
// time_signal, and segmentation descriptors. Sections are not encrypted.
package scte35

import "touchline/components"

// Section is a splice_info_section.
type Section struct {
	Adjustment components.PTS // added to every time in it by whoever reads it
	Tier       uint16         // of authorization, 12 bits; see AllTiers
	Access     Access
	Command    Command
	Insert     Insert    // of SpliceInsert
	Time       Time      // of TimeSignal
	Segments   []Segment // its segmentation descriptors
}

// AllTiers is the tier of a message that is for everybody.
const AllTiers = 0xFFF

// Access is how a decoder may start at the splice point.
type Access uint8

// The kinds of stream access point (ISO/IEC 14496-12, annex I).
const (
	AnyAccess   Access = iota // it does not say
	ClosedGOP                 // type 1: no leading pictures
	ClosedLead                // type 2: leading pictures that can be decoded
	OpenGOP                   // type 3: leading pictures that cannot
	accessKinds               // how many there are
)

// Command is a splice_command_type.
type Command uint8

// The commands.
const (
	SpliceNull   Command = 0x00 // nothing: descriptors alone, or a sign of life
	SpliceInsert Command = 0x05
	TimeSignal   Command = 0x06 // the time at which the descriptors hold
)

// Time is a splice_time. Without a PTS it is the earliest opportunity.
type Time struct {
	PTS       components.PTS
	Specified bool
}

// At is the time pts.
func At(pts components.PTS) Time { return Time{pts, true} }

// Insert is a splice_insert: leave the program for a break, or come back to it.
type Insert struct {
	Event     uint32 // splice_event_id
	Cancel    bool   // the event with this number does not take place: nothing else counts
	Out       bool   // out of the program, else back into it
	Immediate bool   // at the earliest opportunity: Time does not count
	Time      Time
	Break     Break
	Program   uint16 // unique_program_id
	Avail     uint8  // avail_num
	Avails    uint8  // avails_expected
}

// Break is a break_duration.
type Break struct {
	Duration components.PTS // 33 bits
	Known    bool           // else there is none
	Return   bool           // come back after it without being told
}

// Segment is a segmentation_descriptor, of a whole program.
type Segment struct {
	Event       uint32 // segmentation_event_id
	Cancel      bool   // the event with this number is taken back: nothing else counts
	Type        components.Segmentation
	Delivery    components.DeliveryFlags
	Timed       bool           // Duration counts
	Duration    components.PTS // 40 bits
	UPIDType    uint8
	UPID        []byte // what the segment is, at most MaxUPID bytes
	Num         uint8  // segment_num
	Expected    uint8  // segments_expected
	Sub         bool   // the next two count, of a type that HasSub
	SubNum      uint8  // sub_segment_num
	SubExpected uint8  // sub_segments_expected
}

// URI is the UPIDType of a UPID that is a URI (RFC 3986).
const URI = 0x0F

// MaxUPID is the length of the longest UPID: a descriptor has at most 255 bytes
// after its length, and 22 of them are other fields.
const MaxUPID = 255 - 22

// HasSub reports whether a segment of type t may be one of several in its place. In older
// editions only placement opportunities may.
func HasSub(t components.Segmentation) bool {
	const providerBlock, distributorBlock = 0x44, 0x46 // of advertisements, where they begin
	switch t {
	case components.ProviderAdvertStart, components.DistributorAdvertStart, providerBlock, distributorBlock,
		components.ProviderPlacementStart, components.DistributorPlacementStart,
		components.ProviderOverlayStart, components.DistributorOverlayStart:
		return true
	}
	return false
}
