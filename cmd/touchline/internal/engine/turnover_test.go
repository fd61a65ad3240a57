package engine_test

import (
	"bytes"
	"runtime"
	"slices"
	"testing"

	"touchline/cmd/touchline/internal/engine"
	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
)

// going runs e up to a tick, while matches come and go.
func going(t testing.TB, e *engine.Engine, until components.Tick) *engine.Turnover {
	t.Helper()
	turnover := e.Turnover(5 * components.PTSPerSecond)
	cfg := scheduler.Config{
		Rate: e.Plan.Rate, Workers: e.Plan.Workers, Timing: scheduler.Off, Systems: e.Steps(), OnInput: turnover.Turn,
	}
	s, err := scheduler.New(cfg, e.Shards)
	if err != nil {
		t.Fatal(err)
	}
	report, err := s.Run(t.Context(), until)
	if err != nil || report.Degraded || report.Refused > 0 {
		t.Fatalf("%v, faults %v, %d rows refused", err, report.Faults, report.Refused)
	}
	return turnover
}

// lasting is a plan of drills at all moments, whose matches are over one after the
// other. It begins so that the 33 bits of a PTS run out on the way.
func lasting(t testing.TB, change func(*engine.Plan)) *engine.Plan {
	return newPlan(t, func(p *engine.Plan) {
		p.Streams, p.PerFixture, p.Stagger, p.ShardSize, p.Workers = 520, 2, true, 1024, 1
		p.Cameras, p.Renditions = 2, 2
		p.From = 1<<33 - 100*components.PTSPerSecond
		if change != nil {
			change(p)
		}
	}, "drill")
}

// until is as many ticks after the first of p.
func until(p *engine.Plan, ticks int64) components.Tick {
	return components.Tick(p.Rate.Index(p.From) + ticks)
}

// TestTurnover: matches that are over make room for others, which bring their own
// streams and viewers; nobody is counted twice, and no session is forgotten.
func TestTurnover(t *testing.T) {
	e := build(t, lasting(t, nil), nil)
	turnover := going(t, e, until(e.Plan, 6000))
	if turnover.Begun < 20 {
		t.Fatalf("%d matches began, want a good part of 260", turnover.Begun)
	}
	w, begun := e.Shards.Worlds[0], uint64(0)
	if w.Len(components.Fixture) != 260 || w.Len(components.Stream) != 520 || w.Len(components.Viewer) != 3*520 {
		t.Errorf("%d fixtures, %d streams, %d viewers", w.Len(components.Fixture), w.Len(components.Stream), w.Len(components.Viewer))
	}
	for _, n := range components.FixtureNumber.Of(w) {
		begun += uint64(n-1) / 260
	}
	if begun != turnover.Begun {
		t.Errorf("numbers of %d matches that began, want %d", begun, turnover.Begun)
	}
	for _, k := range []*components.Kind{components.Fixture, components.Stream, components.Viewer} {
		numbers := slices.Sorted(slices.Values(w.Numbers(k)))
		if len(slices.Compact(numbers)) != w.Len(k) {
			t.Errorf("two %ss of one number", k.Name)
		}
	}
	sessions := make([]int32, e.Shards.Common.Len(components.Account))
	for _, v := range components.LicenseViewer.Of(w) {
		sessions[components.ViewerAccount.Of(w)[v]]++
	}
	if !slices.Equal(sessions, components.AccountSessions.Of(e.Shards.Common)) {
		t.Error("accounts count other sessions than viewers have licenses")
	}
	if n := w.Len(components.License); n < 1200 {
		t.Errorf("%d licenses, want for most viewers one", n)
	}
	goals := 0
	for _, score := range components.FixtureScore.Of(w) {
		goals += int(score.Home + score.Away)
	}
	if goals == 0 {
		t.Error("nobody has scored")
	}
}

// TestTurnoverSame: how a run is sharded, worked on and stored, and whether it was saved
// and gone on from, changes nothing while matches come and go.
func TestTurnoverSame(t *testing.T) {
	e := build(t, lasting(t, nil), nil)
	end, middle := until(e.Plan, 6000), until(e.Plan, 4000)
	going(t, e, middle)
	var saved bytes.Buffer
	if err := e.Shards.Snapshot(&saved); err != nil {
		t.Fatal(err)
	}
	going(t, e, end)
	want := e.Shards.Hash()
	small := func(p *engine.Plan) { p.ShardSize, p.Workers, p.Backend = 64, 2, ecs.Plain }
	other := build(t, lasting(t, small), nil)
	if going(t, other, end); other.Shards.Hash() != want {
		t.Error("shards of 64 on plain slices come to another state")
	}
	p := lasting(t, small)
	schema, err := p.Schema()
	if err != nil {
		t.Fatal(err)
	}
	snapshot, err := ecs.ReadSnapshot(bytes.NewReader(saved.Bytes()), schema)
	if err != nil {
		t.Fatal(err)
	}
	again := build(t, p, snapshot)
	if going(t, again, end); again.Shards.Hash() != want {
		t.Error("what was saved in the middle comes to another state")
	}
}

// TestTurnoverAllocatesNothing: a tick in which matches come and go takes no memory
// either.
func TestTurnoverAllocatesNothing(t *testing.T) {
	e := build(t, lasting(t, nil), nil)
	turnover := e.Turnover(5 * components.PTSPerSecond)
	s, err := scheduler.New(scheduler.Config{
		Rate: e.Plan.Rate, Workers: 1, Timing: scheduler.Off, Systems: e.Steps(), OnInput: turnover.Turn,
	}, e.Shards)
	if err != nil {
		t.Fatal(err)
	}
	step := func(n int) {
		if err := s.Step(n); err != nil {
			t.Fatal(err)
		}
	}
	step(2000)
	began := turnover.Begun
	if n := testing.AllocsPerRun(1000, func() { step(1) }); n != 0 {
		t.Errorf("a tick allocates %v times, want 0", n)
	}
	if turnover.Begun == began {
		t.Error("no match began meanwhile")
	}
}

// TestBuildSame: how many processors make the rows of a run is not to be seen in them.
func TestBuildSame(t *testing.T) {
	one := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(one)
	var hashes [2][16]byte
	for i, n := range []int{1, 8} {
		runtime.GOMAXPROCS(n)
		last := 0.0
		e := build(t, lasting(t, func(p *engine.Plan) {
			p.ShardSize = 64
			p.Progress = func(share float64) {
				if share <= last || share > 1 {
					t.Errorf("progress from %v to %v", last, share)
				}
				last = share
			}
		}), nil)
		if hashes[i] = e.Shards.Hash(); last != 1 {
			t.Errorf("progress ends at %v", last)
		}
	}
	if hashes[0] != hashes[1] {
		t.Error("the states differ")
	}
}
