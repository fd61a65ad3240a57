package components

// Segment is a slot of a stream's live window. Segment number n is in slot
// n modulo the fan.
var Segment = All.Ring("segment", Stream, "the slots of a stream's live window")

// SegmentMedia is what a segment is of.
var SegmentMedia = NewColumn[Media](&All, Segment, "media", State, "", "what it is of")

// Media is what a segment is of. The key that it is encrypted with follows from where it
// starts.
// 24 bytes.
type Media struct {
	Start  PTS    // its first frame, on the contribution's clock
	At     PTS    // the same since the epoch: what its date follows from
	Length uint32 // its duration
	Flags  SegmentFlags
	_      [3]uint8
}

// Piece is a segment, or a part of one, as it is pushed and told of.
// 16 bytes.
type Piece struct {
	Start  PTS    // its first frame, on the contribution's clock
	Length uint32 // its duration
	Flags  SegmentFlags
	Part   uint8 // which part of its segment it is, from 1; 0 for a whole segment
	_      [2]uint8
}

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
	Count    uint32 // segments in the window
	Alike    uint32 // how many of the newest are as long as the newest, and break nothing
	Length   uint32 // of the newest
	Made     uint32 // how much media the parts of the next segment hold
	Parts    uint16 // how many of them have come
	Target   uint16 // target duration in seconds
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
