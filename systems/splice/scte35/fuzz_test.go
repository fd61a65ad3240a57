package scte35_test

import (
	"encoding/binary"
	"errors"
	"reflect"
	"testing"

	"touchline/systems/splice/scte35"
)

// FuzzParseSection: whatever the bytes, the reader says what they are or where they
// are wrong, and what it has read is written and read again as the same. The length
// and the CRC_32 are made right, or nothing would come past them.
func FuzzParseSection(f *testing.F) {
	for _, s := range samples() {
		f.Add(scte35.AppendSection(nil, s))
	}
	f.Add([]byte{0xFC})
	f.Fuzz(func(t *testing.T, b []byte) {
		if n := len(b) - 3; n >= 4 && n < 1<<12 {
			b[1] = b[1]&0xF0 | byte(n>>8)
			b[2] = byte(n)
			binary.BigEndian.PutUint32(b[len(b)-4:], scte35.CRC(b[:len(b)-4]))
		}
		s, err := scte35.ParseSection(b)
		if err != nil {
			var e *scte35.Error
			if !errors.As(err, &e) || e.Offset < 0 || e.Offset > len(b) {
				t.Fatalf("error %#v of %d bytes", err, len(b))
			}
			return
		}
		again := scte35.AppendSection(nil, s)
		if len(again) > len(b) {
			t.Fatalf("%x was written again as %x", b, again)
		}
		if back, err := scte35.ParseSection(again); err != nil || !reflect.DeepEqual(back, s) {
			t.Fatalf("%+v was read again as %+v (%v)", s, back, err)
		}
	})
}

// TestParseErrors: what is wrong, and where. The length and the CRC_32 are right
// unless they are what is tried.
func TestParseErrors(t *testing.T) {
	all := samples()
	tests := []struct {
		name, sample string
		at           int // is set to
		to           byte
		is           error
		want         string
	}{
		{"table", "01 null", 0, 0xFB, scte35.ErrNotSection, "byte 0: table_id: 0xfb: must be 0xfc"},
		{"syntax", "01 null", 1, 0xB0, scte35.ErrNotSection, "byte 1: section_syntax_indicator: 0xb0"},
		{"protocol", "01 null", 3, 1, scte35.ErrUnsupported, "byte 3: protocol_version: 1: must be 0"},
		{"encrypted", "01 null", 4, 0x80, scte35.ErrEncrypted, "byte 4: encrypted_packet: 1: must be 0"},
		{"command", "01 null", 13, 4, scte35.ErrUnsupported, "byte 13: splice_command_type: 0x04"},
		{"null with a body", "01 null", 12, 1, scte35.ErrLength, "byte 14: splice_command_length: 1, but the command has 0 bytes"},
		{"command beyond the end", "01 null", 12, 3, scte35.ErrLength, "byte 11: splice_command_length: 3, but 2 bytes are left"},
		{"signal cut short", "03 break", 12, 4, scte35.ErrLength, "byte 14: pts_time: 5 bytes, but 4 are left"},
		{"signal too long", "03 break", 12, 6, scte35.ErrLength, "byte 19: splice_command_length: 6, but the command has 5 bytes"},
		{"loop beyond the end", "03 break", 20, 60, scte35.ErrLength, "byte 19: descriptor_loop_length: 60, but 22 bytes are left"},
		{"descriptor beyond the loop", "03 break", 22, 50, scte35.ErrLength, "byte 22: descriptor_length: 50, but 20 bytes are left"},
		{"descriptor cut short", "03 break", 22, 10, scte35.ErrLength, "byte 33: segmentation_duration: 5 bytes, but 0 are left"},
		{"UPID beyond the descriptor", "03 break", 39, 9, scte35.ErrLength, "byte 40: segmentation_upid: 9 bytes, but 3 are left"},
		{"components", "09 out", 19, 0xBF, scte35.ErrUnsupported, "byte 19: program_splice_flag: 0: must be 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := scte35.AppendSection(nil, all[tt.sample])
			b[tt.at] = tt.to
			binary.BigEndian.PutUint32(b[len(b)-4:], scte35.CRC(b[:len(b)-4]))
			_, err := scte35.ParseSection(b)
			if !errors.Is(err, tt.is) {
				t.Fatalf("%x: error %v, want %v", b, err, tt.is)
			}
			if got := err.Error(); len(got) < len(tt.want) || got[:len(tt.want)] != tt.want {
				t.Errorf("error %q, want %q", got, tt.want)
			}
		})
	}
}

// TestTolerates: what a receiver must pass over.
func TestTolerates(t *testing.T) {
	want := samples()["03 break"]
	section := scte35.AppendSection(nil, want)
	insert := func(b []byte, at int, more ...byte) []byte {
		return append(append(append([]byte(nil), b[:at]...), more...), b[at:]...)
	}
	const loop, descriptor = 20, 21
	grown := func(b []byte, n int, lengths ...int) []byte {
		for _, at := range append(lengths, 2) {
			b[at] += byte(n)
		}
		binary.BigEndian.PutUint32(b[len(b)-4:], scte35.CRC(b[:len(b)-4]))
		return b
	}
	end := len(section) - 4
	old := insert(section, 0)
	old[11], old[12] = old[11]|0x0F, 0xFF
	reserved := insert(section, 0)
	reserved[14] &^= 0x7E    // of the splice_time
	reserved[31] &^= 0x7F    // of the segmentation_descriptor
	reserved[32] &^= 0x1F    // in place of delivery flags
	reserved[9] = 0xFF       // cw_index
	reserved[4] |= 0x3F << 1 // encryption_algorithm of what is not encrypted
	for name, b := range map[string][]byte{
		"stuffing":                    grown(insert(section, end, 0xFF, 0xFF), 2),
		"another descriptor":          grown(insert(section, descriptor, 0, 8, 'C', 'U', 'E', 'I', 0, 0, 0, 1), 10, loop),
		"a private descriptor":        grown(insert(section, descriptor, 2, 4, 'A', 'B', 'C', 'D'), 6, loop),
		"fields of a later edition":   grown(insert(section, end, 1, 2, 3), 3, loop, descriptor+1),
		"segmentation of a component": grown(insert(section, descriptor, 2, 10, 'C', 'U', 'E', 'I', 0, 0, 0, 1, 0x7F, 0x7F), 12, loop),
		"a command of unknown length": grown(old, 0),
		"reserved bits":               grown(reserved, 0),
	} {
		got, err := scte35.ParseSection(b)
		if name == "fields of a later edition" && err == nil {
			// The first two stand where sub-segments would.
			g := &got.Segments[0]
			if !g.Sub || g.SubNum != 1 || g.SubExpected != 2 {
				t.Errorf("%s: %+v", name, g)
			}
			g.Sub, g.SubNum, g.SubExpected = false, 0, 0
		}
		n := normal(want)
		if err != nil || !reflect.DeepEqual(got, n) {
			t.Errorf("%s: %+v (%v), want %+v", name, got, err, n)
		}
	}
}
