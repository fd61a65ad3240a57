package scte35_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"flag"
	"math/rand/v2"
	"reflect"
	"strconv"
	"testing"

	"github.com/Comcast/gots/v2/psi"
	gots "github.com/Comcast/gots/v2/scte35"
	comcast "github.com/Comcast/scte35-go/pkg/scte35"

	"touchline/components"
	"touchline/systems/splice/scte35"
)

var sections = flag.Int("sections", 4000, "random sections to compare with two other implementations")

// TestOracles makes random sections, and holds the bytes against those of
// scte35-go, and what gots, scte35-go and our own reader see in them against what
// was put in.
func TestOracles(t *testing.T) {
	seen := map[string]int{}
	for n := range uint64(*sections) {
		rng := rand.New(rand.NewPCG(n, 35))
		s := random(rng)
		got := scte35.AppendSection(nil, s)

		theirs := convert(s)
		want, err := theirs.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Fatalf("section %d: %+v:\n     got %x\n    want %x", n, s, got, want)
		}
		own, err := scte35.ParseSection(got)
		if err != nil {
			t.Fatalf("section %d: %v", n, err)
		}
		if want := normal(s); !reflect.DeepEqual(own, want) {
			t.Fatalf("section %d:\n     got %+v\n    want %+v", n, own, want)
		}
		if timed(s) {
			checkGots(t, n, s, got)
			seen["decoded by gots"]++
		}
		if decodable(s) {
			seen["decoded by scte35-go"]++
			var back comcast.SpliceInfoSection
			if err := back.Decode(got); err != nil {
				t.Fatalf("section %d: scte35-go: %v", n, err)
			}
			if again, err := back.Encode(); err != nil || !bytes.Equal(again, got) {
				t.Fatalf("section %d: scte35-go read it as %x (%v), want %x", n, again, err, got)
			}
		}
		count(seen, s)
	}
	for _, what := range []string{"decoded by scte35-go", "decoded by gots", "null", "insert", "insert cancel", "immediate", "signal", "no time", "segment", "cancel", "restricted", "timed", "sub", "upid"} {
		if seen[what] < *sections/50 {
			t.Errorf("%s: only %d of %d: the sections are too tame", what, seen[what], *sections)
		}
	}
}

func count(seen map[string]int, s *scte35.Section) {
	if s.Command == scte35.SpliceNull {
		seen["null"]++
	}
	if s.Command == scte35.TimeSignal {
		seen["signal"]++
		if !s.Time.Specified {
			seen["no time"]++
		}
	}
	if s.Command == scte35.SpliceInsert {
		seen["insert"]++
		if s.Insert.Cancel {
			seen["insert cancel"]++
		} else if s.Insert.Immediate {
			seen["immediate"]++
		}
	}
	for _, g := range s.Segments {
		seen["segment"]++
		for what, is := range map[string]bool{"cancel": g.Cancel, "restricted": g.Delivery != 0, "timed": g.Timed, "sub": g.Sub, "upid": len(g.UPID) > 0} {
			if is {
				seen[what]++
			}
		}
	}
}

// decodable reports whether scte35-go can read s: it looks for fields of a
// splice_insert that is taken back, for sub-segments of only two of the types, and
// its texts lose white space at their ends.
func decodable(s *scte35.Section) bool {
	if s.Command == scte35.SpliceInsert && s.Insert.Cancel {
		return false
	}
	for _, g := range s.Segments {
		if g.Sub && g.Type != components.ProviderPlacementStart && g.Type != components.DistributorPlacementStart {
			return false
		}
		if len(g.UPID) == 0 && g.UPIDType != 0 { // which it reads as no UPID at all
			return false
		}
	}
	return true
}

// timed reports whether gots can read s: it wants to know when.
func timed(s *scte35.Section) bool {
	switch s.Command {
	case scte35.TimeSignal:
		return s.Time.Specified
	case scte35.SpliceInsert:
		return s.Insert.Cancel || s.Insert.Immediate || s.Insert.Time.Specified
	}
	return true
}

// someTime is a time, often one at which the clock of 33 bits wraps.
func someTime(rng *rand.Rand) components.PTS {
	if rng.IntN(4) > 0 {
		return components.PTS(rng.Uint64() >> 20)
	}
	return components.PTS(rng.IntN(3))<<33 + components.PTS(rng.IntN(5)) - 2
}

func random(rng *rand.Rand) *scte35.Section {
	flip := func() bool { return rng.IntN(2) == 0 }
	s := &scte35.Section{Tier: scte35.AllTiers, Command: []scte35.Command{0, 5, 6, 6}[rng.IntN(4)], Access: scte35.Access(rng.IntN(4))}
	if flip() {
		s.Adjustment, s.Tier = someTime(rng), uint16(rng.IntN(1<<12))
	}
	when := scte35.Time{PTS: someTime(rng), Specified: rng.IntN(8) > 0}
	switch s.Command {
	case scte35.TimeSignal:
		s.Time = when
	case scte35.SpliceInsert:
		s.Insert = scte35.Insert{
			Event: rng.Uint32(), Cancel: rng.IntN(4) == 0, Out: flip(), Immediate: flip(), Time: when,
			Program: uint16(rng.Uint32()), Avail: uint8(rng.Uint32()), Avails: uint8(rng.Uint32()),
		}
		if flip() {
			s.Insert.Break = scte35.Break{Known: true, Return: flip(), Duration: components.PTS(rng.Uint64() >> 31)}
		}
	}
	for range rng.IntN(4) {
		s.Segments = append(s.Segments, randomSegment(rng))
	}
	return s
}

