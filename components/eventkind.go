package components

// EventKind is what an event is. Its text is the "k" of NDJSON v1.
type EventKind uint8

// The kinds of event. Their numbers are hashed and saved: add at the end.
const (
	Other EventKind = iota
	MatchStart
	PeriodStart
	PeriodEnd
	MatchEnd
	KickOff
	Pass
	Carry
	Pressure
	Shot
	Save
	Goal
	OwnGoal // Team is the side that it counts for
	GoalDisallowed
	Corner
	FreeKick
	ThrowIn
	GoalKick
	PenaltyAwarded
	PenaltyNotAwarded
	PenaltyKick // of the shoot-out when in period 5; in play it is a Shot or Goal too
	Offside
	Foul
	YellowCard
	SecondYellow
	RedCard
	Substitution
	Injury
	DropBall
	ReviewStart // VAR, DRS
	ReviewEnd   // Overturned or not
	BallOut
	Possession
	Score // of other sports: Value is the runs, the points; of a ball of cricket they may be 0
	Advert
	Abandoned
	Heartbeat
	FeedLost // a drill: no heartbeat for Duration
	CameraLost
	CameraBack
	OperatorTake // Value is the camera
	OperatorHold
	OperatorAuto
	Preset // Value is the preset
	OperatorSuspend
	OperatorResume
	DetectorDip   // a drill: the detectors score Value permille for Duration
	BitrateDrop   // a drill: segments at Value permille of their size for Duration
	ViewerSpike   // a drill: Value permille of the viewers join again within Duration
	RightsExpire  // a drill: the rights of Value permille of the viewers end now
	Caption       // Player is the text
	Discontinuity // the contribution's clock breaks: Value is the jump in ms; there is no picture for Duration
	Wicket        // of cricket: Player is out, Other bowled to them
	ProgramShot   // the source's own programme showed a shot: Value is a Shown
	EventKinds    // how many there are
)

var _ [64 - EventKinds]struct{} // a set of kinds fits 64 bits

var eventKindNames = [EventKinds]string{
	"other", "match_start", "period_start", "period_end", "match_end", "kickoff", "pass", "carry",
	"pressure", "shot", "save", "goal", "own_goal", "goal_disallowed", "corner", "free_kick",
	"throw_in", "goal_kick", "penalty_awarded", "penalty_not_awarded", "penalty_kick", "offside",
	"foul", "card_yellow", "card_second", "card_red", "sub", "injury", "drop_ball", "var_start",
	"var_end", "ball_out", "possession", "score", "ad_break", "abandoned", "heartbeat", "feed_lost",
	"camera_lost", "camera_back", "take", "hold", "auto", "preset", "suspend", "resume",
	"detector_dip", "bitrate_drop", "viewer_spike", "rights_expire", "caption", "discontinuity",
	"wicket", "program_shot",
}

func (k EventKind) String() string { return eventKindNames[min(k, EventKinds-1)] }

// ParseEventKind returns the kind called name.
func ParseEventKind(name string) (EventKind, bool) {
	for k, n := range eventKindNames {
		if n == name {
			return EventKind(k), true
		}
	}
	return Other, false
}

// In reports whether k is one of kinds. A kind is less than 64: to say so saves a shift
// from looking whether it is.
func (k EventKind) In(kinds EventKinds64) bool { return kinds>>(k%64)&1 != 0 }

// EventKinds64 is a set of kinds.
type EventKinds64 uint64

// KindSet returns the set of kinds.
func KindSet(kinds ...EventKind) EventKinds64 {
	var s EventKinds64
	for _, k := range kinds {
		s |= 1 << k
	}
	return s
}

// Control reports whether k is an order to the engine or a fault of a drill,
// rather than something that happened in the match.
func (k EventKind) Control() bool { return k >= Heartbeat && k <= Discontinuity && k != Caption }

// Input is the source that events of kind k come from. Each source has a sequence
// of its own.
func (k EventKind) Input() Input {
	switch {
	case k.Control():
		return FromControl
	case k == Caption, k == ProgramShot:
		return FromText
	}
	return FromMatch
}

// What a ProgramShot showed.
const (
	ShownLive   int32 = iota // the play as it went on
	ShownReplay              // a moment that was over
	ShownOther               // the crowd, the bench, the studio
)
