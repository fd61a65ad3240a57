package components

// Sample is a fused detector score that the rolling window remembers. Sample
// number n is in slot n modulo the fan.
var Sample = All.Ring("sample", Stream, "the detector scores of the rolling window")

// The columns of a sample.
var (
	SampleAt    = NewColumn[PTS](&All, Sample, "at", State, "90 kHz", "the frame that was scored")
	SampleValue = NewColumn[Permille](&All, Sample, "value", State, "permille", "the detectors' fused score")
)

// Rolling is what is kept of a stream's detector scores beside those in its ring: sample
// number n is in slot n modulo the fan, and the window is numbers First to Samples.
// 24 bytes.
type Rolling struct {
	Last    PTS      // the frame that was scored last
	Samples uint32   // scores received
	First   uint32   // the number of the oldest inside the window
	Sum     int32    // of the scores inside
	Score   Permille // the last
	Risk    Permille // average of the scores inside
}

// A Latch is since when a stream's scores are as they are. Few streams need it, and
// then all of it.
// 32 bytes.
type Latch struct {
	Since  PTS    // if the last score is above the threshold, all since are; so if it clears alerts
	Spiked PTS    // the last score that was a spike; of use while that alert stands
	High   uint32 // every sample from this number on is at least as high as a spike rises
	Low    int32  // what the one before these was, and Calm its frame
	Calm   PTS
}

// Verdict is what the detectors say of one frame: how sure each is that it was
// manipulated.
//
// 6 bytes.
type Verdict struct {
	Facial    Permille
	Temporal  Permille
	Frequency Permille
}

// AlertKind is why a picture is under suspicion.
type AlertKind uint8

// The kinds of alert.
const (
	Threshold AlertKind = iota // the rolling average is too high
	Spike                      // the score rose too fast
	Sustained                  // it has been too high for too long
	AlertKinds
)

var alertNames = [AlertKinds]string{"threshold", "spike", "sustained"}

func (k AlertKind) String() string { return alertNames[min(k, AlertKinds-1)] }

// AlertSet is a set of alerts: bit k is kind k.
type AlertSet uint8
