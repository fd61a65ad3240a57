package main

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/Comcast/gots/v2/psi"
	gots "github.com/Comcast/gots/v2/scte35"
	comcast "github.com/Comcast/scte35-go/pkg/scte35"

	"touchline/components"
)

// typeIDs are the names of what begins and ends, by segmentation_type_id.
var typeIDs = map[string]uint32{
	"program_start": 0x10, "program_end": 0x11, "program_start_in_progress": 0x19,
	"provider_placement_opportunity_start": 0x34, "provider_placement_opportunity_end": 0x35,
	"unscheduled_event_start": 0x40, "unscheduled_event_end": 0x41,
}

// checkSections holds what a line says of a splice against what others read in the
// section that it was sent as.
func checkSections(_ *given, s *givenStream, fault fault) {
	for i := range s.lines {
		d, line := &s.lines[i], i+1
		if d.Kind != "splice" {
			continue
		}
		b, err := hex.DecodeString(d.SCTE35)
		if err != nil {
			fault(line, "scte35: %v", err)
			continue
		}
		var read comcast.SpliceInfoSection
		if err := read.Decode(b); err != nil {
			fault(line, "scte35-go: %v", err)
			continue
		}
		signal, ok := read.SpliceCommand.(*comcast.TimeSignal)
		if !ok || len(read.SpliceDescriptors) != 1 || read.Tier != 0xFFF || read.PTSAdjustment != 0 {
			fault(line, "the section is %+v", read)
			continue
		}
		at := signal.SpliceTime.PTSTime
		if (at == nil) != d.Immediate || at != nil && *at != d.PTS33 {
			fault(line, "the section is for %v, want %d", at, d.PTS33)
		}
		seg := read.SpliceDescriptors[0].(*comcast.SegmentationDescriptor)
		if seg.SegmentationEventID != d.Event || seg.SegmentationEventCancelIndicator != d.Cancel {
			fault(line, "the section is of event %d, canceled %v", seg.SegmentationEventID, seg.SegmentationEventCancelIndicator)
		}
		if d.Cancel {
			continue
		}
		if id := seg.SegmentationUPIDs; len(id) != 1 || id[0].Type != comcast.SegmentationUPIDTypeURI || id[0].Value != fmt.Sprintf("urn:touchline:splice:%d:%d", s.number, d.Event) {
			fault(line, "the section is of %+v", id)
		}
		var duration uint64
		if seg.SegmentationDuration != nil {
			duration = *seg.SegmentationDuration
		}
		var flags givenDelivery
		if r := seg.DeliveryRestrictions; r != nil {
			flags = givenDelivery{true, r.WebDeliveryAllowedFlag, r.NoRegionalBlackoutFlag, r.ArchiveAllowedFlag, uint8(r.DeviceRestrictions)}
		}
		if seg.SegmentationTypeID != typeIDs[d.Type] || duration != uint64(d.Duration) || flags != d.Delivery {
			fault(line, "the section is of type %#x, %d long, with %+v", seg.SegmentationTypeID, duration, flags)
		}
		if d.Immediate {
			continue // gots wants to know when
		}
		other, err := gots.NewSCTE35(append(psi.NewPointerField(0), b...))
		if err != nil {
			fault(line, "gots: %v", err)
		} else if o := other.Descriptors(); uint64(other.PTS()) != d.PTS33 || len(o) != 1 || uint32(o[0].TypeID()) != typeIDs[d.Type] ||
			o[0].EventID() != d.Event || uint64(o[0].Duration()) != uint64(d.Duration) {
			fault(line, "gots reads %v", other)
		}
	}
}

