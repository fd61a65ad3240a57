package outbox_test

import (
	"math/rand/v2"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/outbox"
)

// rig is three fixtures with two streams each, the streams of a fixture apart.
func rig(t testing.TB) *ecs.Run {
	r := ecstest.NewRun(t, nil, ecs.Rows{components.Delivery: 4096})
	for n := range components.Number(3) {
		ecstest.Create(t, r, components.Fixture, n+1)
	}
	for n := range components.Number(6) {
		s := ecstest.Create(t, r, components.Stream, n+1)
		*components.StreamFixture.At(r, s) = components.Row(n % 3)
	}
	return r
}

// fill adds random output rows, each with its place in the order of emission.
func fill(rng *rand.Rand) func(*ecs.Run) {
	return func(r *ecs.Run) {
		for _, o := range components.Outputs {
			for range rng.IntN(12) {
				i := r.Append(o.Kind, 1)
				*o.Subject.At(r, i) = components.Row(rng.IntN(r.Len(o.Of)))
			}
		}
	}
}

// TestDelivery checks the grouping against the rule itself: the rows of a stream
// are those of which it, or its fixture, is the subject, in the order of the
// systems and then of emission.
func TestDelivery(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	s := outbox.New(outbox.Config{Attached: true})
	r := rig(t)
	for tick := range components.Tick(200) {
		ecstest.Tick(r, tick, fill(rng), s)
		for stream, span := range components.StreamOutputs.Of(r) {
			at := span.From
			for o, out := range components.Outputs {
				for i, subject := range out.Subject.Of(r) {
					if out.Of == components.Stream && int(subject) != stream ||
						out.Of == components.Fixture && subject != components.StreamFixture.Of(r)[stream] {
						continue
					}
					if at == span.From+span.Count {
						t.Fatalf("tick %d, stream %d: row %d of %s is missing", tick, stream, i, out.Kind.Name)
					}
					if got, row := components.DeliveryOutput.Of(r)[at], components.DeliveryRow.Of(r)[at]; int(got) != o || int(row) != i {
						t.Fatalf("tick %d, stream %d, place %d: row %d of output %d, want row %d of %d", tick, stream, at-span.From, row, got, i, o)
					}
					at++
				}
			}
			if at != span.From+span.Count {
				t.Fatalf("tick %d, stream %d: %d rows too many", tick, stream, span.From+span.Count-at)
			}
		}
	}
}

func TestDetached(t *testing.T) {
	r := rig(t)
	ecstest.Tick(r, 0, fill(rand.New(rand.NewPCG(3, 4))), outbox.New(outbox.Config{}))
	if n := r.Len(components.Delivery); n != 0 {
		t.Errorf("%d rows delivered to nobody", n)
	}
}

func TestAccess(t *testing.T) {
	r := rig(t)
	r.Clear()
	fill(rand.New(rand.NewPCG(5, 6)))(r)
	ecstest.CheckAccess(t, r, outbox.New(outbox.Config{Attached: true}))
}

func TestRunAllocatesNothing(t *testing.T) {
	r, s := rig(t), outbox.New(outbox.Config{Attached: true})
	rng := rand.New(rand.NewPCG(7, 8))
	run := func() { ecstest.Tick(r, 1, fill(rng), s) }
	for range 20 {
		run() // the scratch grows to what is needed
	}
	if n := testing.AllocsPerRun(100, run); n != 0 {
		t.Errorf("a tick allocates %v times, want 0", n)
	}
}
