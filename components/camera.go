package components

// Camera is one live source of a stream.
var Camera = All.Block("camera", Stream, "the live sources of a stream")

// The columns of a camera.
var (
	CameraWorth = NewColumn[Permille](&All, Camera, "worth", State, "permille", "what its levels amount to, as the stream's preset weighs them")
	CameraScore = NewColumn[Permille](&All, Camera, "score", State, "permille", "how much it would add to the broadcast, smoothed")
	CameraRole  = NewColumn[Role](&All, Camera, "role", State, "", "what it is there to film")
	CameraView  = NewColumn[View](&All, Camera, "view", State, "", "how it sees the pitch")
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

// Role is what a camera is there to film.
type Role uint8

// The roles of the cameras at a match.
const (
	MainWide Role = iota
	MainTight
	BoxLeft  // the left penalty area, on its line
	BoxRight // the right one
	LowHalfway
	GoalLeft // behind the left goal
	GoalRight
	Reverse // from the opposite stand
	Roles
)

var roleNames = [Roles]string{
	"main-wide", "main-tight", "box-left", "box-right", "low-halfway", "goal-left", "goal-right", "reverse",
}

func (r Role) String() string { return roleNames[min(r, Roles-1)] }

// ParseRole returns the role called name.
func ParseRole(name string) (Role, bool) { return parse[Role](name, roleNames[:]) }

// View is how a camera sees the pitch.
//
// 2 bytes.
type View struct {
	Size ShotSize // how large people are in its picture
	Side Side     // which side of the line it stands on
}

// ShotSize is how large people are in a camera's picture.
type ShotSize uint8

// The shot sizes.
const (
	Wide ShotSize = iota
	Medium
	Close
	shotSizes
)

var shotSizeNames = [shotSizes]string{"wide", "medium", "close"}

func (s ShotSize) String() string { return shotSizeNames[min(s, shotSizes-1)] }

// ParseShotSize returns the size called name.
func ParseShotSize(name string) (ShotSize, bool) { return parse[ShotSize](name, shotSizeNames[:]) }

// Side is the side of the line of action that a camera stands on. A cut across
// it makes the teams seem to change ends.
type Side uint8

// The sides.
const (
	Near Side = iota // with the main camera
	Far
	OnLine // behind a goal
	sides
)

var sideNames = [sides]string{"near", "far", "line"}

func (s Side) String() string { return sideNames[min(s, sides-1)] }

// ParseSide returns the side called name.
func ParseSide(name string) (Side, bool) { return parse[Side](name, sideNames[:]) }

func parse[T ~uint8](name string, names []string) (T, bool) {
	for i, n := range names {
		if n == name {
			return T(i), true
		}
	}
	return 0, false
}