var types = []components.Segmentation{
	0x01, 0x10, 0x11, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3A, 0x3B, 0x40, 0x41,
}

func randomSegment(rng *rand.Rand) scte35.Segment {
	g := scte35.Segment{Event: rng.Uint32(), Cancel: rng.IntN(4) == 0, Type: types[rng.IntN(len(types))], Num: uint8(rng.Uint32()), Expected: uint8(rng.Uint32())}
	if rng.IntN(2) == 0 {
		g.Delivery = components.Restricted | components.DeliveryFlags(rng.IntN(32))
	}
	if rng.IntN(2) == 0 {
		g.Timed, g.Duration = true, components.PTS(rng.Uint64()>>24)
	}
	if scte35.HasSub(g.Type) && rng.IntN(2) == 0 {
		g.Sub, g.SubNum, g.SubExpected = true, uint8(rng.Uint32()), uint8(rng.Uint32())
	}
	raw := make([]byte, rng.IntN(40))
	for i := range raw {
		raw[i] = byte(rng.Uint32())
	}
	switch rng.IntN(5) {
	case 0: // ISAN, which the oracle takes any bytes of
		g.UPIDType, g.UPID = 0x06, raw
	case 1: // MPU: four bytes and any others
		g.UPIDType, g.UPID = 0x0C, append([]byte("TLNE"), raw...)
	case 2: // TI: a number of eight bytes
		g.UPIDType, g.UPID = 0x08, binary.BigEndian.AppendUint64(nil, rng.Uint64())
	case 3: // URI
		g.UPIDType, g.UPID = 0x0F, []byte("urn:touchline:match:"+strconv.Itoa(rng.IntN(1e6)))
	}
	return g
}

// convert makes a section of scte35-go of one of ours.
func convert(s *scte35.Section) *comcast.SpliceInfoSection {
	c := &comcast.SpliceInfoSection{
		SAPType: uint32(s.Access+3) % 4, PTSAdjustment: s.Adjustment.Wire(), Tier: uint32(s.Tier),
	}
	moment := func(t scte35.Time) comcast.SpliceTime {
		if !t.Specified {
			return comcast.SpliceTime{}
		}
		pts := t.PTS.Wire()
		return comcast.SpliceTime{PTSTime: &pts}
	}
	switch s.Command {
	case scte35.SpliceNull:
		c.SpliceCommand = &comcast.SpliceNull{}
	case scte35.TimeSignal:
		c.SpliceCommand = &comcast.TimeSignal{SpliceTime: moment(s.Time)}
	case scte35.SpliceInsert:
		n := &s.Insert
		cmd := &comcast.SpliceInsert{
			Program: &comcast.SpliceInsertProgram{SpliceTime: moment(n.Time)}, SpliceEventID: n.Event,
			SpliceEventCancelIndicator: n.Cancel, SpliceImmediateFlag: n.Immediate, OutOfNetworkIndicator: n.Out,
			UniqueProgramID: uint32(n.Program), AvailNum: uint32(n.Avail), AvailsExpected: uint32(n.Avails),
		}
		if n.Break.Known {
			cmd.BreakDuration = &comcast.BreakDuration{AutoReturn: n.Break.Return, Duration: uint64(n.Break.Duration)}
		}
		c.SpliceCommand = cmd
	}
	for i := range s.Segments {
		c.SpliceDescriptors = append(c.SpliceDescriptors, convertSegment(&s.Segments[i]))
	}
	return c
}

func convertSegment(g *scte35.Segment) *comcast.SegmentationDescriptor {
	d := &comcast.SegmentationDescriptor{
		SegmentationEventID: g.Event, SegmentationEventCancelIndicator: g.Cancel,
		SegmentationTypeID: uint32(g.Type), SegmentNum: uint32(g.Num), SegmentsExpected: uint32(g.Expected),
	}
	if g.Timed {
		duration := uint64(g.Duration)
		d.SegmentationDuration = &duration
	}
	if v := g.Delivery; v&components.Restricted != 0 {
		d.DeliveryRestrictions = &comcast.DeliveryRestrictions{
			WebDeliveryAllowedFlag: v&components.WebAllowed != 0, NoRegionalBlackoutFlag: v&components.NoBlackout != 0,
			ArchiveAllowedFlag: v&components.ArchiveAllowed != 0, DeviceRestrictions: uint32(v.Devices()),
		}
	}
	if g.Sub {
		num, expected := uint32(g.SubNum), uint32(g.SubExpected)
		d.SubSegmentNum, d.SubSegmentsExpected = &num, &expected
	}
	if g.UPIDType != 0 {
		upid := comcast.SegmentationUPID{Type: uint32(g.UPIDType), Value: string(g.UPID)}
		switch g.UPIDType {
		case 0x06:
			upid.Value = base64.StdEncoding.EncodeToString(g.UPID)
		case 0x08:
			upid.Value = strconv.FormatUint(binary.BigEndian.Uint64(g.UPID), 10)
		case 0x0C:
			id := binary.BigEndian.Uint32(g.UPID)
			upid.FormatIdentifier, upid.Value = &id, base64.StdEncoding.EncodeToString(g.UPID[4:])
		}
		d.SegmentationUPIDs = []comcast.SegmentationUPID{upid}
	}
	return d
}

