package components

// Viewer is one session that plays a stream.
var Viewer = All.Lasting("viewer", "a session that plays a stream")

// The columns of a viewer.
var (
	ViewerNumber    = NewColumn[Number](&All, Viewer, "number", State, "", "as the input calls it")
	ViewerStream    = NewRef(&All, Viewer, Stream, "stream", State, "what it plays")
	ViewerAccount   = NewRef(&All, Viewer, Account, "account", State, "who pays")
	ViewerRights    = NewColumn[Rights](&All, Viewer, "rights", State, "90 kHz", "from when until when it may watch")
	ViewerTerritory = NewColumn[Symbol](&All, Viewer, "territory", State, "ISO 3166-1", "where it is")
	ViewerTier      = NewColumn[Tier](&All, Viewer, "tier", State, "", "the highest tier that was paid for")
	ViewerLicense   = NewRef(&All, Viewer, License, "license", State|Weak, "its license")
	ViewerSession   = NewColumn[Session](&All, Viewer, "session", 0, "", "what became of its session in this tick; between ticks nothing")

	// How it plays, as its beacons tell.
	ViewerRegion  = NewColumn[uint8](&All, Viewer, "region", State, "", "the region it is in, as the service numbers them")
	ViewerViewing = NewColumn[Viewing](&All, Viewer, "viewing", State, "", "how it plays; zero before its first beacon")

	// The simulated player.
	ViewerDue       = NewColumn[PTS](&All, Viewer, "due", State, "90 kHz", "its next request")
	ViewerWant      = NewColumn[RequestOp](&All, Viewer, "want", State, "", "what it will ask for")
	ViewerBeaconDue = NewColumn[PTS](&All, Viewer, "beacon_due", State, "90 kHz", "its next beacon, if it plays then")
	ViewerPlaying   = NewColumn[bool](&All, Viewer, "playing", State, "", "it has sent a beacon in this session")
)

// Rights are the time that a viewer has paid for.
//
// 16 bytes.
type Rights struct {
	From  PTS // they begin
	Until PTS // to before here
}

// Session is what became of a viewer's session in a tick. Licenses are made and removed
// only when all requests are answered, so a viewer may well ask twice.
type Session uint8

// What may become of it.
const (
	Untouched Session = iota // there is one if the viewer has a license
	Begun
	Ended
)

// Shard has one row in each world: what the world remembers to save itself work.
// None of it is state: a world that has forgotten it comes to the same results.
var Shard = All.Lasting("shard", "one row: what a world remembers to save itself work")

// The columns of a shard.
var (
	ShardNumber     = NewColumn[Number](&All, Shard, "number", 0, "", "always 1")
	ShardViewerDue  = NewColumn[PTS](&All, Shard, "viewer_due", 0, "90 kHz", "no viewer asks for anything before")
	ShardLicenseDue = NewColumn[PTS](&All, Shard, "license_due", 0, "90 kHz", "no license has to be looked at before")
	ShardPushed     = NewColumn[bool](&All, Shard, "pushed", 0, "", "some of its streams had segments pushed in the last tick that it ran")
	ShardRightsDue  = NewColumn[PTS](&All, Shard, "rights_due", 0, "90 kHz", "no license has to be compared with its viewer's rights before")
	ShardBeaconDue  = NewColumn[PTS](&All, Shard, "beacon_due", 0, "90 kHz", "no viewer has a beacon to send before")
	ShardCalm       = NewColumn[bool](&All, Shard, "calm", 0, "", "no drill has done anything to the sources of its fixtures")
	ShardUniform    = NewColumn[Uniformity](&All, Shard, "uniform", 0, "", "whether all its streams have one frame rate, the same bitrates and the same cameras. Who adds streams sets it to 0")
	ShardBeatDue    = NewColumn[PTS](&All, Shard, "beat_due", 0, "90 kHz", "no recorded source has a heartbeat before")
	ShardStaleDue   = NewColumn[PTS](&All, Shard, "stale_due", 0, "90 kHz", "no feed goes stale before; 0 if one is")
	ShardStill      = NewColumn[bool](&All, Shard, "still", 0, "", "nothing that markets rest on changed in this tick")
	ShardLookDue    = NewColumn[PTS](&All, Shard, "look_due", 0, "90 kHz", "no market is looked at before though nothing has happened")
	ShardTrusted    = NewColumn[bool](&All, Shard, "trusted", 0, "", "no fixture shows a picture under suspicion")
	ShardSpliceDue  = NewColumn[PTS](&All, Shard, "splice_due", 0, "90 kHz", "no end of a break has to be sent before; 0 if it is not known")
)

// Uniformity is whether rows are alike.
type Uniformity uint8

// What is known of it.
const (
	NotKnown Uniformity = iota
	Uniform
	Mixed
)

// Rank is some viewers of a shard whose rows follow each other, as many in each rank:
// what a world remembers to pass over a crowd of whom few have something to say. Who
// removes viewers sets the times of all ranks to 0.
var Rank = All.Block("rank", Shard, "viewers whose rows follow each other: what a world remembers to pass over them")

// When to look at its viewers again.
var (
	RankDue       = NewColumn[PTS](&All, Rank, "due", 0, "90 kHz", "none of its viewers asks for anything before")
	RankBeaconDue = NewColumn[PTS](&All, Rank, "beacon_due", 0, "90 kHz", "none of its viewers has a beacon to send before")
)

// RequestOp is what a player asks for.
type RequestOp uint8

// The requests.
const (
	Join RequestOp = iota
	Renew
	Leave
)

var requestOpNames = [...]string{"join", "renew", "leave"}

func (o RequestOp) String() string { return requestOpNames[min(int(o), len(requestOpNames)-1)] }
