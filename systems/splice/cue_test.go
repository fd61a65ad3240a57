package splice_test

import (
	"fmt"
	"math"
	"reflect"
	"testing"

	"github.com/Comcast/gots/v2/psi"
	gots "github.com/Comcast/gots/v2/scte35"

	"touchline/components"
	"touchline/systems/splice"
	"touchline/systems/splice/scte35"
)

// TestAppendSection: what a cue becomes on the wire.
func TestAppendSection(t *testing.T) {
	const blackout = components.Restricted | components.WebAllowed | components.ArchiveAllowed | components.AllDevices
	signal := func(when scte35.Time, g scte35.Segment) *scte35.Section {
		if !g.Cancel {
			g.UPIDType, g.UPID = 0x0F, fmt.Appendf(nil, "urn:touchline:splice:7:%d", g.Event)
		}
		return &scte35.Section{Tier: 0xFFF, Command: scte35.TimeSignal, Time: when, Segments: []scte35.Segment{g}}
	}
	for _, tt := range []struct {
		name string
		cue  splice.Cue
		want *scte35.Section
	}{
		{
			"program start", splice.Cue{Event: 1, Type: components.ProgramStart, Time: 540_000, Delivery: blackout},
			signal(scte35.At(540_000), scte35.Segment{Event: 1, Type: 0x10, Delivery: blackout, Num: 1, Expected: 1}),
		},
		{
			"program in progress", splice.Cue{Event: 1, Type: components.ProgramInProgress, Time: 540_000},
			signal(scte35.At(540_000), scte35.Segment{Event: 1, Type: 0x19, Num: 1, Expected: 1}),
		},
		{
			"program end", splice.Cue{Event: 1, Type: components.ProgramEnd, Time: 1<<33 + 7},
			signal(scte35.At(7), scte35.Segment{Event: 1, Type: 0x11, Num: 1, Expected: 1}),
		},
		{
			"break", splice.Cue{Event: 2, Type: components.ProviderPlacementStart, Time: 1<<33 - 1, Duration: 2_700_000},
			signal(scte35.At(1<<33-1), scte35.Segment{Event: 2, Type: 0x34, Timed: true, Duration: 2_700_000}),
		},
		{
			"break of no known length", splice.Cue{Event: 2, Type: components.DistributorPlacementStart, Time: 1},
			signal(scte35.At(1), scte35.Segment{Event: 2, Type: 0x36}),
		},
		{
			"taken back", splice.Cue{Event: 2, Type: components.ProviderPlacementStart, Cancel: true, Time: 1},
			signal(scte35.At(1), scte35.Segment{Event: 2, Cancel: true}),
		},
		{
			"ended at once", splice.Cue{Event: 2, Type: components.ProviderPlacementEnd, Immediate: true, Time: 1},
			signal(scte35.Time{}, scte35.Segment{Event: 2, Type: 0x35}),
		},
		{
			"extra time", splice.Cue{Event: 3, Type: components.UnscheduledEventStart, Time: 9},
			signal(scte35.At(9), scte35.Segment{Event: 3, Type: 0x40}),
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.cue.Stream = 7
			b := splice.AppendSection([]byte("x"), &tt.cue)[1:]
			got, err := scte35.ParseSection(b)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
			if tt.cue.Immediate {
				return // gots wants to know when
			}
			in, err := gots.NewSCTE35(append(psi.NewPointerField(0), b...))
			if err != nil {
				t.Fatal(err)
			}
			d := in.Descriptors()[0]
			if uint64(in.PTS()) != tt.cue.Time.Wire() || d.EventID() != tt.cue.Event || d.IsEventCanceled() != tt.cue.Cancel ||
				!tt.cue.Cancel && (uint8(d.TypeID()) != uint8(tt.cue.Type) || uint64(d.Duration()) != uint64(tt.cue.Duration)) {
				t.Errorf("gots reads %v", in)
			}
		})
	}
}

// TestMaxSection: the longest section is as long as is said.
func TestMaxSection(t *testing.T) {
	cue := splice.Cue{Stream: math.MaxUint64, Event: math.MaxUint32, Type: components.ProviderPlacementStart, Time: 1, Duration: 1}
	if n := len(splice.AppendSection(nil, &cue)); n != splice.MaxSection {
		t.Errorf("%d bytes, want %d", n, splice.MaxSection)
	}
}

func TestAppendSectionAllocatesNothing(t *testing.T) {
	cue := splice.Cue{Event: 1, Type: components.ProviderPlacementStart, Time: 540_000, Duration: 90_000}
	dst := make([]byte, 0, 256)
	if n := testing.AllocsPerRun(100, func() { dst = splice.AppendSection(dst[:0], &cue) }); n != 0 {
		t.Errorf("%v allocations, want 0", n)
	}
}
