package scte35

import "touchline/components"

// loop reads the descriptors of a section. Between them and the CRC_32 there may be
// alignment_stuffing.
func (r *reader) loop(s *Section) {
	length := int(r.uint("descriptor_loop_length", 2))
	if r.err == nil && length > r.end-r.at {
		r.at -= 2
		r.fail("descriptor_loop_length", ErrLength, "%d, but %d bytes are left", length, r.end-r.at-2)
	}
	r.end = r.at + length
	for r.err == nil && r.at < r.end {
		r.descriptor(s)
	}
}

func (r *reader) descriptor(s *Section) {
	tag := r.uint("splice_descriptor_tag", 1)
	length := int(r.uint("descriptor_length", 1))
	if r.err == nil && length > r.end-r.at {
		r.at--
		r.fail("descriptor_length", ErrLength, "%d, but %d bytes are left", length, r.end-r.at-1)
	}
	if r.err != nil {
		return
	}
	end, next := r.end, r.at+length
	r.end = next
	if r.uint("identifier", 4) == cuei && tag == segmentation {
		if g, ok := r.segment(); ok {
			s.Segments = append(s.Segments, g)
		}
	}
	r.at, r.end = next, end // a later edition may have more fields
}

// segment reads a segmentation_descriptor from its event on. It is not ok if that is
// of components of the program.
func (r *reader) segment() (g Segment, ok bool) {
	g.Event = uint32(r.uint("segmentation_event_id", 4))
	g.Cancel = r.uint("segmentation_event_cancel_indicator", 1)&0x80 != 0
	if g.Cancel {
		return g, true
	}
	flags := r.uint("program_segmentation_flag", 1)
	if r.err == nil && flags&0x80 == 0 {
		r.at = r.end
		return g, false
	}
	if flags&0x20 == 0 {
		g.Delivery = components.DeliveryFlags(flags)&0x1F | components.Restricted
	}
	if flags&0x40 != 0 {
		g.Timed = true
		g.Duration = components.PTS(r.uint("segmentation_duration", 5))
	}
	g.UPIDType = uint8(r.uint("segmentation_upid_type", 1))
	g.UPID = r.bytes("segmentation_upid", int(r.uint("segmentation_upid_length", 1)))
	g.Type = components.Segmentation(r.uint("segmentation_type_id", 1))
	g.Num = uint8(r.uint("segment_num", 1))
	g.Expected = uint8(r.uint("segments_expected", 1))
	if HasSub(g.Type) && r.err == nil && r.at < r.end { // encoders from before 2016 leave it out
		g.Sub = true
		g.SubNum = uint8(r.uint("sub_segment_num", 1))
		g.SubExpected = uint8(r.uint("sub_segments_expected", 1))
	}
	return g, true
}
