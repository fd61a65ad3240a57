package scte35

import "fmt"

// Validate reports the first field of s that has no place on the wire.
func (s *Section) Validate() error {
	switch s.Command {
	case SpliceNull, SpliceInsert, TimeSignal:
	default:
		return fault(-1, "splice_command_type", ErrUnsupported, "%#02x", s.Command)
	}
	if s.Tier > AllTiers {
		return fault(-1, "tier", ErrRange, "%#x: must be at most %#x", s.Tier, AllTiers)
	}
	if s.Access >= accessKinds {
		return fault(-1, "sap_type", ErrRange, "%d: must be below %d", s.Access, accessKinds)
	}
	if d := s.Insert.Break.Duration; s.Command == SpliceInsert && s.Insert.Break.Known && uint64(d) != d.Wire() {
		return fault(-1, "break_duration", ErrRange, "%d: must fit 33 bits", d)
	}
	length := fixed + s.commandLength() + 2 + 4
	for i := range s.Segments {
		g := &s.Segments[i]
		if g.Cancel {
			length += 11
			continue
		}
		switch {
		case g.Timed && uint64(g.Duration)>>40 != 0:
			return fault(-1, "segmentation_duration", ErrRange, "segment %d: %d: must fit 40 bits", i, g.Duration)
		case len(g.UPID) > MaxUPID:
			return fault(-1, "segmentation_upid_length", ErrRange, "segment %d: %d bytes: must be at most %d", i, len(g.UPID), MaxUPID)
		case g.Sub && !HasSub(g.Type):
			return fault(-1, "sub_segment_num", ErrRange, "segment %d: of type %#02x: must be 0x30, 0x32, 0x34, 0x36, 0x38, 0x3a, 0x44 or 0x46", i, uint8(g.Type))
		}
		length += 24 + len(g.UPID) // at most: it need not be timed, or one of several
	}
	if length > maxSection {
		return fault(-1, "section_length", ErrRange, "%d bytes: must be at most %d", length, maxSection)
	}
	return nil
}

// fault is an error of a field: what was found, and what was wanted.
func fault(offset int, field string, err error, format string, args ...any) error {
	return &Error{offset, field, fmt.Errorf(format+": %w", append(args, err)...)}
}