// checkSplices follows the splice events of a stream: numbered from 1, announced ahead,
// ended once, and each at a frame.
func checkSplices(g *given, s *givenStream, fault fault) {
	const preroll = 6 * components.PTSPerSecond
	var newest uint32
	open := map[uint32]*decision{}
	programs, last := 0, 0
	clock := components.PTS(0) // how far that of the media is ahead
	for i := range s.lines {
		d, line := &s.lines[i], i+1
		if d.Kind == "segment-entry" {
			clock = d.Start - d.Occurred
		}
		if d.Kind != "splice" {
			continue
		}
		last = line
		if d.PTS33 != (d.At + clock).Wire() {
			fault(line, "the point %d has PTS %d in the section, and the media are %d ahead", d.At, d.PTS33, clock)
		}
		if on := s.frameUp(d.At); on != d.At {
			fault(line, "the point %d is between two frames", d.At)
		}
		if want := s.frameUp(d.Release + preroll); !d.Immediate && !d.Cancel && (d.At > want || d.At <= d.Release) {
			fault(line, "the point %d is sent at %d, want %d at most, and not past", d.At, d.Release, want)
		}
		start := open[d.Event]
		starts := strings.HasSuffix(d.Type, "_start") || d.Type == "program_start_in_progress"
		switch {
		case d.Cancel:
			if start == nil || d.At != start.At || d.Release >= start.At || d.Type != start.Type {
				fault(line, "%s %d is taken back, which does not stand", d.Type, d.Event)
			}
			delete(open, d.Event)
		case starts:
			newest++
			if d.Event != newest {
				fault(line, "splice event %d, want %d", d.Event, newest)
			}
			if want := s.frameUp(d.Release + preroll); d.At != want || d.Immediate {
				fault(line, "%s at %d is sent at %d: want the point %d", d.Type, d.At, d.Release, want)
			}
			open[d.Event] = d
		default:
			if start == nil || strings.TrimSuffix(d.Type, "_end") != strings.TrimSuffix(strings.TrimSuffix(start.Type, "_in_progress"), "_start") {
				fault(line, "%s %d, which has not begun", d.Type, d.Event)
			} else if end := start.At + start.Duration; start.Duration > 0 && !d.Immediate && d.At != end {
				fault(line, "%s %d at %d, want %d", d.Type, d.Event, d.At, end)
			}
			delete(open, d.Event)
		}
		if strings.HasPrefix(d.Type, "program_start") {
			programs++
			if want := (givenDelivery{true, true, false, true, 3}); s.territory && d.Delivery != want || !s.territory && d.Delivery != (givenDelivery{}) {
				fault(line, "the program may be delivered %+v", d.Delivery)
			}
		} else if d.Delivery.Restricted {
			fault(line, "%s is restricted", d.Type)
		}
	}
	if programs != 1 {
		fault(last, "%d programs, want one", programs)
	}
	over := slices.ContainsFunc(g.match.events, func(e toldEvent) bool { return !e.void && e.is("match_end", "abandoned") })
	for event, d := range open {
		if over || !strings.HasPrefix(d.Type, "program_start") {
			fault(last, "%s %d has no end", d.Type, event)
		}
	}
}

// frameUp is the first frame of a stream at or after t.
func (s *givenStream) frameUp(t components.PTS) components.PTS {
	num, step := int64(s.frames.Num), 90_000*int64(s.frames.Den)
	n := int64(t) * num / step
	for n*step/num < int64(t) {
		n++
	}
	return components.PTS(n * step / num)
}

// TestSplices: what a splicer is told of the built-in matches.
func TestSplices(t *testing.T) {
	for _, tt := range []struct {
		name, match string
		args        []string
		want        string
	}{
		{"drill", "drill", nil, drillSplices},
		{"drill without a break", "drill", []string{"--halftime", "0"}, drillAtOnce},
		{"final", "final", nil, finalSplices},
		{"drill from the middle of a break", "drill", []string{"--from", "2:04"}, drillFrom},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := replayed(t, tt.match, tick, world, tt.args...)
			for _, f := range append(g.faults(checkSplices), g.faults(checkSections)...) {
				t.Error(f)
			}
			var got strings.Builder
			for _, d := range g.streams[0].lines {
				if d.Kind == "splice" {
					fmt.Fprintln(&got, splicePhrase(&d))
				}
			}
			if got.String() != tt.want {
				t.Errorf("got\n%swant\n%s", &got, tt.want)
			}
		})
	}
}

