package components

import "unsafe"

// The output of a tick. Occurred is the media time of what it goes back to,
// received when the engine heard of that, and release the PTS at which it may
// become visible.

// Cut is a change of the camera on air.
var Cut = All.Transient("cut", "output: the program changes to another camera")

// The columns of a cut.
var (
	CutStream   = NewRef(&All, Cut, Stream, "stream", 0, "its stream")
	CutFrom     = NewColumn[uint8](&All, Cut, "from", 0, "", "the camera that was on air")
	CutTo       = NewColumn[uint8](&All, Cut, "to", 0, "", "the camera that is")
	CutReasonOf = NewColumn[CutReason](&All, Cut, "reason", 0, "", "why")
	CutScore    = NewColumn[Permille](&All, Cut, "score", 0, "permille", "what the new camera scored")
	CutAgainst  = NewColumn[Permille](&All, Cut, "against", 0, "permille", "what the old one scored")
	CutShot     = NewColumn[PTS](&All, Cut, "shot", 0, "90 kHz", "how long the old one was on air")
	CutCause    = NewColumn[Cause](&All, Cut, "cause", 0, "", "what it goes back to")
	CutOccurred = NewColumn[PTS](&All, Cut, "occurred", 0, "90 kHz", "when that happened")
	CutReceived = NewColumn[PTS](&All, Cut, "received", 0, "90 kHz", "when that was heard of")
	CutRelease  = NewColumn[PTS](&All, Cut, "release", 0, "90 kHz", "the frame at which it is made")
)

// CutReason is why the director cut.
type CutReason uint8

// The reasons.
const (
	BetterShot CutReason = iota
	LongShot             // the shot on air had reached its maximum
	LostCamera
	OperatorCut
	EventCut   // the match asked for it: a goal, a card
	SuspectCut // the picture came under suspicion: to the safe camera
)

var cutReasonNames = [...]string{"better", "long", "lost", "operator", "event", "integrity"}

func (c CutReason) String() string { return cutReasonNames[min(int(c), len(cutReasonNames)-1)] }

// Wager is a record for the sportsbooks.
var Wager = All.Transient("wager", "output: a record for the sportsbooks")

// The columns of a wager record.
var (
	WagerFixture = NewRef(&All, Wager, Fixture, "fixture", 0, "its match")
	WagerRecord  = NewColumn[Record](&All, Wager, "record", 0, "", "what it says")
)

// Record is what sportsbooks are told, written at once.
//
// 56 bytes.
type Record struct {
	Occurred PTS        // when what it goes back to happened
	Received PTS        // when that was heard of
	Release  PTS        // when viewers may see it
	Cause    Cause      // what it goes back to
	Score    Tally      // the score after it
	Causes   Suspension // that stand after it
	Revision uint16     // how often its market's settlements were taken back
	Outcome  Outcome    // of a settlement
	Status   Status     // the market's, after it
	Next     bool       // of a settlement of the result: it is of the next goal
	Group    Group      // which market; none for an event
	Op       WagerOp    // what it tells them
	Team     Team       // of an event record: whose event
	_        uint8
	Sequence uint32 // of its market, or of the event records; gap-free from 1
}

var _ [56]byte = [unsafe.Sizeof(Record{})]byte{}

// Alert is a picture that comes under suspicion, or is cleared of it.
var Alert = All.Transient("alert", "output: a picture comes under suspicion, or is cleared")

// The columns of an alert.
var (
	AlertStream   = NewRef(&All, Alert, Stream, "stream", 0, "its stream")
	AlertKindOf   = NewColumn[AlertKind](&All, Alert, "alert", 0, "", "why")
	AlertRaised   = NewColumn[bool](&All, Alert, "raised", 0, "", "raised, or cleared")
	AlertRisk     = NewColumn[Permille](&All, Alert, "risk", 0, "permille", "the rolling average")
	AlertValue    = NewColumn[Permille](&All, Alert, "value", 0, "permille", "the score of the frame")
	AlertOccurred = NewColumn[PTS](&All, Alert, "occurred", 0, "90 kHz", "the frame")
)

