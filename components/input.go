package components

// The input of a tick. A row of it names the fixture, stream or viewer that it
// is for, and when the engine received it.

// EventRow is an event of a match, or an order to the engine.
var EventRow = All.Transient("event", "input: what happened in a match, and orders to the engine")

// The columns of an event row.
var (
	EventFixture = NewRef(&All, EventRow, Fixture, "fixture", 0, "its match")
	EventKindOf  = NewColumn[EventKind](&All, EventRow, "kind", 0, "", "what it is")
	EventReport  = NewColumn[Report](&All, EventRow, "report", 0, "", "what its source says of it")
	EventRef     = NewColumn[uint32](&All, EventRow, "ref", 0, "", "the event that it speaks of")
	EventClock   = NewColumn[PTS](&All, EventRow, "clock", 0, "90 kHz", "time since its period began")
	EventValue   = NewColumn[int32](&All, EventRow, "value", 0, "", "expected goals × 10,000, or an order's argument")
	EventLength  = NewColumn[uint32](&All, EventRow, "length", 0, "ms", "how long it lasted")
	EventPlayer  = NewColumn[Symbol](&All, EventRow, "player", 0, "", "who did it")
	EventNews    = NewColumn[bool](&All, EventRow, "news", 0, "", "the match had not heard it before: not a repeat")
)

// Report is what is known of nearly every event, and read together.
//
// 32 bytes.
type Report struct {
	Occurred PTS        // media time of the moment
	Received PTS        // when the engine heard of it
	Cause    Cause      // its source, sequence and revision, and its kind once more
	Place    Place      // where it happened
	Flags    EventFlags // what else is known
	Team     Team       // whose it is
	Period   Period     // when it happened
}

// Signal is what the analyser of one camera says.
var Signal = All.Transient("signal", "input: what the analyser of a camera says")

// The columns of a signal.
var (
	SignalStream = NewRef(&All, Signal, Stream, "stream", 0, "its stream")
	SignalCamera = NewColumn[uint8](&All, Signal, "camera", 0, "", "its camera, from 0")
	SignalLevels = NewColumn[Levels](&All, Signal, "levels", 0, "permille", "what it says")
)

// Push is a segment that the segmenter has finished, or a part of the one that it
// is at. The last part comes before the whole.
var Push = All.Transient("push", "input: a segment, or a part of one, that the segmenter has finished")

// The columns of a push.
var (
	PushStream = NewRef(&All, Push, Stream, "stream", 0, "its stream")
	PushPiece  = NewColumn[Piece](&All, Push, "piece", 0, "", "what was finished")
	PushNumber = NewColumn[uint64](&All, Push, "number", 0, "", "the segment's number since the epoch, from 1; 0 if the segmenter does not count: it is the next")
	PushAt     = NewColumn[PTS](&All, Push, "at", 0, "90 kHz", "when its first frame was taken, since the epoch: media time, whatever the contribution's clock says")
)

// Pushed is a pushed segment in each rendition.
var Pushed = All.Block("pushed", Push, "a pushed segment in each rendition")

// PushedBytes is how large it is.
var PushedBytes = NewColumn[uint32](&All, Pushed, "bytes", 0, "bytes", "its size")

// Detection is what the detectors say of one frame.
var Detection = All.Transient("score", "input: what the detectors say of a frame")

// The columns of a detection.
var (
	DetectionStream  = NewRef(&All, Detection, Stream, "stream", 0, "its stream")
	DetectionAt      = NewColumn[PTS](&All, Detection, "at", 0, "90 kHz", "the frame")
	DetectionVerdict = NewColumn[Verdict](&All, Detection, "verdict", 0, "permille", "what they say")
)

// Request is a player's request for a license.
var Request = All.Transient("request", "input: a player asks for a license")

// The columns of a request.
var (
	RequestAsked = NewColumn[Asked](&All, Request, "asked", 0, "", "who asks, and what for")
)

// Asked is what a player asks for.
//
// 16 bytes.
type Asked struct {
	Received PTS // when the request came
	Viewer   Row // who asks
	Op       RequestOp
	_        [3]uint8
}

// Beacon is what a player tells of how it plays, every few seconds.
var Beacon = All.Transient("beacon", "input: a player tells how it plays")

// The columns of a beacon.
var (
	BeaconViewer = NewRef(&All, Beacon, Viewer, "viewer", 0, "whose player")
	BeaconReport = NewColumn[PlayReport](&All, Beacon, "report", 0, "", "what it says")
)