// splicePhrase says when a splice was sent, by the match clock, and what it says.
func splicePhrase(d *decision) string {
	text := fmt.Sprintf("%s %d %s", d.Clock, d.Event, d.Type)
	switch {
	case d.Cancel:
		return text + " taken back"
	case d.Immediate:
		return text + " at once"
	}
	text += fmt.Sprintf(" in %.1f s", float64(d.At-d.Release)/90_000)
	if d.Duration > 0 {
		text += fmt.Sprintf(" for %.1f s", float64(d.Duration)/90_000)
	}
	return text
}

const (
	drillSplices = `1@00:00 1 program_start in 6.0 s
1@01:56 2 provider_placement_opportunity_start in 6.0 s for 15.0 s
1@02:11 2 provider_placement_opportunity_end in 6.0 s
1@07:54 3 provider_placement_opportunity_start in 6.0 s for 120.0 s
1@08:02 3 provider_placement_opportunity_end in 6.0 s
2@50:32 4 provider_placement_opportunity_start in 6.0 s for 20.0 s
2@50:35 4 provider_placement_opportunity_start taken back
2@51:36 5 provider_placement_opportunity_start in 6.0 s for 360.0 s
3@90:00 6 unscheduled_event_start in 6.0 s
3@90:00 5 provider_placement_opportunity_end at once
3@90:36 7 provider_placement_opportunity_start in 6.0 s
3@90:58 6 unscheduled_event_end in 6.0 s
3@90:58 7 provider_placement_opportunity_end in 6.0 s
3@90:58 1 program_end in 6.0 s
`
	// The second half begins at once, and ends the break that was to last through
	// half-time. Extra time does so before the break has begun that was to come first.
	drillAtOnce = `1@00:00 1 program_start in 6.0 s
1@01:56 2 provider_placement_opportunity_start in 6.0 s for 15.0 s
1@02:11 2 provider_placement_opportunity_end in 6.0 s
1@07:54 3 provider_placement_opportunity_start in 6.0 s for 120.0 s
2@45:00 3 provider_placement_opportunity_end at once
2@50:32 4 provider_placement_opportunity_start in 6.0 s for 20.0 s
2@50:35 4 provider_placement_opportunity_start taken back
2@51:36 5 provider_placement_opportunity_start in 6.0 s for 360.0 s
3@90:00 6 unscheduled_event_start in 6.0 s
3@90:00 5 provider_placement_opportunity_start taken back
3@90:36 7 provider_placement_opportunity_start in 6.0 s
3@90:58 6 unscheduled_event_end in 6.0 s
3@90:58 7 provider_placement_opportunity_end in 6.0 s
3@90:58 1 program_end in 6.0 s
`
	finalSplices = `1@00:00 1 program_start in 6.0 s
3@90:00 2 unscheduled_event_start in 6.0 s
4@123:10 2 unscheduled_event_end in 6.0 s
5@127:12 1 program_end in 6.0 s
`
	// What was announced before the run began is not announced again.
	drillFrom = `1@02:04 1 program_start_in_progress in 6.0 s
1@07:54 2 provider_placement_opportunity_start in 6.0 s for 120.0 s
1@08:02 2 provider_placement_opportunity_end in 6.0 s
2@50:32 3 provider_placement_opportunity_start in 6.0 s for 20.0 s
2@50:35 3 provider_placement_opportunity_start taken back
2@51:36 4 provider_placement_opportunity_start in 6.0 s for 360.0 s
3@90:00 5 unscheduled_event_start in 6.0 s
3@90:00 4 provider_placement_opportunity_end at once
3@90:36 6 provider_placement_opportunity_start in 6.0 s
3@90:58 5 unscheduled_event_end in 6.0 s
3@90:58 6 provider_placement_opportunity_end in 6.0 s
3@90:58 1 program_end in 6.0 s
`
)
