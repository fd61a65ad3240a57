package scte35_test

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"touchline/components"
	"touchline/systems/internal/golden"
	"touchline/systems/splice/scte35"
)

// samples are sections like those that the system splice makes, and others.
func samples() map[string]*scte35.Section {
	signal := func(at components.PTS, segments ...scte35.Segment) *scte35.Section {
		return &scte35.Section{Tier: scte35.AllTiers, Command: scte35.TimeSignal, Time: scte35.At(at), Segments: segments}
	}
	insert := func(n scte35.Insert) *scte35.Section {
		return &scte35.Section{Tier: scte35.AllTiers, Command: scte35.SpliceInsert, Insert: n}
	}
	blackout := components.Restricted | components.WebAllowed | components.ArchiveAllowed | components.AllDevices
	return map[string]*scte35.Section{
		"01 null":           {Tier: scte35.AllTiers, Command: scte35.SpliceNull},
		"02 program start":  signal(90_000, scte35.Segment{Event: 1, Type: components.ProgramStart, Delivery: blackout}),
		"03 break":          signal(1<<33-1, scte35.Segment{Event: 2, Type: components.ProviderPlacementStart, Timed: true, Duration: 30 * 90_000}),
		"04 break, wrapped": signal(1<<33, scte35.Segment{Event: 2, Type: components.ProviderPlacementStart, Timed: true, Duration: 30 * 90_000}),
		"05 before zero":    signal(-1, scte35.Segment{Event: 2, Type: components.ProviderPlacementEnd}),
		"06 taken back":     signal(180_000, scte35.Segment{Event: 2, Cancel: true}),
		"07 at once":        {Tier: scte35.AllTiers, Command: scte35.TimeSignal, Segments: []scte35.Segment{{Event: 3, Type: components.UnscheduledEventEnd}}},
		"08 first of two":   signal(0, scte35.Segment{Event: 4, Type: components.DistributorPlacementStart, UPIDType: 0x0F, UPID: []byte("urn:x"), Num: 1, Expected: 2, Sub: true, SubNum: 1, SubExpected: 3}),
		"09 out":            insert(scte35.Insert{Event: 5, Out: true, Time: scte35.At(270_000), Break: scte35.Break{Known: true, Duration: 5_400_000, Return: true}, Program: 7, Avail: 1, Avails: 2}),
		"10 in at once":     insert(scte35.Insert{Event: 5, Immediate: true}),
		"11 out taken back": insert(scte35.Insert{Event: 5, Cancel: true}),
		"12 two":            signal(0, scte35.Segment{Event: 6, Type: components.ProgramEnd}, scte35.Segment{Event: 7, Type: components.ProgramStart}),
	}
}

func TestGolden(t *testing.T) {
	var text []byte
	all := samples()
	var names []string
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		text = fmt.Appendf(text, "%s\n%x\n", name, scte35.AppendSection(nil, all[name]))
	}
	golden.Check(t, "sections.txt", text)
}

