package wagering_test

import (
	"testing"

	"touchline/components"
)

// FuzzMarkets holds the markets of one match to the oracle after each message, and
// its records to the ledger. Each message is four bytes: kind, number, reference,
// and revision with flags.
func FuzzMarkets(f *testing.F) {
	f.Add([]byte{
		byte(components.MatchStart), 1, 0, 0, byte(components.Goal), 5, 0, 0, byte(components.KickOff), 7, 0, 0,
		byte(components.GoalDisallowed), 6, 5, 0, byte(components.PeriodEnd), 9, 2, 0, byte(components.MatchEnd), 10, 2, 0,
	})
	f.Add([]byte{
		byte(components.KickOff), 1, 1, 0, byte(components.PenaltyAwarded), 4, 1, 0, byte(components.ReviewStart), 5, 4, 0,
		byte(components.ReviewEnd), 6, 4, 0x20, byte(components.PenaltyAwarded), 4, 1, 1, byte(components.Pass), 9, 1, 0,
	})
	f.Add([]byte{byte(components.PeriodStart), 9, 5, 0, byte(components.PenaltyKick), 10, 5, 0x80, byte(components.Abandoned), 3, 0, 0})
	f.Fuzz(func(t *testing.T, data []byte) {
		r := newRig(t, strict, 1, 8)
		components.FixtureLatency.Of(r)[0] = 9000
		var o oracle
		var book ledger
		for n := 0; len(data) >= 4 && n < 40; n, data = n+1, data[4:] {
			m := message{
				kind: components.EventKind(data[0]) % components.EventKinds, seq: 1 + uint32(data[1]), ref: uint32(data[2]), rev: data[3] & 3,
				flags: components.EventFlags(data[3]>>2) &^ components.Synthetic, team: components.Team(data[0] % 3), period: components.Period(data[2] % 6),
			}
			if m.kind.Control() && m.kind != components.OperatorSuspend && m.kind != components.OperatorResume {
				continue
			}
			r.say(m)
			o.hear(m)
			o.now = r.Now.PTS
			for i := range components.Row(r.Len(components.Wager)) {
				if err := book.take(r.record(i), r.Now.PTS); err != nil {
					t.Fatal(err)
				}
			}
			want, _ := o.markets()
			for g := range components.Groups {
				status, causes, outcome := r.market(0, g)
				if got := (market{status, causes, outcome}); got != want[g] {
					t.Fatalf("after %s %d: %s is %+v, want %+v", m.kind, m.seq, g, got, want[g])
				}
			}
		}
	})
}
