package components

// Key is the content key of one [Tier] of a stream in its current period.
var Key = All.Block("key", Stream, "the content keys of a stream, by tier")

// The columns of a key.
var (
	KeyID       = NewColumn[[16]uint8](&All, Key, "id", State, "", "its key ID (ISO/IEC 23001-7)")
	KeyPeriod   = NewColumn[uint32](&All, Key, "period", State, "", "the period that it is for")
	KeyWrapped  = NewColumn[[24]uint8](&All, Key, "wrapped", Secret, "", "the content key, wrapped (RFC 3394)")
	KeyMidstate = NewColumn[[32]uint8](&All, Key, "midstate", Secret, "", "SHA-256 of all that the grants of this tier have in common")
)

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
	LicenseFrom    = NewColumn[PTS](&All, License, "from", State, "90 kHz", "when it was first granted")
	LicenseUntil   = NewColumn[PTS](&All, License, "until", State, "90 kHz", "when it ends unless it is renewed")
	LicensePeriod  = NewColumn[uint32](&All, License, "period", State, "", "the key period that it covers")
	LicenseClaimed = NewColumn[Tick](&All, License, "claimed", State, "tick", "when its session was claimed, from 1")
	LicenseTier    = NewColumn[Tier](&All, License, "tier", State, "", "the highest tier that it covers")
)

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
