package live_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"touchline/cmd/touchline/internal/live"
	"touchline/components"
)

const second = components.PTSPerSecond

// TestOrder feeds an order with events that come a tenth of a second apart, and
// checks what goes on when. A small letter is a pass, a capital a goal; p3 is that with
// number 3, p3' its revision, o1 an order. A dash is a tenth of a second in which
// nothing comes.
func TestOrder(t *testing.T) {
	for _, tt := range []struct {
		name       string
		come, want string
		held, late int
	}{
		{"in order", "p1 p2 G3 p4", "p1 | p2 | G3 | p4", 0, 0},
		{"the first may have any number", "p7 p8", "p7 | p8", 0, 0},
		{"one waits for the one before", "p1 p3 p2 p4", "p1 | | p2 p3 | p4", 1, 0},
		{"two wait", "p1 p4 p3 p2", "p1 | | | p2 p3 p4", 2, 0},
		{"a goal does not wait", "p1 G3 p2 p4", "p1 | G3 | p2 | p4", 0, 0},
		{"what follows a goal that came early", "p1 G3 p4 p2", "p1 | G3 | | p2 p4", 1, 0},
		{"no longer than it must", "p1 p3 - - - - p4", "p1 | | | | | p3 | p4", 1, 0},
		{"what is given up comes after all", "p1 p3 - - - - p2", "p1 | | | | | p3 | p2", 1, 1},
		{"a goal that comes late", "p1 p2 G1", "p1 | p2 | G1", 0, 1},
		{"a correction does not wait", "p1 p4' p3 p2", "p1 | p4' | | p2 p3", 1, 0},
		{"a correction of the past is not late", "p1 p2 p1'", "p1 | p2 | p1'", 0, 0},
		{"orders have numbers of their own", "p5 o1 p6 o9 p7", "p5 | o1 | p6 | o9 | p7", 0, 0},
		{"a number twice", "p1 p3 p3 p2", "p1 | | | p2 p3 p3", 2, 0},
		{"a lost goal is not waited for once given up", "p1 G3 - - - - p4 p5", "p1 | G3 | | | | | p4 | p5", 0, 0},
		{"the end", "p1 p3 p5 .", "p1 | | | p3 p5", 2, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := live.Order{Hold: second * 4 / 10}
			var got []string
			for i, word := range strings.Fields(tt.come) {
				now := components.PTS(i) * second / 10
				out := o.Due(nil, now)
				switch word {
				case "-":
				case ".":
					out = o.Flush(out, now)
				default:
					e := parse(t, word)
					out = o.Take(out, &e, now)
				}
				got = append(got, names(out))
			}
			if text := strings.Join(strings.Fields(strings.Join(got, " | ")), " "); text != tt.want {
				t.Errorf("came %s\n got %s\nwant %s", tt.come, text, tt.want)
			}
			if o.Held != tt.held || o.Late != tt.late {
				t.Errorf("%d held and %d late, want %d and %d", o.Held, o.Late, tt.held, tt.late)
			}
		})
	}
}

func parse(t *testing.T, word string) components.Event {
	e := components.Event{Kind: components.Pass}
	switch word[0] {
	case 'G':
		e.Kind = components.Goal
	case 'o':
		e.Kind = components.OperatorSuspend
	}
	e.Source = e.Kind.Input()
	if rest, ok := strings.CutSuffix(word, "'"); ok {
		e.Rev, word = 1, rest
	}
	if _, err := fmt.Sscan(word[1:], &e.Seq); err != nil {
		t.Fatal(err)
	}
	return e
}

func names(events []components.Event) string {
	var text []string
	for _, e := range events {
		name := map[components.EventKind]string{components.Pass: "p", components.Goal: "G", components.OperatorSuspend: "o"}[e.Kind]
		text = append(text, fmt.Sprint(name, e.Seq)+strings.Repeat("'", int(e.Rev)))
	}
	return strings.Join(text, " ")
}

// TestOrderLosesNothing shuffles events within some distance: each goes on once, those
// that touch a market at once, and none waits too long.
func TestOrderLosesNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for round := range 300 {
		const n = 200
		order := make([]int, n)
		for i := range order {
			order[i] = i
		}
		for range rng.IntN(200) {
			i := rng.IntN(n - 20)
			j := i + rng.IntN(20)
			order[i], order[j] = order[j], order[i]
		}
		o := live.Order{Hold: second}
		came, went := map[uint32]components.PTS{}, map[uint32]components.PTS{}
		now := components.PTS(0)
		note := func(out []components.Event) {
			for _, e := range out {
				if _, twice := went[e.Seq]; twice {
					t.Fatalf("round %d: event %d went on twice", round, e.Seq)
				}
				went[e.Seq] = now
				if e.Kind == components.Goal && now != came[e.Seq] {
					t.Fatalf("round %d: a goal waited", round)
				}
				if waited := now - came[e.Seq]; waited > second*12/10 {
					t.Fatalf("round %d: event %d waited for %v", round, e.Seq, waited.Duration())
				}
			}
		}
		for _, i := range order {
			now += components.PTS(rng.IntN(int(second / 5)))
			note(o.Due(nil, now))
			e := components.Event{Kind: components.Pass, Seq: uint32(i + 1), Source: components.FromMatch}
			if i%7 == 0 {
				e.Kind = components.Goal
			}
			came[e.Seq] = now
			note(o.Take(nil, &e, now))
		}
		note(o.Flush(nil, now))
		if len(went) != n {
			t.Fatalf("round %d: %d of %d events went on", round, len(went), n)
		}
	}
}

// TestOrderIsBounded checks that a source with a hole in its numbers cannot fill the
// memory.
func TestOrderIsBounded(t *testing.T) {
	o := live.Order{Hold: second}
	went := 0
	for i := range uint32(10_000) {
		e := components.Event{Kind: components.Pass, Seq: 1 + 2*i, Source: components.FromMatch}
		went += len(o.Take(nil, &e, 0))
	}
	if waits := 10_000 - went; waits > 4096 {
		t.Errorf("%d events wait", waits)
	}
}
