package wagering_test

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"unsafe"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/wagering"
)

var sequences = flag.Int("sequences", 50_000, "random sequences of messages that TestSafety plays")

const (
	lanes  = 32 // sequences that a shard plays at once, each in two orders
	longer = 30 // messages of a sequence
)

// TestSafety plays random sequences of late, repeated, lost, corrected and
// contradictory messages, and holds the markets to an oracle after each tick:
//
//   - no market takes bets while anything speaks against it, and each takes them
//     when nothing does;
//   - a sportsbook that only follows the records knows the same as the columns, its
//     sequences have no gap, and only markets that are open are suspended;
//   - what was settled is taken back exactly once when it is not so any more, and
//     what is left is what the last revision says;
//   - the same messages in any other order end in the same state.
func TestSafety(t *testing.T) {
	n := *sequences
	if testing.Short() {
		n = min(n, 5_000)
	}
	const workers = 2
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			// Two shards each: one lets threats expire, the other only play lift them.
			for k, quiet := range []components.PTS{0, 12 * 4500} {
				c := newCourt(t, uint64(2*w+k), quiet)
				played := 0
				for ; played < n/(2*workers) && !t.Failed(); played += lanes {
					c.session()
				}
				c.report(played)
			}
		})
	}
	group.Wait()
}

// A court plays sequences on a rig: lane l in fixture l, and its messages in
// another order in fixture lanes + l.
type court struct {
	*rig
	rand  *rand.Rand
	quiet components.PTS
	blank state
	story story
	lanes [2 * lanes]lane
	sent  [components.Cancel + 1]int // records, by what they tell
}

// A lane is one sequence being played.
type lane struct {
	messages []message
	oracle   oracle
	want     [components.Groups]market // by the oracle
	over     *message
	asked    oracle // as it was when it was asked last, but for the time
	book     ledger
	beat     components.PTS
	got      int // messages in this tick
	sent     int // records in this tick
}

func newCourt(t *testing.T, seed uint64, quiet components.PTS) *court {
	c := &court{
		rig:   newRig(t, wagering.Config{Markets: wagering.AllMarkets, Quiet: quiet}, 2*lanes, 4),
		rand:  rand.New(rand.NewPCG(seed, 1)),
		quiet: quiet,
	}
	c.story.rand = c.rand
	c.blank = snapshot(c.rig)
	return c
}

// report says what was played, and fails if the sequences have not brought about
// everything that can happen to a market.
func (c *court) report(played int) {
	text := ""
	for op, n := range c.sent {
		text += fmt.Sprintf(" %s %d", components.WagerOp(op), n)
		if n < played/100 {
			c.t.Errorf("%d records of %s in %d sequences: too few to tell", n, components.WagerOp(op), played)
		}
	}
	c.t.Logf("%d sequences in two orders:%s", played, text)
}

// session plays a sequence in each lane, from the first tick.
func (c *court) session() {
	c.blank.restore(c.rig)
	clear(components.StreamAlerts.Of(c))
	*components.ShardStaleDue.At(c, 0), *components.ShardLookDue.At(c, 0), *components.ShardTrusted.At(c, 0) = 0, 0, false
	c.tick = 1
	for l := range lanes {
		a, b := &c.lanes[l], &c.lanes[lanes+l]
		sport := components.Sport(l % 4 / 3) // one in four is of cricket
		a.reset(sport, c.story.tell(sport, longer), c.quiet)
		b.reset(sport, a.messages, c.quiet)
		c.rand.Shuffle(len(b.messages), func(i, j int) {
			b.messages[i], b.messages[j] = b.messages[j], b.messages[i]
		})
		for _, f := range [...]int{l, lanes + l} {
			if l%2 == 0 {
				components.FixtureBeatEvery.Of(c)[f] = 4500
			}
			components.FixtureLatency.Of(c)[f] = 9000
			components.FixtureSport.Of(c)[f] = sport
		}
	}
	silent := components.Tick(c.rand.IntN(2 * longer)) // no heartbeat for five ticks from here
	for c.tick <= longer+4 && !c.t.Failed() {
		c.play(silent)
	}
	for l := range lanes {
		c.same(l)
	}
}

func (l *lane) reset(sport components.Sport, messages []message, quiet components.PTS) {
	l.messages = append(l.messages[:0], messages...)
	l.oracle = oracle{sport: sport, heard: l.oracle.heard[:0], known: l.oracle.known[:0], quiet: quiet}
	l.book = ledger{next: l.book.next[:0]}
	l.beat = 0
}

// play runs a tick: each lane hears up to three messages more, all of them by the
// last ticks.
func (c *court) play(silent components.Tick) {
	now := components.PTS(c.tick) * 4500
	left := longer + 2 - int(c.tick) // ticks that may still bring messages
	for i := range lanes {
		if c.rand.IntN(40) == 0 { // an alert comes or goes, in both orders alike
			alerts := components.AlertSet(c.rand.IntN(8))
			components.StreamAlerts.Of(c)[i], components.StreamAlerts.Of(c)[lanes+i] = alerts, alerts
		}
	}
	c.next(func() {
		for f := range c.lanes {
			l := &c.lanes[f]
			if c.tick-1 < silent || c.tick-1 > silent+5 {
				l.beat = now
				components.FixtureBeatLast.Of(c)[f] = now
			}
			n := min(len(l.messages), max(len(l.messages)-2*left, c.rand.IntN(3)))
			for _, m := range l.messages[:n] {
				c.hear(components.Row(f), m)
				l.oracle.hear(m)
			}
			l.messages, l.got, l.sent = l.messages[n:], n, 0
			alerts := components.StreamAlerts.Of(c)[f]
			l.oracle.integrity = alerts&(1<<components.Threshold|1<<components.Sustained) != 0
			l.oracle.now = now
			l.oracle.stale = f%2 == 0 && now-l.beat > 2*4500
		}
	})
	c.follow()
	for f := range c.lanes {
		c.judge(components.Row(f))
	}
}

