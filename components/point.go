package components

// Point is what a fixture remembers of runs and points, of which a match has
// hundreds: one row for each ball of cricket. A score is the sum of the rows, and
// so it depends neither on the order in which they came nor on how often one was
// corrected.
//
// How many there is room for is set when the schema is built: a few rows where
// goals are what counts.
var Point = All.Block("point", Fixture, "runs and points, by sequence number")

// The columns of a point. The rows of a fixture are kept in the order of Seq.
var (
	PointSeq    = NewColumn[uint32](&All, Point, "seq", State, "", "its source's sequence number")
	PointValue  = NewColumn[int32](&All, Point, "value", State, "runs", "what it counts, by its highest revision so far")
	PointTeam   = NewColumn[Team](&All, Point, "team", State, "", "the side it counts for")
	PointPeriod = NewColumn[Period](&All, Point, "period", State, "", "when it was scored")
)

// Innings is what each innings of a match of cricket has come to: the points and
// wickets of one period.
var Innings = All.Block("innings", Fixture, "the innings of a match of cricket, in the order of play")

// The columns of an innings.
var (
	InningsPeriod  = NewColumn[Period](&All, Innings, "period", State, "", "which one it is: from 11 on they are of super overs")
	InningsTeam    = NewColumn[Team](&All, Innings, "team", State, "", "the side that bats")
	InningsRuns    = NewColumn[uint16](&All, Innings, "runs", State, "runs", "its runs, extras and penalties among them")
	InningsWickets = NewColumn[uint8](&All, Innings, "wickets", State, "wickets", "the wickets that fell and stand")
)
