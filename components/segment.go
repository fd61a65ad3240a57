package components

// Segment is a slot of a stream's live window. Segment number n is in slot
// n modulo the fan.
var Segment = All.Ring("segment", Stream, "the slots of a stream's live window")

// The columns of a segment.
var (
	SegmentStart     = NewColumn[PTS](&All, Segment, "start", State, "90 kHz", "its first frame, on the contribution's clock")
	SegmentAt        = NewColumn[PTS](&All, Segment, "at", State, "90 kHz", "the same since the epoch: what its date follows from")
	SegmentLength    = NewColumn[uint32](&All, Segment, "length", State, "90 kHz", "its duration")
	SegmentFlagsOf   = NewColumn[SegmentFlags](&All, Segment, "flags", State, "bits", "what is special about it")
	SegmentKeyPeriod = NewColumn[uint32](&All, Segment, "key_period", State, "", "the period of the key it is encrypted with")
)

// Payload is a segment in one rendition.
var Payload = All.Block("payload", Segment, "a segment in each rendition")

// PayloadBytes is how large it is.
var PayloadBytes = NewColumn[uint32](&All, Payload, "bytes", State, "bytes", "its size")

// Live is what is kept of a stream's live window beside its segments. Whatever is pushed
// needs all of it, and little else of the stream: it is a line.
// 64 bytes.
type Live struct {
	Sequence uint64 // media sequence number of the first segment in the window
	Held     PTS    // media that the window holds
	Next     PTS    // where the next segment should begin, on the contribution's clock
	Until    PTS    // where the newest segment ends, since the epoch
	Made     PTS    // how much media the parts of the next segment hold
	Parts    uint32 // how many of them have come
	Count    uint32 // segments in the window
	Target   uint32 // target duration in seconds
	Period   uint32 // the key period of the newest segment
	Breaks   uint32 // discontinuity sequence number of the window's first segment
	Repeats  uint32 // segments that came twice in a row
}

// SegmentFlags say what is special about a segment.
type SegmentFlags uint8

// The flags of a segment.
const (
	Breaks SegmentFlags = 1 << iota // the clock or the encoding breaks before it
	Gap                             // there is nothing to fetch
	Slate                           // there was no contribution: it shows a slate
)

// MaxMissed is how many segments may be missing between two.
const MaxMissed = 1<<12 - 1

// Missing are segments that did not come between two others. They fill the time
// between these evenly.
type Missing struct {
	From, To PTS // since the epoch
	N        int
}

// MissingBetween returns the n segments that did not come between the end of one
// and the beginning of another. None is longer than longest.
func MissingBetween(end, begin PTS, n int, longest PTS) Missing {
	return Missing{end, min(max(begin, end+PTS(n)), end+PTS(n)*longest), n}
}

// Begin is where the k-th of them begins, from 0, and the one before it ends.
func (m Missing) Begin(k int) PTS { return m.From + (m.To-m.From)*PTS(k)/PTS(m.N) }
