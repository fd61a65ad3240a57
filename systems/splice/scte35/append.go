package scte35

import (
	"encoding/binary"

	"touchline/components"
)

// What stands in every section.
const (
	tableID    = 0xFC
	header     = 3      // up to section_length, which counts the rest
	fixed      = 11     // from protocol_version to splice_command_type
	maxSection = 0x0FFD // the most that section_length may be

	segmentation = 0x02       // splice_descriptor_tag
	cuei         = 0x43554549 // the identifier of SCTE's own descriptors
)

// AppendSection appends s to dst and returns the extended buffer. Reserved bits are
// 1. It panics if s is not valid: see [Section.Validate].
func AppendSection(dst []byte, s *Section) []byte {
	if err := s.Validate(); err != nil {
		panic("scte35: " + err.Error())
	}
	begin := len(dst)
	command := s.commandLength()
	access := (s.Access + accessKinds - 1) % accessKinds // 3 on the wire is that it does not say
	dst = append(dst, tableID, byte(access)<<4, 0, 0, byte(s.Adjustment.Wire()>>32))
	dst = binary.BigEndian.AppendUint32(dst, uint32(s.Adjustment))
	dst = append(dst, 0, byte(s.Tier>>4), byte(s.Tier<<4)|byte(command>>8), byte(command), byte(s.Command))
	switch s.Command {
	case SpliceInsert:
		dst = s.Insert.append(dst)
	case TimeSignal:
		dst = s.Time.append(dst)
	}
	loop := len(dst)
	dst = append(dst, 0, 0)
	for i := range s.Segments {
		dst = s.Segments[i].append(dst)
	}
	binary.BigEndian.PutUint16(dst[loop:], uint16(len(dst)-loop-2))
	length := len(dst) + 4 - begin - header
	dst[begin+1] |= byte(length >> 8)
	dst[begin+2] = byte(length)
	return binary.BigEndian.AppendUint32(dst, crc(dst[begin:]))
}

func (s *Section) commandLength() int {
	switch s.Command {
	case SpliceInsert:
		return s.Insert.length()
	case TimeSignal:
		return s.Time.length()
	}
	return 0
}

func (t Time) length() int {
	if t.Specified {
		return 5
	}
	return 1
}

func (t Time) append(dst []byte) []byte {
	if t.Specified {
		return append33(dst, 0xFE, t.PTS)
	}
	return append(dst, 0x7F)
}

// append33 appends 33 bits of t after seven others, which are those of first.
func append33(dst []byte, first byte, t components.PTS) []byte {
	return binary.BigEndian.AppendUint32(append(dst, first|byte(t.Wire()>>32)), uint32(t))
}

func (n *Insert) length() int {
	if n.Cancel {
		return 5
	}
	length := 10
	if !n.Immediate {
		length += n.Time.length()
	}
	if n.Break.Known {
		length += 5
	}
	return length
}

func (n *Insert) append(dst []byte) []byte {
	dst = binary.BigEndian.AppendUint32(dst, n.Event)
	dst = append(dst, bit(n.Cancel, 0x80)|0x7F)
	if n.Cancel {
		return dst
	}
	const program = 0x40
	dst = append(dst, bit(n.Out, 0x80)|program|bit(n.Break.Known, 0x20)|bit(n.Immediate, 0x10)|0x0F)
	if !n.Immediate {
		dst = n.Time.append(dst)
	}
	if n.Break.Known {
		dst = append33(dst, bit(n.Break.Return, 0x80)|0x7E, n.Break.Duration)
	}
	return append(dst, byte(n.Program>>8), byte(n.Program), n.Avail, n.Avails)
}

func (g *Segment) append(dst []byte) []byte {
	begin := len(dst)
	dst = append(dst, segmentation, 0)
	dst = binary.BigEndian.AppendUint32(dst, cuei)
	dst = binary.BigEndian.AppendUint32(dst, g.Event)
	dst = append(dst, bit(g.Cancel, 0x80)|0x7F)
	if !g.Cancel {
		const program, free = 0x80, 0x3F // free: delivery_not_restricted_flag, and reserved bits
		delivery := byte(free)
		if g.Delivery&components.Restricted != 0 {
			delivery = byte(g.Delivery &^ components.Restricted & 0x1F)
		}
		dst = append(dst, program|bit(g.Timed, 0x40)|delivery)
		if g.Timed {
			dst = append(dst, byte(g.Duration>>32))
			dst = binary.BigEndian.AppendUint32(dst, uint32(g.Duration))
		}
		dst = append(dst, g.UPIDType, byte(len(g.UPID)))
		dst = append(dst, g.UPID...)
		dst = append(dst, byte(g.Type), g.Num, g.Expected)
		if g.Sub {
			dst = append(dst, g.SubNum, g.SubExpected)
		}
	}
	dst[begin+1] = byte(len(dst) - begin - 2)
	return dst
}

// bit is b if it is set, else 0.
func bit(set bool, b byte) byte {
	if set {
		return b
	}
	return 0
}
