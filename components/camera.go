package components

// Camera is one live source of a stream.
var Camera = All.Block("camera", Stream, "the live sources of a stream")

// The columns of a camera.
var (
	CameraWorth = NewColumn[Permille](&All, Camera, "worth", State, "permille", "what its levels amount to, as the stream's preset weighs them")
	CameraScore = NewColumn[Permille](&All, Camera, "score", State, "permille", "how much it would add to the broadcast, smoothed")
	CameraSetup = NewColumn[Setup](&All, Camera, "setup", State, "", "its role, the size of its picture and its side")
)

// Analyser is the analyser of a camera: row k × plane + stream is that of camera k. The
// analysers of all streams mostly speak of the same camera in a tick.
var Analyser = All.Ring("analyser", Stream, "the analysers of a stream's cameras")

// AnalyserLevels is a column of an analyser.
var AnalyserLevels = NewColumn[Levels](&All, Analyser, "levels", State, "permille", "what it last said of picture and sound")

// Levels is what the analyser of a camera says of it.
//
// 8 bytes.
type Levels struct {
	Audio    Permille // level of the sound it hears
	Face     Permille // share of the frame that faces fill
	Motion   Permille // picture motion
	Speaking Permille // how sure it is that somebody in the picture speaks
}

// Word is the levels side by side, 16 bits each, so that a step of arithmetic is one of
// all four.
func (l *Levels) Word() uint64 {
	return uint64(uint16(l.Audio)) | uint64(uint16(l.Face))<<16 | uint64(uint16(l.Motion))<<32 | uint64(uint16(l.Speaking))<<48
}

// LevelsOf returns the levels of a word.
func LevelsOf(word uint64) Levels {
	return Levels{
		Audio: Permille(word), Face: Permille(word >> 16), Motion: Permille(word >> 32), Speaking: Permille(word >> 48),
	}
}