// TestStandard reads the examples that the standard prints (section 14), and writes
// the first again. The second has an avail_descriptor, which is passed over.
func TestStandard(t *testing.T) {
	const (
		signal = "/DA0AAAAAAAA///wBQb+cr0AUAAeAhxDVUVJSAAAjn/PAAGlmbAICAAAAAAsoKGKNAIAmsnRfg=="
		insert = "/DAvAAAAAAAA///wFAVIAACPf+/+c2nALv4AUsz1AAAAAAAKAAhDVUVJAAABNWLbowo="
	)
	b, err := base64.StdEncoding.DecodeString(signal)
	if err != nil {
		t.Fatal(err)
	}
	got, err := scte35.ParseSection(b)
	if err != nil {
		t.Fatal(err)
	}
	want := &scte35.Section{
		Tier: scte35.AllTiers, Command: scte35.TimeSignal, Time: scte35.At(0x072BD0050),
		Segments: []scte35.Segment{{
			Event: 0x4800008E, Type: components.ProviderPlacementStart, Timed: true, Duration: 0x0001A599B0,
			Delivery: components.Restricted | components.NoBlackout | components.ArchiveAllowed | components.AllDevices,
			UPIDType: 8, UPID: binary.BigEndian.AppendUint64(nil, 0x2CA0A18A), Num: 2,
		}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	again := scte35.AppendSection(nil, got)
	again[9] = 0xFF // its cw_index, which says nothing of what is not encrypted
	binary.BigEndian.PutUint32(again[len(again)-4:], scte35.CRC(again[:len(again)-4]))
	if again := base64.StdEncoding.EncodeToString(again); again != signal {
		t.Errorf("written again %s, want %s", again, signal)
	}

	if b, err = base64.StdEncoding.DecodeString(insert); err != nil {
		t.Fatal(err)
	}
	if got, err = scte35.ParseSection(b); err != nil {
		t.Fatal(err)
	}
	want = &scte35.Section{Tier: scte35.AllTiers, Command: scte35.SpliceInsert, Insert: scte35.Insert{
		Event: 0x4800008F, Out: true, Time: scte35.At(0x07369C02E), Break: scte35.Break{Duration: 0x00052CCF5, Known: true, Return: true},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// TestChecksum: no section survives the change of one bit.
func TestChecksum(t *testing.T) {
	for name, s := range samples() {
		b := scte35.AppendSection(nil, s)
		if _, err := scte35.ParseSection(b); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for i := range len(b) * 8 {
			b[i/8] ^= 1 << (i % 8)
			var e *scte35.Error
			if _, err := scte35.ParseSection(b); !errors.As(err, &e) {
				t.Errorf("%s: bit %d changed: error %v", name, i, err)
			} else if i/8 >= 5 && !errors.Is(err, scte35.ErrChecksum) {
				t.Errorf("%s: bit %d changed: error %v, want that of the CRC_32", name, i, err)
			}
			b[i/8] ^= 1 << (i % 8)
		}
		for n := range b {
			if _, err := scte35.ParseSection(b[:n]); !errors.Is(err, scte35.ErrLength) {
				t.Errorf("%s: %d of %d bytes: error %v", name, n, len(b), err)
			}
		}
	}
}

// TestCRC: against division bit by bit, and the check value of CRC-32/MPEG-2.
func TestCRC(t *testing.T) {
	if got := scte35.CRC([]byte("123456789")); got != 0x0376E6E7 {
		t.Errorf("check value %08x", got)
	}
	for n := range 64 {
		b := make([]byte, n)
		want := ^uint32(0)
		for i := range b {
			b[i] = byte(i*73 + n)
			want ^= uint32(b[i]) << 24
			for range 8 {
				if want>>31 != 0 {
					want = want<<1 ^ 0x04C11DB7
				} else {
					want <<= 1
				}
			}
		}
		if got := scte35.CRC(b); got != want {
			t.Errorf("%d bytes: %08x, want %08x", n, got, want)
		}
	}
}

func TestValidate(t *testing.T) {
	type section = scte35.Section
	seg := func(g scte35.Segment) section {
		return section{Command: scte35.TimeSignal, Segments: []scte35.Segment{g}}
	}
	many := func(n, upid int) section {
		g := scte35.Segment{UPID: make([]byte, upid), Timed: true, Sub: true, Type: components.ProviderPlacementStart}
		return section{Segments: slices.Repeat([]scte35.Segment{g}, n)}
	}
	brk := func(d components.PTS) section {
		return section{Command: scte35.SpliceInsert, Insert: scte35.Insert{Out: true, Break: scte35.Break{Known: true, Duration: d}}}
	}
	tests := []struct {
		name string
		s    section
		want string // of the error; empty for none
	}{
		{"zero", section{}, ""},
		{"command", section{Command: 4}, "splice_command_type: 0x04: not supported"},
		{"tier", section{Tier: 0xFFF}, ""},
		{"tier above", section{Tier: 0x1000}, "tier: 0x1000: must be at most 0xfff: out of range"},
		{"access", section{Access: 3}, ""},
		{"access above", section{Access: 4}, "sap_type: 4: must be below 4: out of range"},
		{"break", brk(1<<33 - 1), ""},
		{"break above", brk(1 << 33), "break_duration: 8589934592: must fit 33 bits: out of range"},
		{"break below", brk(-1), "break_duration: -1: must fit 33 bits: out of range"},
		{"duration", seg(scte35.Segment{Timed: true, Duration: 1<<40 - 1}), ""},
		{"duration above", seg(scte35.Segment{Timed: true, Duration: 1 << 40}), "segmentation_duration: segment 0: 1099511627776: must fit 40 bits: out of range"},
		{"duration below", seg(scte35.Segment{Timed: true, Duration: -1}), "segmentation_duration: segment 0: -1: must fit 40 bits: out of range"},
		{"no duration", seg(scte35.Segment{Duration: -1}), ""},
		{"UPID", seg(scte35.Segment{Timed: true, Sub: true, Type: 0x34, UPID: make([]byte, 233)}), ""},
		{"UPID above", seg(scte35.Segment{UPID: make([]byte, 234)}), "segmentation_upid_length: segment 0: 234 bytes: must be at most 233: out of range"},
		{"sub", seg(scte35.Segment{Sub: true, Type: 0x3A}), ""},
		{"sub of an advertisement", seg(scte35.Segment{Sub: true, Type: 0x30}), ""},
		{"sub of a block of them", seg(scte35.Segment{Sub: true, Type: 0x46}), ""},
		{"sub of an end", seg(scte35.Segment{Sub: true, Type: 0x35}), "sub_segment_num: segment 0: of type 0x35: must be 0x30, 0x32, 0x34, 0x36, 0x38, 0x3a, 0x44 or 0x46: out of range"},
		{"long", many(15, 233), ""},
		{"longest", func() section { s := many(17, 216); s.Segments[0].UPID = s.Segments[0].UPID[:212]; return s }(), ""},
		{"too long", func() section { s := many(17, 216); s.Segments[0].UPID = s.Segments[0].UPID[:213]; return s }(), "section_length: 4094 bytes: must be at most 4093"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.s.Validate()
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.HasPrefix(err.Error(), tt.want)) {
				t.Fatalf("error %v, want %q", err, tt.want)
			}
			defer func() {
				if p := recover(); (p != nil) != (tt.want != "") {
					t.Errorf("panic %v", p)
				}
			}()
			b := scte35.AppendSection(nil, &tt.s)
			if _, err := scte35.ParseSection(b); err != nil {
				t.Errorf("it is valid, but not read: %v", err)
			}
		})
	}
}

func TestAppendAllocatesNothing(t *testing.T) {
	dst := make([]byte, 0, 4096)
	for name, s := range samples() {
		if n := testing.AllocsPerRun(100, func() { dst = scte35.AppendSection(dst[:0], s) }); n != 0 {
			t.Errorf("%s: %v allocations, want 0", name, n)
		}
	}
}

// TestAppends: what stands in the buffer stays, and counts neither for the length
// nor for the CRC_32.
func TestAppends(t *testing.T) {
	for name, s := range samples() {
		alone := scte35.AppendSection(nil, s)
		if got := scte35.AppendSection([]byte("before"), s); string(got) != "before"+string(alone) {
			t.Errorf("%s: %x, want %x behind the text", name, got, alone)
		}
	}
}
