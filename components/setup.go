package components

// Setup is what a camera is there to film and how it sees the pitch, in one byte: its role
// in the lowest three bits, then two of the size of its picture, and two of its side.
type Setup uint8

// SetupOf returns the setup of a camera.
func SetupOf(role Role, size ShotSize, side Side) Setup {
	return Setup(role&7) | Setup(size&3)<<3 | Setup(side&3)<<5
}

// Role is what the camera is there to film.
func (s Setup) Role() Role { return Role(s & 7) }

// Size is how large people are in its picture.
func (s Setup) Size() ShotSize { return ShotSize(s >> 3 & 3) }

// Side is the side of the line that it stands on.
func (s Setup) Side() Side { return Side(s >> 5 & 3) }

// Alike reports whether the pictures of both are of one size, from one side.
func (s Setup) Alike(other Setup) bool { return (s^other)>>3 == 0 }

func (s Setup) String() string {
	return s.Role().String() + " " + s.Size().String() + " " + s.Side().String()
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
