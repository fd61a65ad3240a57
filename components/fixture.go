package components

// Fixture is one match.
var Fixture = All.Lasting("fixture", "one match: clock, period, score, phase and the health of its feed")

// The columns of a fixture.
var (
	FixtureNumber = NewColumn[Number](&All, Fixture, "number", State, "", "as the input calls it")
	FixtureHome   = NewColumn[Symbol](&All, Fixture, "home", State, "", "the home side")
	FixtureAway   = NewColumn[Symbol](&All, Fixture, "away", State, "", "the away side")
	FixtureSport  = NewColumn[Sport](&All, Fixture, "sport", State, "", "what is played")
	FixtureWall   = NewColumn[int64](&All, Fixture, "wall", State, "unix ms", "wall clock at PTS 0")

	FixtureScript = NewColumn[uint32](&All, Fixture, "script", State, "", "the recorded match that its feed plays")
	FixtureStart  = NewColumn[PTS](&All, Fixture, "start", State, "90 kHz", "when the recorded match begins")
	FixtureAlike  = NewColumn[Alike](&All, Fixture, "alike", 0, "", "those from it on that are at the same moment of the same match, of the first of them; zero if that is not known. Who removes fixtures clears all")
	FixtureCursor = NewColumn[uint32](&All, Fixture, "cursor", State, "", "the next event of the recorded match")
	FixtureDue    = NewColumn[PTS](&All, Fixture, "due", State, "90 kHz", "when that arrives")
	FixtureFrame  = NewColumn[uint32](&All, Fixture, "frame", State, "", "the next frame of the recorded tracking")
	FixtureSight  = NewColumn[PTS](&All, Fixture, "sight", State, "90 kHz", "when that was taken")

	FixturePeriod  = NewColumn[Period](&All, Fixture, "period", State, "", "the period of play, 0 before the match")
	FixtureKicked  = NewColumn[PTS](&All, Fixture, "kicked", State, "90 kHz", "when the period began")
	FixtureStop    = NewColumn[PTS](&All, Fixture, "stop", State, "90 kHz", "what the match clock stands at outside a period")
	FixturePhase   = NewColumn[Phase](&All, Fixture, "phase", State, "", "what kind of moment it is")
	FixtureSince   = NewColumn[PTS](&All, Fixture, "since", State, "90 kHz", "when the phase began")
	FixtureHolder  = NewColumn[Team](&All, Fixture, "holder", State, "", "who has the ball")
	FixtureBall    = NewColumn[Place](&All, Fixture, "ball", State, "cm", "where the ball was last seen")
	FixtureAim     = NewColumn[Place](&All, Fixture, "aim", State, "cm", "where cameras should look: where the ball is going, or else where the players are")
	FixtureCrowd   = NewColumn[uint8](&All, Fixture, "crowd", State, "players", "how many are around the ball, where that is near a goal")
	FixtureWatched = NewColumn[Watched](&All, Fixture, "watched", State, "", "what tracking last showed of the ball")
	FixtureHeld    = NewColumn[BallTime](&All, Fixture, "held", State, "90 kHz", "how long each side had the ball in play, as far as it was tracked")

	FixtureScore   = NewColumn[Tally](&All, Fixture, "score", State, "goals", "the score in goals, runs or points, the shoot-out and super overs apart")
	FixtureCards   = NewColumn[Cards](&All, Fixture, "cards", State, "cards", "the cards shown")
	FixtureCorners = NewColumn[Tally](&All, Fixture, "corners", State, "corners", "the corners taken")

	FixtureIncidents = NewColumn[uint16](&All, Fixture, "incidents", State, "rows", "how many of its incident rows are in use")
	FixturePoints    = NewColumn[uint32](&All, Fixture, "points", State, "rows", "how many of its point rows are in use")
	FixtureInnings   = NewColumn[uint8](&All, Fixture, "innings", State, "rows", "how many of its innings rows are in use")
	FixtureHeard     = NewColumn[Hearing](&All, Fixture, "heard", State, "", "which of its source's events have come, and which are the newest")
	FixtureLastKick  = NewColumn[uint32](&All, Fixture, "last_kick", State, "", "the highest sequence number of a kick-off")

	FixtureBeatEvery = NewColumn[PTS](&All, Fixture, "beat_every", State, "90 kHz", "interval of the source's heartbeat, 0 if it has none")
	FixtureLive      = NewColumn[bool](&All, Fixture, "live", State, "", "the heartbeat of its source is the source's own")
	FixtureBeatLast  = NewColumn[PTS](&All, Fixture, "beat_last", State, "90 kHz", "when the last heartbeat came")
	FixtureStale     = NewColumn[bool](&All, Fixture, "stale", State, "", "two heartbeats were missed")
	FixtureLatency   = NewColumn[PTS](&All, Fixture, "latency", State, "90 kHz", "from the moment to the slowest of its streams' screens")

	FixtureOperator    = NewColumn[bool](&All, Fixture, "operator", State, "", "an operator has suspended its markets")
	FixtureOperatorSeq = NewColumn[uint32](&All, Fixture, "operator_seq", State, "", "the operator's newest word")
	FixtureIntegrity   = NewColumn[bool](&All, Fixture, "integrity", State, "", "a stream of it shows a picture under suspicion")
	FixtureFeedSeq     = NewColumn[uint32](&All, Fixture, "feed_seq", State, "", "event records sent to sportsbooks")

	FixtureOutage  = NewColumn[PTS](&All, Fixture, "outage", State, "90 kHz", "a drill: no heartbeat until then")
	FixtureDip     = NewColumn[Fault](&All, Fixture, "dip", State, "", "a drill: what the detectors are made to score")
	FixtureDrop    = NewColumn[Fault](&All, Fixture, "drop", State, "", "a drill: the share of their size that segments shrink to")
	FixtureSpike   = NewColumn[Fault](&All, Fixture, "spike", State, "", "a drill: the share of viewers that join again")
	FixtureLapse   = NewColumn[Fault](&All, Fixture, "lapse", State, "", "a drill: the share of viewers whose rights end")
	FixtureJump    = NewColumn[PTS](&All, Fixture, "jump", State, "90 kHz", "a drill: how far the contribution's clock has jumped")
	FixtureDark    = NewColumn[PTS](&All, Fixture, "dark", State, "90 kHz", "a drill: no picture from the contribution until then")
	FixtureBack    = NewColumn[PTS](&All, Fixture, "back", State, "90 kHz", "a drill: how much further its clock has jumped when it is back")
	FixtureRefused = NewColumn[uint32](&All, Fixture, "refused", State, "events", "events beyond its capacity")
	FixtureRepeats = NewColumn[uint32](&All, Fixture, "repeats", State, "events", "events that had come before")
	FixtureLate    = NewColumn[uint32](&All, Fixture, "late", State, "events", "events that came after a later one")

	// FixtureNow is how an idle module finds out that it is idle: by a bit test.
	FixtureNow = NewColumn[EventKinds64](&All, Fixture, "now", State, "bits", "the kinds of event accepted in this tick, or the last")

	// The moment that a cut may go back to: a goal, a penalty, a red card.
	FixtureMoment = NewColumn[Moment](&All, Fixture, "moment", State, "", "the last event that the director reacts to")

	// What match remembers beside its incidents, and what wagering rests on.
	FixtureShot         = NewColumn[Mark](&All, Fixture, "shot", State, "", "the newest shot on target")
	FixtureInjury       = NewColumn[Mark](&All, Fixture, "injury", State, "", "the newest injury")
	FixtureOrders       = NewColumn[uint64](&All, Fixture, "orders", State, "bits", "as seen, for orders to the engine, which have a sequence of their own")
	FixtureOrdersNewest = NewColumn[uint32](&All, Fixture, "orders_newest", State, "", "the highest sequence number of an order")
	FixtureChanged      = NewColumn[uint8](&All, Fixture, "changed", 0, "", "1 if what its markets rest on changed in this tick")
	FixtureLook         = NewColumn[PTS](&All, Fixture, "look", State, "90 kHz", "when its markets are looked at though nothing has happened")
)

