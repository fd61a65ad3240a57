package splice_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"

	"touchline/components"
	"touchline/systems/splice"
)

var histories = flag.Int("histories", 300, "random histories of a match to hold the messages of against what a splicer expects")

// splicer is what stands at the other end: it believes what it is told.
type splicer struct {
	seen    uint32                             // the highest event number
	kinds   map[uint32]components.Segmentation // by event number, of its start
	point   map[uint32]components.PTS          // where it starts
	ends    map[uint32]components.PTS          // where its end message says that it ends
	cancels map[uint32]bool
}

// hear takes in a message, and says what is wrong with it.
func (s *splicer) hear(c splice.Cue, sent components.PTS) string {
	start := c.Type&1 == 0 || c.Type == components.ProgramInProgress // which is odd
	switch {
	case !c.Immediate && c.At <= sent:
		return "a point that is past, and not immediate"
	case c.At%3600 != 0:
		return "a point between two frames"
	case s.cancels[c.Event]:
		return "of an event that was taken back"
	}
	if start && !c.Cancel && c.Event == s.seen+1 {
		s.seen++
		s.kinds[c.Event], s.point[c.Event] = c.Type, c.At
		if c.Immediate || c.At-sent < 5*second {
			return "a start without preroll"
		}
		return ""
	}
	at, known := s.point[c.Event]
	switch {
	case !known:
		return "of an event that was not announced"
	case c.Cancel:
		s.cancels[c.Event] = true
		if sent >= at || c.At != at {
			return "taken back when it has begun, or at another point"
		}
	case start:
		if sent >= at || c.At != at || s.kinds[c.Event] != c.Type {
			return "announced again when it has begun, or as something else"
		}
	default:
		if end, told := s.ends[c.Event]; told && end <= sent && !c.Immediate {
			return "ended when it was over"
		}
		if c.At < at {
			return "ended before it begins"
		}
		s.ends[c.Event] = c.At
	}
	return ""
}

// TestHistories drives a stream through random messages, some in one tick and some
// ticks skipped, and believes what it says. In the end a kick-off ends what stands: no
// break may stay open at the other end.
func TestHistories(t *testing.T) {
	seen := map[string]int{}
	for n := range uint64(*histories) {
		rng := rand.New(rand.NewPCG(n, 7))
		r := newRig(t, splice.Default(), 1, 64)
		s := splicer{kinds: map[uint32]components.Segmentation{}, point: map[uint32]components.PTS{}, ends: map[uint32]components.PTS{}, cancels: map[uint32]bool{}}
		var tick components.Tick
		step := func(messages ...message) {
			r.step(tick, messages...)
			if rows := r.Len(components.Splice); rows > splice.MaxCues {
				t.Fatalf("history %d, tick %d: %d rows, and room for %d", n, tick, rows, splice.MaxCues)
			}
			for i := range r.Len(components.Splice) {
				c, sent := splice.CueOf(r, components.Row(i)), *components.SpliceRelease.At(r, components.Row(i))
				if wrong := s.hear(c, sent); wrong != "" {
					t.Fatalf("history %d, tick %d: %+v, sent at %d: %s", n, tick, c, sent, wrong)
				}
				seen[fmt.Sprint(c.Type, " cancel ", c.Cancel, " now ", c.Immediate)]++
			}
		}
		seq := uint32(10)
		step(begun()...)
		for range 250 {
			tick += 1 + components.Tick(rng.IntN(3)*rng.IntN(60))
			var all []message
			for range rng.IntN(3) * rng.IntN(4) * rng.IntN(2) {
				m := message{kind: components.Advert, seq: seq - uint32(rng.IntN(4)), rev: uint8(rng.IntN(4)), period: 1, into: components.PTS(rng.IntN(4500)), age: components.PTS(rng.IntN(3)) * second}
				switch rng.IntN(10) {
				case 0:
					m.kind, m.seq, m.rev = components.KickOff, seq+1, 0
				case 1:
					m.kind = components.Foul
				default:
					if rng.IntN(3) == 0 {
						m.flags = components.Voided
					}
					m.ms = []uint32{0, 500, 5000, 9999, 30_000, 60_000}[rng.IntN(6)]
				}
				seq += uint32(rng.IntN(2))
				all = append(all, m)
			}
			step(all...)
		}
		tick += 1300 // whatever has a length is over
		step()
		tick++
		step(message{kind: components.KickOff, seq: seq + 100, period: 1})
		for event, of := range s.kinds {
			end, ended := s.ends[event]
			if of == components.ProviderPlacementStart && !s.cancels[event] && (!ended || end >= r.Now.PTS+3600) {
				t.Fatalf("history %d: break %d, at %d, is open in the end (%d)", n, event, s.point[event], end)
			}
		}
	}
	for what, least := range map[string]int{
		"provider_placement_opportunity_start cancel false now false": 20,
		"provider_placement_opportunity_start cancel true now false":  10,
		"provider_placement_opportunity_end cancel false now false":   10,
		"provider_placement_opportunity_end cancel false now true":    5,
	} {
		if seen[what] < *histories*least/10 {
			t.Errorf("%s: %d times in %d histories: they are too tame", what, seen[what], *histories)
		}
	}
}
