package components

// Segment is a slot of a stream's live window. Segment number n is in slot
// n modulo the fan.
var Segment = All.Block("segment", Stream, "the slots of a stream's live window")

// The columns of a segment.
var (
	SegmentStart     = NewColumn[PTS](&All, Segment, "start", State, "90 kHz", "its first frame")
	SegmentLength    = NewColumn[uint32](&All, Segment, "length", State, "90 kHz", "its duration")
	SegmentFlagsOf   = NewColumn[SegmentFlags](&All, Segment, "flags", State, "bits", "what is special about it")
	SegmentKeyPeriod = NewColumn[uint32](&All, Segment, "key_period", State, "", "the period of the key it is encrypted with")
)

// Payload is a segment in one rendition.
var Payload = All.Block("payload", Segment, "a segment in each rendition")

// PayloadBytes is how large it is.
var PayloadBytes = NewColumn[uint32](&All, Payload, "bytes", State, "bytes", "its size")

// SegmentFlags say what is special about a segment.
type SegmentFlags uint8

// The flags of a segment.
const (
	Breaks SegmentFlags = 1 << iota // the clock or the encoding breaks before it
	Gap                             // there is nothing to fetch
)
