package components

// Head is what signatures of a stream's grants go on from, for each tier. A request
// wants that of one, and the next stream's request another tier's. So the first plane
// does not have those of one tier, but of each stream that of the tier which was first
// asked for: where all viewers of a stream have one tier, that is the only one needed.
var Head = All.Ring("head", Stream, "what signatures of a stream's grants go on from: that of a tier in row tier XOR stream.heads.lead")

// The columns of a head.
var (
	HeadState = NewColumn[[32]uint8](&All, Head, "state", Secret, "", "SHA-256 of all that the grants of a tier have in common")
)

// Heads says for when there are heads of a stream, and where.
//
// 8 bytes.
type Heads struct {
	Period uint32 // the key period that they are for
	Lead   uint32 // [Tiers] and the tier whose head lies in the first plane; 0 if there are no heads
}

// Row returns which of its stream's heads is that of a tier.
func (h Heads) Row(tier Tier) int { return int((h.Lead ^ uint32(tier)) % uint32(Tiers)) }

var _ [0]struct{} = [Tiers & (Tiers - 1)]struct{}{} // Row is a permutation of powers of two

// Account is who pays. Accounts are shared by all shards, in a world of their own.
var Account = All.Lasting("account", "who pays: its sessions are counted over all streams")

// The columns of an account.
var (
	AccountNumber   = NewColumn[Number](&All, Account, "number", State, "", "as the input calls it")
	AccountLimit    = NewColumn[uint16](&All, Account, "limit", State, "sessions", "how many may run at once")
	AccountSessions = NewColumn[int32](&All, Account, "sessions", State, "sessions", "how many do")
	AccountClaimed  = NewColumn[Tick](&All, Account, "claimed", State, "tick", "when a session was last claimed, from 1: 0 is never")
	AccountFirst    = NewColumn[Number](&All, Account, "first", State, "", "the lowest viewer that claimed one then")
)

// License is what a viewer was granted, until it expires or is revoked.
var License = All.Lasting("license", "a viewer's entitlement, until it expires or is revoked")

// The columns of a license.
var (
	LicenseNumber  = NewColumn[Number](&All, License, "number", State, "", "the viewer's number")
	LicenseViewer  = NewRef(&All, License, Viewer, "viewer", State, "who holds it")
	LicenseLease   = NewColumn[Lease](&All, License, "lease", State, "", "for how long it holds, and what it covers")
	LicenseClaimed = NewColumn[Tick](&All, License, "claimed", State, "tick", "when its session was claimed, from 1")
)

// Lease is for how long a license holds, and what it covers.
//
// 24 bytes.
type Lease struct {
	From   PTS    // when it was first granted
	Until  PTS    // when it ends unless it is renewed
	Period uint32 // the key period that it covers
	Tier   Tier   // the highest tier that it covers
	_      [3]uint8
}

// GrantTerms are what a viewer is answered.
//
// 40 bytes.
type GrantTerms struct {
	Viewer   Number // who asked
	From     PTS    // valid from here; 0 if nothing is granted and nothing ends
	Until    PTS    // to before here, likewise
	Received PTS    // when the request came
	Period   uint32 // the key period
	Tier     Tier   // the highest tier granted
	Result   GrantResult
	_        [2]uint8
}

// GrantResult is the answer to a license request.
type GrantResult uint8

// The answers.
const (
	Granted           GrantResult = iota
	Renewed                       // for a further key period
	Expired                       // it ran out
	Revoked                       // two sessions were claimed at once, and the account's limit allows one of them
	Left                          // the viewer ended the session
	RefusedWindow                 // outside the time that was paid for
	RefusedTerritory              // the stream may not be seen there
	RefusedConcurrent             // the account has as many sessions as it may
)

var grantResultNames = [...]string{
	"granted", "renewed", "expired", "revoked", "left", "refused-window", "refused-territory",
	"refused-concurrency",
}

func (g GrantResult) String() string { return grantResultNames[min(int(g), len(grantResultNames)-1)] }
