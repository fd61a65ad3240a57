package dash

import "touchline/components"

// Template says where the segments of a set are and when they can be fetched.
//
// With a Timeline, it lists the segments of the window. Without one, all segments
// have the same Duration, and the player works out from the clock which there are:
// the manifest changes only when something else does.
type Template struct {
	Timescale      uint32 // units of all times here, per second
	Offset         Scaled // presentationTimeOffset: the media time of the period's start
	Initialization string // template of the URL of initialization sections
	Media          string // template of the URL of segments; see [Numbered]

	Timeline *Timeline

	Duration    uint32 // of every segment, on the timescale
	StartNumber uint32 // of the period's first segment

	// For low latency, a segment can be fetched so long before it is complete.
	AvailabilityOffset components.PTS
	Chunked            bool // availabilityTimeComplete is false
}

// The usual templates: a folder for each representation.
const (
	Init     = "$RepresentationID$/init.mp4"
	Numbered = "$RepresentationID$/$Number$.m4s"
)

func appendTemplate(dst []byte, t *Template, l *Live) []byte {
	dst = append(dst, "<SegmentTemplate"...)
	dst = appendNonzero(dst, ` timescale="`, uint64(t.Timescale))
	dst = appendNonzero(dst, ` presentationTimeOffset="`, uint64(t.Offset))
	dst = appendAttr(dst, ` initialization="`, t.Initialization)
	dst = appendAttr(dst, ` media="`, t.Media)
	dst = appendSeconds(dst, ` availabilityTimeOffset="`, t.AvailabilityOffset)
	if t.Chunked {
		dst = append(dst, ` availabilityTimeComplete="false"`...)
	}
	if t.Timeline == nil {
		dst = appendNumber(dst, ` duration="`, uint64(t.Duration))
		dst = appendNumber(dst, ` startNumber="`, uint64(t.StartNumber))
		return append(dst, "/>\n"...)
	}
	dst = append(dst, ` startNumber="`...)
	if l != nil {
		l.hole(len(dst), t.Timeline, nil)
		return dst
	}
	return t.Timeline.append(dst)
}
