package components

// Stream is one output of a fixture.
var Stream = All.Lasting("stream", "one output of a fixture: the world feed, a language, a tactical camera")

// The columns of a stream.
var (
	StreamNumber    = NewColumn[Number](&All, Stream, "number", State, "", "as the input calls it")
	StreamFixture   = NewRef(&All, Stream, Fixture, "fixture", State, "its match")
	StreamFrames    = NewColumn[Rate](&All, Stream, "frames", State, "frames/s", "its frame rate")
	StreamTimecode  = NewColumn[uint32](&All, Stream, "timecode", State, "frames", "its timecode at PTS 0")
	StreamDrop      = NewColumn[bool](&All, Stream, "drop", State, "", "its timecode drops frame numbers")
	StreamLanguage  = NewColumn[Symbol](&All, Stream, "language", State, "BCP 47", "of its commentary")
	StreamTerritory = NewColumn[Symbol](&All, Stream, "territory", State, "ISO 3166-1", "where it may be seen; 0 everywhere")
	StreamLatency   = NewColumn[PTS](&All, Stream, "latency", State, "90 kHz", "from the moment to its viewers' screens")
	StreamRefused   = NewColumn[uint32](&All, Stream, "refused", State, "rows", "inputs beyond its capacity")
	StreamTurned    = NewColumn[uint32](&All, Stream, "turned", 0, "rows", "license requests refused in this tick, of this cohort; to be added to refused")

	// The program: what the director has put on air.
	StreamBus  = NewColumn[Bus](&All, Stream, "bus", State, "", "its program bus: what is on air, and who chooses it")
	StreamSafe = NewColumn[uint8](&All, Stream, "safe", State, "", "the camera to cut to when one is lost")

	// The live window: slots of [Segment].
	StreamLive       = NewColumn[Live](&All, Stream, "live", State, "", "its live window, beside the segments in it")
	StreamGeneration = NewColumn[uint32](&All, Stream, "generation", State, "", "changes of its media playlists that players may ask for")
	StreamPushed     = NewColumn[bool](&All, Stream, "pushed", 0, "", "its window changed in this tick")

	// The detectors' verdict on the picture.
	StreamScores = NewColumn[Rolling](&All, Stream, "scores", State, "", "the rolling window of detector scores")
	StreamLatch  = NewColumn[Latch](&All, Stream, "latch", State, "", "since when scores are what raises or clears alerts; of use while they are, or an alert stands")
	StreamAlerts = NewColumn[AlertSet](&All, Stream, "alerts", State, "bits", "the alerts that stand")

	// Keys.
	StreamKeyPeriod = NewColumn[uint32](&All, Stream, "key_period", State, "", "the key period of the newest segment")
	StreamHeads     = NewColumn[Heads](&All, Stream, "heads", 0, "", "for when signatures of its grants have what they go on from, and where")

	// The simulated segmenter and detectors.
	StreamDue     = NewColumn[Due](&All, Stream, "due", State, "90 kHz", "when they have something to say next")
	StreamCut     = NewColumn[uint8](&All, Stream, "cut", State, "parts", "parts of its segment that the simulated segmenter has delivered")
	StreamOutputs = NewColumn[Span](&All, Stream, "outputs", 0, "rows", "its rows of delivery in this tick")

	StreamLost = NewColumn[uint32](&All, Stream, "lost", State, "bits", "which of its cameras have lost their picture and may come back")

	// StreamAudience does not keep the audience: that hangs on its stream.
	StreamAudience = NewRef(&All, Stream, Audience, "audience", State|Weak, "who watches it; none if nobody can")

	// Splice points.
	StreamSplices    = NewColumn[uint32](&All, Stream, "splices", State, "", "the number of its newest splice event")
	StreamShow       = NewColumn[uint32](&All, Stream, "show", State, "", "the splice event that its program is; 0 before it")
	StreamShowOver   = NewColumn[bool](&All, Stream, "show_over", State, "", "the end of its program was sent")
	StreamExtra      = NewColumn[uint32](&All, Stream, "extra", State, "", "the splice event that extra time is; 0 before it")
	StreamExtraOver  = NewColumn[bool](&All, Stream, "extra_over", State, "", "the end of extra time was sent")
	StreamBreak      = NewColumn[uint32](&All, Stream, "break", State, "", "the splice event that its newest break is; 0 if there was none")
	StreamBreakState = NewColumn[BreakState](&All, Stream, "break_state", State, "", "how far that has come")
	StreamBreakCause = NewColumn[Cause](&All, Stream, "break_cause", State, "", "what the match asked for it with")
	StreamBreakHeard = NewColumn[Heard](&All, Stream, "break_heard", State, "90 kHz", "when that was")
	StreamBreakAt    = NewColumn[PTS](&All, Stream, "break_at", State, "90 kHz", "where it begins")
	StreamBreakEnd   = NewColumn[PTS](&All, Stream, "break_end", State, "90 kHz", "where it ends; far off if that is not known")
)

// Bus is the program bus of a stream.
//
// 16 bytes.
type Bus struct {
	Taken   PTS      // when the camera on air was cut to
	Cameras uint32   // bits: which of its cameras give a picture
	Program uint8    // the camera on air
	Shot    ShotSize // how large people are in its picture
	Preset  uint8    // the director's preset
	Control Control  // who chooses the camera
}

// Due is when the simulated sources of a stream have something to say next: the lower half
// of a PTS which is never further off than half of what that reaches, more than six hours.
//
// 8 bytes.
type Due struct{ Segment, Score uint32 }

// Control is who chooses the camera of a stream.
type Control uint8

// The ways to choose.
const (
	Auto  Control = iota // the director
	Taken                // an operator took a camera: it stays
	Held                 // an operator holds whatever is on air
)

var controlNames = [...]string{"auto", "taken", "held"}

func (c Control) String() string { return controlNames[min(int(c), len(controlNames)-1)] }

// Span is a run of rows of another table.
//
// 8 bytes.
type Span struct{ From, Count uint32 }