// normal is what a reader can know of s: what counts.
func normal(s *scte35.Section) *scte35.Section {
	n := *s
	wire := func(t components.PTS) components.PTS { return components.PTS(t.Wire()) }
	n.Adjustment, n.Time.PTS = wire(n.Adjustment), wire(n.Time.PTS)
	if !n.Time.Specified {
		n.Time.PTS = 0
	}
	i := &n.Insert
	if i.Cancel {
		*i = scte35.Insert{Event: i.Event, Cancel: true}
	}
	i.Time.PTS = wire(i.Time.PTS)
	if i.Immediate || !i.Time.Specified {
		i.Time = scte35.Time{}
	}
	n.Segments = nil
	for _, g := range s.Segments {
		if g.Cancel {
			g = scte35.Segment{Event: g.Event, Cancel: true}
		} else if g.UPID == nil {
			g.UPID = []byte{}
		}
		n.Segments = append(n.Segments, g)
	}
	return &n
}

func checkGots(t *testing.T, n uint64, s *scte35.Section, section []byte) {
	t.Helper()
	in, err := gots.NewSCTE35(append(psi.NewPointerField(0), section...))
	if err != nil {
		t.Fatalf("section %d: gots: %v", n, err)
	}
	bad := func(what string, got, want any) {
		t.Helper()
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("section %d: gots: %s %v, want %v: %+v", n, what, got, want, s)
		}
	}
	bad("tier", in.Tier(), s.Tier)
	bad("command", in.Command(), gots.SpliceCommandType(s.Command))
	when := s.Time
	if cmd, ok := in.CommandInfo().(gots.SpliceInsertCommand); ok {
		i := &s.Insert
		bad("event", cmd.EventID(), i.Event)
		bad("cancel", cmd.IsEventCanceled(), i.Cancel)
		if i.Cancel {
			return
		}
		bad("out", cmd.IsOut(), i.Out)
		bad("immediate", cmd.SpliceImmediate(), i.Immediate)
		bad("has duration", cmd.HasDuration(), i.Break.Known)
		bad("duration", uint64(cmd.Duration()), uint64(i.Break.Duration))
		bad("return", cmd.IsAutoReturn(), i.Break.Return)
		bad("program", cmd.UniqueProgramId(), i.Program)
		bad("avails", [2]uint8{cmd.AvailNum(), cmd.AvailsExpected()}, [2]uint8{i.Avail, i.Avails})
		if when = i.Time; i.Immediate {
			when = scte35.Time{}
		}
	}
	if s.Command != scte35.SpliceNull {
		bad("has PTS", in.HasPTS(), when.Specified)
	}
	if when.Specified {
		bad("PTS", uint64(in.PTS()), (when.PTS + s.Adjustment).Wire())
	}
	bad("segments", len(in.Descriptors()), len(s.Segments))
	for k, d := range in.Descriptors() {
		g := &s.Segments[k]
		bad("event", d.EventID(), g.Event)
		bad("cancel", d.IsEventCanceled(), g.Cancel)
		if g.Cancel {
			continue
		}
		bad("type", uint8(d.TypeID()), uint8(g.Type))
		bad("has duration", d.HasDuration(), g.Timed)
		bad("duration", uint64(d.Duration()), uint64(g.Duration)&(1<<33-1)) // of 40 bits it reads 33
		bad("numbers", [2]uint8{d.SegmentNumber(), d.SegmentsExpected()}, [2]uint8{g.Num, g.Expected})
		bad("UPID type", uint8(d.UPIDType()), g.UPIDType)
		bad("UPID", string(d.UPID()), string(g.UPID))
		bad("free", d.IsDeliveryNotRestricted(), g.Delivery == 0)
		if v := g.Delivery; v != 0 {
			bad("flags", [3]bool{d.IsWebDeliveryAllowed(), d.HasNoRegionalBlackout(), d.IsArchiveAllowed()},
				[3]bool{v&components.WebAllowed != 0, v&components.NoBlackout != 0, v&components.ArchiveAllowed != 0})
			bad("devices", uint8(d.DeviceRestrictions()), v.Devices())
		}
	}
}