// Grant is the answer to a license request, or the end of a license.
var Grant = All.Transient("grant", "output: the answer to a license request, or the end of a license")

// The columns of a grant.
var (
	GrantStream    = NewRef(&All, Grant, Stream, "stream", 0, "what is played")
	GrantTermsOf   = NewColumn[GrantTerms](&All, Grant, "terms", 0, "", "what its viewer is answered")
	GrantSignature = NewColumn[[32]uint8](&All, Grant, "signature", 0, "", "HMAC-SHA-256 over the grant")
)

// Entry is a segment that entered a stream's playlists.
var Entry = All.Transient("segment-entry", "output: a segment enters the playlists")

// The columns of an entry.
var (
	EntryStream = NewRef(&All, Entry, Stream, "stream", 0, "its stream")
	EntryPiece  = NewColumn[Piece](&All, Entry, "piece", 0, "", "the segment")
	EntryAs     = NewColumn[Entered](&All, Entry, "as", 0, "", "what it is in the playlists")
)

// Entered is what a segment is in the playlists.
//
// 24 bytes.
type Entered struct {
	Sequence uint64 // its media sequence number
	At       PTS    // its first frame, since the epoch
	Period   uint32 // its key period
	Missed   uint16 // how many did not come before it: they entered as gaps
	_        [2]uint8
}

// Part is a part of a segment that is not finished: players of low latency may
// fetch it now. It is no decision, and is not among the [Outputs].
var Part = All.Transient("part", "a part of the segment that is being made enters the playlists")

// The columns of a part.
var (
	PartStream   = NewRef(&All, Part, Stream, "stream", 0, "its stream")
	PartPiece    = NewColumn[Piece](&All, Part, "piece", 0, "", "the part")
	PartSequence = NewColumn[uint64](&All, Part, "sequence", 0, "", "the media sequence number of its segment")
	PartAt       = NewColumn[PTS](&All, Part, "at", 0, "90 kHz", "its first frame, since the epoch")
)

// Claim is a session begun or ended: what a shard tells the accounts, after the
// tick, on the leader.
var Claim = All.Transient("claim", "to the accounts: a session begun or ended")

// The columns of a claim.
var (
	ClaimAccount = NewRef(&All, Claim, Account, "account", 0, "who pays")
	ClaimViewer  = NewColumn[Number](&All, Claim, "viewer", 0, "", "whose session")
	ClaimDelta   = NewColumn[int8](&All, Claim, "delta", 0, "sessions", "+1 begun, -1 ended")
	ClaimTick    = NewColumn[Tick](&All, Claim, "tick", 0, "tick", "when, from 1: tick 0 is 1, so that 0 is never")
)

// Delivery is the output of a tick, grouped by stream: the rows of a stream stand
// together, in the order of [Outputs] and then of emission.
var Delivery = All.Transient("delivery", "the output rows of the tick, grouped by stream")

// The columns of a delivery.
var (
	DeliveryOutput = NewColumn[uint8](&All, Delivery, "output", 0, "", "which of the outputs")
	DeliveryRow    = NewColumn[Row](&All, Delivery, "row", 0, "", "its row there")
)

// Outputs are the kinds that leave the engine, in the order of the systems that
// write them, each with the column that names its subject.
var Outputs = [...]Output{
	{Wager, WagerFixture, Fixture, "wagering", false},
	{Cut, CutStream, Stream, "director", false},
	{Entry, EntryStream, Stream, "abr", false},
	{Alert, AlertStream, Stream, "deepfake", false},
	{Grant, GrantStream, Stream, "drm", true},
	{Splice, SpliceStream, Stream, "splice", false},
}

// An Output is a kind of row that leaves the engine.
type Output struct {
	Kind    *Kind
	Subject Column[Row]
	Of      *Kind // Stream, or Fixture: then it concerns all streams of it
	System  string
	Viewers bool // it speaks of viewers: each cohort of a stream has its own, and of all else a copy
}