// follow gives the tick's records to the ledgers.
func (c *court) follow() {
	for i, f := range components.WagerFixture.Of(c) {
		c.sent[components.WagerRecord.At(c, components.Row(i)).Op]++
		if err := c.lanes[f].book.take(c.record(components.Row(i)), c.Now.PTS); err != nil {
			c.fail(f, "record %d: %v", i, err)
		}
		c.lanes[f].sent++
	}
	for f := range c.lanes {
		if l := &c.lanes[f]; l.sent > wagering.MaxRecords(l.got) {
			c.fail(components.Row(f), "%d records of %d messages, want at most %d", l.sent, l.got, wagering.MaxRecords(l.got))
		}
	}
}

// judge holds fixture f to its oracle.
func (c *court) judge(f components.Row) {
	l := &c.lanes[f]
	want := l.expect()
	for g := range components.Groups {
		status, causes, outcome := c.market(f, g)
		if got := (market{status, causes, outcome}); got != want[g] {
			c.fail(f, "%s is %+v, want %+v", g, got, want[g])
		}
		if got := l.book.markets[g].market; got != (market{status, causes, outcome}) && l.book.markets[g].sequence > 0 {
			c.fail(f, "%s is %v by its records, and %v by its columns", g, got, market{status, causes, outcome})
		}
		if wagering.Accepts(status, causes) != (want[g].status == components.Active) {
			c.fail(f, "%s takes bets against the oracle", g)
		}
	}
	if c.tick < longer+4 { // the next goals may be behind for a few ticks
		return
	}
	opened := want[components.ResultGroup].status != components.Deactivated
	settled := 0
	for i := range l.oracle.known {
		m := &l.oracle.known[i]
		due := l.oracle.next(m, l.over, opened)
		if got := l.book.paid(m.seq); got != due {
			c.fail(f, "next goal of %s %d is settled with %d, want %d", m.kind, m.seq, got, due)
		}
		if due != 0 {
			settled++
		}
	}
	if len(l.book.next) != settled {
		c.fail(f, "%d next goals are settled, want %d", len(l.book.next), settled)
	}
}

// expect asks the oracle, if it has heard anything since it was asked last. Where
// threats expire it is asked in each tick.
func (l *lane) expect() [components.Groups]market {
	o, a := &l.oracle, &l.asked
	same := o.quiet == 0 && len(a.heard) == len(o.heard) && a.word == o.word && a.stale == o.stale && a.integrity == o.integrity
	if !same || o.now == 4500 {
		l.want, l.over = o.markets()
		l.asked = *o
	}
	return l.want
}

// passing are the columns that depend on the order of the messages: counters,
// sequences, and what is told of play by events that say only a part of it.
var passing = []components.AnyColumn{
	components.FixtureNumber, components.FixtureRepeats, components.FixtureLate, components.FixtureFeedSeq,
	components.FixtureSince, components.FixtureHolder, components.FixtureBall,
	components.MarketSequence, components.MarketRevision,
}

// same holds both orders of lane l to the same end.
func (c *court) same(l int) {
	for _, col := range c.Schema().Catalog().Columns {
		if col.Kind.Root() != components.Fixture || col.Attr&components.Hashed == 0 ||
			slices.ContainsFunc(passing, func(p components.AnyColumn) bool { return p.ID() == col.ID }) {
			continue
		}
		fan := c.Schema().Fan(col.Kind)
		if a, b := rows(c.World, col, l*fan, fan), rows(c.World, col, (lanes+l)*fan, fan); !bytes.Equal(a, b) {
			c.fail(components.Row(l), "another order ends in another %s.%s: %v, and %v", col.Kind.Name, col.Name, a, b)
			c.fail(components.Row(lanes+l), "this is the other order")
		}
	}
}

func rows(w *ecs.World, c *components.ColumnInfo, from, n int) []byte {
	size := int(c.Type.Size())
	return unsafe.Slice((*byte)(unsafe.Add(w.Columns().Base[c.ID], from*size)), n*size)
}

func (c *court) fail(f components.Row, format string, args ...any) {
	c.t.Helper()
	l := &c.lanes[f]
	text := ""
	for _, m := range l.oracle.heard {
		text += fmt.Sprintf("\n\t%-20s seq %2d rev %d ref %2d team %d period %d flags %#x", m.kind, m.seq, m.rev, m.ref, m.team, m.period, m.flags)
	}
	c.t.Errorf("quiet %d, tick %d, fixture %d: %s: heard so far%s", c.quiet, c.tick-1, f, fmt.Sprintf(format, args...), text)
}
