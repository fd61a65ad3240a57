package components

// Sport is what is played. It says what the match clock shows, what may be bet on
// and what counts as a moment.
type Sport uint8

// The sports. Their numbers are hashed and saved: add at the end.
const (
	Football Sport = iota // and every sport that is not known
	Cricket
	sports
)

var sportNames = [sports]string{"football", "cricket"}

func (s Sport) String() string { return sportNames[min(s, sports-1)] }

// SportCalled returns the sport called name. What is not known is taken for
// football, whose clock and markets are the engine's own.
func SportCalled(name string) Sport {
	s, _ := parse[Sport](name, sportNames[:])
	return s
}

// footballStarts is what the match clock of football shows when each period
// begins, in minutes.
var footballStarts = [...]int64{0, 0, 45, 90, 105, 120}

// ClockAt is what the match clock shows when p begins. At cricket each innings has
// a clock of its own, which begins at 00:00.
func (s Sport) ClockAt(p Period) PTS {
	if s != Football {
		return 0
	}
	return PTS(footballStarts[min(int(p), len(footballStarts)-1)]) * 60 * PTSPerSecond
}
