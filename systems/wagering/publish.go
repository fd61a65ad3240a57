package wagering

import (
	"touchline/components"
	"touchline/ecs"
)

// told are the kinds of event that sportsbooks are told of: what bets are about,
// what suspends them and what opens them again. Passes and fouls are left out.
var told = components.KindSet(
	components.MatchStart, components.PeriodStart, components.PeriodEnd, components.MatchEnd, components.Abandoned,
	components.KickOff, components.Shot, components.Save, components.Goal, components.OwnGoal,
	components.GoalDisallowed, components.Corner, components.PenaltyAwarded, components.PenaltyNotAwarded,
	components.PenaltyKick, components.YellowCard, components.SecondYellow, components.RedCard,
	components.ReviewStart, components.ReviewEnd, components.Injury,
)

// bowled are the kinds that they are told of cricket beside these: every ball.
var bowled = components.KindSet(components.Score, components.Wicket)

// Tells reports whether an event of a kind touches a market: whoever holds back events
// to put them into order must not hold back these.
func Tells(kind components.EventKind) bool { return kind.In(told|bowled) || kind.Control() }

// tellings are what they are told of each sport.
var tellings = [2]components.EventKinds64{components.Football: told, components.Cricket: told | bowled}

// publish tells what happened in this tick. An event that its source takes back is
// cancelled.
func publish(r *ecs.Run, c *columns) {
	n := r.Len(components.EventRow)
	list := ecs.Unset[components.Row](r, min(block, n))
	for from := 0; from < n; from += block {
		rows := list[:min(block, n-from)]
		if rows = rows[:c.in.list(rows, from, c.of.sport)]; len(rows) == 0 {
			continue
		}
		first := r.Append(components.Wager, len(rows))
		c = view.Of(r.World) // which may have moved them
		c.out.tell(first, rows, &c.in, n, &c.of, r.Now.PTS)
	}
}

// block is how many events are told at a time. What one loop reads of them is still in
// the nearest cache for the next.
const block = 128

// list lists in rows which of the events from one on sportsbooks are told of, of as many
// as it has room for, and returns how many they are. A correction they are told of
// whatever it says: it may take back what they were told.
//
// It reads 18 bytes for each event and one of its fixture, and writes 4.
func (e *events) list(rows []components.Row, from int, sport []components.Sport) int {
	fixtures := e.fixture[from:][:len(rows)]
	news, kinds := e.news[from:][:len(rows)], e.kind[from:][:len(rows)]
	causes, flags := e.cause[from:][:len(rows)], e.flags[from:][:len(rows)]
	n := 0
	for i, f := range fixtures {
		if !news[i] || flags[i]&components.Synthetic != 0 {
			continue
		}
		kind := kinds[i]
		if kind.In(tellings[sport[f]%2]) || causes[i].Rev > 0 && !kind.Control() {
			rows[n] = components.Row(from + i)
			n++
		}
	}
	return n
}
