package components

// Market is what may be bet on in a fixture, one row for each [Group].
var Market = All.Block("market", Fixture, "the markets of a fixture, by group")

// The columns of a market.
var (
	MarketStatus   = NewColumn[Status](&All, Market, "status", State, "", "whether bets are taken")
	MarketCauses   = NewColumn[Suspension](&All, Market, "causes", State, "bits", "why it is suspended")
	MarketSequence = NewColumn[uint32](&All, Market, "sequence", State, "", "records sent; gap-free")
	MarketRevision = NewColumn[uint16](&All, Market, "revision", State, "", "settlements taken back")
	MarketOutcome  = NewColumn[Outcome](&All, Market, "outcome", State, "", "what it was settled with, 0 if it is not")
)

// Group is what a market is about.
type Group uint8

// The groups of markets.
const (
	ResultGroup  Group = iota // who wins in regular time, and who scores next
	TotalsGroup               // goals in regular time
	CornersGroup              // corners in regular time
	CardsGroup                // cards in regular time
	HalfGroup                 // who leads at half-time
	Groups                    // how many there are
	NoGroup      Group = 255  // an event record, which concerns them all
)

var groupNames = [Groups]string{"result", "totals", "corners", "cards", "half"}

func (g Group) String() string {
	if g >= Groups {
		return ""
	}
	return groupNames[g]
}

// Status is whether bets are taken on a market.
type Status uint8

// The statuses. Only an active market can be suspended.
const (
	Deactivated Status = iota // not offered: before the match, or withdrawn
	Active
	Suspended
	Settled
	Cancelled // the match was abandoned: stakes are returned
)

var statusNames = [...]string{"deactivated", "active", "suspended", "settled", "cancelled"}

func (s Status) String() string { return statusNames[min(int(s), len(statusNames)-1)] }

// Suspension is the set of causes why a market is suspended: it takes bets again
// only when none is left.
type Suspension uint16

// The causes of a suspension.
const (
	PossibleGoal Suspension = 1 << iota
	PossiblePenalty
	UnderReview
	RedCardShown
	PlayerInjured
	FeedStale
	IntegrityAlert
	ByOperator
	WicketFell
	DecisionReview // of cricket, where VAR is something else
)

var suspensionNames = [...]string{
	"possible_goal", "penalty", "var", "red_card", "injury", "feed_stale", "integrity", "operator",
	"wicket", "review",
}

// AppendNames appends the names of the causes to dst.
func (s Suspension) AppendNames(dst []string) []string {
	for i, name := range suspensionNames {
		if s>>i&1 != 0 {
			dst = append(dst, name)
		}
	}
	return dst
}

// Outcome is what a market was settled with: 1 + the value, 0 for not settled.
// The value of a result is 0 draw, 1 home, 2 away, 3 tie; of a count the count.
type Outcome uint16

// WagerOp is what a record tells the sportsbook.
type WagerOp uint8

// The kinds of record.
const (
	EventRecord WagerOp = iota // something happened
	Activate
	Suspend
	Resume
	Settle
	Rollback // a settlement is taken back; Outcome is what it was
	Deactivate
	Cancel
)

var wagerOpNames = [...]string{
	"event", "activate", "suspend", "resume", "settle", "rollback", "deactivate", "cancel",
}

func (o WagerOp) String() string { return wagerOpNames[min(int(o), len(wagerOpNames)-1)] }
