package wagering_test

import (
	"testing"
	"time"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed"
	"touchline/systems/feed/builtin"
	"touchline/systems/feed/filler"
	"touchline/systems/feed/ndjson"
	"touchline/systems/feed/recording"
	"touchline/systems/wagering"
)

// TestMatches plays the matches that are part of the program, with a scout's delays
// and with made-up play between their events, and holds the markets to the oracle
// and the score to the file.
func TestMatches(t *testing.T) {
	for _, name := range builtin.Names() {
		t.Run(name, func(t *testing.T) {
			data, _ := builtin.Open(name)
			m, err := recording.Read(ndjson.Read, data, ecs.NewSymbols())
			if err != nil {
				t.Fatal(err)
			}
			want := m.Result()
			filler.Fill(m, 1)
			arrival, err := recording.ParseArrival("scout:3s")
			if err != nil {
				t.Fatal(err)
			}
			m.Lay(recording.Layout{Arrival: arrival, Seed: 1})
			r := newRig(t, wagering.Default(), 1, 16)
			o := oracle{quiet: wagering.Default().Quiet}
			closed := play(r, &o, m.Events)
			score := components.FixtureScore.Of(r)[0]
			if got := (recording.Tally{Home: int(score.Home), Away: int(score.Away)}); got != want.Score {
				t.Errorf("score is %+v, want %+v", got, want.Score)
			}
			if got := (recording.Tally{Home: int(score.ShootHome), Away: int(score.ShootAway)}); got != want.Shootout {
				t.Errorf("shoot-out is %+v, want %+v", got, want.Shootout)
			}
			t.Logf("suspended: result %v, totals %v, corners %v, cards %v, half %v of %v",
				closed[0], closed[1], closed[2], closed[3], closed[4], m.End.Duration().Round(time.Second))
		})
	}
}

// play plays events to the end, and returns how long each market was suspended.
func play(r *rig, o *oracle, events []components.Event) (closed [components.Groups]time.Duration) {
	var book ledger
	components.FixtureLatency.Of(r)[0] = 9000
	for len(events) > 0 {
		heard := 0
		r.next(func() {
			for ; len(events) > 0 && events[0].Received < r.Now.PTS+r.Now.Period; events = events[1:] {
				feed.Append(r.Run, 0, &events[0], 0)
				if events[0].Flags&components.Synthetic == 0 {
					o.hear(messageOf(&events[0]))
					heard++
				}
			}
		})
		for i := range components.Row(r.Len(components.Wager)) {
			if err := book.take(r.record(i), r.Now.PTS); err != nil {
				r.t.Fatalf("tick %d: %v", r.tick, err)
			}
		}
		o.now = r.Now.PTS
		check := heard > 0 || r.tick%100 == 0
		var want [components.Groups]market
		if check {
			want, _ = o.markets()
		}
		for g := range components.Groups {
			status, causes, outcome := r.market(0, g)
			if got := (market{status, causes, outcome}); check && got != want[g] {
				r.t.Fatalf("tick %d: %s is %+v, want %+v", r.tick, g, got, want[g])
			}
			if status == suspended {
				closed[g] += r.Now.Period.Duration()
			}
		}
	}
	return closed
}

func messageOf(e *components.Event) message {
	return message{
		kind: e.Kind, seq: e.Seq, rev: e.Rev, ref: e.Ref, team: e.Team, period: e.Period, flags: e.Flags, occurred: e.Occurred, value: e.Value,
	}
}
