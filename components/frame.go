package components

import "unsafe"

// A Frame is what a tracking system saw at one moment, as a reader gives it: the
// same for every provider. Where the players were is beside it, in [Seen].
//
// 32 bytes.
type Frame struct {
	Clock    PTS        // since its period began
	Occurred PTS        // media time of the moment; set when the match is laid out
	First    uint32     // the first of its players, among all of the recording
	Ball     Place      // NoPlace if it was not seen
	Height   Centimeter // of the ball above the grass; NoPlace if not known
	Players  uint8      // how many were seen
	Period   Period
	Play     BallState
	Holder   Team // who has the ball; NoTeam if the source does not say
	_        [2]uint8
}

var _ [32]byte = [unsafe.Sizeof(Frame{})]byte{}

// MaxSeen is the most players that a frame has: two sides, with those who are
// being exchanged.
const MaxSeen = 32

// BallState is whether the ball is in play.
type BallState uint8

// The states.
const (
	BallUnknown BallState = iota // the source does not say
	BallInPlay
	BallDead
)

// Seen is where a player was.
//
// 6 bytes.
type Seen struct {
	Place Place
	Who   uint8 // the player's place in the squads of the match, from 1; 0 if not known
	Team  Team  // NoTeam if not known
}

var _ [6]byte = [unsafe.Sizeof(Seen{})]byte{}

// FrameRow is a frame of a tracking system.
var FrameRow = All.Transient("frame", "input: where the ball and the players were")

// The columns of a frame row.
var (
	FrameFixture  = NewRef(&All, FrameRow, Fixture, "fixture", 0, "its match")
	FrameAt       = NewColumn[PTS](&All, FrameRow, "at", 0, "90 kHz", "media time of the moment")
	FrameSighting = NewColumn[Sighting](&All, FrameRow, "sighting", 0, "cm", "where the ball was, who had it, and how many players were seen")
	FrameFirst    = NewRef(&All, FrameRow, Tracked, "first", 0, "the first of its players")
)

// A Sighting is what a frame says beside where the players were.
//
// 12 bytes.
type Sighting struct {
	Ball    Place      // NoPlace if it was not seen
	Height  Centimeter // of the ball above the grass; NoPlace if not known
	Players uint8      // how many were seen
	Play    BallState
	Holder  Team // who had the ball, as the source says
	_       [3]uint8
}

// Tracked is a player in a frame. Frames may share theirs if they show the same: the ball
// is where it is in the others, and whatever else is said.
var Tracked = All.Transient("tracked", "input: the players in the frames")

// TrackedSeen is who it is, and where.
var TrackedSeen = NewColumn[Seen](&All, Tracked, "seen", 0, "cm", "who it is, and where")
