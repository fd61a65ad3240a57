package hls

import "touchline/components"

// Control says what a server does for players of low latency (EXT-X-SERVER-CONTROL).
// What is 0 is not written.
type Control struct {
	Block        bool           // it answers when there is something new
	HoldBack     components.PTS // how far behind the end to play: 3 target durations at least
	PartHoldBack components.PTS // the same of players that take parts: 2 part targets at least, 3 are better
	SkipUntil    components.PTS // how far before the end a delta update may begin: 6 target durations at least
}

// Part is a part of a segment.
type Part struct {
	URI         string // if empty, see [Media.Folder]
	Duration    components.PTS
	Independent bool // it begins with an I-frame
	Gap         bool
}

// Report says how far another rendition is (EXT-X-RENDITION-REPORT).
type Report struct {
	URI    string
	Folder string // without a URI, the playlist is at Folder.m3u8
	MSN    uint64 // media sequence number of its last segment, or of the one that is being made
	Part   int    // the last part of that; -1 if there are no parts
}

func appendControl(dst []byte, m *Media) []byte {
	if m.Control != (Control{}) {
		c, between := &m.Control, byte(':')
		dst = append(dst, "\n#EXT-X-SERVER-CONTROL"...)
		if c.Block {
			dst = append(dst, ":CAN-BLOCK-RELOAD=YES"...)
			between = ','
		}
		for _, a := range [...]struct {
			name  string
			value components.PTS
		}{{"HOLD-BACK=", c.HoldBack}, {"PART-HOLD-BACK=", c.PartHoldBack}, {"CAN-SKIP-UNTIL=", c.SkipUntil}} {
			if a.value > 0 {
				dst = append(append(dst, between), a.name...)
				dst = appendSeconds(dst, a.value)
				between = ','
			}
		}
	}
	if m.PartTarget > 0 {
		dst = append(dst, "\n#EXT-X-PART-INF:PART-TARGET="...)
		dst = appendSeconds(dst, m.PartTarget)
	}
	return dst
}

func appendParts(dst []byte, folder string, s *Segment, n uint64) []byte {
	for k := range s.Parts {
		dst = appendPartOf(dst, folder, &s.Parts[k], n, k)
	}
	return dst
}

// appendPartOf appends part k of segment n.
func appendPartOf(dst []byte, folder string, p *Part, n uint64, k int) []byte {
	dst = append(dst, "#EXT-X-PART:DURATION="...)
	dst = appendSeconds(dst, p.Duration)
	dst = append(dst, `,URI="`...)
	if p.URI != "" {
		dst = append(dst, p.URI...)
	} else {
		dst = appendPart(dst, folder, n, k)
	}
	dst = append(dst, '"')
	if p.Independent {
		dst = append(dst, ",INDEPENDENT=YES"...)
	}
	if p.Gap {
		dst = append(dst, ",GAP=YES"...)
	}
	return append(dst, '\n')
}

// appendPart appends where part k of segment n is.
func appendPart(dst []byte, folder string, n uint64, k int) []byte {
	dst = append(append(dst, folder...), '/')
	dst = append(appendUint(dst, n), '.')
	return append(appendUint(dst, uint64(k)), ".m4s"...)
}

func appendReport(dst []byte, r *Report) []byte {
	dst = append(dst, `#EXT-X-RENDITION-REPORT:URI="`...)
	dst = appendPlace(dst, r.URI, r.Folder)
	dst = append(dst, `",LAST-MSN=`...)
	dst = appendUint(dst, r.MSN)
	if r.Part >= 0 {
		dst = append(dst, ",LAST-PART="...)
		dst = appendUint(dst, uint64(r.Part))
	}
	return append(dst, '\n')
}

// appendSigned appends p in seconds, which may be negative.
func appendSigned(dst []byte, p components.PTS) []byte {
	if p < 0 {
		dst, p = append(dst, '-'), -p
	}
	return appendSeconds(dst, p)
}
