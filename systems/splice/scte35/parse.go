package scte35

import (
	"encoding/binary"

	"touchline/components"
)

// ParseSection reads b, which must be one whole section. Reserved bits may have any
// value. Descriptors other than segmentation descriptors of a whole program are
// passed over, as the standard asks of receivers. UPIDs are parts of b.
func ParseSection(b []byte) (*Section, error) {
	r := reader{whole: b, end: len(b)}
	if len(b) < header+fixed+2+4 {
		return nil, fault(len(b), "section_length", ErrLength, "%d bytes: must be at least %d", len(b), header+fixed+2+4)
	}
	if b[0] != tableID {
		return nil, fault(0, "table_id", ErrNotSection, "%#02x: must be %#02x", b[0], tableID)
	}
	if b[1]&0xC0 != 0 {
		return nil, fault(1, "section_syntax_indicator", ErrNotSection, "%#02x: its first two bits must be 0", b[1])
	}
	if length := int(binary.BigEndian.Uint16(b[1:]) & 0xFFF); length != len(b)-header {
		return nil, fault(1, "section_length", ErrLength, "%d, but %d bytes follow", length, len(b)-header)
	}
	if b[3] != 0 {
		return nil, fault(3, "protocol_version", ErrUnsupported, "%d: must be 0", b[3])
	}
	if b[4]&0x80 != 0 {
		return nil, fault(4, "encrypted_packet", ErrEncrypted, "1: must be 0")
	}
	if got := crc(b); got != 0 {
		end := len(b) - 4
		return nil, fault(end, "CRC_32", ErrChecksum, "%08x: must be %08x", b[end:], crc(b[:end]))
	}
	r.end -= 4
	r.at = 4
	s := &Section{
		Access:     Access(b[1]>>4+1) % accessKinds,
		Adjustment: r.pts33("pts_adjustment"),
		Tier:       binary.BigEndian.Uint16(b[10:]) >> 4,
		Command:    Command(b[13]),
	}
	length := int(binary.BigEndian.Uint16(b[11:]) & 0xFFF)
	r.at = header + fixed
	r.command(s, length)
	r.loop(s)
	if r.err != nil {
		return nil, r.err
	}
	return s, nil
}

// reader reads fields one after another up to end. The first that is not there, or
// says what cannot be, is the error, after which the others are 0.
type reader struct {
	whole []byte
	at    int
	end   int
	err   error
}

func (r *reader) fail(field string, err error, format string, args ...any) {
	if r.err == nil {
		r.err = fault(r.at, field, err, format, args...)
	}
}

// bytes returns the next n bytes, of a field.
func (r *reader) bytes(field string, n int) []byte {
	if r.err == nil && n > r.end-r.at {
		r.fail(field, ErrLength, "%d bytes, but %d are left", n, r.end-r.at)
	}
	if r.err != nil {
		return nil
	}
	r.at += n
	return r.whole[r.at-n : r.at]
}

// uint returns the next n bytes as a number.
func (r *reader) uint(field string, n int) (v uint64) {
	for _, c := range r.bytes(field, n) {
		v = v<<8 | uint64(c)
	}
	return v
}

// pts33 returns the last 33 bits of the next five bytes.
func (r *reader) pts33(field string) components.PTS {
	return components.PTS(components.PTS(r.uint(field, 5)).Wire())
}

// time reads a splice_time.
func (r *reader) time() Time {
	if r.err == nil && r.at < r.end && r.whole[r.at]&0x80 != 0 {
		return At(r.pts33("pts_time"))
	}
	r.bytes("splice_time", 1)
	return Time{}
}

// unknown is the splice_command_length of old encoders, which do not say.
const unknown = 0xFFF

// command reads the splice command of s, which has so many bytes.
func (r *reader) command(s *Section, length int) {
	begin, end := r.at, r.end
	if length != unknown {
		if length > r.end-r.at {
			r.at = 11
			r.fail("splice_command_length", ErrLength, "%d, but %d bytes are left", length, r.end-begin)
			return
		}
		r.end = begin + length
	}
	switch s.Command {
	case SpliceNull:
	case SpliceInsert:
		r.insert(&s.Insert)
	case TimeSignal:
		s.Time = r.time()
	default:
		r.at = 13
		r.fail("splice_command_type", ErrUnsupported, "%#02x: must be 0x00, 0x05 or 0x06", uint8(s.Command))
	}
	if r.err == nil && length != unknown && r.at != r.end {
		r.fail("splice_command_length", ErrLength, "%d, but the command has %d bytes", length, r.at-begin)
	}
	r.end = end
}

func (r *reader) insert(n *Insert) {
	n.Event = uint32(r.uint("splice_event_id", 4))
	n.Cancel = r.uint("splice_event_cancel_indicator", 1)&0x80 != 0
	if n.Cancel {
		return
	}
	flags := r.uint("out_of_network_indicator", 1)
	n.Out, n.Immediate = flags&0x80 != 0, flags&0x10 != 0
	if r.err == nil && flags&0x40 == 0 {
		r.at--
		r.fail("program_splice_flag", ErrUnsupported, "0: must be 1")
	}
	if !n.Immediate {
		n.Time = r.time()
	}
	if flags&0x20 != 0 {
		n.Break.Known = true
		v := r.uint("break_duration", 5)
		n.Break.Return = v>>39 != 0
		n.Break.Duration = components.PTS(components.PTS(v).Wire())
	}
	n.Program = uint16(r.uint("unique_program_id", 2))
	n.Avail = uint8(r.uint("avail_num", 1))
	n.Avails = uint8(r.uint("avails_expected", 1))
}