// Moment is an event of a match that a cut goes back to.
//
// 24 bytes.
type Moment struct {
	Cause Cause
	At    PTS // when it happened
	Heard PTS // when the engine heard of it
}

// Phase is what kind of moment of the match it is.
type Phase uint8

// The phases.
const (
	NoPlay    Phase = iota // before, between and after the periods
	BuildUp                // the ball is in play, away from the goals
	Attack                 // in the last third
	Shooting               // a shot has been taken
	SetPiece               // a corner, free kick or penalty is being prepared
	Stopped                // the ball is out, or play was stopped
	Celebrate              // a goal was scored and play has not restarted; a wicket, a boundary
	InReview               // the video assistant is looking
	Phases                 // how many there are
)

var phaseNames = [Phases]string{
	"no_play", "build_up", "attack", "shooting", "set_piece", "stopped", "celebrate", "in_review",
}

func (p Phase) String() string { return phaseNames[min(p, Phases-1)] }

// Tally counts something for both sides, in the match and in a shoot-out or the
// newest super over. 65,535 is the most that is counted.
//
// 8 bytes.
type Tally struct{ Home, Away, ShootHome, ShootAway uint16 }

// Cards counts the cards of both sides. A second yellow is a red.
//
// 4 bytes.
type Cards struct{ HomeYellow, AwayYellow, HomeRed, AwayRed uint8 }

// Place is a place on the pitch.
//
// 4 bytes.
type Place struct{ X, Y Centimeter }

// Watched is what tracking last showed of the ball, and who is at it.
//
// 16 bytes.
type Watched struct {
	At     PTS // 0 if it was never seen
	Ball   Place
	Near   Team  // who is at it
	Frames uint8 // for how many frames; 255 for 255 and more
	_      [2]uint8
}

// BallTime is how long each side had the ball in play.
//
// 16 bytes.
type BallTime struct{ Home, Away PTS }

// Fault is something that a drill does to the sources of a fixture.
//
// 16 bytes.
type Fault struct {
	Until PTS
	Value int32
	Seq   uint32 // of the event that ordered it
}

// Alike is fixtures whose rows follow each other and that are at the same moment of a match.
//
// 16 bytes.
type Alike struct {
	Start  PTS    // when the match began
	Script uint32 // which it is
	Count  uint32
}

// Mark is the newest event of its sort.
//
// 16 bytes.
type Mark struct {
	At  PTS    // when it happened
	Seq uint32 // 0 if there was none
	_   [4]uint8
}

// Hearing is what each event of a match is compared with, and becomes part of.
//
// 32 bytes.
type Hearing struct {
	Seen   uint64 // which of the 64 sequence numbers up to the newest have come
	Newest uint32 // the highest sequence number that has come
	Play   uint32 // the highest sequence number of open play or a restart
	Told   Told
}

// Told is the newest event that says how play goes. Overrides apart, its phase is
// that of the match.
//
// 16 bytes.
type Told struct {
	At    PTS // when it happened
	Seq   uint32
	Rev   uint8
	Phase Phase
	_     [2]uint8
}
