package components

// Incident is what a fixture remembers of an event that may yet be corrected:
// the set of them, each at its highest revision, decides score and markets, and
// so neither depends on the order in which they came.
var Incident = All.Block("incident", Fixture, "events that decide score and markets, by sequence number")

// The columns of an incident. The rows of a fixture are kept in the order of Seq.
var (
	IncidentSeq      = NewColumn[uint32](&All, Incident, "seq", State, "", "its source's sequence number")
	IncidentKind     = NewColumn[EventKind](&All, Incident, "kind", State, "", "what it is")
	IncidentRev      = NewColumn[uint8](&All, Incident, "rev", State, "", "its highest revision so far")
	IncidentTeam     = NewColumn[Team](&All, Incident, "team", State, "", "the side it counts for")
	IncidentPeriod   = NewColumn[Period](&All, Incident, "period", State, "", "when it happened")
	IncidentFlags    = NewColumn[EventFlags](&All, Incident, "flags", State, "bits", "what else is known")
	IncidentOccurred = NewColumn[Stamp](&All, Incident, "occurred", State, "90 kHz", "media time of the moment")
	IncidentDetail   = NewColumn[Detail](&All, Incident, "detail", State, "", "the time since its period began, or the incident that it speaks of")
	IncidentPaid     = NewColumn[uint8](&All, Incident, "paid", State, "", "the outcome that the next-goal market was settled with for it")
	IncidentFate     = NewColumn[Fate](&All, Incident, "fate", State, "", "what the others make of it")
)

// Fate is what became of an incident in the light of all others of its match.
type Fate uint8

// The fates.
const (
	Stands Fate = iota
	Closed      // a review that has ended
	Void        // taken back by its source, disallowed, or overturned by a review
)

var fateNames = [...]string{"stands", "closed", "void"}

func (f Fate) String() string { return fateNames[min(int(f), len(fateNames)-1)] }
